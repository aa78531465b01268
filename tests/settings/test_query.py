"""What stands in the address: nothing for the bare page, few words for who came by words, and the
packed state for all else."""

from itertools import combinations
from statistics import median
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maskviz.masks.compose import term_of
from maskviz.masks.spec import Flag, Int, Option
from maskviz.settings.declared import CONTROLS, DEFAULTS, Settings
from maskviz.settings.kinds import Choice, Many, RuleText, Switch, TermText
from maskviz.settings.link import LinkError
from maskviz.settings.parameters import parameters
from maskviz.settings.query import RAW_LIMIT, make_query, read_query
from maskviz.settings.raw import from_words, to_words
from maskviz.settings.slots import PAINTED, Page
from tests.settings.drawn import few, states

SHORT = 150  # characters of two changed settings; a text or masks of masks take their own


def words(query: str) -> dict[str, list[str]]:
    return parse_qs(query.removeprefix("?"), keep_blank_values=True)


def reopened(query: str) -> Settings:
    found = read_query(words(query))
    assert not found.ignored
    return found.settings


def others(key: str) -> list:
    """Other values of a setting, among them its ends."""
    default, kind = CONTROLS[key].default, CONTROLS[key].kind
    match kind:
        case Int() | Flag() | Option():
            found = [*kind.ends, kind.values(9)[-1]]
        case Switch():
            found = [True, False]
        case Choice(options=options):
            found = options
        case Many(options=options):
            found = [options, (), options[1:]]
        case RuleText():
            found = ["k <= q and q % 3 == 0"]
        case TermText():
            found = [term_of("and(causal(), not(chunk(size=5)))")]
        case _:
            found = ["Once there was a king", ""]
    return [value for value in found if value != default]


def test_the_bare_page_stays_bare():
    assert make_query(Settings()) == make_query(Settings().stored()) == ""
    assert read_query({}).settings == Settings()


@pytest.mark.parametrize("key", CONTROLS)
def test_one_changed_setting_is_short(key):
    for value in others(key):
        settings = Settings.of(**{key: value}).stored()
        query = make_query(settings)
        assert len(query) < 80 and reopened(query) == settings.lean()


def test_any_two_changed_settings_are_short():
    changed = [(key, value) for key in CONTROLS for value in others(key)[-2:]]
    lengths = []
    for (key, value), (other, second) in combinations(changed, 2):
        if key != other:
            settings = Settings.of(**{key: value, other: second}).stored()
            lengths.append(len(make_query(settings)))
    assert len(lengths) > 10_000
    assert max(lengths) < SHORT and median(lengths) < 50


@given(states)
def test_any_state_comes_back_from_its_address(settings):
    assert reopened(make_query(settings)) == settings.lean()


@given(few, few)
def test_whoever_came_by_words_keeps_them_while_they_can_say_it(came, settings):
    first = {key: to_words(came[key]) for key in CONTROLS if came[key] != DEFAULTS[key]}
    query = make_query(settings, first)
    assert reopened(query) == settings.lean()
    assert len(query) <= RAW_LIMIT or query.startswith("?p=")


def test_words_stay_as_they_were_written():
    came = words("?mask=causal&text=The+cat+sat&layer=2&each=1&fill=-1e4")
    settings = read_query(came).settings
    assert (settings.mask, settings.text, settings.each) == ("causal", "The cat sat", True)
    query = "?mask=causal&text=The+cat+sat&layer=2&each=1&fill=-1e4"
    assert make_query(settings.stored(), came) == query
    assert make_query(settings.but(layer=3).stored(), came) == (
        "?mask=causal&text=The+cat+sat&each=1&fill=-1e4&layer=3"
    )
    assert make_query(settings.but(layer=1).stored(), came) == (
        "?mask=causal&text=The+cat+sat&each=1&fill=-1e4"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"locked": (2, 1)},
        {"picks": {"secret": (1,)}},
        {"vectors": {"real": (1, 0, 1)}},
        {"slots": {"all": PAINTED}, "mask": "custom", "book": {"all": Page(term_of("causal()"))}},
        {"text": "é" * 80},
        {"typed_rule": "k <="},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_words_cannot_say_is_packed(changes):
    settings = Settings.of(mask="typed").but(**changes)
    assert make_query(settings, {"mask": ["typed"]}).startswith("?p=")


def test_wrong_words_are_told_and_not_kept():
    found = read_query(words("?mask=causal&layer=9&nothing=1&layer.x=2"))
    assert found.settings == Settings.of(mask="causal") and len(found.ignored) == 3
    assert found.origin == "the address"
    assert make_query(found.settings, found.raw) == "?mask=causal"


def test_the_packed_state_wins_over_words():
    query = make_query(Settings.of(mask="chunk"))
    assert read_query({**words(query), "mask": ["full"]}).settings.mask == "chunk"
    with pytest.raises(LinkError):
        read_query({"p": ["x"], "mask": ["full"]})


def test_streamlits_own_parameters_are_no_settings():
    assert read_query({"embed": ["true"]}).settings == Settings()


@given(some.dictionaries(some.sampled_from([*CONTROLS, "p", "x"]), some.lists(some.text())))
def test_any_address_is_a_state_or_a_clear_error(address):
    try:
        found = read_query(address)
    except LinkError as error:
        assert len(str(error)) < 200
    else:
        assert set(found.settings.values) == set(CONTROLS)


@pytest.mark.parametrize("key", CONTROLS)
def test_every_value_has_its_words(key):
    for value in others(key):
        said = from_words(CONTROLS[key].kind, to_words(value))
        assert str(said) == str(value) and CONTROLS[key].kind.problem(said) is None


def test_the_table_of_parameters_is_that_of_the_settings():
    table = {p.name: p for p in parameters()}
    assert list(table) == list(CONTROLS)
    assert table["layer"] == ("layer", "0, 1, 2, 3", "1")
    assert table["each"][1:] == ("true or false", "false")
    assert table["chunk.size"][1:] == ("1 to 256", "4")
    assert table["special_kinds"].default == "start,cls,sep"
    for parameter in parameters():
        kind = CONTROLS[parameter.name].kind
        assert parameter.values and kind.problem(from_words(kind, [parameter.default])) is None
