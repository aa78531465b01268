"""The page of words, and the words that can be tapped on all other pages."""

import re

import pytest
import streamlit as st

from maskviz.teaching.words.glossary import words
from maskviz.ui.kit.glossary import begin_words, told
from tests.ui.page import cold, healthy
from tests.ui.page import told as said

TAPPED = re.compile(r'popovertarget="word-(\w+)"')


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    begin_words()


def entries(page) -> list[str]:
    body = next(e.proto.body for e in page.get("html") if "maskviz-words" in e.proto.body)
    return re.findall(r'class="entry" id="(\w+)"', body)


def test_the_page_has_every_word_once():
    page = cold("words")
    assert sorted(entries(page)) == sorted(words())


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("query", ["query"]),
        ("Queries", ["query"]),
        ("cross_attention", ["cross_attention"]),
        ("packed", ["packing"]),
        ("nobody reads", ["padding_mask"]),
    ],
)
def test_what_an_address_asks_for_stands_first(asked, first):
    page = cold("words", word=asked)
    assert entries(page)[: len(first)] == first and len(entries(page)) == len(words())
    assert page.text_input(key="word").value == asked


def test_what_is_no_word_is_said_and_the_nearest_stands_first():
    page = cold("words", word="sofmax")
    assert entries(page)[0] == "softmax"
    assert any("sofmax" in m.value and "softmax" in m.value for m in page.markdown)
    page = cold("words", word="x" * 1000)
    assert "1,000" in said(page) and len(entries(page)) == len(words())
    page = healthy(page.text_input(key="word").set_value("<b>").run())
    assert len(entries(page)) == len(words())


def test_a_word_can_be_tapped_where_it_first_stands(run):
    text = "A query reads keys. **Query** 3 reads `key` 2; a query"
    assert TAPPED.findall(told(text, "a")) == ["query", "key"]
    assert TAPPED.findall(told("Softmax of a query", "b")) == ["softmax"]
    assert TAPPED.findall(told(text, "a")) == ["query", "key"]  # drawn again, it marks the same
    begin_words()
    assert TAPPED.findall(told("Softmax of a query", "b")) == ["softmax", "query"]


def test_text_stays_text(run):
    html = told("<b>a</b> **key** & `query <i>`", "a")
    assert "<i>" not in html and "<b>a" not in html
    assert "<code>query &lt;i&gt;</code>" in html and "<strong><button" in html


def test_a_lab_marks_each_word_once():
    page = cold("order")
    found = TAPPED.findall("".join(e.proto.body for e in page.get("html")))
    assert "token" in found and len(found) == len(set(found))
