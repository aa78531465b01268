"""README's "Adding a mask", followed to the letter in a copy: one file, one command, no more."""

import re

from tests.recipes.tree import blocks, check, copied, fingerprints, run, section, touched

SUITES = (  # where the tests of every mask live, and those that count masks
    *("tests/contract", "tests/masks", "tests/matrices/closest", "tests/libraries"),
    *("tests/test_readme.py", "tests/test_house.py", "tests/ui/test_playground.py"),
)
WHOLE = (  # tests that are about the catalogue as a whole
    *("test_the_readme", "test_the_table", "discovery", "story_and", "is_fitted", "plain_loops"),
    *("are_those_that", "every_mask", "every_file", "the_house_keeps", "has_a_bar"),
)


def test_the_recipe_of_the_readme_is_true(tmp_path):
    tree = copied(tmp_path)
    before = fingerprints(tree)
    recipe = section((tree / "README.md").read_text("utf-8"), "Adding a mask")
    place = re.search(r"`(maskviz/masks/catalogue/(\w+)\.py)`", recipe)
    command = re.search(r"`\.venv/bin/python (-m [\w.]+)`", recipe)[1]
    (code,) = blocks(recipe)
    (tree / place[1]).write_text(code, "utf-8")
    run(tree, *command.split())
    assert touched(before, tree) == {place[1], "README.md"}
    asked = " or ".join([place[2], *WHOLE])
    passed = check(tree, *SUITES, "tests/ui/test_costs.py", "-k", asked)
    assert passed > 60
    run(tree, "-m", "ruff", "check", "--config", "pyproject.toml", place[1])
    run(tree, "-m", "ruff", "format", "--check", "--config", "pyproject.toml", place[1])
