"""The page "All masks": pictures are the matrices, links open masks, filters leave what fits."""

import re
from base64 import b64decode
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from maskviz.analysis.atlas import entries, find
from maskviz.analysis.relatives import FAMILIES as OTHERS
from maskviz.analysis.relatives import find_relatives, relatives
from maskviz.libraries.kernels import KERNELS, Answer
from maskviz.masks.catalogue import FAMILIES, MASKS
from maskviz.settings.link import read_link
from maskviz.teaching.lessons.path import PATH
from maskviz.ui.atlas import page as atlas
from maskviz.ui.atlas.card import asked, card, chip, kernels_table
from maskviz.ui.kit.link import playground_link
from maskviz.ui.kit.picture import picture
from maskviz.ui.kit.style import sheet
from tests.ui import page as pages
from tests.ui.page import healthy

PAGE = "pages/look_up/atlas.py"
SCRIPT = Path(__file__).parents[2] / PAGE
TITLE = re.compile(r'<span class="title">([^<]*?)(?: <small>|</span>)')
every_entry = pytest.mark.parametrize("entry", entries(), ids=lambda e: e.mask.name)


def drawn(html: str) -> np.ndarray:
    """The matrix that a picture shows, read back from its lines and sizes."""
    svg = b64decode(re.search(r"base64,([^)]+)\)", html)[1]).decode()
    step = int(re.search(r'stroke-width="(\d+)"', svg)[1]) + 1
    assert f'stroke-dasharray="{step - 1} 1"' in svg
    width, height = (int(n) for n in re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    assert f"width:{width}px;height:{height}px" in html and max(width, height) <= 120
    cells = np.zeros(((height + 1) // step, (width + 1) // step), bool)
    for x, y, length in re.findall(r"M(\d+) ([\d.]+)h(\d+)", svg):
        row, first = (float(y) - (step - 1) / 2) / step, int(x) / step
        assert row.is_integer() and first.is_integer() and (int(length) + 1) % step == 0
        cells[int(row), int(first) : int(first) + (int(length) + 1) // step] = True
    return cells


@every_entry
def test_the_picture_is_the_matrix(entry):
    html = picture(entry.cells)
    assert np.array_equal(drawn(html), entry.cells)
    assert html.count("<b ") == (~entry.cells.any(axis=1)).sum()


def test_an_empty_row_is_outlined_where_it_is():
    cells = np.eye(4, dtype=bool)
    cells[2] = False
    html = picture(cells)
    assert np.array_equal(drawn(html), cells)
    assert 'style="top:60px;height:29px"' in html and html.count("<b ") == 1


@every_entry
def test_a_card_says_what_the_mask_says_and_opens_it(entry):
    html = card(entry)
    assert MASKS[entry.mask.name].title in html and " open>" not in html
    for text in (entry.mask.sentence, entry.mask.inequality, entry.mask.source.rstrip(".")):
        assert text in unescape(html)
    packed = re.search(r'<a class="open" href="\./playground\?p=([\w-]+)" target="_self"', html)[1]
    settings, ignored = read_link(packed)
    assert not ignored and settings.mask == entry.mask.name
    assert playground_link(entry.settings) == f"./playground?p={packed}"
    assert html.count("<li") == len(KERNELS)


def test_numbers_stand_beside_the_title():
    shown = {e.mask.name: card(e) for e in entries()}
    assert "Sliding window <small>window 4</small>" in shown["sliding_window"]
    assert "Causal <small></small>" in shown["causal"]
    assert "can leave rows empty" in shown["key_padding"]
    assert "never reads the future, leaves rows empty" in shown["strict_causal"]
    assert "Rows with nothing to read: The first token" in shown["strict_causal"]
    assert "Rows with nothing to read" not in shown["prefix_lm"]


def test_a_yes_a_no_and_not_known_look_different():
    answers = [Answer("yes", "causal=True", "here"), Answer("no"), Answer("not known")]
    chips = [chip("flash", found) for found in answers]
    assert [re.search('class="([a-z]+)"', c)[1] for c in chips] == ["yes", "no", "unknown"]
    assert all(KERNELS["flash"].takes in c for c in chips) and "flash-attn?" in chips[2]
    assert asked(answers[0]) == "causal=True <small>here</small>"
    assert ">no<" in asked(answers[1]) and ">not known<" in asked(answers[2])


def test_the_table_has_every_mask_and_every_source():
    html = kernels_table(list(entries()))
    assert html.count('<th scope="row">') == len(MASKS)
    assert html.count("<td>") == len(MASKS) * len(KERNELS)
    for kernel in KERNELS.values():
        assert f"<b>{kernel.title}</b>" in html and kernel.source in html


def cards_of(found, text):
    return atlas.body(atlas.families(found, text), text)


def test_what_was_found_by_its_source_alone_shows_it():
    html = cards_of(find("Llama"), "Llama")
    assert html.count("<details open>") == len(find("Llama")) > 1 and "Llama 4" in html
    assert "<details open>" not in cards_of(find("stride"), "")
    assert "<details open>" not in cards_of(find("chunked_causal")[:1], "Chunked_Causal")


def test_families_without_a_hit_are_left_out():
    html = cards_of(find("swin"), "swin")
    assert FAMILIES["image"] in html and html.count("<h2 ") == 1


def opened():
    return healthy(pages.opened().switch_page(PAGE).run())


def body(page) -> str:
    shown = [e.proto.body for e in page.get("html") if 'class="grid"' in e.proto.body]
    assert len(shown) <= 1
    return shown[0] if shown else ""


def captions(page) -> list[str]:
    return [c.value for c in page.caption]


def test_the_page_shows_every_mask_under_its_family():
    page = opened()
    titles = [mask.title for mask in MASKS.values()] + [other.title for other in relatives()]
    assert TITLE.findall(body(page)) == titles
    for families in (FAMILIES, OTHERS):
        assert [families[name] in body(page) for name in families] == [True] * len(families)
    assert f"{len(titles)} entries" in captions(page)
    assert len(body(page)) < 5_000 * len(titles)


def test_search_and_filters_narrow_it():
    page = opened()
    page.text_input(key="atlas_find").set_value("window")
    healthy(page.run())
    hits = [e.mask.title for e in find("window")] + [r.title for r in find_relatives("window")]
    shown = TITLE.findall(body(page))  # by family, and the best family first
    assert sorted(shown) == sorted(hits) and shown[0] == hits[0]
    page.pills(key="atlas_features").set_value(["causal"])
    page.pills(key="atlas_kernels").set_value(["flash"])
    healthy(page.run())
    left = find("window", ["causal"], ["flash"])
    assert TITLE.findall(body(page)) == [e.mask.title for e in left] != []
    assert f"{len(left)} of {len(MASKS) + len(relatives())} entries" in captions(page)


def test_nothing_found_is_said_and_is_no_markup():
    page = opened()
    page.text_input(key="atlas_find").set_value("<b>*xyzzy*")
    healthy(page.run())
    assert body(page) == ""
    told = next(m.value for m in page.markdown if "Nothing fits" in m.value)
    assert "Nothing fits “\\<b\\>\\*xyzzy\\*”. Looked in the names, other names" in told
    assert f"of {len(MASKS) + len(relatives())} masks, {len(PATH)} lessons, " in told
    assert "filter" not in told
    page.pills(key="atlas_features").set_value(["causal"])
    told = next(m.value for m in healthy(page.run()).markdown if "Nothing fits" in m.value)
    assert "lessons" not in told, "a filter is one of masks"
    assert told.endswith("Take a filter away.")


def test_the_colour_is_that_of_the_theme():
    assert "--accent: light-dark(#0f6b7a, #5cc4d4)" in sheet("kit")


def test_a_search_is_a_part_of_the_address_and_what_no_filter_takes_is_told():
    page = AppTest.from_file(str(SCRIPT), default_timeout=60)
    page.query_params.update(atlas_find="window", atlas_features="causal,empties", atlas_x="1")
    healthy(page.run())
    assert page.text_input(key="atlas_find").value == "window"
    assert page.pills(key="atlas_features").value == ["causal", "empties"]
    (info,) = page.info
    assert "here is no setting “atlas_x”" in info.value.replace("\\", "")
    page.text_input(key="atlas_find").set_value("padding").run()
    assert "padding" in page.query_params["atlas_find"] and not healthy(page).info
    page.query_params["atlas_find"] = "window"  # the browser's back button
    assert healthy(page.run()).text_input(key="atlas_find").value == "window"
    wrong = AppTest.from_file(str(SCRIPT), default_timeout=60)
    wrong.query_params["atlas_kernels"] = "nothing"
    assert "atlas_kernels: 'nothing' is not one of" in healthy(wrong.run()).info[0].value.replace(
        "\\", ""
    )
