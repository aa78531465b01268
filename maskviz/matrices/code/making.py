"""What is made of a class, and its methods called."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maskviz.matrices.code.calls import not_listed
from maskviz.matrices.code.fault import CodeError, Spent
from maskviz.matrices.code.mods import Mod, mod_of
from maskviz.matrices.code.objects import Bound, Instance, Klass

if TYPE_CHECKING:
    from maskviz.matrices.code.program import Program

CALLED = ("__call__", "forward", "call")  # what a thing does that is called
LAST = (*CALLED, "__init__")


def class_of(program: "Program", node: ast.ClassDef) -> Klass:
    """A class as its body says, of which nothing is run but what sets names."""
    methods: dict[str, Mod] = {}
    fields: dict[str, Any] = {}
    told: list[str] = []
    for line in node.body:
        match line:
            case ast.FunctionDef():
                methods[line.name] = mod_of(line, {})
            case ast.AnnAssign(target=ast.Name(id=name)):
                told.append(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                pass
            case _:
                continue
        value = getattr(line, "value", None)
        if value is not None:
            try:
                fields[name] = program.read_value(value)
            except Spent:
                raise
            except CodeError:
                continue
    return Klass(node.name, methods, fields, tuple(told))


def owned(known: Instance | Klass, node: ast.Call) -> Bound | None:
    """The method of a thing or a class that is called, None where the text has none."""
    name = getattr(node.func, "attr", "")
    klass = known.klass if isinstance(known, Instance) else known
    if name not in klass.methods:
        return None
    return bound(klass, name, known if isinstance(known, Instance) else None)


def bound(klass: Klass, name: str, mine: Instance | None) -> Bound:
    method = klass.methods[name]
    return Bound(replace(method, scope={**method.scope, "cls": klass}), mine)


def run(program: "Program", known: Any, given: Sequence[Any], named: Mapping[str, Any]) -> Any:
    """What a function, a method, a class or a thing of one makes when it is called."""
    from maskviz.matrices.code.applying import applied

    if isinstance(known, Mod):
        return applied(program, known, given, named)
    if isinstance(known, Bound):
        return applied(program, known.method, given, named, known.mine)
    if isinstance(known, Klass):
        return thing(program, known, given, named)
    method = next((name for name in CALLED if name in known.klass.methods), None)
    if method is None:
        raise not_listed(ast.Constant(value=0), f"{known.klass.name}()")
    return run(program, bound(known.klass, method, known), given, named)


def thing(
    program: "Program", klass: Klass, given: Sequence[Any], named: Mapping[str, Any]
) -> Instance:
    """A thing of a class: what its __init__ sets, or a dataclass is told."""
    made = Instance(klass, dict(klass.fields))
    if "__init__" in klass.methods:
        run(program, bound(klass, "__init__", made), given, named)
    else:
        made.fields |= {**dict(zip(klass.told, given, strict=False)), **named}
    return made
