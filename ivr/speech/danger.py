"""Whether a life may be in danger; the phrases stand in prompts/<language>/intents.toml under [red_flags]."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ivr.speech.phrases import Phrases, within
from ivr.speech.tables import LANGUAGES, language
from ivr.speech.tongue import Tongue, tongue


def red_flag(text: str, extra: Iterable[str] = ()) -> bool:
    """Whether a life may be in danger, in whichever language; *extra* are the practice's own phrases."""
    return any(endangered(text, tongue(code)) for code in LANGUAGES) or bool(own(tuple(extra)).find(text))


def told_in(text: str, locale: str) -> bool:
    """Whether it is in the words of that very language that a life may be in danger."""
    return endangered(text, tongue(language(locale)))


def endangered(text: str, speech: Tongue) -> bool:
    found = speech.dangers.spans(speech.words(text))
    safe = [each for each in found if each.key == "safe"]
    return any(each.key == "danger" and not within(each, (other for other in safe if other.length >= each.length)) for each in found)


@cache
def own(phrases: tuple[str, ...]) -> Phrases:
    return Phrases({"danger": phrases})
