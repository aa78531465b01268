"""Spelled dates against Python's own calendar and reader of dates, and against hand-made ones."""

import random
import re
from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest

from training import spellings
from training.dates import SOURCE, batch, judged
from training.spellings import KNOWN, LONGEST, NEW, draw, new_date, new_text, seen, spell

DIRECTIVES = {
    **{"d": "%d", "dd": "%d", "dth": "%d", "m": "%m", "mm": "%m", "mon": "%b", "month": "%B"},
    **{"y": "%Y", "yy": "%y", "wd": "%a", "weekday": "%A"},
}
PADDED = {"dd", "mm", "mon", "month", "y", "yy", "wd", "weekday"}  # those that strftime writes
BY_HAND = [
    ("the third of May 1979", "the {dword} of {month} {y}", date(1979, 5, 3)),
    ("05/03/79", "{mm}/{dd}/{yy}", date(1979, 5, 3)),
    ("3.5.1979", "{d}.{m}.{y}", date(1979, 5, 3)),
    ("Thu 3 May, 1979", "{wd} {d} {mon}, {y}", date(1979, 5, 3)),
    ("May 3rd, 1979", "{month} {dth}, {y}", date(1979, 5, 3)),
    ("3 May '79", "{d} {mon} '{yy}", date(1979, 5, 3)),
    ("19790503", "{y}{mm}{dd}", date(1979, 5, 3)),
    ("12/25/49", "{m}/{d}/{yy}", date(2049, 12, 25)),
    ("1/1/50", "{m}/{d}/{yy}", date(1950, 1, 1)),
    ("Sep 22nd, '05", "{mon} {dth}, '{yy}", date(2005, 9, 22)),
    (
        "Thursday, the 3rd of May, nineteen seventy-nine",
        "{weekday}, the {dth} of {month}, {yword}",
        date(1979, 5, 3),
    ),
    (
        "December the thirty-first, eighteen ninety-nine",
        "{month} the {dword}, {yword}",
        date(1899, 12, 31),
    ),
]
YEARS = {
    1850: "eighteen fifty",
    1900: "nineteen hundred",
    1905: "nineteen oh five",
    1911: "nineteen eleven",
    2000: "two thousand",
    2009: "two thousand and nine",
    2010: "twenty ten",
    2049: "twenty forty-nine",
}
ORDINAL = (
    "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th "
    "21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th 31st"
)


def fields(template):
    return re.findall(r"{(\w+)}", template)


def many(template, number=60, wanted=lambda _: True):
    dice = random.Random(template)
    return [draw(dice, template, wanted) for _ in range(number)]


def directives(template):
    return re.sub(r"{(\w+)}", lambda field: DIRECTIVES[field[1]], template)


@pytest.mark.parametrize(("text", "template", "day"), BY_HAND)
def test_dates_spelled_by_hand(text, template, day):
    assert spell(day, template).text == text
    assert template in KNOWN


@pytest.mark.parametrize("template", [t for t in KNOWN + NEW if "word}" not in t])
def test_pythons_reader_of_dates_agrees(template):
    """strptime knows no ordinals, and begins its century at 1969 where ours begins at 1950."""
    for spelling in many(template):
        text = re.sub(r"(?i)(\d)(st|nd|rd|th)\b", r"\1", spelling.text)
        found = datetime.strptime(text, directives(template)).date()
        if found.year > 2049:
            found = found.replace(year=found.year - 100)
        assert found == spelling.date, spelling.text


@pytest.mark.parametrize("template", [t for t in KNOWN + NEW if PADDED.issuperset(fields(t))])
def test_pythons_calendar_writes_the_same(template):
    """Names and weekdays come from strftime, so a wrong weekday would be seen."""
    for spelling in many(template):
        assert spelling.text.lower() == spelling.date.strftime(directives(template)).lower()


def test_ordinals_and_years_in_words():
    days = [spell(date(2000, 1, d), "{dth}").text for d in range(1, 32)]
    assert " ".join(days) == ORDINAL
    assert len({spell(date(2000, 1, d), "{dword}").text for d in range(1, 32)}) == 31
    words = {year: spell(date(year, 1, 1), "{yword}").text for year in range(1850, 2050)}
    assert YEARS.items() <= words.items()
    assert len(set(words.values())) == 200


def test_no_text_stands_for_two_dates():
    """All days of thirteen years whose two digits could be a month or a day, in every template."""
    dates = defaultdict(set)
    for n in range((date(2013, 1, 1) - date(2000, 1, 1)).days):
        day = date(2000, 1, 1) + timedelta(days=n)
        for template in KNOWN + NEW:
            dates[spell(day, template).text.lower()].add(day)
    assert [text for text, days in dates.items() if len(days) > 1] == []


def test_parts_know_where_they_stand():
    spelling = spell(date(1979, 5, 3), "{weekday}, the {dth} of {month}, {yword}", str.upper)
    parts = {part: spelling.text[slice(*span)] for part, span in spelling.spans.items()}
    assert parts == {
        "weekday": "THURSDAY",
        "day": "3RD",
        "month": "MAY",
        "year": "NINETEEN SEVENTY-NINE",
    }


def test_every_template_has_its_three_parts_and_fits():
    assert len(KNOWN) == len(set(KNOWN)) >= 30 and not set(KNOWN) & set(NEW)
    letters = set(SOURCE.alphabet)
    longest = 0
    for template in KNOWN + NEW:
        assert {"day", "month", "year"} <= {spellings.PARTS[f] for f in fields(template)}
        for spelling in many(template):
            assert set(spelling.text) <= letters
            longest = max(longest, len(spelling.text))
            assert "{yy}" not in template or 1950 <= spelling.date.year <= 2049
    assert LONGEST - 3 <= longest <= LONGEST


def test_what_is_left_out_of_training():
    """One date in ten and one text in ten, in any case; the choice never changes."""
    drawn = [s for template in KNOWN for s in many(template, 100)]
    kinds = [[test(s) for s in drawn] for test in (seen, new_text, new_date)]
    assert [sum(flags) == 1 for flags in zip(*kinds, strict=True)] == [True] * len(drawn)
    shares = [sum(kind) / len(drawn) for kind in kinds]
    assert shares == pytest.approx([0.81, 0.09, 0.1], abs=0.015)
    for spelling in drawn[::40]:
        loud = spell(spelling.date, spelling.template, str.upper)
        assert (seen(loud), new_date(loud)) == (seen(spelling), new_date(spelling))
    days = [date(1850, 1, 1) + timedelta(days=n) for n in range(40)]
    left_out = [d.isoformat() for d in days if new_date(spell(d, "{y}"))]
    assert left_out == ["1850-01-08", "1850-01-09", "1850-01-10", "1850-01-15", "1850-02-05"]


def test_training_and_judging_never_meet():
    trained = [s for step in range(40) for s in batch(64, (1, step))]
    kept = judged()
    assert all(map(seen, trained)) and not any(map(seen, kept))
    assert not {s.text.lower() for s in trained} & {s.text.lower() for s in kept}
    assert {s.template for s in trained} == set(KNOWN)
    assert {new_date(s) for s in kept} == {True, False}


def test_a_batch_depends_on_seed_and_step_alone():
    texts = [[s.text for s in batch(16, key)] for key in ((1, 2), (1, 2), (1, 3), (2, 2))]
    assert texts[0] == texts[1] and texts[0] != texts[2] and texts[0] != texts[3]
