"""README's "Adding a mask", followed to the letter in a copy: one file, one command, no more."""

import re

from tests.recipes.tree import blocks, check, copied, fingerprints, run, section, touched

CONTRACT = [
    "pictures",
    "mutants",
    "agreement",
    "story",
    "style",
    "empty_rows",
    "thirty_two_bits",
    "plain_loops",
]
SUITES = (  # where the tests of every mask live, and those that count masks
    *(f"tests/contract/test_{name}.py" for name in CONTRACT),
    *("tests/masks/rule/test_why.py", "tests/masks/test_discovery.py", "tests/test_readme.py"),
    *("tests/masks/compose/test_as_rule.py", "tests/matrices/closest/test_closest.py"),
    *("tests/libraries/export/test_corners.py", "tests/ui/test_playground.py"),
    "tests/ui/test_costs.py",
)
WHOLE = (  # tests that are about the catalogue as a whole
    *("test_the_readme_has", "test_a_row", "is_in_the_catalogue", "every_mask_is_fitted"),
    *("masks_without_loops", "no_two_masks", "every_mask_has_a_bar", "mask_file_is_one_screen"),
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
    assert check(tree, *SUITES, "-k", asked) > 60
    run(tree, "-m", "ruff", "check", "--config", "pyproject.toml", place[1])
    run(tree, "-m", "ruff", "format", "--check", "--config", "pyproject.toml", place[1])
