"""A config.json as somebody pastes it, read as data and bounded before anything is done with it."""

import json
from typing import Any, NoReturn

from maskviz.architectures.error import ConfigError, quoted
from maskviz.architectures.repaired import repaired

LONGEST = 200_000  # characters
DIGITS = 40  # of a whole number; a tokenizer has 10^30 for no limit
DEEPEST = 32  # objects and lists inside each other


def document(raw: str | bytes) -> dict[str, Any]:
    """The object that a text holds; ConfigError for a text that is no JSON object."""
    text = decoded(raw)
    if len(text) > LONGEST:
        raise ConfigError(
            f"The text has {len(text):,} characters; {LONGEST:,} are the limit of a config."
        )
    if not text.strip():
        raise ConfigError("The box is empty; a config.json goes into it.")
    if (depth := depth_of(text)) > DEEPEST:
        raise ConfigError(
            f"Objects and lists are {depth:,} deep in each other; {DEEPEST} are the limit."
        )
    try:
        found = parsed(text)
    except json.JSONDecodeError as fault:
        raise ConfigError(
            f"This is no JSON: {told(fault, text)} in line {fault.lineno}, column {fault.colno}."
        ) from None
    if not isinstance(found, dict):
        kind = {list: "a list", str: "a text", type(None): "null"}.get(type(found), "a value")
        raise ConfigError(f"A config.json is an object in braces; this is {kind}.")
    return found


def parsed(text: str) -> Any:
    """The value of a text that is JSON, or is it but for what people paste with it."""
    way = json.JSONDecoder(
        object_pairs_hook=once, parse_constant=no_number, parse_int=whole, strict=False
    )
    try:
        return way.decode(text)
    except json.JSONDecodeError:
        return way.decode(repaired(text))


def decoded(raw: str | bytes) -> str:
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ConfigError(f"The file is no UTF-8 text: byte {fault.start:,} is none.") from None


def depth_of(text: str) -> int:
    """How deep its brackets go, those inside of texts left out."""
    depth = deepest = 0
    inside = escaped = False
    for sign in text:
        if inside:
            inside = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
        elif sign == '"':
            inside = True
        elif sign in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "}]":
            depth -= 1
    return deepest


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose every key stands once: of two, a reader would have to choose one."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ConfigError(
                f"{quoted(key)} stands twice in one object, "
                f"as {quoted(found[key])} and as {quoted(value)}."
            )
        found[key] = value
    return found


def no_number(name: str) -> NoReturn:
    raise ConfigError(f"{name} is no number of JSON, and no size of a model.")


def whole(digits: str) -> int:
    if len(digits) > DIGITS:
        raise ConfigError(f"A number has {len(digits):,} digits; {DIGITS} are the limit.")
    return int(digits)


def told(fault: json.JSONDecodeError, text: str) -> str:
    """What is wrong there, in the words of the parser without its capitals."""
    cut = fault.msg.startswith("Unterminated string") and text.rstrip().endswith(text[fault.pos :])
    if fault.pos >= len(text.rstrip()) or cut:
        return "it ends too early"
    return fault.msg[0].lower() + fault.msg[1:].replace("'", "").replace('"', "")
