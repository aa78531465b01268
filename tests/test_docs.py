"""The glossary names things that are there."""

import re

from tests.house import ROOT

GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \|$", GLOSSARY, re.MULTILINE)


def test_every_file_of_the_glossary_exists():
    assert len(ROWS) >= 30
    assert [path for _, _, path in ROWS if not (ROOT / path).is_file()] == []


def test_every_line_is_one_sentence_and_every_word_stands_once():
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("| ")]
    assert len(lines) == len(ROWS) + GLOSSARY.count("\n## ")  # a heading a table
    assert [told for _, told, _ in ROWS if not (told.endswith(".") and told.count(". ") == 0)] == []
    words = [word for word, _, _ in ROWS]
    assert len(set(words)) == len(words)
