"""The recipe for a fact of tokens, followed to the letter in a copy: two files, no more."""

import re

from tests.recipes.tree import blocks, check, copied, fingerprints, run, section, touched

SUITES = ("pictures", "mutants", "agreement", "story", "style", "empty_rows", "plain_loops")


def test_the_recipe_of_a_fact_is_true(tmp_path):
    tree = copied(tmp_path)
    before = fingerprints(tree)
    recipe = section((tree / "docs/recipes.md").read_text("utf-8"), "Adding a fact of tokens")
    places = re.findall(r"`(maskviz/masks/(?:facts|catalogue)/\w+\.py)`", recipe)
    assert len(places) == 2
    for place, code in zip(places, blocks(recipe), strict=True):
        (tree / place).write_text(code, "utf-8")
        run(tree, "-m", "ruff", "check", "--config", "pyproject.toml", place)
        run(tree, "-m", "ruff", "format", "--check", "--config", "pyproject.toml", place)
    run(tree, *re.search(r"`\.venv/bin/python (-m [\w.]+)`", recipe)[1].split())
    assert touched(before, tree) == {*places, "README.md"}
    assert check(tree, "tests/recipes/fact_probes.py") > 10
    files = [f"tests/contract/test_{name}.py" for name in SUITES]
    assert check(tree, *files, "tests/masks/facts", "-k", "vowel or facts") > 10
