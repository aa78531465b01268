"""The atlas holds every mask of the catalogue, drawn right, and finds what is asked for."""

import numpy as np
import pytest

from maskviz.analysis import atlas
from maskviz.analysis.atlas import FEATURES, entries, find
from maskviz.analysis.view import make_view
from maskviz.masks.catalogue import MASKS
from maskviz.masks.matrix import arguments, empty_rows, view_of
from maskviz.masks.spec import Picture, mask
from maskviz.settings.link import make_link, read_link

CAUSAL = {  # by hand
    *("causal", "causal_upper_left", "strict_causal", "causal_padding", "chunked_causal"),
    *("sliding_window", "window_back", "sink_window", "sparse_fixed", "sparse_strided"),
}
AHEAD = {  # by hand
    *("full", "anti_causal", "causal_offset", "block_causal", "prefix_lm", "key_padding", "chunk"),
    *("two_sided_window", "asymmetric_window", "dilated_window", "stride_only", "axial", "levels"),
}
EMPTIES = {
    *("strict_causal", "causal_offset", "causal_padding", "key_padding", "key_query_padding"),
    *("sensitive", "special"),
}
NEVER_EMPTY = {"full", "causal", "prefix_lm", "stride_block", "stride_only", "levels", "axial"}

every_entry = pytest.mark.parametrize("entry", entries(), ids=lambda e: e.mask.name)


def names(found):
    return [entry.mask.name for entry in found]


def test_it_holds_the_catalogue_in_its_order():
    assert names(entries()) == list(MASKS)
    assert all(entry.mask is MASKS[entry.mask.name] for entry in entries())


@every_entry
def test_each_cell_is_what_the_predicate_says_at_the_defaults(entry):
    queries, keys = entry.cells.shape
    offset = keys - queries
    words = arguments(entry.mask, {}, entry.facts, view_of(queries, keys))
    for row, k in np.ndindex(queries, keys):
        assert entry.cells[row, k] == bool(entry.mask.rule(row + offset, k, **words))


@every_entry
def test_the_picture_shows_something(entry):
    assert entry.cells.any()
    assert entry.mask.name in ("full", "decode_step") or not entry.cells.all()


@every_entry
def test_facts_are_those_of_a_picture_of_the_mask(entry):
    drawn = [picture.facts for picture in entry.mask.pictures if picture.facts]
    assert dict(entry.facts) in list(map(dict, drawn)) if entry.mask.facts else not entry.facts


def test_a_picture_drawn_by_hand_at_the_defaults_is_the_one_shown():
    drawn = ["#....", "##...", "###..", "###..", "###.."]
    shown = next(e for e in entries() if e.mask.name == "causal_padding")
    assert shown.facts["real"] == (1, 1, 1, 0, 0)
    assert ["".join(".#"[cell] for cell in row) for row in shown.cells.astype(int)] == drawn


def test_what_depends_on_the_queries_is_shown_with_fewer_of_them():
    shown = next(e for e in entries() if e.mask.name == "causal_upper_left")
    assert np.array_equal(shown.cells, np.tri(12, 20))


def test_who_reads_the_future():
    found = set(names(find(features=["causal"])))
    assert found >= CAUSAL and not AHEAD & found


def test_who_can_leave_rows_empty():
    found = set(names(find(features=["empties"])))
    assert found >= EMPTIES and not NEVER_EMPTY & found
    assert all(entry.empties for entry in entries() if len(empty_rows(entry.cells)))
    assert all(atlas.reason(MASKS[name]) for name in found)


def test_who_asks_for_facts_and_who_has_numbers():
    facts = [n for n, m in MASKS.items() if m.facts]
    assert "key_padding" in facts and "causal" not in facts
    assert names(find(features=["facts"])) == facts
    assert names(find(features=["numbers"])) == [n for n, m in MASKS.items() if m.defaults]


def test_text_is_found_in_title_sentence_and_source():
    assert "chunked_causal" in names(find("Llama"))  # its source
    assert "block_causal" in names(find("BLOCK-CAUSAL"))
    assert "sensitive" in names(find("nobody reads a sensitive"))
    assert names(find("swin")) == ["shifted_window"]
    assert find("no such mask") == []
    assert find("  ") == list(entries())


def test_every_word_and_every_filter_has_to_hold():
    both = set(names(find("window causal")))
    assert both == set(names(find("window"))) & set(names(find("causal")))
    assert "sliding_window" in names(find("window", ["causal", "numbers"], ["flash", "te"]))
    assert "two_sided_window" not in names(find("window", ["causal"]))
    assert "sink_window" not in names(find("window", kernels=["flash"]))
    assert names(find(features=FEATURES, kernels=["sdpa"])) == ["chunked_causal_padded"]


def test_a_kernel_that_is_not_known_to_run_a_mask_is_no_yes(monkeypatch):
    @mask(
        title="Documents with a window",
        family="local",
        source="",
        look="",
        pictures=(Picture("#"),),
    )
    def local_documents(q, k):
        """A window of 2 in pieces of 5."""
        return (q // 5 == k // 5) & (abs(q - k) <= 2)

    made = atlas.entry(local_documents)
    assert made.answers["te"].verdict == "not known"
    assert find(kernels=["te"], among=[made]) == []
    assert find(kernels=["flash", "flex"], among=[made]) == [made]


@every_entry
def test_its_link_opens_the_mask_alone_where_it_shows(entry, shipped):
    settings, ignored = read_link(make_link(entry.settings))
    assert not ignored and settings == entry.settings
    assert settings.mask == entry.mask.name and settings.and_causal == entry.causal
    view = make_view(settings, shipped)
    shown = view.heads[0].allowed
    queries, keys = shown.shape
    words = arguments(entry.mask, {}, view.region.facts, view_of(queries, keys))
    cells = entry.mask.rule(
        np.arange(queries)[:, None] + view.region.offset, np.arange(keys), **words
    )
    assert np.array_equal(shown, np.broadcast_to(cells, shown.shape) & padded(view))
    plain = np.arange(keys) <= np.arange(queries)[:, None] + view.region.offset
    if entry.mask.name not in ("full", "causal", "decode_step"):
        assert not np.array_equal(shown, plain) and not shown.all()


def padded(view):
    """Padding stays closed under every mask, here as in a batch."""
    return np.asarray(view.region.facts["real"], bool)[None, :]
