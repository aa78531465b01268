"""`python -m maskviz`: a verdict or a page, and one sentence where there is no mask."""

import io
import subprocess
import sys
import types

import pytest

from maskviz.python.command import WRONG, main


@pytest.fixture
def matrix(tmp_path):
    file = tmp_path / "mask.txt"
    file.write_text("1 0 0\n1 1 0\n1 1 1\n")
    return str(file)


def test_check_prints_the_verdict(matrix, capsys):
    assert main(["check", matrix, "--library", "sdpa"]) == 0
    said = capsys.readouterr().out
    assert "It is Causal, the same in every cell." in said and "PyTorch SDPA" in said
    assert main(["check", matrix, "--reading", "1"]) == 0
    assert "Taken for one mask of 3 queries x 3 keys: 1 = blocked" in capsys.readouterr().out


def test_a_rule_is_read_from_the_standard_input(monkeypatch, capsys):
    rule = types.SimpleNamespace(buffer=io.BytesIO(b"k <= q and q - k < w"))
    monkeypatch.setattr(sys, "stdin", rule)
    assert main(["check", "-", "--given", "w=2", "--queries", "12"]) == 0
    said = capsys.readouterr().out
    assert "12 queries x 12 keys" in said and "Sliding window, window 2" in said


def test_show_writes_a_page(matrix, tmp_path, capsys):
    file = tmp_path / "page.html"
    assert main(["show", matrix, "--out", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    assert file.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("text", "more", "sentence"),
    [
        ("k <= q and q - k << 3", [], "^^"),
        ("hello", [], "There is no mask in this text"),
        ("1 0\n1 1", ["--library", "nobody's"], "There is no library"),
        ("k <= q", ["--given", "w"], "not a name with a whole number"),
        ("1 0\n1 1", ["--sample", "7"], "There is no mask 7"),
        (None, [], "No such file"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path, capsys, text, more, sentence):
    file = tmp_path / "mask.txt"
    if text is not None:
        file.write_text(text)
    assert main(["check", str(file), *more]) == WRONG
    said = capsys.readouterr()
    assert sentence in said.err and not said.out and "Traceback" not in said.err


def test_a_reader_who_has_read_enough_is_no_fault(matrix):
    command = [sys.executable, "-m", "maskviz", "check", matrix]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.close()
        assert (run.stderr.read(), run.wait()) == (b"", 0)
