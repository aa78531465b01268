"""From tokens to a tree of what stands where: operator precedence, as in Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from maskviz.masks.rule.fault import DEPTH, RuleError, edited
from maskviz.masks.rule.tokens import Token

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
JOINS = ("&", "|", "^", "~")
PREFIXES = ("not", "~", "minus")

# How tightly an operator holds its operands. Python lets & hold tighter than a comparison.
PYTHON = {
    **{"or": 1, "and": 2, "not": 3, **dict.fromkeys(COMPARISONS, 4), "|": 5, "^": 6, "&": 7},
    **{"+": 8, "-": 8, "*": 9, "//": 9, "%": 9, "~": 10, "minus": 10},
}
# What somebody means who writes q >= k & q - k < 5: comparisons first.
MEANT = {**PYTHON, "|": 3.1, "^": 3.2, "&": 3.3, "~": 3.4}


@dataclass(frozen=True)
class Raw:
    """A piece of the text, read: `kind` is number, name, word, index, call, if or an operator.

    A chain of comparisons is one piece of kind "compare", `operators` between its parts.
    """

    kind: str
    start: int
    end: int
    parts: tuple["Raw", ...] = ()
    text: str = ""
    operators: tuple[str, ...] = ()
    grouped: bool = False  # in parentheses; start and end take them in


class Parser:
    """Reads tokens from left to right, one piece at a time."""

    def __init__(self, text: str, tokens: Sequence[Token], powers: Mapping[str, float]):
        self.text, self.tokens, self.powers = text, tokens, powers
        self.at = self.nested = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def fail(self, message: str, token: Token, repaired: str | None = None) -> RuleError:
        return RuleError(message, self.text, token.start, token.end, repaired)

    def enter(self, token: Token) -> None:
        self.nested += 1
        if self.nested > DEPTH:
            raise self.fail(f"the rule is nested {self.nested} deep; {DEPTH} is the limit", token)

    def expect(self, sign: str, opened: Token) -> Token:
        """The next token, which has to be this one; at the end of the text it can be added."""
        if self.next.text == sign:
            return self.take()
        if self.next.kind == "end":
            message = f"“{opened.text}” has no “{sign}”"
            raise self.fail(message, opened, f"{self.text.rstrip()}{sign}")
        raise self.fail(f"“{sign}” is missing before “{self.next.text[:40]}”", self.next)

    def expression(self) -> Raw:
        """`yes if condition else no`, which holds its parts most loosely, or what is inside."""
        value = self.operation(0)
        if self.next.text != "if":
            return value
        asked = self.take()
        condition = self.operation(0)
        if self.next.text != "else":
            raise self.fail("“if” has no “else”; without one, write & or and", asked)
        self.enter(self.take())
        no = self.expression()
        self.nested -= 1
        return Raw("if", value.start, no.end, (condition, value, no))

    def operation(self, power: float) -> Raw:
        """An operand and all operators after it that hold at least as tightly."""
        left = self.operand(power)
        while self.next.text in self.powers and self.next.text not in PREFIXES:
            tightness = self.powers[self.next.text]
            if tightness < power:
                break
            if self.next.text in COMPARISONS:
                left = self.chain(left, tightness)
            else:
                sign = self.take().text
                right = self.operation(tightness + 0.05)
                left = Raw(sign, left.start, right.end, (left, right))
        return left

    def chain(self, left: Raw, tightness: float) -> Raw:
        parts, operators = [left], []
        while self.next.text in COMPARISONS:
            operators.append(self.take().text)
            parts.append(self.operation(tightness + 0.05))
        return Raw("compare", left.start, parts[-1].end, tuple(parts), "", tuple(operators))

    def operand(self, power: float) -> Raw:
        token = self.take()
        if token.kind in ("number", "word"):
            return Raw(token.kind, token.start, token.end, text=token.text)
        if token.text in ("-", "~", "not"):
            return self.prefixed(token, power)
        if token.text == "(":
            self.enter(token)
            inside = self.expression()
            closing = self.expect(")", token)
            self.nested -= 1
            return replace(inside, start=token.start, end=closing.end, grouped=True)
        if token.kind == "name" and token.text not in ("if", "else", "and", "or"):
            return self.named(token)
        raise self.out_of_place(token)

    def prefixed(self, token: Token, power: float) -> Raw:
        kind = "minus" if token.text == "-" else token.text
        if kind == "not" and power > self.powers["not"]:
            better = edited(self.text, [(token.start, token.end, "~")])
            message = "“not” after an operator needs parentheses, or be written ~"
            raise self.fail(message, token, better)
        self.enter(token)
        inside = self.operation(self.powers[kind])
        self.nested -= 1
        return Raw(kind, token.start, inside.end, (inside,))

    def named(self, token: Token) -> Raw:
        """A name alone, a call, or a fact with the position it is looked up at."""
        if self.next.text == "[":
            opened = self.take()
            self.enter(opened)
            parts = (self.expression(),)
            closing = self.expect("]", opened)
        elif self.next.text == "(":
            opened = self.take()
            self.enter(opened)
            parts = self.arguments()
            closing = self.expect(")", opened)
        else:
            return Raw("name", token.start, token.end, text=token.text)
        self.nested -= 1
        kind = "call" if opened.text == "(" else "index"
        return Raw(kind, token.start, closing.end, parts, token.text)

    def arguments(self) -> tuple[Raw, ...]:
        parts = []
        while self.next.text != ")" or parts:
            parts.append(self.expression())
            if self.next.text != ",":
                break
            self.take()
        return tuple(parts)

    def out_of_place(self, token: Token) -> RuleError:
        if token.kind == "end":
            return self.fail("the rule ends where a value is expected", token)
        if token.text == "+":
            better = edited(self.text, [(token.start, token.end, "")])
            return self.fail("“+” needs a value before it", token, better)
        return self.fail(f"“{token.text[:40]}” stands where a value is expected", token)


def parse(text: str, tokens: Sequence[Token], powers: Mapping[str, float] = PYTHON) -> Raw:
    """The tree of the whole text; RuleError with the first token that does not fit."""
    parser = Parser(text, tokens, powers)
    found = parser.expression()
    token = parser.next
    if token.kind == "end":
        return found
    if token.text in (")", "]"):
        raise parser.fail(f"“{token.text}” has nothing to close", token)
    raise parser.fail(f"an operator is missing before “{token.text[:40]}”", token)
