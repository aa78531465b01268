"""The settings files say what Streamlit, pip and the browser understand."""

import re
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from streamlit import config
from streamlit.components.v2.manifest_scanner import scan_component_manifests

from tests.house import ROOT

TOML = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def flat(table: dict, prefix: str = "") -> dict:
    """{"server": {"port": 1}} -> {"server.port": 1}"""
    found = {}
    for key, value in table.items():
        found |= (
            flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
        )
    return found


def pins(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


@pytest.mark.parametrize(("option", "value"), flat(TOML).items())
def test_streamlit_knows_the_option(option, value):
    known = config.get_config_options()
    assert option in known
    each = value if isinstance(value, list) else [value]  # a size for every level of headings
    assert all(isinstance(one, known[option].type) for one in each)


def test_the_settings_reach_streamlit(monkeypatch):
    """As `streamlit run app.py` reads them, from wherever it is started."""
    monkeypatch.setattr(config, "_main_script_path", str(ROOT / "app.py"))
    monkeypatch.setattr(config, "_config_options", None)
    config.get_config_options(force_reparse=True)
    assert {option: config.get_option(option) for option in flat(TOML)} == flat(TOML)


def test_no_collection_after_every_run():
    """The hidden option that keeps 140 to 175 ms off every rerun still exists and is off."""
    option = config.get_config_options()["runner.postScriptGC"]
    assert option.default_val is True
    assert TOML["runner"]["postScriptGC"] is False


def test_one_run_at_a_time_for_each_visitor():
    """A flood of messages stops and restarts one run instead of starting a thread for each."""
    assert config.get_config_options()["runner.fastReruns"].default_val is True
    assert TOML["runner"]["fastReruns"] is False


def test_who_left_is_soon_forgotten():
    """Long enough for a network that blinks; the link brings back everything else."""
    assert config.get_config_options()["server.disconnectedSessionTTL"].default_val == 120
    assert 10 <= TOML["server"]["disconnectedSessionTTL"] <= 30


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """1 for the same colour to 21 for black on white (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize(
    "ink", ["textColor", "primaryColor", "linkColor", "orangeColor", "grayTextColor"]
)
def test_text_can_be_read(theme, ground, ink):
    colours = TOML["theme"][theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_grey_marks_can_be_seen(theme):
    colours = TOML["theme"][theme]
    assert contrast(colours["grayColor"], colours["backgroundColor"]) >= 3


def test_contrast_is_measured():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_versions_are_pinned_and_installed(name):
    for line in pins(name):
        requirement = Requirement(line)
        assert re.fullmatch(r"==[\d.]+", str(requirement.specifier)), line
        assert requirement.specifier.contains(version(requirement.name)), line


def test_the_package_needs_what_is_pinned():
    pinned = [(r.name, r.extras) for r in map(Requirement, pins("requirements.txt"))]
    named = [(r.name, r.extras) for r in map(Requirement, PROJECT["project"]["dependencies"])]
    assert pinned == named


def test_requirements_end_with_the_package_itself():
    assert (ROOT / "requirements.txt").read_text("utf-8").splitlines()[-1] == "-e ."
    assert (ROOT / "requirements-dev.txt").read_text("utf-8").startswith("-r requirements.txt\n")


def test_everything_pinned_is_used():
    """Every name in requirements.txt is imported by the product."""
    from tests.house import imports, product, read_tree

    used = {n.split(".")[0] for p, t in product(read_tree()).items() for n in imports(p, t)}
    assert {Requirement(line).name for line in pins("requirements.txt")} <= used


def test_streamlit_finds_the_stage():
    """After the install that `-e .` makes, the stage's folder is served under its name."""
    found = [(manifest, root) for manifest, root in scan_component_manifests()]
    here = [(m, r) for m, r in found if m.name == "maskviz" and r == ROOT / "maskviz"]
    assert here, [m.name for m, _ in found]
    for component in here[0][0].components:
        assert component.resolve_asset_root(here[0][1]).is_dir()
