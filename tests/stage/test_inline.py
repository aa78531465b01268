"""Scripts that can be served as files and joined into one text."""

import re
import tomllib

import pytest

from maskviz.stage.inline import ASSETS, joined

ENTRIES = [  # of every component
    (f"{path.name}/{path.name}.js", f"{path.name}/{path.name}.css")
    for path in sorted(ASSETS.iterdir())
    if (path / f"{path.name}.js").exists()
    and "export default" in (path / f"{path.name}.js").read_text("utf-8")
]
TOP_LEVEL = re.compile(
    r"^(?:export )?(?:default )?(?:async )?(?:function|class|const|let) (\w+)", re.M
)


@pytest.mark.parametrize(("script", "style"), ENTRIES)
def test_the_joined_text_has_one_export_and_no_import(script, style):
    text = joined(script)
    assert re.findall(r"^export.*", text, re.M) == re.findall(r"^export default.*", text, re.M)
    assert text.count("export default") == 1
    assert not re.search(r"^import\b", text, re.M)
    assert "@import" not in joined(style)


@pytest.mark.parametrize(("script", "style"), ENTRIES)
def test_top_level_names_differ(script, style):
    names = TOP_LEVEL.findall(joined(script))
    assert names
    assert len(names) == len(set(names)), {name for name in names if names.count(name) > 1}


def test_every_component_is_asked():
    declared = tomllib.loads((ASSETS.parents[2] / "pyproject.toml").read_text("utf-8"))
    components = declared["tool"]["streamlit"]["component"]["components"]
    assert {component["name"] for component in components} <= {s.split("/")[0] for s, _ in ENTRIES}


def test_what_is_needed_comes_first(tmp_path):
    for folder in ("page", "shared"):
        (tmp_path / folder).mkdir()
    (tmp_path / "page/a.js").write_text(
        'import { b } from "./b.js";\nimport { c } from "../shared/c.js";\n'
        "export default function a() {}\n"
    )
    (tmp_path / "page/b.js").write_text(
        'import {\n  c,\n} from "../shared/c.js";\nexport const b = c;\n'
    )
    (tmp_path / "shared/c.js").write_text("export const c = 1;\n")
    lines = [
        line for line in joined("page/a.js", tmp_path).splitlines() if not line.startswith("/*")
    ]
    assert [line for line in lines if line] == [
        "const c = 1;",
        "const b = c;",
        "export default function a() {}",
    ]


@pytest.mark.parametrize(
    "line",
    ['import * as b from "./b.js";', 'import b from "./b.js";', "export { b };", 'import "x.js";'],
)
def test_what_cannot_be_joined_is_refused(tmp_path, line):
    (tmp_path / "a.js").write_text(f"{line}\n")
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    with pytest.raises(ValueError, match="cannot be joined"):
        joined("a.js", tmp_path)


def test_a_circle_is_refused(tmp_path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n')
    with pytest.raises(ValueError, match="imports itself"):
        joined("a.js", tmp_path)


def test_no_script_builds_markup_or_code_from_text():
    for path in ASSETS.rglob("*.js"):
        for unsafe in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function"):
            assert unsafe not in path.read_text("utf-8"), f"{path.name} uses {unsafe}"
