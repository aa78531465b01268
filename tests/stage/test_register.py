"""The board is served as files when it can be, and sent as text when it cannot."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import maskviz.stage.component
from maskviz.stage.component import sources

PAGE = Path(__file__).with_name("page.py")


@pytest.mark.parametrize("inline", ["", "1"])
def test_the_page_runs_under_apptest(inline, monkeypatch):
    monkeypatch.setattr(maskviz.stage.component, "PROJECT", "maskviz")  # the page sets it
    test = AppTest.from_file(PAGE, default_timeout=60)
    test.query_params["inline"] = inline
    test.run()
    assert not test.exception
    assert '"locked": null' in test.code[0].value


def test_a_name_that_no_manifest_declares_is_sent_as_text():
    found = sources("undeclared", "board/board.js", "board/board.css")
    assert "export default function board" in found["js"]
    assert ".mv-stage" in found["css"]
