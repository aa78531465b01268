"""A mask as a paper writes it, in LaTeX's cases, as a rule over q and k."""

import re

from maskviz.checking.fault import CheckError

LONGEST = 4_000  # characters
CASES = re.compile(r"\\begin\{[dr]?cases\*?\}(?P<body>.*?)\\end\{[dr]?cases\*?\}", re.S)
NAMES = re.compile(
    r"(?:_\{?|\(|\[)\s*([A-Za-z])\s*,?\s*([A-Za-z])\s*(?:\}|\)|\]|(?=\W*=))[^=]*=?\s*$"
)
WORDS = re.compile(r"\\(?:text|mathrm|mbox|textrm|textnormal)\{([^{}]*)\}")
FILLER = re.compile(r"\b(?:if|when|for|where)\b|\\(?:quad|qquad|;|,|!|:)|[~$]")
SIGNS = (
    (re.compile(r"\\left\||\\lvert\b|\\left\\lvert\b"), "|"),
    (re.compile(r"\\right\||\\rvert\b|\\right\\rvert\b"), "|"),
    (re.compile(r"\|([^|]*)\|"), r"abs(\1)"),
    (re.compile(r"\\(?:leqslant|leqq|leq|le)\b|≤"), "<="),
    (re.compile(r"\\(?:geqslant|geqq|geq|ge)\b|≥"), ">="),
    (re.compile(r"\\(?:neq|ne)\b|≠"), "!="),
    (re.compile(r"\\lt\b"), "<"),
    (re.compile(r"\\gt\b"), ">"),
    (re.compile(r"\\(?:land|wedge)\b|∧"), " and "),
    (re.compile(r"\\(?:lor|vee)\b|∨"), " or "),
    (re.compile(r"(?<![<>!=])=(?!=)"), "=="),
)
REST = re.compile(r"\s*(?:otherwise|else|)\s*", re.I)
NONE = re.compile(r"-\s*(?:\\infty|inf\b|∞|1e\d|10\^)")
USUAL = (("i", "j"), ("q", "k"), ("t", "s"), ("m", "n"))  # query and key, where no name says it
MEANT = "LaTeX's cases are read where each says a value, 0, 1 or -\\infty, and compares two places"


def rule_of_cases(text: str) -> str:
    """The rule that such cases are, the text itself where it has none; CheckError where a case
    cannot be read."""
    found = CASES.search(text) if len(text) <= LONGEST else None
    if not found:
        return text
    lines = [line.split("&", 1) for line in re.split(r"\\\\(?:\[[^\]]*\])?", found["body"])]
    cases = [(line[0], line[1] if len(line) > 1 else "") for line in lines if "".join(line).strip()]
    values = [value(cell) for cell, _ in cases]
    kinds = set(values)
    if len(cases) < 2 or None in kinds or kinds not in ({"1", "0"}, {"0", "-inf"}, {"1", "-inf"}):
        raise CheckError(f"{MEANT}, such as 0 & j \\le i.")
    query, key = names(text[: found.start()], [condition for _, condition in cases])
    shut = "-inf" if "-inf" in kinds else "0"
    before: list[str] = []
    ways: list[str] = []
    for told, (_, condition) in zip(values, cases, strict=True):
        asked = plain(condition, query, key)
        parts = [*(f"not ({each})" for each in before), *([f"({asked})"] if asked else [])]
        if told != shut:
            ways.append(" and ".join(parts[-1:] if asked and not ways else parts))
        before += [asked] if asked else []
    only = ways[0].strip()
    single = len(ways) == 1 and only.startswith("(") and " and (" not in only
    return only[1:-1] if single else " or ".join(f"({way})" for way in ways)


def value(cell: str) -> str | None:
    """The value of a case: "0", "1" or "-inf"; None for any other."""
    cell = FILLER.sub(" ", WORDS.sub(r"\1", cell)).strip().rstrip(",")
    if NONE.match(cell):
        return "-inf"
    return {"0": "0", "1": "1", "0.0": "0", "1.0": "1", "True": "1", "False": "0"}.get(cell)


def names(before: str, conditions: list[str]) -> tuple[str, str]:
    """What the query and the key are called: M_{ij} says it, else what the cases compare."""
    if said := NAMES.search(before):
        return said[1], said[2]
    words = set(re.findall(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])", " ".join(conditions)))
    return next((pair for pair in USUAL if set(pair) <= words), ("q", "k"))


def plain(condition: str, query: str, key: str) -> str:
    """A condition as a rule has it, "" where it is all else; CheckError for words in it."""
    text = FILLER.sub(" ", WORDS.sub(r"\1", condition)).strip().rstrip(".,;")
    for sign, instead in SIGNS:
        text = sign.sub(instead, text)
    if REST.fullmatch(text):
        return ""
    if "\\" in text or re.search(r"[{}^]", text):
        raise CheckError(f"{MEANT}; this one is none: {condition.strip()[:60]}")
    text = re.sub(rf"(?<![A-Za-z]){query}(?![A-Za-z])", "\0", text)
    text = re.sub(rf"(?<![A-Za-z]){key}(?![A-Za-z])", "k", text).replace("\0", "q")
    return " ".join(text.split())
