"""
Whether an answer means yes or no.

The little words come first in a caller's mouth and last in weight: what is said of the thing itself ("that's perfect",
"that doesn't work", "I'm not sure") decides when there is any, and the last such word wins.  The phrases stand in
prompts/<language>/intents.toml under [yes_no].
"""

from __future__ import annotations

from functools import cache

from ivr.speech.phrases import Phrases, side_by_side
from ivr.speech.tables import language, table
from ivr.speech.words import words

MEANT = {"yes": True, "good": True, "brief": True, "no": False, "bad": False, "unsure": None}
LITTLE = ("yes", "no")
BRIEF = 12                                  # words; a longer answer has to begin with a yes or a no, or be mostly of them


@cache
def phrases(code: str) -> Phrases:
    written = table(code, "intents")
    return Phrases({key: written["yes_no"][key] for key in MEANT}, written["parts"])


def yes_no(text: str, locale: str) -> bool | None:
    """None when the answer is neither, both, or about something else."""
    code = language(locale)
    said = words(text)
    if len(said) == 1 and said[0] in table(code, "intents")["yes_no"]["alone"]:
        return MEANT[table(code, "intents")["yes_no"]["alone"][said[0]]]
    marks = side_by_side([found for found in phrases(code).spans(said) if found.key != "brief" or found.end == len(said)])
    if not marks or (len(said) > BRIEF and marks[0].start > 1 and 3 * sum(mark.length for mark in marks) < len(said)):
        return None
    weighty = [mark for mark in marks if mark.key not in LITTLE]
    meant = MEANT[(weighty or marks)[-1].key]
    return None if meant and any(mark.key == "no" for mark in marks) else meant      # asked again: a yes is acted upon


def begins_with_no(text: str, locale: str) -> bool:
    """ "No, that's fine": wanted nothing, however well it is spoken of."""
    return any(found.key == "no" for found in phrases(language(locale)).spans(words(text)[:1]))


def outright(text: str, locale: str) -> bool:
    """Whether the answer begins with a yes or a no, and is little else."""
    code = language(locale)
    said = words(text)
    marks = side_by_side(phrases(code).spans(said))
    begins = [found.key for found in phrases(code).spans(said[:1])]
    return bool(set(begins) & set(LITTLE)) and said[0] != "okay" and sum(mark.length for mark in marks) == len(said)
