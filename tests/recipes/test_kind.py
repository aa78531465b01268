"""docs/recipes.md, "Adding a kind of parameter" and "Adding a page", followed to the letter."""

import re

from tests.recipes.tree import blocks, check, copied, fingerprints, run, section, touched

KINDS, CONTROLS = "maskviz/masks/kinds/__init__.py", "maskviz/ui/kit/controls.py"
MASK = """\"\"\"Even chunks: chunks whose size is a power of two.\"\"\"

from typing import Annotated

from maskviz.masks.kinds import Power
from maskviz.masks.spec import BEFORE_EVERY_KEY, Picture, mask


@mask(
    title="Even chunks",
    family="local",
    source="written by hand",
    look="Each row is lit for its own chunk of {size}.",
    pictures=(
        Picture("##... ##... ..##. ..##. ....#", {"size": 2}),
        Picture("#. .#", {"size": 1}),
    ),
    empty_rows=BEFORE_EVERY_KEY,
    loop=lambda q, k, *, size: k in range(q - q % size, q - q % size + size),
)
def even_chunks(q, k, *, size: Annotated[int, Power(64, "Tokens in a chunk.")] = 4):
    \"\"\"Each token reads all of its own chunk and nothing else, and chunks are easily halved.

    floor(q / size) = floor(k / size)

    Kernels like the powers of two.
    \"\"\"
    return q // size == k // size
"""
PROBE = """
import streamlit
from maskviz.libraries.export import to_numpy
from maskviz.masks.call import MaskCall, read_call
from tests.ui import test_storage
from tests.ui.page import healthy, opened, state_of

call = MaskCall("even_chunks", {"size": 8})
assert call.title == "Even chunks, size 8" and read_call(str(call)) == (call, [])
assert read_call("even_chunks(size=3)")[1] == ["size: 3 is no power of two up to 64"]
assert "size=8" in to_numpy(call, 9, 9)
page = opened(mask="even_chunks", **{"even_chunks.size": "16"})
slider = page.select_slider(key="even_chunks.size")
assert slider.value == 16 and slider.options == ["1", "2", "4", "8", "16", "32", "64"]
slider.set_value(2).run()
assert str(state_of(healthy(page)).slots["all"]) == "even_chunks(size=2)"
page = opened(mask="composed", composition="or(even_chunks(size=8), causal())")
assert page.select_slider(key="compose_0_Size").value == 8
page = test_storage.opened(stored="even_chunks", stored__even_chunks__size=32)
assert page.select_slider(key="stored.even_chunks.size").value == 32
"""


def test_a_kind_of_parameter(tmp_path):
    tree = copied(tmp_path)
    recipe = section((tree / "docs/recipes.md").read_text("utf-8"), "Adding a kind of parameter")
    file, lines, case = blocks(recipe)
    imported, union = filter(None, lines.split("\n"))
    (tree / re.search(r"`(maskviz/masks/kinds/\w+\.py)`", recipe)[1]).write_text(file, "utf-8")
    text = (tree / KINDS).read_text("utf-8").replace("\n__all__", f"{imported}\n\n__all__", 1)
    text = re.sub(r"^Adjustable = .*$", union, text, flags=re.MULTILINE)
    (tree / KINDS).write_text(text, "utf-8")
    text = (tree / CONTROLS).read_text("utf-8")
    text = text.replace("import Adjustable,", "import Power, Adjustable,")
    (tree / CONTROLS).write_text(text.replace("        case other:", f"{case}        case other:"))
    (tree / "maskviz/masks/catalogue/even_chunks.py").write_text(MASK, "utf-8")
    run(tree, "-m", "maskviz.masks.table")
    assert "`size` a power of two up to 64 |" in (tree / "README.md").read_text("utf-8")
    names = ("pictures", "mutants", "agreement", "story", "style", "empty_rows", "plain_loops")
    suites = [f"tests/contract/test_{name}.py" for name in names]
    assert check(tree, *suites, "tests/masks/test_spec.py", "-k", "even_chunks") > 20
    run(tree, "-c", PROBE)


def test_a_page(tmp_path):
    tree = copied(tmp_path)
    before = fingerprints(tree)
    recipe = section((tree / "docs/recipes.md").read_text("utf-8"), "Adding a page")
    page, stub, line = blocks(recipe)
    folder = tree / "maskviz/ui/shares"
    folder.mkdir()
    (folder / "__init__.py").write_text("", "utf-8")
    (folder / "page.py").write_text(page, "utf-8")
    (tree / "pages/look_up/shares.py").write_text(stub, "utf-8")
    shell = tree / "maskviz/ui/shell.py"
    menu = re.sub(r'( "Look up": \{\n)', rf"\1{line}", shell.read_text("utf-8"))
    shell.write_text(menu, "utf-8")
    places = {"maskviz/ui/shares/__init__.py", "maskviz/ui/shares/page.py"}
    assert touched(before, tree) == places | {"pages/look_up/shares.py", "maskviz/ui/shell.py"}
    run(
        tree,
        "-c",
        "from tests.ui.page import healthy, opened\n"
        "page = healthy(opened().switch_page('pages/look_up/shares.py').run())\n"
        "assert page.title[0].value == 'Shares'\n"
        "assert 'Full: 100%' in [line.value for line in page.markdown]\n",
    )
    assert check(tree, "tests/test_house.py", "-k", "keeps") > 5
