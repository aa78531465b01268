"""One cell of a text as a number: as people, frameworks and source code write it."""

import re

from maskviz.matrices.formats import LOWEST

NUMBER = re.compile(r"[+-]?(?:\d{1,20}\.?\d{0,20}(?:e[+-]?\d{1,3})?|\.\d{1,20}(?:e[+-]?\d{1,3})?)")
NAMED = {
    **dict.fromkeys(("true", "t", "yes"), 1.0),
    **dict.fromkeys(("false", "f", "no"), 0.0),
    **dict.fromkeys(("inf", "+inf", "infinity", "+infinity"), float("inf")),
    **dict.fromkeys(("-inf", "-infinity", "ninf"), float("-inf")),
    **dict.fromkeys(("nan", "+nan", "-nan", "na", "none", "null", "--"), float("nan")),
}
LIBRARY = r"(?:\b(?:torch|np|numpy|jnp|math|tf|mx)\.)"

SPELLED = (  # source code -> what a print would say
    (re.compile(r"float\(\s*['\"]\s*([+-]?)inf(?:inity)?\s*['\"]\s*\)", re.I), r"\1inf"),
    (re.compile(r"float\(\s*['\"]\s*nan\s*['\"]\s*\)", re.I), "nan"),
    (re.compile(LIBRARY + r"(?:inf|Inf|INFINITY)\b"), "inf"),
    (re.compile(LIBRARY + r"(?:nan|NaN)\b"), "nan"),
    (re.compile(LIBRARY + r"NINF\b|\bf(?:32|64)::NEG_INFINITY\b"), "-inf"),
    (re.compile(r"\bf(?:32|64)::INFINITY\b|\bstd::numeric_limits<\w+>::infinity\(\)"), "inf"),
    (re.compile(r"\bdtype\s*=\s*[\w.]+|\bdevice\s*=\s*['\"][\w:]+['\"]"), " "),
)
FINFO = re.compile(LIBRARY + r"?finfo\(\s*(?:[\w]+\.)*(\w+)\s*\)\.min\b")


FULL_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x3001: ","}
SCALAR = re.compile(r"\bnp\.(?:(True|False)_|(?:float|u?int|bool)\w*\((-?[\w.+-]+)\))")  # NumPy 2
TYPED = re.compile(
    r"\b(?:Big)?(?:U?[Ii]nt|Float)\d+(?:Clamped)?Array\(\d+\)(?=\s*\[)"
)  # of JavaScript
PROMPT = re.compile(r"^[ \t]*(?:>>>|In ?\[\d*\]:|Out ?\[\d*\]:|\$ )[ \t]?", re.M)
TYPES = re.compile(  # a line that only says of which type and size it is, or what was asked
    r"^[ \t]*(?:\[[ \t]*[\w.]*(?:Tensor|Type)\b.*\]"  # libtorch, Torch
    r"|Tensor\[\[[\d, ]*\], *\w+\]"  # candle
    r"|\d+(?:[×x]\d+)+ [A-Za-z].*"  # Julia, MATLAB
    r"|julia> .*)$",
    re.M,
)
GOES_ON = re.compile(r"^[ \t]*\.\.\.(?: |$)", re.M)  # of a prompt; elsewhere it leaves cells out


def without_prompts(text: str) -> str:
    """The text without the prompts of a console, and what it says of a type alone."""
    if ">>>" in text:
        text = GOES_ON.sub("", text)
    text = TYPED.sub("", text)
    text = SCALAR.sub(lambda hit: hit[1] or hit[2], TYPES.sub("", text))
    return PROMPT.sub("", text).lstrip("\ufeff").translate(FULL_WIDTH)


def plain_signs(text: str) -> str:
    """The text with the signs of mathematics and of source code as a print has them, without the
    prompts of a console."""
    text = without_prompts(text).replace("\u2212", "-").replace("\u221e", "inf")
    text = FINFO.sub(lambda found: repr(LOWEST.get(found[1], LOWEST["float32"])), text)
    for pattern, instead in SPELLED:
        text = pattern.sub(instead, text)
    return text


def number_of(word: str) -> float | None:
    """The number that a word is, NaN among them; None when it is none."""
    low = word.lower()
    if low in NAMED:
        return NAMED[low]
    if (low[-1:] == "f" and "." in low) or re.fullmatch(r"\d+n", low):  # of C, of JavaScript
        low = low[:-1]
    if low.rstrip(".") in NAMED and len(low) > 3:  # "-inf." of Paddle
        return NAMED[low.rstrip(".")]
    if low[-1:] == "%" and NUMBER.fullmatch(low[:-1]):
        return float(low[:-1]) / 100
    return float(low) if NUMBER.fullmatch(low) else None
