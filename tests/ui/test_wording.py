"""One word for one thing: a query may read a key, or the key is blocked; no page says otherwise."""

import re
from html import unescape

import pytest

from maskviz.analysis.costs import read_story
from maskviz.masks.biases import BIASES
from maskviz.masks.call import CATALOGUE
from maskviz.masks.compose.combinators import COMBINATORS
from maskviz.settings.presets import PRESETS
from tests.house import ROOT
from tests.ui.board import strings as strings_in
from tests.ui.page import SCRIPTS, board, cold, opened, with_panels

# other words for the two, however they are bent
BANNED = re.compile(
    r"\b(allow(s|ed|ing)?|permit(s|ted)?|forbid(s|den)?|disallow(s|ed)?|(in)?visible|unmasked"
    r"|attends|attended|attend to|attending|hid(e|es|den|ing)|unhid(e|den)"
    r"|sees?|seen|masked (out|away|cells?|keys?|tokens?)"
    r"|(cells?|keys?|rows?|is|are|was|were|stays?|lies?) open(ed)?|open (cells?|keys?)"
    r"|opens? (a |the |some |more )?(cells?|keys?)|cells open)\b",
    re.IGNORECASE,
)
EXCEPTIONS = (
    "allowed_mask",  # the function that an exported test asks for
    "allow list",  # what people type who look for Domain
    "See the other reading",  # the reader sees, no query
    "See it in the playground",
    "see what each library makes of it",
    *("what is seen", "What is seen", "that are hidden", "What a student sees"),  # of a page
    'allow="fullscreen',  # of a frame
    "never seen in training",  # lengths
)
TEXTS = ("label", "help", "body", "options", "placeholder", "title", "markup")
PREDICATES = {**CATALOGUE, **BIASES}
STATES = {
    "first": {},
    "full": {"mask": "full", "and_causal": "false"},
    "composed": {"mask": "composed"},
    "typed": {"mask": "typed"},
    "batch": {"texts": "3", "text_2": "A fox", "pad_to": "30", "mask": "causal_padding"},
    "content": {"mask": "sensitive"},
    "dynamic": {"mask": "top_k"},
    "bias": {"bias": "softcap", "blocking": "add"},
    "bert": {"model": "bert"},
    "dates": {"model": "dates"},
    "copier": {"model": "copier"},
}


def breaches(text: str) -> list[str]:
    """Each banned word with what stands around it, the exceptions taken out."""
    text = text.replace("\\", "")  # markdown's escapes
    for phrase in EXCEPTIONS:
        text = text.replace(phrase, "")
    around = [text[max(0, m.start() - 30) : m.end() + 30] for m in BANNED.finditer(text)]
    story = " ".join(read_story().split())  # the page of costs shows the text it was measured on
    return [piece for piece in around if " ".join(piece.split()) not in story]


def strings(message) -> list[str]:
    """What a message to the browser shows: labels, helps, options and bodies, tags taken out."""
    found = []
    for field, value in message.ListFields():
        for item in value if isinstance(value, list) or hasattr(value, "extend") else [value]:
            if hasattr(item, "ListFields"):
                found += strings(item)
            elif isinstance(item, str) and field.name in TEXTS:
                found.append(item)
    return [unescape(re.sub(r"(?s)<style>.*?</style>|<[^>]+>", " ", text)) for text in found]


def said(page) -> list[str]:
    """All that the page shows: of the board everything but the text that the visitor wrote."""
    drawn = page.board.json if page.board else lambda part: []
    texts = [
        s for part in ("words", "figures", "answers", "panels") for s in strings_in(drawn(part))
    ]
    texts += [row["label"] for row in drawn("picks")]
    shown = [e for tree in (page.main, page.sidebar) for e in tree if hasattr(e, "proto")]
    shown = [e for e in shown if e.type != "code" and e.proto]
    return texts + [text for e in shown for text in strings(e.proto)]


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_the_playground_has_two_words(state):
    page = opened(**state)
    texts = said(with_panels(page, *board(page).panels))
    assert any("Mask" in text for text in texts) and len(texts) > 80
    assert [breach for text in texts for breach in breaches(text)] == []


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "playground"])
def test_every_other_page_has_two_words(name):
    texts = said(cold(name))
    assert len(texts) >= 3
    assert [breach for text in texts for breach in breaches(text)] == []


def literals(script: str) -> list[str]:
    """The sentences of a script: its strings that have a blank, without what is put into them."""
    code = re.sub(r"(?m)^\s*//.*$| // .*$", "", script)
    found = re.findall(r'"([^"\n]*)"|`([^`]*)`', code)
    return [re.sub(r"\$\{[^}]*\}", "", a or b) for a, b in found if " " in (a or b)]


def test_the_board_has_two_words():
    assets = ROOT / "maskviz/stage/assets"
    scripts = {p.relative_to(assets).as_posix(): p for p in sorted(assets.rglob("*.js"))}
    texts = {name: literals(path.read_text("utf-8")) for name, path in scripts.items()}
    assert sum(map(len, texts.values())) > 80
    assert "Click a cell to lock it" in texts["board/tools.js"]
    assert {
        n: b for n, lines in texts.items() if (b := [x for t in lines for x in breaches(t)])
    } == {}


@pytest.mark.parametrize("name", [*PREDICATES, *COMBINATORS, *PRESETS])
def test_what_is_told_of_a_mask_has_two_words(name):
    if name in PRESETS:
        assert breaches(PRESETS[name].title) == []
        return
    one = PREDICATES.get(name) or COMBINATORS[name]
    told = [one.title, one.sentence, one.source]
    if name in PREDICATES:
        told += [one.lesson, one.look, *(p.help for p in one.parameters.values())]
    assert [breach for text in told for breach in breaches(text)] == []


def test_other_words_are_noticed():
    for text in (
        "the cells that are allowed",
        "a hidden key",
        "Token 3 attends to token 2",
        "it must not see the future",
        "a list of the open cells",
        "the key is masked out",
    ):
        assert breaches(text), text
    for text in ("Masked scores", "attention", "Open it in the playground", "may read", "blocked"):
        assert not breaches(text), text
