"""docs/recipes.md, "Adding a setting", followed to the letter: one field, and links hold it."""

from tests.recipes.tree import blocks, copied, run, section

PLACE, BEFORE = "maskviz/settings/declared.py", "    more: Mapping[str, Any] = field("
PROBE = """
from maskviz.settings.declared import CONTROLS, Settings
from maskviz.settings.link import make_link, read_link
from tests.ui.page import opened, state_of, told

set_to_3 = Settings.of(zoom=3)
assert read_link(make_link(set_to_3)) == (set_to_3, [])
assert CONTROLS["zoom"].kind.problem(9) == "9 is outside 1 to 4"
assert state_of(opened(zoom="3")).zoom == 3
page = opened(zoom="9")
assert state_of(page).zoom == 1 and "zoom: 9 is outside 1 to 4" in told(page)
"""


def test_a_setting(tmp_path):
    tree = copied(tmp_path)
    old = run(
        tree,
        "-c",
        "from maskviz.settings.declared import Settings\n"
        "from maskviz.settings.link import make_link\n"
        "print(make_link(Settings.of(mask='chunk')))",
    ).strip()
    (line,) = blocks(section((tree / "docs/recipes.md").read_text("utf-8"), "Adding a setting"))
    text = (tree / PLACE).read_text("utf-8")
    assert text.count(BEFORE) == 1
    (tree / PLACE).write_text(text.replace(BEFORE, line + BEFORE), "utf-8")
    run(tree, "-c", PROBE)
    opened = (
        "from maskviz.settings.link import read_link\n"
        f"found, ignored = read_link({old!r})\n"
        "assert found.mask == 'chunk' and found.zoom == 1 and not ignored\n"
    )
    run(tree, "-c", opened)
