"""The page that the benchmark compares with has the playground's own sidebar."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.ui.page import opened

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "empty_page.py"


def test_the_empty_page_has_the_same_widgets():
    page = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    assert not page.exception
    kinds = ("selectbox", "slider", "number_input", "toggle", "text_area", "multiselect")
    for kind in kinds:
        here, there = ([w.key for w in p.sidebar.get(kind)] for p in (page, opened()))
        assert here == there and here
