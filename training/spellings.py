"""Dates in many spellings, seeded: what the encoder-decoder learns from and is judged by.

One rule for what could be read in two ways: with slashes the month comes first, with dots the day;
four digits first are the year. Two digits of a year mean 1950 to 2049, and only such years are
written so. No text is longer than LONGEST characters; one that would be is not used.
"""

import random
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from string import Formatter

FIRST, LAST = date(1850, 1, 1), date(2049, 12, 31)
SHORT_YEARS = range(1950, 2050)
LONGEST = 48
CASES = (str, str, str, str.lower, str.upper)  # three of five texts as people write them


def listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


MONTHS = listed(
    "January February March April May June July August September October November December"
)
WEEKDAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
)
NUMBERS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = listed("zero ten twenty thirty forty fifty sixty seventy eighty ninety")

# Templates that training sees. Day: d 3, dd 03, dth 3rd, dword third. Month: m 5, mm 05, mon May,
# month May. Year: y 1979, yy 79, yword nineteen seventy-nine. Weekday: wd Thu, weekday Thursday.
KNOWN = tuple(
    """\
{y}-{mm}-{dd}
{y}/{mm}/{dd}
{y}.{mm}.{dd}
{y}{mm}{dd}
{mm}/{dd}/{y}
{m}/{d}/{y}
{mm}/{dd}/{yy}
{m}/{d}/{yy}
{dd}.{mm}.{y}
{d}.{m}.{y}
{dd}.{mm}.{yy}
{d}.{m}.{yy}
{d}. {m}. {y}
{weekday} {mm}/{dd}/{y}
{d} {month} {y}
{d} {mon} {y}
{d}. {month} {y}
{d}-{mon}-{y}
{dd}-{mon}-{yy}
{d} {mon} '{yy}
{d} {month}, '{yy}
{dth} {month} {y}
the {dth} of {month}, {y}
{month} {d}, {y}
{mon} {d}, {y}
{month} {dth}, {y}
{mon} {dth}, '{yy}
{y} {month} {d}
{y}, {month} {dth}
in {y} on the {dth} of {month}
{weekday}, {d} {month} {y}
{wd} {d} {mon}, {y}
{wd} {dd}/{mon}/{y}
{wd}, {mon} {d}, {y}
{weekday}, {month} {dth}, {y}
the {dword} of {month} {y}
{wd}, the {dword} of {mon} {y}
{month} {dword}, {y}
{month} the {dword}, {yword}
{d} of {month}, {yword}
{weekday}, the {dth} of {month}, {yword}""".splitlines()
)
# Templates that training never sees.
NEW = tuple(
    """\
{d}/{mon}/{y}
{weekday} {month} {d} {y}
{dth} of {mon} '{yy}
on the {dword} of {mon}, {yword}
{y}, {d} {month}
{month} {y}, the {dth}""".splitlines()
)
PARTS = {
    **dict.fromkeys(("d", "dd", "dth", "dword"), "day"),
    **dict.fromkeys(("m", "mm", "mon", "month"), "month"),
    **dict.fromkeys(("y", "yy", "yword"), "year"),
    **dict.fromkeys(("wd", "weekday"), "weekday"),
}


@dataclass(frozen=True)
class Spelling:
    """A date as a text; `spans[part]` is where day, month, year and weekday stand."""

    text: str
    date: date
    template: str
    spans: Mapping[str, tuple[int, int]]


def under_hundred(n: int) -> str:
    if n < 20:
        return NUMBERS[n]
    return f"{TENS[n // 10]}-{NUMBERS[n % 10]}" if n % 10 else TENS[n // 10]


def year_in_words(year: int) -> str:
    """1979 is nineteen seventy-nine, 1905 nineteen oh five, 2005 two thousand and five."""
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return f"two thousand and {under_hundred(rest)}" if rest else "two thousand"
    if rest < 10:
        return f"{under_hundred(century)} {f'oh {under_hundred(rest)}' if rest else 'hundred'}"
    return f"{under_hundred(century)} {under_hundred(rest)}"


def fields(day: date) -> dict[str, str]:
    """Every way to write the parts of a date."""
    d, month, weekday = day.day, MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(d % 10 if d not in (11, 12, 13) else 0, "th")
    return {
        **{"d": f"{d}", "dd": f"{d:02}", "dth": f"{d}{suffix}", "dword": ORDINALS[d - 1]},
        **{"m": f"{day.month}", "mm": f"{day.month:02}", "mon": month[:3], "month": month},
        **{"y": f"{day.year}", "yy": f"{day.year % 100:02}", "yword": year_in_words(day.year)},
        **{"wd": weekday[:3], "weekday": weekday},
    }


@cache
def pieces(template: str) -> tuple[tuple[str, str | None], ...]:
    """What stands before each field, and the field: ("the ", "dth"), (" of ", "month"), …"""
    return tuple((literal, field) for literal, field, *_ in Formatter().parse(template))


def spell(day: date, template: str, case: Callable[[str], str] = str) -> Spelling:
    """Write a date after a template, and keep where its parts are."""
    residual, text, spans = fields(day), "", {}
    for literal, field in pieces(template):
        text += literal
        if field:
            spans[PARTS[field]] = (len(text), len(text) + len(residual[field]))
            text += residual[field]
    return Spelling(case(text), day, template, spans)


def one_in_ten(text: str) -> bool:
    """A choice that is the same everywhere and always, made by a checksum of the text."""
    return zlib.crc32(text.lower().encode()) % 10 == 0


def new_date(spelling: Spelling) -> bool:
    """Whether training leaves this date out in every spelling."""
    return one_in_ten(spelling.date.isoformat() + " as a date")


def new_text(spelling: Spelling) -> bool:
    """Whether training leaves this text out, in every case, and not for its date."""
    return one_in_ten(spelling.text) and not new_date(spelling)


def seen(spelling: Spelling) -> bool:
    """Whether training may draw this text."""
    return not one_in_ten(spelling.text) and not new_date(spelling)


def draw(dice: random.Random, template: str, wanted: Callable[[Spelling], bool]) -> Spelling:
    """A random date after a template, the first that is wanted and not too long."""
    while True:
        day = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days + 1))
        if "{yy}" in template and day.year not in SHORT_YEARS:
            continue
        spelling = spell(day, template, dice.choice(CASES))
        if len(spelling.text) <= LONGEST and wanted(spelling):
            return spelling


def alphabet() -> str:
    """Every character that a known template can write, in order."""
    literals = [literal for template in KNOWN for literal, _ in pieces(template)]
    words = [*MONTHS, *WEEKDAYS, *ORDINALS, *NUMBERS, *TENS, "0123456789", "oh hundred thousand st"]
    found = "".join(literals + words)
    return "".join(sorted({*found.lower(), *found.upper()}))
