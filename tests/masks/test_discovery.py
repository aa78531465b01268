"""The folder is the catalogue: a file is found, and one that is wrong says what is wrong."""

from pathlib import Path

import pytest

from maskviz.masks import catalogue as masks
from maskviz.masks.catalogue import FAMILIES, MASKS, discover

FILE = '''"""A mask for a test."""

from maskviz.masks.spec import Picture, mask


@mask(title="{title}", family="{family}", source="", look="", pictures=(Picture("#"),))
def {name}(q, k):
    """A sentence."""
    return k == q
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A second folder of masks beside the real one."""
    monkeypatch.setattr(masks, "__path__", [*masks.__path__, str(tmp_path)])
    return tmp_path


def test_every_file_is_in_the_catalogue():
    files = {path.stem for path in Path(masks.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == set(MASKS)
    assert all(name == mask.name for name, mask in MASKS.items())


def test_the_order_is_families_then_titles():
    places = [(list(FAMILIES).index(m.family), m.title) for m in MASKS.values()]
    assert places == sorted(places)


def test_a_new_file_is_found_and_sorted_in(folder):
    (folder / "one_more.py").write_text(FILE.format(title="Aa", family="local", name="one_more"))
    found = discover()
    assert set(found) - set(MASKS) == {"one_more"}
    local = [name for name, mask in found.items() if mask.family == "local"]
    assert local[0] == "one_more"


def test_a_file_without_its_mask_is_named(folder):
    (folder / "misnamed.py").write_text(FILE.format(title="A", family="local", name="other"))
    with pytest.raises(ImportError, match=r"misnamed\.py has no mask named misnamed"):
        discover()


def test_an_unknown_family_is_named(folder):
    (folder / "homeless.py").write_text(FILE.format(title="A", family="none", name="homeless"))
    with pytest.raises(ImportError, match="homeless names family 'none'"):
        discover()


def test_the_catalogue_cannot_be_changed():
    with pytest.raises(TypeError):
        MASKS["mine"] = MASKS["full"]


def test_a_mask_file_is_one_screen():
    for path in Path(masks.__file__).parent.glob("*.py"):
        assert 20 <= len(path.read_text().splitlines()) <= 60, path.name
