"""
A screenplay's caller on a bad telephone line: what they say is disturbed, and they answer what they are asked.

The screenplay is first played undisturbed, which tells who calls, what they say to which question, and what they agree
to.  Then the caller says the same to the same questions, in whatever order they come, and agrees only to what is theirs.
What came of it is judged by the office's book.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from babel.dates import format_date

from ivr.dialogue.controller import question
from ivr.dialogues import FORMS
from ivr.dialogues.remembered import RECORDS
from ivr.practice import read as practice
from ivr.settings import SAMPLE_PRACTICE
from ivr.speech.hearing import LOCALES
from ivr.speech.yes_no import yes_no
from tests.noise import disturbed
from tests.screenplay import answer, read
from tests.stage import Stage

PRACTICE = practice(SAMPLE_PRACTICE)
MOST_TURNS = 60
PATIENCE = 3            # times a caller says no to what is not theirs, before asking for a person
SAYS = {
    "en": {"wish": "I need an appointment", "reason": "a cleaning", "when": "first available", "opening": "the first one", "another": "yes please",
           "another_time": "no thank you", "anything": "no that's all", "visit": "the first one", "new_here": "no", "message": "please call me back",
           "callback": "2175550142", "ok": "yes please", "no": "no", "yes": "yes", "person": "a person please"},
    "es": {"wish": "necesito una cita", "reason": "una limpieza", "when": "lo antes posible", "opening": "la primera", "another": "sí por favor",
           "another_time": "no gracias", "anything": "no es todo", "visit": "la primera", "new_here": "no", "message": "por favor llámeme",
           "callback": "2175550142", "ok": "sí por favor", "no": "no", "yes": "sí", "person": "una persona por favor"},
}


@dataclass
class Moment:
    """Where a call stands, as the store has it."""

    asking: str                 # the item
    wanted: str                 # of half an answer, what is missing
    values: dict
    form: str
    language: str

    @staticmethod
    def of(stage):
        standing = stage.line.calls.opened(stage.phone.sid)
        call = RECORDS.load(standing.state)
        item = question(call, FORMS)
        part = call.parts.get(call.asking)
        values = {**call.values, **(part[0] if part and isinstance(part[0], dict) else {})}
        return Moment(item.name if item else "", part[1] if part else "", values, call.form, call.language)

    @property
    def proposed(self):
        """What a yes would agree to: (patient's number, what is done, the visit it is done to, when it then is)."""
        patient, visit, opening = (self.values.get(name) for name in ("patient", "visit", "opening"))
        return (patient and patient.number, self.form, visit.number if visit and self.form != "book" else 0,
                opening.starts_at if opening and self.form != "cancel" else visit and visit.starts_at)

    @property
    def kind(self):
        return self.values["kind"].name if self.form == "book" and "kind" in self.values else ""


@dataclass
class Script:
    """What a screenplay's caller is like."""

    path: object
    play: object
    language: str
    person: object = None                                           # Patient; None when nobody was recognised
    says: dict = field(default_factory=lambda: defaultdict(list))   # question -> what was said to it, in order
    proposed: set = field(default_factory=set)                      # (who, what, visit, kind) read out to them
    yes: list = field(default_factory=list)                         # the lines that agreed
    changes: Counter = field(default_factory=Counter)               # (who, status) in the book
    handed_on: bool = False


@dataclass
class Outcome:
    script: Script
    turns: int = 0
    goal: bool = False
    person: bool = False
    harm: list = field(default_factory=list)
    heard: list = field(default_factory=list)


def stage_for(play, folder):
    return Stage(folder, now=play.settings["now"], caller=play.settings["from"])


def learn(path, folder):
    """Play it undisturbed."""
    play = read(path)
    script = Script(path, play, path.parent.name)
    stage = stage_for(play, folder)
    stage.phone.dial_outcome = play.settings.get("desk", "completed")
    try:
        heard = stage.phone.dial()
        for line in play.said("CALLER"):
            if not heard.listening:
                break
            note(script, Moment.of(stage), line)
            heard = answer(stage.phone, line)
            script.person = script.person or Moment.of(stage).values.get("patient")
        stage.settle()
        script.changes, script.handed_on = in_brief(stage.changes()), reached(stage)
    finally:
        stage.close()
    return script


def note(script, moment, line):
    script.says[moment.asking, moment.wanted].append(line)
    if moment.asking == "ok":
        script.proposed.add((*moment.proposed[:3], moment.kind))
        script.yes += [line] if line == "[1]" or yes_no(line, LOCALES[script.language]) else []


def in_brief(changes):
    """(who, status) of each line of the book."""
    return Counter((line.split(" · ")[0], line.split(" · ")[-1]) for line in changes)


def reached(stage):
    return bool(stage.phone.dialled or stage.line.tasks.open())


class Caller:
    def __init__(self, script, rate, chance):
        self.script, self.rate, self.chance = script, rate, chance
        self.left = {asked: list(lines) for asked, lines in script.says.items()}
        self.agreed, self.denied = [], 0

    def says(self, moment):
        """What the caller says, and what is heard of it."""
        own = self.own(moment)
        return own, own if own.startswith("[") else disturbed(own, self.rate, self.chance, moment.language)

    def own(self, moment):
        if moment.asking == "ok":
            return self.to_what_was_read_out(moment)
        if moment.wanted == "heard":
            mine = self.born()
            said = self.usual("yes", moment) if not mine or moment.values["heard"] == mine.isoformat() else self.usual("no", moment)
            return said if said == self.usual("yes", moment) else f"{said}, {self.birth(moment)}"
        return self.line(moment.asking, moment.wanted) or self.default(moment)

    def to_what_was_read_out(self, moment):
        """To what is theirs, at whatever time, what the undisturbed caller says; no, and in the end a person, to anything else."""
        if (*moment.proposed[:3], moment.kind) not in self.script.proposed:
            self.denied += 1
            return self.usual("no" if self.denied < PATIENCE else "person", moment)
        said = self.line("ok", "") or self.usual("no", moment)
        if said in self.script.yes:
            self.agreed.append(moment.proposed)
        return said

    def line(self, asking, wanted):
        """The next of what the screenplay says to this question; its last again when there are no more."""
        lines = self.left.get((asking, wanted), [])
        return lines.pop(0) if len(lines) > 1 else next(iter(lines), "")

    def usual(self, name, moment):
        return SAYS[moment.language][name]

    def born(self):
        return self.script.person and self.script.person.birthdate

    def birth(self, moment):
        lines = self.script.says.get(("birthdate", ""), [])
        spoken = format_date(self.born(), "long", locale=moment.language).replace(",", "") if self.born() else ""
        return spoken or next(iter(lines), "") or self.usual("person", moment)

    def default(self, moment):
        if moment.asking == "birthdate":
            return self.birth(moment)
        if moment.asking == "patient":
            return self.name(moment.wanted, moment)
        kind = max((kind for *_, kind in self.script.proposed), default="")
        if moment.asking == "reason" and kind:
            return PRACTICE.kind(kind).spoken[moment.language]
        return self.usual(moment.asking, moment)

    def name(self, wanted, moment):
        person = self.script.person
        if person is None:
            return self.usual("person", moment)
        if wanted.startswith("spell"):
            return " ".join((person.first if wanted == "spell_first" else person.last).upper())
        return {"first": person.first, "last": person.last}.get(wanted, f"{person.first} {person.last}")


def play(script, folder, rate, chance):
    """The call at a word error rate; what came of it."""
    stage = stage_for(script.play, folder)
    stage.phone.dial_outcome = script.play.settings.get("desk", "completed")
    caller, outcome = Caller(script, rate, chance), Outcome(script)
    try:
        heard = stage.phone.dial()
        while heard.listening and outcome.turns < MOST_TURNS:
            outcome.turns += 1
            moment = Moment.of(stage)
            own, said = caller.says(moment)
            outcome.heard.append((" ".join(heard.lines), own, said))
            heard = answer(stage.phone, said or "[silence]")
            wrongly_recognised(script, stage, outcome)
        if heard.listening:
            outcome.harm.append("the call does not end")
        if not heard.ended:
            stage.phone.hang_up()
        stage.settle()
        judged(script, stage, caller, outcome)
    finally:
        stage.close()
    return outcome


def wrongly_recognised(script, stage, outcome):
    taken_for = Moment.of(stage).values.get("patient")
    if taken_for and (script.person is None or taken_for.number != script.person.number):
        outcome.harm.append("taken for somebody else")


def judged(script, stage, caller, outcome):
    agreed = {(who, f"{when:%Y-%m-%d %H:%M}", what == "cancel") for who, what, _, when in caller.agreed}
    names = {number: f"{row.FName} {row.LName}" for number, row in stage.office.tables.patients.items()}
    allowed = {(names[who], when, gone) for who, when, gone in agreed}
    for change in stage.changes():
        who, when, *_, status = change.split(" · ")
        if (who, when, status in ("Broken", "UnschedList")) not in allowed:
            outcome.harm.append(f"written and not agreed to: {change}")
    if len(stage.changes()) > len(caller.agreed):
        outcome.harm.append("more is written than was agreed to")
    outcome.harm += [f"fault: {each}" for each in (*stage.phone.faults, *stage.phone.violations)]
    outcome.goal = in_brief(stage.changes()) == script.changes and (bool(script.changes) or reached(stage) == script.handed_on)
    outcome.person = reached(stage)
