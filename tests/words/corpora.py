"""The phrases callers say, as the tables in en/ and es/ list them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LOCALES = {"en": "en-US", "es": "es-US"}


def corpus(language: str, name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / language / f"{name}.toml").read_text(encoding="utf-8"))


def wishes(language: str, name: str = "intent") -> Iterator[tuple[str, str, str]]:
    """(state, wish, phrase)"""
    for state, table in corpus(language, name).items():
        for wish, phrases in table.items():
            for phrase in phrases:
                yield state, wish, phrase


def names(language: str) -> Iterator[tuple[str, dict[str, str] | None, str]]:
    """(what was asked, the name or None, phrase)"""
    table = corpus(language, "name")
    for entry in table["name"]:
        for phrase in entry["said"]:
            yield entry["ask"], {half: entry[half] for half in ("first", "last") if half in entry}, phrase
    for ask, phrases in table["nothing"].items():
        for phrase in phrases:
            yield ask, None, phrase
