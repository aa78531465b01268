"""FlexAttention's own form, `def mask_mod(b, h, q_idx, kv_idx): return …`, read as its return."""

import re
from collections.abc import Mapping, Sequence

from maskviz.masks.rule.fault import RuleError
from maskviz.masks.rule.tokens import Token

ALIASES = {"q_idx": "q", "kv_idx": "k"}  # FlexAttention's names for the positions
ROLES = ("b", "h", "q", "k")
FOUR = r"([A-Za-z_]\w*) , ([A-Za-z_]\w*) , ([A-Za-z_]\w*) , ([A-Za-z_]\w*)"
DEF = re.compile(rf"def [A-Za-z_]\w* \( {FOUR} \) : return ", re.ASCII)
LAMBDA = re.compile(rf"lambda {FOUR} : ", re.ASCII)


def body(text: str, tokens: Sequence[Token]) -> tuple[Sequence[Token], Mapping[str, str]]:
    """The tokens of the expression, and what the names of positions mean in it.

    RuleError for any other def and for a lambda, with a form that is read as the repair.
    """
    first = tokens[0]
    if first.text not in ("def", "lambda"):
        return tokens, ALIASES
    joined = " ".join(token.text for token in tokens)
    form = (DEF if first.text == "def" else LAMBDA).match(joined)
    names = form.groups() if form else ()
    used = form.group().count(" ") if form else 0
    if first.text == "def" and len(set(names)) == len(ROLES):
        return tokens[used:], dict(zip(names, ROLES, strict=True))
    if first.text == "lambda":
        message, start = "a rule is the expression alone, without lambda", tokens[used].start
        repaired = f"def mask_mod({', '.join(names)}): return {text[start:]}" if names else None
    else:
        message = "a def in a rule has the one form def mask_mod(b, h, q_idx, kv_idx): return …"
        repaired = returned(text, tokens)
    raise RuleError(message, text, first.start, first.end, repaired)


def returned(text: str, tokens: Sequence[Token]) -> str | None:
    """What a def returns, where that is all that it does: nothing that it says is dropped."""
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token.text in "([{") - (token.text in ")]}")
        if token.text == ":" and not depth:
            after = tokens[i + 1 :]
            whole = after and after[0].text == "return"
            once = sum(each.text == "return" for each in after) == 1
            return text[after[0].end :].strip() if whole and once else None
    return None
