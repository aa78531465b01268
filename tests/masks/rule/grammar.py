"""Rules made by a grammar, each with its meaning as a Python function of one cell.

Parentheses stand where Python needs them, and sometimes where it does not. Everything is
calculated, also the side of a choice or an `and` that does not count, as arrays do.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

ANY, OR, AND, NOT, COMPARE, BAR, HAT, AMP, PLUS, TIMES, UNARY, ATOM = range(12)
FACTS = {"real": 1, "special": 1, "secret": 1, "level": 3}


@dataclass(frozen=True)
class Piece:
    text: str
    tight: int  # how tightly its outermost operator holds
    value: Callable[[dict], int | bool]
    minus_less: bool = True  # without ~, which Python itself understands otherwise


def inside(piece: Piece, tightness: int, extra: bool = False) -> str:
    return f"({piece.text})" if extra or piece.tight < tightness else piece.text


BINARY = {
    "+": (PLUS, lambda a, b: a + b),
    "-": (PLUS, lambda a, b: a - b),
    "*": (TIMES, lambda a, b: a * b),
    "//": (TIMES, lambda a, b: a // b),
    "%": (TIMES, lambda a, b: a % b),
    "&": (AMP, lambda a, b: a & b),
    "^": (HAT, lambda a, b: a ^ b),
    "|": (BAR, lambda a, b: a | b),
    "and": (AND, lambda a, b: a & b),
    "or": (OR, lambda a, b: a | b),
}
RELATIONS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def plain(*pieces: Piece) -> bool:
    return all(piece.minus_less for piece in pieces)


def binary(sign: str, left: Piece, right: Piece, extra: bool, gap: str) -> Piece:
    tight, combine = BINARY[sign]
    gap = gap or (" " if sign.isalpha() else "")
    text = f"{inside(left, tight)}{gap}{sign}{gap}{inside(right, tight + 1, extra)}"
    return Piece(
        text, tight, lambda env: combine(left.value(env), right.value(env)), plain(left, right)
    )


def chain(first: Piece, rest: list[tuple[str, Piece]]) -> Piece:
    text = inside(first, COMPARE + 1)
    for sign, piece in rest:
        text += f" {sign} {inside(piece, COMPARE + 1)}"

    def value(env):
        values = [first.value(env), *(piece.value(env) for _, piece in rest)]
        links = [RELATIONS[sign](values[i], values[i + 1]) for i, (sign, _) in enumerate(rest)]
        return all(links)

    return Piece(text, COMPARE, value, plain(first, *(piece for _, piece in rest)))


def choice(asked: Piece, yes: Piece, no: Piece, ternary: bool) -> Piece:
    def value(env):
        decided, *sides = asked.value(env), yes.value(env), no.value(env)
        return sides[0] if decided else sides[1]

    if ternary:
        text = f"{inside(yes, OR)} if {inside(asked, OR)} else {inside(no, ANY)}"
        return Piece(text, ANY, value, plain(asked, yes, no))
    return Piece(f"where({asked.text}, {yes.text}, {no.text})", ATOM, value, plain(asked, yes, no))


def call(name: str, function: Callable, *parts: Piece) -> Piece:
    text = f"{name}({', '.join(part.text for part in parts)})"
    return Piece(text, ATOM, lambda env: function(*(p.value(env) for p in parts)), plain(*parts))


def prefix(sign: str, tight: int, part: Piece, function: Callable) -> Piece:
    text = f"{sign}{inside(part, tight)}"
    return Piece(text, tight, lambda env: function(part.value(env)), sign != "~" and plain(part))


def named(name: str, key: str | None = None) -> Piece:
    return Piece(name, ATOM, lambda env: env[key or name])


def looked_up(fact: str, role: str) -> Piece:
    return Piece(f"{fact}[{role}]", ATOM, lambda env: env[fact][env[role]])


def literal(value: int) -> Piece:
    return Piece(str(value), ATOM, lambda env: value)


leaves = st.one_of(
    st.sampled_from([named(n) for n in ("q", "k", "q", "k", "h", "offset", "queries", "keys")]),
    st.sampled_from([named("q_idx", "q"), named("kv_idx", "k")]),
    st.builds(looked_up, st.sampled_from(sorted(FACTS)), st.sampled_from("qk")),
    st.builds(literal, st.integers(0, 9)),
)
gaps = st.sampled_from(["", " ", "  ", "\n"])
truths = st.sampled_from([Piece(str(v), ATOM, lambda env, v=v: v) for v in (True, False)])


def numbers(depth: int) -> st.SearchStrategy[Piece]:
    if not depth:
        return leaves
    number, condition = numbers(depth - 1), conditions(depth - 1)
    signs = st.sampled_from(["+", "-", "*", "//", "%"])
    return st.one_of(
        leaves,
        st.builds(binary, signs, number, number, st.booleans(), gaps),
        st.builds(lambda p: prefix("-", UNARY, p, lambda v: -v), number),
        st.builds(lambda p: call("abs", abs, p), number),
        st.builds(lambda a, b: call("min", min, a, b), number, number),
        st.builds(lambda a, b: call("max", max, a, b), number, number),
        st.builds(choice, condition, number, number, st.booleans()),
    )


def conditions(depth: int) -> st.SearchStrategy[Piece]:
    number = numbers(max(depth - 1, 0))
    links = st.tuples(st.sampled_from(sorted(RELATIONS)), number)
    chains = st.builds(chain, number, st.lists(links, min_size=1, max_size=2))
    if not depth:
        return chains
    part = conditions(depth - 1)
    signs = st.sampled_from(["&", "|", "^", "and", "or"])
    return st.one_of(
        chains,
        truths,
        st.builds(binary, signs, part, part, st.booleans(), gaps),
        st.builds(lambda p: prefix("not ", NOT, p, lambda v: not v), part),
        st.builds(lambda p: prefix("~", UNARY, p, lambda v: not v), part),
        st.builds(choice, part, part, part, st.booleans()),
        st.builds(lambda a, s, b: chain(a, [(s, b)]), part, st.sampled_from(["==", "!="]), part),
    )


rules = conditions(3)
