"""The rules of HTML, style sheets and colours are kept, and each notices a breach."""

import pytest

from tests import house_html as house
from tests.house import read_tree

TREE = read_tree()
PAGE = "maskviz/ui/new/page.py"
BREACHES = {
    house.no_css_in_python: [
        {PAGE: 'STYLE = "<style></style>"'},
        {PAGE: 'SHEET = ".row { color: red; }"'},
        {PAGE: 'SHEET = f".row {{ width: {n}px; margin: 0; }} .a { b }"'},
    ],
    house.colours_from_the_theme: [
        {PAGE: 'RED = "#b3261e"'},
        {PAGE: 'RED = "rgba(179, 38, 30, 0.5)"'},
        {"maskviz/ui/new/new.css": ".off { color: #f00; }"},
        {"maskviz/ui/new/new.css": ".off { color: rgb(255 0 0); }"},
        {"maskviz/stage/assets/new.js": 'const ink = "#000";'},
    ],
    house.escaped_by_markup: [
        {PAGE: "import html"},
        {PAGE: "from html import escape"},
        {PAGE: "from markupsafe import escape"},
        {PAGE: "Markup(text)"},
        {PAGE: 'Markup(f"<b>{text}</b>")'},
        {PAGE: 'Markup("<b>{}</b>".format(text))'},
        {PAGE: "st.html(text)"},
        {PAGE: "place.html(text)"},
        {PAGE: "st.markdown(text, unsafe_allow_html=True)"},
    ],
}


@pytest.mark.parametrize("rule", BREACHES, ids=lambda r: r.__name__)
def test_the_house_keeps(rule):
    assert rule(TREE) == []


@pytest.mark.parametrize(
    ("rule", "breach"), [(rule, breach) for rule, found in BREACHES.items() for breach in found]
)
def test_a_breach_is_noticed(rule, breach):
    problems = rule({**TREE, **breach})
    assert problems and all(next(iter(breach)) in problem for problem in problems)


def test_what_is_allowed_stays_allowed():
    harmless = {
        PAGE: 'Markup("<b>{:,}</b>").format(n)\nDRAWING = "#...##"\nSIZE = f"{n}px"\nMarkup()',
        "maskviz/ui/new/new.css": ".off { color: var(--other); }",
    }
    for rule in BREACHES:
        assert rule({**TREE, **harmless}) == []
