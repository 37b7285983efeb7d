"""What may be said at any time, whatever is being asked, when it is all that was said."""

from __future__ import annotations

from ivr.speech.tables import language
from ivr.speech.tongue import Said, Tongue, tongue


def universal(text: str, locale: str) -> str:
    """
    What may be said at any time and was all that was said; empty when it was something else.

    One of repeat, help, operator, goodbye, spanish, english, hold_on, start_over, go_back, never_mind.
    """
    speech = tongue(language(locale))
    return universally(speech.words(text), speech)


def universally(said: Said, speech: Tongue) -> str:
    """The universal that is all of what was said, but for words that change nothing around it."""
    whole = [each for each in speech.universals.spans(said) if speech.around.issuperset(said[:each.start] + said[each.end:])]
    return max(whole, key=lambda each: each.length).key if whole else ""
