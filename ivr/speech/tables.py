"""The tables of words and phrases in prompts/<language>/*.toml: each language says in its own what understanding looks for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parents[2] / "prompts"
LOCALES = {"en": "en-US", "es": "es-US"}    # of each language that is understood, the first where there is no other
LANGUAGES = tuple(LOCALES)


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """What stands in prompts/<language>/<name>.toml.  Read once; not to be changed."""
    return tomllib.loads((TABLES / language / f"{name}.toml").read_text(encoding="utf-8"))


def language(locale: str) -> str:
    """The folder of tables a locale is understood with; English when there is none of its own."""
    code = str(locale).lower()[:2]
    return code if code in LOCALES else LANGUAGES[0]
