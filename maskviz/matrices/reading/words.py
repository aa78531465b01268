"""One cell of a text as a number: as people, frameworks and source code write it."""

import re

from maskviz.matrices.formats import LOWEST

NUMBER = re.compile(r"[+-]?(?:\d{1,20}\.?\d{0,20}(?:e[+-]?\d{1,3})?|\.\d{1,20}(?:e[+-]?\d{1,3})?)")
NAMED = {
    **dict.fromkeys(("true", "t", "yes"), 1.0),
    **dict.fromkeys(("false", "f", "no"), 0.0),
    **dict.fromkeys(("inf", "+inf", "infinity", "+infinity"), float("inf")),
    **dict.fromkeys(("-inf", "-infinity", "ninf"), float("-inf")),
    **dict.fromkeys(("nan", "+nan", "-nan", "na", "none"), float("nan")),
}
LIBRARY = r"(?:\b(?:torch|np|numpy|jnp|math|tf|mx)\.)"
LONELY = ("t", "f", "na", "no", "yes", "none")  # words too that stand beside a matrix

SPELLED = (  # source code -> what a print would say
    (re.compile(r"float\(\s*['\"]\s*([+-]?)inf(?:inity)?\s*['\"]\s*\)", re.I), r"\1inf"),
    (re.compile(r"float\(\s*['\"]\s*nan\s*['\"]\s*\)", re.I), "nan"),
    (re.compile(LIBRARY + r"(?:inf|Inf|INFINITY)\b"), "inf"),
    (re.compile(LIBRARY + r"(?:nan|NaN)\b"), "nan"),
    (re.compile(LIBRARY + r"NINF\b"), "-inf"),
    (re.compile(r"\bdtype\s*=\s*[\w.]+|\bdevice\s*=\s*['\"][\w:]+['\"]"), " "),
)
FINFO = re.compile(LIBRARY + r"?finfo\(\s*(?:[\w]+\.)*(\w+)\s*\)\.min\b")


PROMPT = re.compile(r"^[ \t]*(?:>>>|In ?\[\d*\]:|Out ?\[\d*\]:|\$ )[ \t]?", re.M)
GOES_ON = re.compile(r"^[ \t]*\.\.\.(?: |$)", re.M)  # of a prompt; elsewhere it leaves cells out


def plain_signs(text: str) -> str:
    """The text with the signs of mathematics and of source code as a print has them, without the
    prompts of a console."""
    if ">>>" in text:
        text = GOES_ON.sub("", text)
    text = PROMPT.sub("", text).lstrip("\ufeff").replace("\u2212", "-").replace("\u221e", "inf")
    text = FINFO.sub(lambda found: repr(LOWEST.get(found[1], LOWEST["float32"])), text)
    for pattern, instead in SPELLED:
        text = pattern.sub(instead, text)
    return text


def number_of(word: str) -> float | None:
    """The number that a word is, NaN among them; None when it is none."""
    low = word.lower()
    if low in NAMED:
        return NAMED[low]
    return float(low) if NUMBER.fullmatch(low) else None
