"""The words of an address that say what is seen: read as they were written, the wrong ones said."""

from hypothesis import given
from hypothesis import strategies as some

from maskviz.settings.declared import CONTROLS
from maskviz.stage.rings import STAGES
from maskviz.ui.state.hidden import GROUPS, NAMES, PLACES, hidden_by
from maskviz.ui.state.seen import Seen, read_seen


@given(
    some.sets(some.sampled_from(NAMES)),
    some.lists(some.sampled_from(STAGES), unique=True),
    some.sampled_from(("", *STAGES)),
    some.sampled_from(("", "large")),
)
def test_what_is_seen_is_read_as_it_was_written(hide, show, stage, size):
    seen = Seen(frozenset(hide), tuple(show), stage, size)
    assert read_seen(seen.words) == (seen, [])
    assert set(seen.stages) == ({*show, *([stage] if stage else [])} if show else {*STAGES})
    assert hidden_by(hide) <= hidden_by(NAMES)


@given(
    some.dictionaries(some.sampled_from(["hide", "show", "stage", "type"]), some.lists(some.text()))
)
def test_unknown_words_are_said_and_the_rest_holds(words):
    asked = {key: [*said, "mask"] for key, said in words.items()}
    seen, ignored = read_seen(asked)
    known = read_seen({key: ["mask"] for key in asked})[0]
    assert seen.hide >= known.hide and set(seen.show) >= set(known.show)
    assert not {name for name in seen.hide if name not in NAMES}
    assert len(ignored) >= ("type" in asked)


def test_a_word_hides_what_it_says():
    """The row of the batch and the locked row have one name in an address."""
    assert hidden_by(["row"]) == {"row"} and "the row" in hidden_by(["texts"])
    assert {"mask", "paint"} == hidden_by(["mask"])
    assert hidden_by(["controls"]) >= {*CONTROLS} - {"row"} | {"the row"}
    assert "row" not in hidden_by(["controls"])
    assert {*PLACES} | {*GROUPS} | {*CONTROLS} == {*NAMES}
