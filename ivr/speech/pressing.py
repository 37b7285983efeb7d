"""
What a person has to hear of at once, though no life is in danger: a tooth knocked out, pain that is not to be borne.

The phrases stand in prompts/<language>/urgent.toml.
"""

from __future__ import annotations

from functools import cache

from ivr.speech.phrases import Phrases, within
from ivr.speech.tables import language, table
from ivr.speech.words import words


def pressing(text: str, locale: str) -> bool:
    phrases = _phrases(language(locale))
    found = phrases.spans(words(text))
    safe = [each for each in found if each.key == "safe"]
    return any(each.key == "pressing" and not within(each, safe) for each in found)


@cache
def _phrases(code: str) -> Phrases:
    """Read once; call it at start-up to have it ready."""
    written = table(code, "urgent")
    return Phrases({"pressing": written["pressing"], "safe": written["safe"]})
