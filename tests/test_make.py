"""The two commands: what they would run, what they say when something is missing."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.house import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = ("run", "test", "lint", "bench", "load", "soak", "eval", "screens")


def make(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """Call make as a user would: without what an outer `make test` left in the environment."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    for name in ("HOST", "PORT", "PIP_ARGS", "VENV", "PYTHON", "CORPUS"):
        inherited.pop(name, None)
    return subprocess.run(
        ["make", *words], cwd=ROOT, env=inherited | environment, capture_output=True, text=True
    )


@pytest.fixture
def ready(tmp_path: Path) -> str:
    """A folder that looks like a finished .venv: every stamp newer than its list."""
    for stamp in ("made", "run", "test"):
        (tmp_path / f"{stamp}.stamp").touch()
    return f"VENV={tmp_path}"


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_can_be_made(target, ready):
    done = make("-n", target, "CORPUS=text", ready)
    assert done.returncode == 0, done.stderr
    assert "python -m" in done.stdout
    assert "pip install" not in done.stdout


def test_everything_phony_is_tried_here():
    declared = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.M)[1].split()
    assert set(declared) - {"clean"} == set(TARGETS)


def test_run_serves_this_machine_only_unless_told(ready):
    assert "app.py --server.address 127.0.0.1 --server.port 8501" in make("-n", "run", ready).stdout
    told = make("-n", "run", ready, HOST="0.0.0.0", PORT="9000").stdout
    assert "--server.address 0.0.0.0 --server.port 9000" in told


def test_the_first_run_installs_with_the_users_pip_arguments(tmp_path):
    done = make("-n", "run", f"VENV={tmp_path}/new", "PIP_ARGS=--find-links here")
    assert f"-m venv {tmp_path}/new" in done.stdout
    assert re.search(r"pip install .*-r requirements.txt --find-links here", done.stdout)


def test_a_changed_list_is_installed_again(ready):
    stale = Path(ready.removeprefix("VENV=")) / "run.stamp"
    os.utime(stale, (0, 0))
    done = make("-n", "run", ready)
    assert "-r requirements.txt" in done.stdout
    assert "-m venv" not in done.stdout


def test_a_missing_venv_module_is_named(tmp_path):
    """A Python without ensurepip, as Debian ships it, is met with the package to install."""
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec python3 "$@"\n')
    python.chmod(0o755)
    done = make("run", f"VENV={tmp_path}/new", f"PYTHON={python}")
    assert done.returncode != 0
    assert re.search(r"sudo apt install python3\.1\d-venv", done.stdout)
    assert not (tmp_path / "new").exists()


def test_a_missing_python_is_said(tmp_path):
    done = make("run", f"VENV={tmp_path}/new", "PYTHON=")
    assert done.returncode != 0
    assert "3.11, 3.12 or 3.13" in done.stdout


def test_eval_asks_for_the_text(ready):
    done = make("eval", ready)
    assert done.returncode != 0
    assert "make eval CORPUS=folder" in done.stdout


def test_ci_runs_exactly_what_the_readme_says():
    script = (ROOT / ".ci/run").read_text("utf-8")
    commands = [
        line for line in script.splitlines() if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert re.search(r"^make test$", README, re.M)
    assert re.search(r"^make run$", README, re.M)
