"""The README's table of masks is the catalogue's, and its lines stand one for each mask."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from maskviz.masks import table as catalogue
from maskviz.masks.biases import BIASES
from maskviz.masks.call import CATALOGUE
from maskviz.masks.compose.combinators import COMBINATORS
from maskviz.masks.table import BEGIN, END, mask_table, with_table
from maskviz.settings.query import SEEN, make_words, read_query
from maskviz.ui.state.seen import read_seen

README = Path(__file__).parent.parent / "README.md"


def test_the_readme_has_the_table_of_the_catalogue():
    text = README.read_text(encoding="utf-8")
    assert with_table(text) == text, "run python -m maskviz.masks.table"


def test_the_table_has_a_row_for_every_mask():
    head, line, *rows = mask_table().splitlines()
    assert set(line) <= set("| -")
    declared = [*CATALOGUE.values(), *COMBINATORS.values(), *BIASES.values()]
    assert len(rows) == len(declared)
    for row, mask in zip(rows, declared, strict=True):
        assert row.replace("\\|", "").count("|") == head.count("|")
        if mask.name in COMBINATORS:
            assert row.startswith(f"| {mask.title} | `{mask.form}` | {mask.sentence} |")
        else:
            assert row.startswith(f"| {mask.title} | `{mask.inequality}` | {mask.sentence} |")
            assert all(f"`{name}`" in row for name in mask.parameters)


def test_the_ranges_are_those_of_the_signature():
    table = mask_table()
    assert "`window` 1 to 256" in table
    assert "`rows` on or off, `secret` of each token, 0 to 1" in table
    assert "`level` of each token, 0 to 3" in table


def test_an_old_table_is_replaced_and_the_rest_is_kept():
    text = with_table(f"# Title\n\n{BEGIN}\nold\n{END}\n\nMore.\n")
    assert text == f"# Title\n\n{BEGIN}\n{mask_table()}{END}\n\nMore.\n"
    assert with_table(text) == text


@pytest.mark.parametrize(
    "text", ["", BEGIN, END, f"{END} {BEGIN}", f"{BEGIN}{END}{BEGIN}{END}", f"{BEGIN}{BEGIN}{END}"]
)
def test_markers_that_are_no_pair_are_refused(text):
    with pytest.raises(ValueError, match=r"README\.md needs one line"):
        with_table(text)


def test_the_command_writes_the_file(tmp_path, monkeypatch, capsys):
    readme = tmp_path / "README.md"
    readme.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["catalogue"])
    catalogue.main()
    assert mask_table() in readme.read_text(encoding="utf-8")
    assert f"{len(CATALOGUE)} masks" in capsys.readouterr().out


def test_its_addresses_open_what_they_say():
    asked = [
        line.strip() for line in README.read_text("utf-8").splitlines() if "/playground?" in line
    ]
    addresses = [line for line in asked if line.startswith("/")]
    assert len(addresses) >= 4
    for address in addresses:
        asked = parse_qs(urlsplit(address).query)
        assert not read_seen(asked)[1]
        words = {key: said for key, said in asked.items() if key not in SEEN}
        found = read_query(words)
        assert not found.ignored and make_words(found.settings, found.raw) == words
