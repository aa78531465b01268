"""The settings that there are several of: of each fact of tokens, text, mask and bias."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, cast

from maskviz.masks.biases import BIASES
from maskviz.masks.biases.spec import Bias
from maskviz.masks.call import CATALOGUE
from maskviz.masks.dynamic.spec import Dynamic
from maskviz.masks.facts import SETTINGS
from maskviz.masks.facts.spec import LIST_LIMIT, Number, Setting, Several, WordList
from maskviz.masks.kinds import Adjustable, Int
from maskviz.masks.spec import Mask
from maskviz.models.batch import MOST_TEXTS as TEXTS
from maskviz.models.dates import DatesShape
from maskviz.models.gpt import Shape
from maskviz.settings.kinds import Control, Many, Text

CONTEXT = Shape().context
ANSWER = DatesShape.answer
Declared = Mask | Dynamic | Bias


def of_tokens(setting: Setting) -> Control:
    """The control of what decides a fact of tokens."""
    match setting:
        case Several(options=options):
            return Control(Many(tuple(options)), setting.default)
        case WordList():
            return Control(Text(LIST_LIMIT), setting.default)
        case Number(kind=kind):
            high = min(kind.high, CONTEXT) if setting.tokens else kind.high
            return Control(replace(kind, high=high), setting.default)


def text_key(i: int) -> str:
    """The setting that holds text i of the batch, counted from 1."""
    return "text" if i == 1 else f"text_{i}"


def numbered() -> Mapping[str, Control]:
    """The controls that there are several of: of each fact of tokens, text, mask and bias."""
    controls = {key: of_tokens(setting) for key, setting in SETTINGS.items()}
    for i in range(1, TEXTS + 1):
        if i > 1:
            controls[text_key(i)] = Control(Text(), "")
        controls[f"length_{i}"] = Control(
            Int(0, CONTEXT, "Tokens kept of the text, special ones included."), CONTEXT
        )
    for declared in (*CATALOGUE.values(), *BIASES.values()):
        for p in declared.controls:
            kind = cast(Adjustable, p.kind)  # `controls` are the parameters with such a kind
            controls[f"{declared.name}.{p.name}"] = Control(kind, p.default)
    return MappingProxyType(controls)


NUMBERED = numbered()


def usual() -> Mapping[str, Any]:
    return {key: control.default for key, control in NUMBERED.items()}
