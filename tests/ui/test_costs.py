"""The page "What a mask costs": every bar has its numbers and its link; nothing runs unasked."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from maskviz.analysis import costs as figures
from maskviz.analysis.costs import CostsError, read_costs
from maskviz.analysis.story import Tally
from maskviz.masks.catalogue import MASKS
from maskviz.models import WeightsError
from maskviz.settings.declared import DEFAULTS
from maskviz.settings.link import read_link
from maskviz.ui import shell
from maskviz.ui.costs import live as livecost
from maskviz.ui.costs import page as costs
from maskviz.ui.costs.chart import figure_text
from tests.states import slots_of
from tests.ui import page as pages
from tests.ui.page import healthy, state_of

PAGE = "pages/look_up/costs.py"
ROW = re.compile(r'<a class="row" href="([^"]+)"[^>]*aria-label="([^"]+)"')


def opened(**address):
    return healthy(pages.opened(**address).switch_page(PAGE).run())


def html(page) -> str:
    return unescape("".join(e.proto.body for e in page.get("html")))


def rows(page) -> list[tuple[str, str]]:
    return ROW.findall(html(page))


def said(page) -> str:
    told = [e.value.replace("\\", "") for e in [*page.markdown, *page.caption]]
    return " ".join([*pages.paragraphs(page), *told])


@pytest.fixture(scope="module")
def data():
    return read_costs()


@pytest.fixture(scope="module")
def page():
    return opened()


def test_every_bar_is_there_with_both_numbers(page, data):
    labels = [label for _, label in rows(page)]
    assert len(labels) == len(data.bars)
    for found in data.bars:
        numbers = ", ".join(f"{n} {figure_text(p)}" for n, p in found.perplexity.items())
        assert any(label.startswith(found.title) and numbers in label for label in labels)


def test_every_mask_has_a_bar_or_is_said_to_have_none(page, data):
    labels, rest = " ".join(label for _, label in rows(page)), said(page)
    for mask in MASKS.values():
        assert mask.title in labels or mask.title in rest


def test_every_link_opens_its_own_mask_on_the_story(page, data):
    found = {}
    for href, label in rows(page):
        parts = urlsplit(href)
        assert (parts.scheme, parts.netloc, parts.path) == ("", "", "./playground")
        settings, ignored = read_link(parse_qs(parts.query)["p"][0])
        assert not ignored and settings.text.startswith("There was once a lighthouse")
        found[label.partition(": reads ")[0]] = settings
    for one in data.bars:
        settings = found[one.title]
        assert str(settings.mask_of("all")) == str(one.call) and settings.and_causal
        assert all(settings[key] == value for key, value in one.extra.items())


def test_a_bars_link_opens_the_playground(page):
    href, label = rows(page)[0]
    playground = pages.opened(p=parse_qs(urlsplit(href).query)["p"][0])
    assert label.startswith(playground.selectbox(key="mask").format_func(state_of(playground).mask))


def test_the_numbers_of_the_text_are_those_of_the_data(page, data):
    text = said(page)
    assert f"{data.line:.1f} for" in text and f"{data.causal['gpt-masked']:.1f} for" in text
    best = data.cheapest(0.1)
    assert f"**{best.title}** costs least: {best.perplexity['gpt']:.1f}" in text
    assert f"{data.dearest().perplexity['gpt']:.1f}" in text


def test_the_bars_are_sorted_and_searched(data):
    page = opened()
    page.segmented_control(key="costs_order").select("cost").run()
    names = [label.partition(": reads ")[0] for _, label in rows(healthy(page))]
    expected = sorted(data.bars, key=lambda b: b.perplexity["gpt"])
    assert names == [b.title for b in expected]
    page.text_input(key="costs_find").input("STRIDE").run()
    assert {"stride" in label.lower() for _, label in rows(healthy(page))} == {True}
    page.text_input(key="costs_find").input("<b>no such").run()
    assert rows(healthy(page)) == [] and "No bar has “<b>no such”" in said(page)


def test_nothing_is_measured_until_it_is_asked_for(monkeypatch):
    def never(*_):
        raise AssertionError("it measured unasked")

    monkeypatch.setattr(livecost, "measure", never)
    page = opened(mask="chunk")
    assert "**Chunk, size 4**" in said(page)
    assert 'class="row" aria' not in html(page)


def made(**parts):
    known = dict(done=9, pages=9, tokens=10, cells=20.0, causal=40, future=False)
    return Tally(**{**known, "nats": {"gpt": 40.0, "gpt-masked": 39.0}, **parts})


def measured(monkeypatch, tally, **address):
    asked = []

    def measure(settings, models, text):
        asked.append((settings, [model.name for model in models], len(text)))
        yield tally

    monkeypatch.setattr(livecost, "measure", measure)
    page = opened(**address)
    page.button(key="costs_measure").click().run()
    return healthy(page), asked


def test_the_visitors_mask_is_measured_with_both_models(monkeypatch, data):
    page, asked = measured(monkeypatch, made(), mask="chunk", **{"chunk.size": "6"})
    (settings, models, pages_read), *more = asked
    assert not more and str(settings.mask_of("all")) == "chunk(size=6)"
    assert models == ["gpt", "gpt-masked"] and pages_read == data.pages
    assert "Chunk, size 6: reads 50% of causal's cells; perplexity gpt 54.6" in html(page)
    page.selectbox(key="mask").select("full").run()
    assert "Chunk, size 6: reads 50%" not in html(healthy(page))


def test_a_measure_that_says_little_is_told(monkeypatch):
    page, _ = measured(monkeypatch, made(future=True), mask="full", and_causal="false")
    assert "reads the future" in pages.told(page)
    nan = {"gpt": float("nan"), "gpt-masked": 39.0}
    page, _ = measured(monkeypatch, made(nats=nan), mask="strict_causal")
    assert "NaN: the model made no number" in pages.told(page) and "gpt NaN" in html(page)


def test_a_model_that_is_missing_leaves_the_other(monkeypatch):
    def load(name, device):
        if name == "gpt-masked":
            raise WeightsError("gpt-masked.card.json cannot be read")
        return real(name, device)

    real = shell.load
    shell.model.cache_clear()
    monkeypatch.setattr(shell, "load", load)
    page, asked = measured(monkeypatch, made(nats={"gpt": 40.0}))
    shell.model.cache_clear()
    assert asked[0][1] == ["gpt"]
    assert "gpt-masked could not be loaded and has no bar" in said(page)


@pytest.mark.parametrize("name", ["read_costs", "read_story"])
def test_figures_that_are_missing_are_one_sentence_and_the_page_stays(monkeypatch, name):
    def fail():
        raise CostsError("costs.json is damaged: KeyError 'bars'")

    monkeypatch.setattr(costs, name, fail)
    page = opened()
    assert [e.value.replace("\\", "") for e in page.error] == [
        "There are no bars to show: costs.json is damaged: KeyError 'bars'."
    ]
    assert page.selectbox(key="mask").value == DEFAULTS["mask"]


def test_a_long_mask_opens_on_a_paragraph():
    story = figures.read_story()
    by_title = {b.title: b for b in read_costs().bars}
    short = costs.opening(by_title["Sliding window, window 4"], story)
    long = costs.opening(by_title["Sliding window, window 64"], story)
    assert short.endswith(".") and long == story.splitlines()[0] and len(long) > len(short)


def test_the_mask_comes_along_from_the_playground_and_back():
    """A widget of the same key on another page would start at its default."""
    page = pages.opened(mask="chunk", **{"chunk.size": "6"})
    healthy(page.switch_page(PAGE).run())
    assert page.selectbox(key="mask").value == "chunk" and page.slider(key="chunk.size").value == 6
    page.slider(key="chunk.size").set_value(7).run()
    healthy(page.switch_page("pages/play/playground.py").run())
    assert page.selectbox(key="mask").value == "chunk" and page.slider(key="chunk.size").value == 7
    assert slots_of(state_of(page))["all"] == "chunk(size=7)"
