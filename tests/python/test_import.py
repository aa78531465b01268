"""`import maskviz` brings nothing heavy, starts nothing, and says what there is."""

import subprocess
import sys

import pytest

import maskviz

QUICK = """
import sys
import maskviz
assert {name} in dir(maskviz)
heavy = {{"torch", "numpy", "streamlit", "pandas", "plotly"}} & set(sys.modules)
assert not heavy, heavy
"""


def run(program):
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)


def test_the_import_alone_brings_none_of_what_is_heavy():
    run(QUICK.format(name=repr("cells")))


def test_masks_of_places_need_no_torch():
    run(
        "import sys\n"
        "import maskviz\n"
        "maskviz.cells('sliding_window', 4, window=2), maskviz.cells('k <= q', 4)\n"
        "assert not {'torch', 'streamlit'} & set(sys.modules)\n"
    )


def test_every_name_is_there_and_no_other():
    assert set(maskviz.__all__) == set(maskviz.HOMES) <= set(dir(maskviz))
    for name in maskviz.__all__:
        assert getattr(maskviz, name) is not None and f"maskviz.{name}" in maskviz.__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing_of_the_kind'"):
        getattr(maskviz, "nothing" + "_of_the_kind")


def test_nothing_of_the_library_brings_streamlit_or_starts_a_thread():
    run(
        "import sys, threading\n"
        "import maskviz\n"
        "scores = [[0, 0], [0, 0]]\n"
        "maskviz.show('causal', tokens=['a', 'b'], scores=scores, file='/dev/null')\n"
        "maskviz.check('1 0\\n1 1')\n"
        "assert 'streamlit' not in sys.modules\n"
        "assert threading.active_count() == 1\n"
    )
