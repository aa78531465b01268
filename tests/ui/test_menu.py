"""The menu of masks: the chosen one first, then families under headings that nobody keeps."""

from maskviz.masks.call import CATALOGUE
from maskviz.settings.declared import DEFAULTS
from maskviz.ui.kit.maskmenu import TOLD, is_heading, mask_menu, shown
from tests.ui.page import healthy, opened, state_of, told


def groups(options: list[str]) -> dict[str, list[str]]:
    """Heading -> what stands under it, of options as they are shown; the chosen one left out."""
    found: dict[str, list[str]] = {}
    for option in options[1:]:
        if is_heading(option):
            found[option.removeprefix("── ")] = []
        else:
            found[list(found)[-1]].append(option)
    return found


def test_every_mask_stands_once_and_under_its_family():
    listed = [shown(option) for option in mask_menu(CATALOGUE, "sliding_window")]
    assert listed[:3] == ["Sliding window", "── Order", "Anti-causal"]
    found = groups(listed)
    assert "Chunk" in found["Local"] and "Top-k" in found["Dynamic"]
    assert "Sliding window" not in found["Local"]
    names = [name for inside in found.values() for name in inside]
    assert sorted([listed[0], *names]) == sorted(mask.title for mask in CATALOGUE.values())
    assert {name.lower() for name in found} == {mask.family for mask in CATALOGUE.values()}


def test_a_family_without_another_mask_has_no_heading():
    assert mask_menu(["full", "random"], "random") == ["random", "── order", "full"]


def test_no_title_looks_like_a_heading():
    assert not any(is_heading(name) or is_heading(mask.title) for name, mask in CATALOGUE.items())
    assert {mask.family for mask in CATALOGUE.values()} <= TOLD.keys()


def test_the_sidebar_s_menu_begins_with_what_is_chosen():
    page = opened()
    found = page.selectbox(key="mask").options
    assert found[:2] == ["Sliding window", "── Order"]
    assert groups(found)["Your own"] == ["Masks put together", "A typed rule"]
    page.selectbox(key="mask").select("tree").run()
    assert healthy(page).selectbox(key="mask").options[0] == "Tree"


def test_a_heading_says_what_the_family_is_and_leaves_the_mask():
    page = opened()
    page.selectbox(key="mask").select("── padding").run()
    assert healthy(page).selectbox(key="mask").value == DEFAULTS["mask"]
    assert state_of(page)["mask"] == DEFAULTS["mask"]
    assert "Padding is a family of masks: some positions hold no token" in told(page)


def test_a_heading_inside_a_composition_changes_nothing():
    page = opened(mask="composed")
    before = state_of(page)["composition"]
    menu = next(box for box in page.selectbox if box.key.startswith("compose_0"))
    assert "── Order" in menu.options and menu.options[-1] == "A typed rule"
    menu.select("── order").run()
    assert state_of(healthy(page))["composition"] == before


def test_a_heading_on_the_page_of_storage_changes_nothing():
    page = opened(**{"stored": "causal"})
    page.switch_page("pages/look_up/storage.py").run()
    menu = page.selectbox(key="stored")
    before = menu.value
    menu.select("── local").run()
    assert healthy(page).selectbox(key="stored").value == before
    assert page.query_params.get("stored", before) in (before, [before])
