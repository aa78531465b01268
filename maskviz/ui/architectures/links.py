"""Where a layer opens: in the playground on the visitor's text, and in Check a mask as a rule."""

from urllib.parse import quote

from maskviz.architectures.shrink import Shrunk
from maskviz.masks.compose.as_rule import rule_of
from maskviz.settings.declared import Settings
from maskviz.settings.slots import controls_of
from maskviz.ui.kit.link import playground_link


def in_playground(small: Shrunk, text: str) -> str:
    """The address of the playground with the mask of a layer on a text."""
    return playground_link(Settings.of(text=text, and_causal=False, **controls_of(small.call)))


def in_check(small: Shrunk) -> str:
    """The address of the page that checks a mask, with its rule at the same size."""
    rule = quote(rule_of(small.call).canonical)
    return f"./check?rule={rule}&rule_tokens={small.tokens}"
