"""From text to words and signs; what the language lacks is refused by name, with its repair."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from maskviz.masks.rule.fault import Edit, RuleError, edited

PATTERN = re.compile(
    r"(?P<number>\d[\w.]*)|(?P<name>[A-Za-z_]\w*)|(?P<word>\"[a-z][a-z_]*\")"
    r"|(?P<sign>\*\*|//|<<|>>|<=|<>|>=|={2,3}|=<|=>|!={0,2}|&&|\|\||:=|->|\S)",
    re.ASCII,
)
WHOLE = re.compile(r"(?:\d|(?<=\d)_(?=\d))+(?:\.0*)?", re.ASCII)  # 1_000 and 5.0 are whole

OPERATORS = {
    "&&": "and",
    "||": "or",
    "!": "not",
    "=": "==",
    "===": "==",
    "!==": "!=",
    "=<": "<=",
    "=>": ">=",
    "<>": "!=",
    "/": "//",
}
NAMES = {
    **dict.fromkeys(("i", "row", "query", "Q"), "q"),
    **dict.fromkeys(("j", "col", "column", "key", "kv", "K"), "k"),
    **{"AND": "and", "OR": "or", "NOT": "not", "XOR": "^", "xor": "^"},
    **{"mod": "%", "MOD": "%", "div": "//", "true": "True", "false": "False"},
    **{"minimum": "min", "maximum": "max", "head": "h", "H": "h"},
}
LIBRARIES = ("torch", "np", "numpy", "jnp", "math")
SPELT = {
    "=": "= gives a name to a value, == compares",
    "/": "/ makes fractions and a rule has whole numbers; // rounds down",
    "floor": "floor is not needed: // rounds down",
}
REFUSED = {
    "**": "a rule has no powers; multiply instead",
    "<<": "a rule has no shifts; multiply by a power of 2 instead",
    ">>": "a rule has no shifts; divide by a power of 2 with // instead",
    ".": "a rule has no attributes and no fractions",
    '"': "a rule has no text in quotes",
    "'": "a rule has no text in quotes",
    ":": "a rule is one expression, without a colon",
    ":=": "a rule gives no names to values",
    "#": "a rule has no comments",
    "lambda": "a rule is the expression alone, without lambda",
    "for": "a rule has no loops",
    "while": "a rule has no loops",
    "in": "a rule has no “in”; compare with ==",
    "is": "a rule has no “is”; compare with ==",
    "import": "a rule imports nothing",
    "def": "a rule is one expression, or one def mask_mod(b, h, q_idx, kv_idx): return …",
    "return": "a rule is the expression alone, without return",
    "None": "a rule has numbers, True and False, no None",
}


@dataclass(frozen=True)
class Token:
    """One number, name or sign and the characters it takes: text[start:end]."""

    kind: str  # "number", "name", "word" in quotes, "sign", "end"
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Every word and sign, white space left out, with an "end" behind the last."""
    found = [Token(m.lastgroup, m.group(), *m.span()) for m in PATTERN.finditer(text)]
    return [*found, Token("end", "", len(text.rstrip()), len(text.rstrip()) + 1)]


def number_problem(token: Token) -> tuple[str, Edit | None] | None:
    if token.text.isdigit():
        return None
    better = token.text.split(".")[0].replace("_", "")
    edit = (token.start, token.end, better) if WHOLE.fullmatch(token.text) else None
    return f"“{token.text[:40]}” is not a whole number in digits alone", edit


def problem(tokens: Sequence[Token], at: int) -> tuple[str, Edit | None] | None:
    """What is wrong with one token, and its repair where known; None when nothing is."""
    token, after = tokens[at], tokens[at + 1]
    word, start, end = token.text, token.start, token.end
    if token.kind == "number":
        return number_problem(token)
    if token.kind == "word":
        return REFUSED[word[0]], None
    if word in LIBRARIES and after.text == ".":
        return f"a rule has abs, min, max and where without “{word}.”", (start, after.end, "")
    if word == "floor" and after.text == "(":
        return SPELT[word], (start, end, "")
    if better := (OPERATORS if token.kind == "sign" else NAMES).get(word):
        return SPELT.get(word, f"“{word}” is spelt “{better}” in a rule"), (start, end, better)
    if word in REFUSED:
        return REFUSED[word], (start, end, "") if word == "return" else None
    return None


def check_words(text: str, tokens: Sequence[Token], known: Collection[str]) -> None:
    """Refuse the first token that the language lacks; repair all when all repairs are known.

    `known` are names that somebody declared, which therefore mean what they say.
    """
    found = []
    for at, token in enumerate(tokens[:-1]):
        library = at and tokens[at - 1].text in LIBRARIES and token.text == "."
        if token.text in known or library:
            continue
        if wrong := problem(tokens, at):
            found.append((token, *wrong))
    if found:
        edits = [edit for _, _, edit in found]
        token, message, _ = found[0]
        repaired = edited(text, edits) if None not in edits else None
        raise RuleError(message, text, token.start, token.end, repaired)
