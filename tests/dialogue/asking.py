"""
Every question the line asks, each of them a call put down just after it was asked; any answer can be tried from there.

How callers get to them, and what answers them, stands in tests/dialogue/questions/<language>.toml; what may be said at
any question, in `ANYWHERE`; short calls in which something else is heard, in tests/dialogue/heard/<language>.toml.
"""

from __future__ import annotations

import time
import tomllib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ivr.dialogue.controller import step
from ivr.dialogue.effects import Answered, Ask, Heard, Say
from ivr.dialogues import FORMS
from ivr.dialogues.remembered import RECORDS
from ivr.exchange import Incoming
from ivr.office.requests import Outcome, Waiting
from ivr.store.guard import A_DAY_S, Guard
from tests.dialogue.coverage import watched
from tests.dialogue.scenes import SCENES
from tests.dialogue.talking import Talk

HERE = Path(__file__).parent


def tables(folder):
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / folder).glob("*.toml"))}


WRITTEN, HEARD = tables("questions"), tables("heard")
BEFORE = {"waiting": Waiting(), "outcome": Outcome(True)}       # what the office has answered by then
SWITCH = {"en": "español", "es": "english please"}

# What may be said at any question.
ANYWHERE = {
    "help": {"en": "help", "es": "ayuda"},
    "repeat": {"en": "could you repeat that", "es": "puede repetir"},
    "what": {"en": "what", "es": "cómo"},
    "star": {"en": "[*]", "es": "[*]"},
    "slower": {"en": "slow down please", "es": "más despacio por favor"},
    "louder": {"en": "I can barely hear you", "es": "casi no le oigo"},
    "robot": {"en": "are you a robot", "es": "¿eres un robot?"},
    "hours": {"en": "what are your hours", "es": "cuál es su horario"},
    "parking": {"en": "where do I park", "es": "dónde me estaciono"},
    "hold on": {"en": "hold on", "es": "un momento por favor"},
    "go back": {"en": "go back", "es": "regresar"},
    "start over": {"en": "start over", "es": "empezar de nuevo"},
    "never mind": {"en": "never mind", "es": "olvídelo"},
    "goodbye": {"en": "goodbye", "es": "adiós"},
    "person": {"en": "I want to talk to a person", "es": "quiero hablar con una persona"},
    "zero": {"en": "[0]", "es": "[0]"},
    "language": SWITCH,
    "danger": {"en": "I can't breathe", "es": "no puedo respirar"},
    "pressing": {"en": "my tooth got knocked out", "es": "se me cayó un diente de un golpe"},
}


@dataclass
class Question:
    name: str                   # the prompt that asks it
    language: str
    talk: Talk                  # the call that came to it, hung up since
    state: str                  # as that call was put down
    answer: str
    keys: list[str]


class Asking:
    """All questions of a language, and what the line last did."""

    def __init__(self, language, folder, reached, stack):
        self.language, self.reached = language, reached
        self.folder, self._stack = folder, stack
        self._stages, self._questions = {}, {}

    def at(self, name):
        """A call that has just been asked this question."""
        question = self.question(name)
        self.a_day_later(question.talk.line)
        return question.talk.again_from(question.state)

    def question(self, name):
        if name not in self._questions:
            self._questions[name] = self._come_to(name, WRITTEN[self.language][name])
        return self._questions[name]

    def goes(self, written):
        """A call that has gone the way written."""
        caller, line = written.get("from", "0142"), self.stage(written.get("scene", "usual")).line
        number = f"+1217555{caller}" if caller else ""
        self.a_day_later(line)
        for n in range(written.get("tried", 0)):
            Guard(line.database).failed(f"{n}", number, [])
        talk = Talk(line, number).dial()
        for said in ([SWITCH["en"]] if self.language == "es" else []) + written["way"]:
            talk.say(said)
        return talk

    def office_answers(self, name, item, value):
        """Whoever answers the question hears what is said when the office answers so for *item*; the prompts of that."""
        question = self.question(name)
        turns = question.talk.line.turns
        call, effects = step(RECORDS.load(question.state), Heard(turns._meaning(RECORDS.load(question.state), Incoming(question.answer))), FORMS)
        while effects[-1].item != item:
            call, effects = step(call, Answered(effects[-1].item, BEFORE[effects[-1].item]), FORMS)
        call, effects = step(call, Answered(item, value), FORMS)
        spoken = [effect for effect in effects if isinstance(effect, Say | Ask)]
        for effect in spoken:
            question.talk.line.prompts.say(effect.prompt, effect.values, call.language, getattr(effect, "variant", ""))
        return [effect.prompt for effect in spoken]

    @staticmethod
    def a_day_later(line):
        """Each call is the first of its day: no number, and nobody, has been tried too often."""
        Guard(line.database).expire(time.time() + A_DAY_S)

    def _come_to(self, name, written):
        talk = self.goes(written)
        assert (self.asked, talk.call.misses) == (name, 0), f"the way to {name} leads to {self.asked}: {talk.text}"
        found = Question(name, self.language, talk, talk.state, written["answer"], written["keys"])
        talk.hang_up()
        return found

    def stage(self, scene):
        if scene not in self._stages:
            folder = self.folder / scene.replace(" ", "_")
            folder.mkdir()
            self._stages[scene] = SCENES[scene](folder)
            self._stack.callback(self._stages[scene].close)
        return self._stages[scene]

    @property
    def asked(self):
        """The prompt of the question asked last; what else the turn ended with by its name, such as HangUp."""
        last = self.reached.effects[-1]
        return last.prompt if isinstance(last, Ask) else type(last).__name__

    @property
    def variant(self):
        return self.reached.effects[-1].variant

    @property
    def said(self):
        return [effect.prompt for effect in self.reached.effects[:-1] if isinstance(effect, Say)]


@contextmanager
def asking(language, folder):
    with watched() as reached, ExitStack() as stack:
        yield Asking(language, folder, reached, stack)
