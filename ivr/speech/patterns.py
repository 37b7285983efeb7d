"""The regular expressions of prompts/<language>/hearing.toml, with which answers are taken apart."""

from __future__ import annotations

import re
from functools import cache

from ivr.speech.tables import table


@cache
def pattern(language: str, name: str) -> re.Pattern[str]:
    return re.compile(table(language, "hearing")[name], re.IGNORECASE)
