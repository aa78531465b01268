"""The page "Real models": which mask each layer of a known model has, or of one's own config."""

import streamlit as st
from markupsafe import Markup

from maskviz.architectures import UNREAD, ConfigError, readable
from maskviz.architectures.told import counted_layers, in_turns
from maskviz.settings.declared import Settings
from maskviz.ui.architectures.choice import Chosen, chosen
from maskviz.ui.architectures.figures import cache_table, reach_bars
from maskviz.ui.architectures.stack import drawn, stack
from maskviz.ui.kit.glossary import show_told
from maskviz.ui.kit.markup import joined, show_html
from maskviz.ui.kit.style import show_style
from maskviz.ui.kit.words import plain
from maskviz.ui.shell import shipped

KIND = "architectures"
LONGEST = 64  # tokens of the text that the small pictures have
PACKED = {
    True: "Texts packed into one row are kept apart where their positions begin anew.",
    False: "Texts packed into one row are one text to it, wherever their positions begin anew.",
}
HEAD = Markup('<h2 id="model">{}</h2><p>{}</p>{}<p class="quiet">From {}.</p>')
LIST = Markup("<ul>{}</ul>")
ITEM = Markup("<li>{}</li>")
TITLED = Markup("<h2>{}</h2>{}{}")
NOTE = Markup("<p>{}</p>")
UNREAD_LIST = Markup(
    "<details><summary>{} model types are read; these are not</summary>{}</details>"
)
REASON = Markup('<p>Because {}: <span class="quiet">{}</span></p>')


def show(settings: Settings) -> None:
    """The controls, the stack of the model they choose, and what it means for reach and memory."""
    show_style(KIND)
    st.title("Real models", anchor=False)
    show_told(
        "Which mask does each layer of a model have? Each is drawn twice: at its real size, in "
        "blocks of many tokens, filled where all of a block may be read and pale where a part of "
        "it may; and shrunk to your text, with both numbers beside it.",
        "look",
    )
    try:
        found = chosen()
    except ConfigError as fault:
        st.error(plain(str(fault)))
    else:
        show_model(found, settings)
    show_html(not_read(), KIND)


def show_model(found: Chosen, settings: Settings) -> None:
    model = shipped("gpt")
    tokens = min(len(model.tokenizer.row(settings.text)), LONGEST) if model else LONGEST
    parts = [head(found), stack(found, drawn(found, max(tokens, 4)), settings.text)]
    show_html(joined([*parts, reach(found), cache(found)]), KIND)


def head(found: Chosen) -> Markup:
    """Its name, its layers in words, and what is unusual about them."""
    model = found.model
    turns = in_turns(model.main)
    said = f"{counted_layers(model)} {turns}".strip()
    unusual = [*model.remarks, *([PACKED[model.packs]] if model.packs is not None else [])]
    if model.sides:
        drawn_at = f"Drawn whole: {model.context:,} patches in the first layer"
    elif model.source:
        drawn_at = f"Drawn at {found.tokens:,} tokens, the encoder at {model.source:,}"
    else:
        drawn_at = f"Drawn at {found.tokens:,} tokens"
        drawn_at += f"; it takes up to {model.context:,}" if model.context else ""
    listed = LIST.format(joined(map(ITEM.format, unusual))) if unusual else ""
    return HEAD.format(found.name, f"{said} {drawn_at}.", listed, found.source)


def reach(found: Chosen) -> Markup:
    """How far the layers see together."""
    drawn_bars = reach_bars(found.model, found.tokens)
    if drawn_bars is None:
        return Markup("")
    note = "A layer reads what the layer below it has read, so that a token learns of more keys "
    note += "than its own layer lets it read."
    return TITLED.format("Through the layers", NOTE.format(note), drawn_bars)


def cache(found: Chosen) -> Markup:
    """The bytes of the cache, or why there are none to tell."""
    heads = found.model.heads
    title = "The cache of keys and values"
    if heads is None:
        return TITLED.format(title, NOTE.format(f"No bytes are told: {found.model.why}."), "")
    dtype = heads.dtype or "the config names no type of number; taken are 16 bits"
    note = (
        f"Of each token a layer keeps a key and a value for {heads.kv} head"
        f"{'s' * (heads.kv != 1)} of {heads.width} numbers, {heads.bytes} bytes each ({dtype}): "
        f"{2 * heads.kv * heads.width * heads.bytes:,} bytes. A layer with a window or chunks "
        "keeps no more tokens than these are long."
    )
    return TITLED.format(title, NOTE.format(note), cache_table(found.model))


def not_read() -> Markup:
    """The types that cannot be read, by the reason."""
    reasons = joined(
        REASON.format(group["why"], ", ".join(group["types"])) for group in UNREAD.values()
    )
    return UNREAD_LIST.format(len(readable()), reasons)
