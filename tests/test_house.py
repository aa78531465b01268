"""The house keeps its rules, and every rule notices a breach."""

import pytest

from tests import house

TREE = house.read_tree()

# rule -> breaches to plant, path -> text; each alone has to be noticed
BREACHES = {
    house.one_way: [
        {"maskviz/masks/spec.py": "from maskviz.masks.call import Use"},
        {"maskviz/models/attention.py": "def late():\n    from maskviz import ui"},
        {"maskviz/stage/pack.py": "from ..ui import state"},
        {"maskviz/models/gpt.py": "import app"},
        {"maskviz/manager.py": "x = 1"},
        {"maskviz/libraries/export/lines.py": "import maskviz.matrices.closest"},
        {"maskviz/analysis/story.py": "import maskviz.stage.pack"},
    ],
    house.pages_apart: [
        {"maskviz/ui/check/page.py": "from maskviz.ui.atlas.page import show"},
        {"maskviz/ui/kit/words.py": "from maskviz.ui.playground import words"},
    ],
    house.outsiders: [{"maskviz/models/gpt.py": "from training import corpus"}],
    house.streamlit_in_the_shell: [
        {"maskviz/masks/matrix.py": "import streamlit as st"},
        {"maskviz/figures.py": "from streamlit import config"},
        {"maskviz/models/loading.py": "def late():\n    import streamlit.runtime"},
    ],
    house.plotly_in_figures: [{"maskviz/ui/show.py": "import plotly.graph_objects as go"}],
    house.state_in_ui: [
        {"pages/play/playground.py": "import streamlit\nstreamlit.session_state.a"}
    ],
    house.nothing_unsafe: [
        {"maskviz/rule.py": "x = eval('1')"},
        {"maskviz/ui/state/__init__.py": "exec('y = 1')"},
        {"maskviz/settings/link.py": "import pickle"},
        {"maskviz/settings/link.py": "from pickle import loads"},
        {"maskviz/facts.py": "numpy.load(f, allow_pickle=True)"},
        {"maskviz/models/loading.py": "torch.load(f, weights_only=False)"},
    ],
    house.short_files: [
        {"maskviz/long.py": "x = 1\n" * 201},
        {"maskviz/stage/assets/long.js": "//\n" * 201},
        {"tests/test_long.py": "x = 1\n" * 201},
    ],
    house.pages_one_level_down: [{"pages/playground.py": "x = 1"}],
}


@pytest.mark.parametrize("rule", BREACHES, ids=lambda r: r.__name__)
def test_the_house_keeps(rule):
    assert rule(TREE) == []


@pytest.mark.parametrize(
    ("rule", "breach"),
    [(rule, breach) for rule, breaches in BREACHES.items() for breach in breaches],
    ids=lambda x: "+".join(x) if isinstance(x, dict) else x.__name__,
)
def test_a_breach_is_noticed(rule, breach):
    problems = set(rule({**TREE, **breach})) - set(rule(TREE))
    assert problems
    assert all(any(path.split("/")[-1].split(".")[0] in p for path in breach) for p in problems)


def test_the_tree_is_really_read():
    assert {
        "maskviz/masks/spec.py",
        "maskviz/stage/assets/shared/unpack.js",
        "tests/house.py",
    } <= TREE.keys()
    assert ("maskviz/models/gpt.py", "maskviz.models.attention.Recipe") in set(house.edges(TREE))


def test_what_is_allowed_stays_allowed():
    """`model.eval()` and a rule parser's `mode="eval"` are no breach; neither is a sibling."""
    harmless = {
        "maskviz/masks/rule/mode.py": 'import ast\nast.parse("q", mode="eval")\nmodel.eval()',
        "maskviz/masks/catalogue/extra.py": "from maskviz.masks.catalogue.full import full",
        "maskviz/ui/extra.py": "import streamlit as st\nst.session_state['a'] = 1",
        "pages/play/extra.py": "import streamlit as st",
        "maskviz/analysis/figures/costs.py": "import plotly.graph_objects as go",
    }
    for rule in BREACHES:
        assert set(rule({**TREE, **harmless})) == set(rule(TREE))
