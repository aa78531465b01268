"""How a call is read: by the list, by what the text defines, or as what is done to scores."""

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from maskviz.matrices.code.attributes import of_a_library
from maskviz.matrices.code.brackets import put
from maskviz.matrices.code.calls import known_as, not_listed, of_library, of_method
from maskviz.matrices.code.fault import at
from maskviz.matrices.code.limits import shape_of, sides
from maskviz.matrices.code.methods import METHODS, typed
from maskviz.matrices.code.names import MASKISH, Names, dotted
from maskviz.matrices.code.objects import Instance, Klass
from maskviz.matrices.code.operators import both
from maskviz.matrices.code.unknown import TURNS, as_scores, nobody_says

if TYPE_CHECKING:
    from maskviz.matrices.code.expression import Reader

Call = Callable[[ast.Call, str, Any], Any]
NEW = ("new_ones", "new_zeros", "new_full", "new_empty", "new_tensor")
VECTOR = ("reshape", "view", "unsqueeze")  # of a free name, one with a number a token
FILLS = ("masked_fill", "masked_fill_")
RANDOM = ("rand", "randn", "randint", "uniform", "normal", "random", "rand_like", "randn_like")
DICTS = {
    "items": lambda d: [list(x) for x in d.items()],
    "keys": list,
    "values": lambda d: [*d.values()],
}
AT = {"set": None, "add": ast.Add(), "multiply": ast.Mult(), "mul": ast.Mult()}


def call_of(node: ast.Call, read: "Reader", names: Names, calls: Call) -> Any:
    func, whole = node.func, dotted(node.func)
    name = whole.split(".")[-1] or getattr(func, "attr", "")
    if name in FILLS and name not in names.known:
        return filled(node, read, names)
    if name in RANDOM and isinstance(func, ast.Attribute) and name not in names.known:
        raise random(node, read)
    if isinstance(func, ast.Attribute) and not of_a_library(whole, names):
        if name in NEW:
            return of_library(name.removeprefix("new_"), *read.given(node))
        if own(func, names):
            return calls(node, whole, names.get(dotted(func.value)))
        if isinstance(func.value, ast.Subscript) and getattr(func.value.value, "attr", "") == "at":
            return set_at(func, node, read)
        if (
            func.attr in VECTOR
            and nobody_says(func.value, names)
            and isinstance(func.value, ast.Name)
        ):
            value = names.vector(func.value.id, names.least)
        elif func.attr in TURNS and names.is_open(dotted(func.value).split(".")[0]):
            raise at(func, f"Nothing says what “{dotted(func.value)}” holds.")
        else:
            value = read(func.value)
        if isinstance(value, Instance | Klass):
            return calls(node, whole, value)
        given, more = read.given(node)
        if isinstance(value, dict):
            return of_dict(node, value, func.attr, given)
        return of_method(func, np.asarray(value), given, more)
    if name in ("finfo", "iinfo"):
        return None
    if name in ("hasattr", "getattr") and len(node.args) > 1:
        return asked_of(node, read, names)
    if names.known.get(name) is None and (word := known_as(whole)):
        if word.endswith("_like") and node.args and nobody_says(node.args[0], names):
            tokens = names.number("tokens")
            more = [read(item) for item in node.args[1:]]
            return of_library(word, [np.zeros(shape_of([tokens, tokens])), *more], {})
        if word in ("where", "lax.select"):
            return chosen(node, read, names)
        return of_library(word, *read.given(node))
    if name == "cast":
        given, more = read.given(node)
        return typed(np.asarray(given[0]), [*given[1:], *more.values()])
    if isinstance(func, ast.Attribute) and name in METHODS:
        (array, *given), more = read.given(node)
        return of_method(func, np.asarray(array), given, more)
    return calls(node, name, None)


def asked_of(node: ast.Call, read: "Reader", names: Names) -> Any:
    """hasattr of what nobody says, which has nothing more; getattr of it, a number or what else is
    said."""
    if not nobody_says(node.args[0], names):
        raise not_listed(node, ast.unparse(node)[:30])
    if dotted(node.func) == "hasattr":
        return False
    other = read(node.args[2]) if len(node.args) > 2 else None
    return names.number(str(read(node.args[1]))) if other is None else other


def own(func: ast.Attribute, names: Names) -> bool:
    """Whether a method is one of a class or of a thing that the text defines."""
    known = names.known.get(dotted(func.value))
    klass = known.klass if isinstance(known, Instance) else known
    return isinstance(klass, Klass) and func.attr in klass.methods


def filled(node: ast.Call, read: "Reader", names: Names) -> Any:
    """masked_fill, of an array or of scores of which nobody says what they are."""
    func = node.func
    if isinstance(func, ast.Attribute) and not of_a_library(dotted(func), names):
        whole, given = func.value, list(node.args)
    else:
        whole, *given = node.args
    named = {word.arg: word.value for word in node.keywords}
    array = np.asarray(as_scores(whole, read, names))
    told = given[0] if given else named["mask"]
    check_told(told, names)
    mask, value = (
        read(given[i] if i < len(given) else named[word])
        for i, word in enumerate(("mask", "value"))
    )
    if not np.ndim(mask) and not array.ndim:
        raise at(told, "Nothing says where the scores are blocked.")
    return of_method(ast.Attribute(node, "masked_fill"), array, [mask, value], {})


def chosen(node: ast.Call, read: "Reader", names: Names) -> Any:
    """where: of scores of which nobody says what they are, those that stay are 0."""
    named = {word.arg: word.value for word in node.keywords}
    parts = [*node.args, *(named[w] for w in ("x", "y", "input", "other") if w in named)]
    if len(parts) == 1:
        return [*np.asarray(read(parts[0])).nonzero()]
    condition, *ways = parts
    check_told(condition, names)
    truth = read(condition)
    return of_library("where", [truth, *(as_scores(way, read, names) for way in ways)], {})


def check_told(node: ast.AST, names: Names) -> None:
    """CodeError where scores are blocked by a mask of which nobody says what it is."""
    for part in ast.walk(node):
        named = part.id if isinstance(part, ast.Name) and part.id not in names.given else ""
        if MASKISH.search(named) and names.is_open(named):
            raise at(part, f"Nothing says what “{named}” is.")


def random(node: ast.Call, read: "Reader") -> Exception:
    """Why random numbers are not read; their shape is known all the same."""
    fault = at(node, "Random numbers are not drawn here; paste what they came out as.")
    given, more = read.given(node)
    told = more.get("size", more.get("shape"))
    flat = [n for n in given if not isinstance(n, str)]
    try:
        fault.shape = sides(flat if told is None else [told])
    except (TypeError, ValueError):
        fault.shape = None
    return fault


def of_dict(node: ast.AST, value: dict[Any, Any], name: str, given: list[Any]) -> Any:
    if name in DICTS:
        return DICTS[name](value)
    if name == "get" and given:
        return value.get(given[0], given[1] if len(given) > 1 else None)
    raise not_listed(node, f".{name}()")


def set_at(func: ast.Attribute, node: ast.Call, read: "Reader") -> Any:
    """x.at[place].set(value) of JAX: another array."""
    place = func.value
    assert isinstance(place, ast.Subscript) and isinstance(place.value, ast.Attribute)
    if func.attr not in AT:
        raise not_listed(func, f".at[].{func.attr}()")
    array, at_, value = read(place.value.value), read.place(place.slice), read(node.args[0])
    made = np.array(array)
    if (sign := AT[func.attr]) is not None:
        value = both(sign, made[at_], value)
    return put(made, at_, value)
