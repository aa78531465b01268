"""The page "Compare" on cold links: A in the link, every number that of the two runs."""

import random
import re

import pytest

from maskviz.analysis.compare.four import four
from maskviz.analysis.compare.pair import Pair
from maskviz.analysis.compare.settings import own_of
from maskviz.analysis.view import make_view
from maskviz.masks.painting import POSITIONS
from maskviz.models import load
from maskviz.settings.link import LINK_LIMIT, make_link, read_link
from maskviz.settings.query import make_query
from tests.states import state
from tests.ui.page import cold, state_of

CAT = "The cat sat on the mat"
CHUNK = state(text=CAT, mask="chunk", layer=2, head=4, locked=(5, 5), **{"chunk.size": 2})
FULL = state(text=CAT, mask="full", and_causal=False, layer=2, head=4, locked=(5, 5))


def html(page):
    return "".join(element.proto.body for element in page.get("html"))


def said(page):
    found = [*page.markdown, *page.info]
    return " ".join(element.value.replace("\\", "") for element in found)


def pair_of(a, b):
    return Pair(make_view(a.stored(), load(a.model)), make_view(b.stored(), load(b.model)))


def test_at_first_a_is_the_models_own_mask():
    page, pair = cold("compare", p=make_link(CHUNK)), pair_of(own_of(CHUNK), CHUNK)
    assert "A: Causal (the model’s own). B: Chunk" in said(page)
    lost = int((pair.cells[4, 5] < 0).sum())
    before, after = (bits[4, 5].item() for bits in pair.entropies)
    sentence = (
        f"row 5, “{pair.b.asks(5)}”, in head 4 of layer 2, lost {lost} keys, its entropy fell from "
        f"{before:.2f} to {after:.2f} bits, its output moved by {pair.moved[4, 5]:.2f}."
    )
    assert sentence in said(page)
    a, b = (effect.loss.nats for effect in pair.effects)
    assert f"A {a:.3f} nats a token" in said(page) and f"B {b:.3f} nats a token" in said(page)
    assert "rows 0 to 1 are the same bit for bit" in said(page)
    rows = html(page).split('class="rows"', 1)[1].split("</table>")[0].split("<tr>")[2:]
    assert [row.count("0 exactly") for row in rows[:3]] == [3, 3, 0]
    assert f"{pair.divergence[5]:.3f}" in rows[5] and f"{pair.logits[5]:.2f}" in rows[5]


def test_a_is_kept_by_a_button_and_both_stand_in_one_link():
    page = cold("compare", p=make_link(CHUNK))
    page.button[0].click().run()
    assert "A and B are equal, bit for bit" in said(page) and "From A to B row" not in said(page)
    kept = page.query_params["compare.a"]
    kept = kept if isinstance(kept, str) else kept[0]
    assert read_link(kept)[0].mask == "chunk" and len(kept) < 300
    page.selectbox(key="mask").set_value("full").run()
    page.toggle(key="and_causal").set_value(False).run()
    assert not page.exception and "A: Chunk, size 2" in said(page) and "B: Full" in said(page)
    again = cold("compare", **{"p": make_link(state_of(page)), "compare.a": kept})
    assert said(again) == said(page)
    page.button[1].click().run()
    assert "compare.a" not in page.query_params and "(the model’s own)" in said(page)


def test_two_links_are_compared():
    page = cold("compare")
    page.expander[0].open = True
    page.session_state["compare_links"] = True
    page.run()
    a, b = (f"http://host/playground{make_query(s)}" for s in (CHUNK, FULL))
    page.text_input(key="compare_link_a").set_value(a)
    page.text_input(key="compare_link_b").set_value(b)
    next(x for x in page.button if x.label == "Compare these").click().run()
    assert not page.exception and state_of(page).mask == "full"
    pair = pair_of(CHUNK, FULL)
    assert f"gained {int((pair.cells[4, 5] > 0).sum())} keys" in said(page)


@pytest.mark.parametrize("broken", ["AAAA", "x" * (LINK_LIMIT + 1), "é"])
def test_a_link_of_a_that_cannot_be_read_is_told(broken):
    page = cold("compare", **{"p": make_link(CHUNK), "compare.a": broken})
    assert "the model's own mask instead" in said(page) or "compare.a" in said(page)
    assert state_of(page).mask == "chunk" and "A: Causal (the model’s own)" in said(page)


def test_each_mask_of_the_table_opens_itself():
    page = cold("compare", p=make_link(CHUNK))
    view = make_view(CHUNK.stored(), load("gpt"))
    table = html(page).split('class="four"', 1)[1]
    links = re.findall(r'href="\./playground\?p=([^"]+)"', table)
    found = four(view)
    assert [read_link(p)[0].mask for p in links[:4]] == [s.settings.mask for s in found]
    none = found[0]
    assert f"earlier rows by {none.future:.2f}; with it by 0 exactly" in said(page)
    assert f"real rows by {none.padding:.2f}; with it by 0 exactly" in said(page)
    assert "padded by 4 tokens" in said(page)
    assert table.count("0 exactly") == 5  # two masks hide the future, three the padding


@pytest.mark.parametrize("model", ["bert", "dates", "copier", "gpt-masked"])
def test_every_model_is_compared(model):
    page = cold("compare", model=model)
    assert "From A to B" in said(page) and 'class="four"' in html(page)


def test_the_same_text_through_two_models():
    kept = make_link(state(text=CAT, mask="causal", model="gpt-masked"))
    page = cold("compare", **{"p": make_link(CHUNK), "compare.a": kept})
    assert "A: gpt-masked, Causal. B: gpt, Chunk" in said(page)


def test_another_text_is_told_and_another_shelf_too():
    kept = make_link(state(text="Once there was", mask="causal"))
    page = cold("compare", **{"p": make_link(CHUNK), "compare.a": kept})
    assert "A was kept with another text or batch" in said(page)
    dates = make_link(state(model="dates", mask="full"))
    assert "From A to B" in said(cold("compare", **{"p": make_link(CHUNK), "compare.a": dates}))


def test_a_and_b_that_do_not_fit_into_one_link_are_told_with_both_numbers():
    draw = random.Random(5)
    flips = sorted(draw.sample(range(200 * POSITIONS), 2_600))
    book = {"all": {"base": "causal()", "flips": flips}}
    packed = make_link(state(text=CAT, mask="custom", slots={"all": "custom"}, book=book))
    assert LINK_LIMIT / 2 < len(packed) < LINK_LIMIT
    page = cold("compare", **{"p": packed, "compare.a": packed})
    assert f"{2 * len(packed):,} characters of one link and {LINK_LIMIT:,} are the limit" in said(
        page
    )
    assert "compare.a" not in page.query_params and "(the model’s own)" in said(page)


def test_a_translators_two_answers_are_told():
    page = cold("compare", model="dates", part="encoder", mask="causal", text="05/03/79")
    pair = pair_of(own_of(state_of(page)), state_of(page))
    a, b = (effect.answer for effect in pair.effects)
    assert a != b and f"A writes “{a}”, B “{b}”. Each reads its own answer" in said(page)
