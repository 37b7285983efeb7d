"""
How many turns callers take to what they called for, in the screenplays: `python -m tests.dialogue.turns`.

A turn is whatever the caller says or keys, up to the one that is answered with the news that it is done; asking for the
other language is not counted.
"""

from __future__ import annotations

from statistics import median

from fluent.syntax import FluentParser, ast, visitor

from tests.dialogue.coverage import PROMPTS
from tests.screenplay import read
from tests.test_calls import CALLS

# What a screenplay's name begins with: turns aimed at, and the prompt that says it is done.
GOALS = {"book": (6, "book.booked"), "cancel": (5, "cancel.cancelled"), "move": (6, "move.moved"), "confirm": (3, "confirm.confirmed"),
         "late": (3, "late.told"), "person": (1, "person.connecting"), "emergency": (1, "emergency.call_911")}
LANGUAGE = ("español", "en español", "english", "english please")


class Texts(visitor.Visitor):
    def __init__(self):
        self.found = []

    def visit_TextElement(self, node):
        self.found.append(" ".join(node.value.split()))


def words_of(language, prompt):
    """The longest piece of the prompt that is always the same."""
    file, _, name = prompt.partition(".")
    resource = FluentParser().parse((PROMPTS / language / f"{file}.ftl").read_text(encoding="utf-8"))
    texts = Texts()
    texts.visit(next(entry for entry in resource.body if isinstance(entry, ast.Message) and entry.id.name == name).value)
    return max(texts.found, key=len)


def turns(screenplay, done):
    """Of the caller, up to the first time *done* is heard; None when it never is."""
    taken = 0
    for who, text in screenplay.lines:
        taken += who == "CALLER" and text.lower() not in LANGUAGE
        if who == "IVR" and done in text:
            return taken
    return None


def table():
    """(goal, language, screenplays in which it is reached, median, least, most, aimed at)"""
    for goal, (aim, prompt) in GOALS.items():
        for language in ("en", "es"):
            done = words_of(language, prompt)
            paths = [path for path in CALLS if path.parent.name == language and path.stem.partition("_")[0] == goal]
            taken = [count for count in (turns(read(path), done) for path in paths) if count is not None]
            yield goal, language, len(taken), median(taken), min(taken), max(taken), aim


if __name__ == "__main__":
    for row in table():
        print("{:10} {}  {:>2} screenplays: median {:g}, {} to {}, aimed at {}".format(*row))
