"""The examples of the README are executed, in a folder of their own."""

import doctest
import re
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SECTION = README.split("## In Python\n")[1].split("\n## ")[0]


def without_sizes(text):
    return re.sub(r"page of \d+ kB", "page of … kB", text)


class Checker(doctest.OutputChecker):
    """Sizes of files move with every change of a script; they are near what is written."""

    def check_output(self, want, got, optionflags):
        return super().check_output(without_sizes(want), without_sizes(got), optionflags)


def test_every_example_gives_what_the_readme_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", SECTION, re.S)
    assert len(blocks) == 4
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README", "README.md", 0)
    assert len(test.examples) >= 10
    failures = []
    runner = doctest.DocTestRunner(Checker())
    runner.run(test, out=failures.append)
    assert not runner.failures, "".join(failures)
    said = int(re.search(r"page of (\d+) kB", SECTION)[1])
    assert abs((tmp_path / "mask.html").stat().st_size / 1000 - said) < 25
