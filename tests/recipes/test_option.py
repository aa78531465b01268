"""The measure of the kinds: a named option added to one mask is right everywhere at once."""

from pathlib import Path

from tests.recipes.tree import check, copied

PLACE = "maskviz/masks/catalogue/sliding_window.py"
SIDE = 'side: Annotated[str, Option(("left", "right"), "Where the window lies.")] = "left"'
RIGHT = "".join(
    f'\n        Picture("{drawing}", {{"window": {window}, "side": "right"}}),'
    for drawing, window in (
        ("###.. .###. ..### ...## ....#", 3),
        ("..##. ...## ....#", 2),
        ("...#. ....#", 1),
    )
)
CHANGES = {  # of the file of the mask, and of no other
    "import BEFORE_EVERY_KEY, Int, Picture": "import BEFORE_EVERY_KEY, Int, Option, Picture",
    '{"window": 3}),': '{"window": 3, "side": "left"}),',
    '{"window": 2}),': '{"window": 2, "side": "left"}),',
    '{"window": 1}),': f'{{"window": 1, "side": "left"}}),{RIGHT}',
    "= 4\n": f"= 4,\n    {SIDE},\n",
    "    0 <= q - k < window\n": (
        "    side = left and 0 <= q - k < window or side = right and 0 <= k - q < window\n"
    ),
    "return (k <= q) & (q - k < window)": (
        'return ((side == "left") & (k <= q) & (q - k < window)) | (\n'
        '        (side == "right") & (k >= q) & (k - q < window)\n    )'
    ),
}


def with_option(tree: Path) -> None:
    """Sliding window with a `side`; a change that finds nothing to change is an error."""
    text = (tree / PLACE).read_text("utf-8")
    for old, new in CHANGES.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (tree / PLACE).write_text(text, "utf-8")


def test_a_named_option_of_one_mask_is_right_in_every_place(tmp_path):
    tree = copied(tmp_path)
    with_option(tree)
    assert check(tree, "tests/recipes/probes.py") > 25


def test_the_contract_holds_for_a_mask_with_an_option(tmp_path):
    tree = copied(tmp_path)
    with_option(tree)
    suites = ("pictures", "mutants", "agreement", "story", "style", "empty_rows", "thirty_two_bits")
    files = [f"tests/contract/test_{name}.py" for name in suites]
    catalogue = "tests/masks/compose/test_as_rule.py"
    assert check(tree, *files, catalogue, "-k", "sliding_window and not too_small") > 20
