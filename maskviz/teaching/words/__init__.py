"""The text of lessons, glossary and questions: a folder a language, a file a subject.

A translator copies the folder `en` and writes other sentences under the same keys. In a sentence
**two stars** make bold, and {a name} or {a name:.0%} stands for a number that is measured when the
sentence is shown.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "en"
FOLDER = Path(__file__).parent


@cache
def catalogue(subject: str, language: str = LANGUAGE) -> Mapping[str, Any]:
    """What a file of a language says, by its keys."""
    return tomllib.loads((FOLDER / language / f"{subject}.toml").read_text("utf-8"))
