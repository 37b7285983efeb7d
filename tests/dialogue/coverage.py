"""
What of the dialogues is reached while calls are played: every wording spoken, every way a question was answered.

Nothing of the product is changed: `watched` looks on where the line hands a sentence to Fluent and a turn to the forms.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

from ivr.dialogue import controller
from ivr.dialogue.effects import Heard, Started
from ivr.dialogues import FORMS
from ivr.speech import render

PROMPTS = Path(__file__).parents[2] / "prompts"
LANGUAGES = ("en", "es")
PATIENCE = 3        # misses, after which the call goes on without
UNIVERSALS = {"language", "emergency", "hold_on", "slower", "start_over", "go_back", "operator", "variant", "never_mind", "goodbye"}


def written(language):
    """Every wording there is: {"book.when", "book.when.again", ...}."""
    return {each for path in (PROMPTS / language).glob("*.ftl") for each in wordings(path)}


def wordings(path):
    for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message):
            yield from ([f"{path.stem}.{entry.id.name}"] if entry.value else [])
            yield from (f"{path.stem}.{entry.id.name}.{attribute.id.name}" for attribute in entry.attributes)


@dataclass
class Reached:
    wordings: dict[str, set[str]] = field(default_factory=lambda: {language: set() for language in LANGUAGES})
    answers: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: {language: set() for language in LANGUAGES})
    effects: list = field(default_factory=list)         # of all steps since the caller last spoke

    def unspoken(self, language):
        return sorted(written(language) - self.wordings[language])

    def stepped(self, before, event, after, effects):
        """Note what became of the question the caller was asked, and of what they said before."""
        self.effects = effects if isinstance(event, Heard | Started) else self.effects + effects
        form = FORMS[before.form]
        item = form.named.get(before.asking)
        if not isinstance(event, Heard) or item is None:
            return
        found, asked = self.answers[before.language], form.prompt(item)
        if after.misses > before.misses or (before.misses == PATIENCE - 1 and not event.meaning):
            found.add((asked, f"missed {before.misses + 1}"))
        elif not UNIVERSALS & event.meaning.keys() and ((after.form, after.asking) != (before.form, before.asking) or item.name in after.values):
            found.add((asked, "answered"))
        found |= {(form.prompt(form.named[name]), "corrected") for name in before.values.keys() & after.values.keys() & form.named.keys()
                  if before.values[name] != after.values[name]}


@contextmanager
def watched():
    reached, names = Reached(), {}
    for language in LANGUAGES:
        for file, bundle in render._bundles(PROMPTS / language, language).items():
            for wording in written(language):
                name, _, rest = wording.partition(".")
                if name == file:
                    message = bundle.get_message(rest.partition(".")[0])
                    pattern = message.attributes[rest.partition(".")[2]] if "." in rest else message.value
                    names[id(pattern)] = (language, wording)
    format_pattern, step = FluentBundle.format_pattern, controller.step

    def format_and_note(self, pattern, args=None):
        if id(pattern) in names:
            language, wording = names[id(pattern)]
            reached.wordings[language].add(wording)
        return format_pattern(self, pattern, args)

    def step_and_note(call, event, forms):
        after, effects = step(call, event, forms)
        if call.form in FORMS:
            reached.stepped(call, event, after, effects)
        return after, effects

    with patch.object(FluentBundle, "format_pattern", format_and_note), patch.object(controller, "step", step_and_note):
        yield reached
