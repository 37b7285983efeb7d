"""
Callers who say anything at any time, and an office that answers anything it may: what must hold however they meet.

The call is written down as JSON and read back between every two steps, as it is in life, and what is said is worded.
A caller is a number: RANDOM_CALLERS says how many are heard, RANDOM_FROM which is the first.
"""

import os
import random
from datetime import datetime

from sqlalchemy import func, select

from ivr.app import prompts_for, vocabularies
from ivr.dialogue.call import Call
from ivr.dialogue.controller import step
from ivr.dialogue.effects import Answered, Ask, Dial, HangUp, Heard, Say, Started, TurnTo, Work
from ivr.dialogues import FORMS
from ivr.dialogues.remembered import RECORDS
from ivr.exchange import Incoming
from ivr.office.requests import Agreed, BookVisit, LeaveMessage, TellLate, TextVisit
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE
from ivr.store.schema import calls, claims, lookups, replies
from ivr.turns import Turns
from tests.dialogue.asking import WRITTEN
from tests.dialogue.random_office import BORN, PATIENTS, answer
from tests.dialogue.said import said
from tests.dialogue.talking import Talk

LANGUAGES = ("en", "es")
MOST_WORK = 40          # answers of the office within one turn
SILENT = 14             # questions heard out in silence; nobody is asked more
NAMES_OF_CHARTS = ("Lopez", "Novak", "Bell")
WISHES = [{"windows": [{}]}, {"windows": [{"weekdays": ["fri"]}]}, {"windows": [{"after": "12:00"}], "earliest": True},
          {"windows": [{}], "relative": "later"}]

# What may be meant, whether or not anybody has words for it.
MEANINGS = {
    "yes": [True, True, False],
    "dob": [*(born.isoformat() for born in BORN), "1999-01-01", {"incomplete": {"month": 7, "day": 15}}, {"incomplete": {"year": 1982}}],
    "name": [*({"first": p.first, "last": p.last} for p in PATIENTS), {"first": "Ella"}, {"last": "Bell"}, {"first": "Nobody", "last": "Known"}],
    "letters": ["56739", "22", "66825"], "reason": ["cleaning", "crown"], "when": WISHES, "of": WISHES,
    "choice": [{"action": "pick", "option": 1}, {"action": "pick", "option": 3}, {"action": "none"}, {"action": "more", "relative": "earlier"},
               {"action": "ambiguous", "options": [1, 2]}],
    "wants": ["book", "cancel", "move", "ahead", "confirm", "late", "sooner", "person", "new_patient", "urgent"], "aside": ["parking"],
    "afterwards": [{"wants": "move", "reason": "cleaning"}, {"wants": "cancel"}, {"aside": "parking"}],
    "all": [True], "minutes": [0, 10], "child": [{"first": "Ella"}, {"first": "Ana"}, {"born": "2015-05-20"}],
    "proxy": [{"relation": "child", "word": "son"}, {"relation": "child", "word": "daughter", "first": "Ella"},
              {"relation": "adult", "word": "wife"}, {"relation": "self", "word": ""}],
    "message": ["please call me"], "number": ["+12175550100"],
}
RARE = [{"operator": True}, {"goodbye": True}, {"never_mind": True}, {"variant": "repeat"}, {"variant": "help"}, {"emergency": True},
        {"go_back": True}, {"start_over": True}, {"hold_on": True}, {"slower": True}, {"language": "es"}, {"language": "en"}]
KEYS = ["*", "#", "0", "1", "2", "3", "*#", "##", "07151982", "05202015", "0305", "56739", "2175550142"]


def again(call):
    return RECORDS.load(RECORDS.dump(call))


class Watch:
    """What has been said and agreed so far, and what must hold of it."""

    def __init__(self, prompts):
        self.prompts = prompts
        self.last_ask = self.words = None
        self.equal = 0
        self.yes = False
        self.agreed = []

    def heard(self, meaning):
        self.yes = meaning.get("yes") is True

    def effects(self, before, call, effects):
        assert effects, "a turn says something or does something"
        *said, last = effects
        assert isinstance(last, Ask | Work | Dial | HangUp), "a turn listens, works, rings or ends"
        assert all(isinstance(effect, Say) for effect in said)
        for effect in effects:
            if isinstance(effect, Say | Ask):
                self.discloses_nothing(call, effect)
        if isinstance(last, Work) and last.lasting:
            self.was_agreed(before, last.request)
        if isinstance(last, Ask):
            self.is_not_a_loop(call, said, last)

    def discloses_nothing(self, call, effect):
        text = self.prompts.say(effect.prompt, effect.values, getattr(effect, "language", "") or call.language, getattr(effect, "variant", ""))
        assert text, "a turn is never silent"
        file = effect.prompt.partition(".")[0]
        if file in ("book", "cancel", "move", "kept", "ahead", "confirm", "late", "sooner") or effect.prompt == "who.recognised":
            assert effect.values.get("patient") in PATIENTS or effect.prompt.endswith(".left")
        if effect.values.get("patient") not in PATIENTS and file != "new_patient":
            assert not any(name in text for name in NAMES_OF_CHARTS), "nobody is named before they are known"

    def was_agreed(self, before, request):
        assert isinstance(request, Agreed)
        if isinstance(request, LeaveMessage | TellLate):
            return
        assert self.yes, "nothing is written without a yes"
        values = self.last_ask.values
        if isinstance(request, TextVisit):
            assert (self.last_ask.prompt, values["patient"], values["booked"]) == ("texting.text_ok", request.patient, request.opening)
            return
        assert self.last_ask.prompt == f"{before.form}.ok", "a yes belongs to what was read out"
        for part in ("patient", "visit", "opening", "notice"):
            if hasattr(request, part):
                assert values[part] == getattr(request, part), "what was read out is what is written"
        if isinstance(request, BookVisit):
            assert values["reason"] == "cleaning" == request.reason or values["kind"].name == request.reason

    def is_not_a_loop(self, call, said, ask):
        words = (ask.prompt, ask.variant, ask.values, call.language)
        self.equal = self.equal + 1 if words == self.words and not said else 1
        assert self.equal <= 3, "the same words over and over"
        self.last_ask, self.words = ask, words


class Line:
    """The sample practice's words and ears; its office is the random one."""

    def __init__(self):
        practice = read(SAMPLE_PRACTICE)
        self.prompts = prompts_for(practice)
        self.turns = Turns(practice, None, None, None, None, self.prompts, RECORDS, vocabularies(practice, self.prompts),
                           lambda: datetime(2026, 3, 2, 15, 0, tzinfo=practice.zone))
        self.said = {language: said(language) for language in LANGUAGES}

    def meant(self, call, text="", digits=""):
        return self.turns._meaning(call, Incoming(text, digits))


class Caller:
    """Mostly answers what is asked; otherwise says whatever anybody ever says, presses keys, or means what nobody can say."""

    def __init__(self, number, line):
        self.line, self.chance = line, random.Random(number)
        self.language = self.chance.choice(LANGUAGES)
        self.turns = self.chance.randint(1, 24)         # after which they hang up, or fall silent
        self.did = []

    def event(self, call, asked):
        kind = self.chance.random()
        if kind < 0.1:
            return self.does(self.chance.choice(RARE))
        if kind < 0.3:
            chosen = self.chance.sample(sorted(MEANINGS), self.chance.randint(1, 4))
            return self.does({key: self.chance.choice(MEANINGS[key]) for key in chosen})
        if kind < 0.4:
            keys = self.chance.choice(KEYS) if self.chance.random() < 0.6 else "".join(self.chance.choices("0123456789*#", k=self.chance.randint(1, 40)))
            return self.does(f"[{keys}]", self.line.meant(call, digits=keys))
        if kind < 0.45:
            return self.does("[silence]", {})
        known = WRITTEN[call.language].get(asked)
        words = known["answer"] if known and kind < 0.75 else self.chance.choice(self.line.said[self.tongue(call)])
        return self.does(words, self.line.meant(call, words))

    def words(self, call):
        """What they say next on a real line; "[…]" are keys."""
        form = FORMS[call.form]
        asked = form.prompt(form.named[call.asking]) if call.asking else ""
        known = WRITTEN[call.language].get(asked)
        return known["answer"] if known and self.chance.random() < 0.6 else self.chance.choice(self.line.said[self.tongue(call)])

    def tongue(self, call):
        return call.language if self.chance.random() < 0.9 else self.chance.choice(LANGUAGES)

    def does(self, what, meaning=None):
        self.did.append(what)
        return Heard(what if meaning is None else meaning)


def hears_out(number, line):
    """One call from its first word to its last."""
    caller, watch, chance = Caller(number, line), Watch(line.prompts), random.Random(f"office {number}")
    call, event, turns, work = Call(caller=chance.choice(["+12175550142", ""]), language=caller.language), Started(), 0, 0
    try:
        while True:
            before = again(call)
            call, effects = step(before, event, FORMS)
            watch.effects(before, call, effects)
            call = again(call)
            match effects[-1]:
                case HangUp():
                    return
                case Ask(prompt):
                    turns, work = turns + 1, 0
                    if turns > caller.turns and number % 2:
                        return                          # hangs up
                    assert turns <= caller.turns + SILENT, "a caller who has fallen silent is asked for ever"
                    event = caller.event(call, prompt) if turns <= caller.turns else Heard({})
                    watch.heard(event.meaning)
                case Dial(item, _):
                    event = Answered(item, chance.choice([TurnTo("over"), "busy", "no-answer", "failed"]))
                case Work(item, request, lasting):
                    work += 1
                    assert work <= MOST_WORK, "the office is asked for ever"
                    event = Answered(item, answer(chance, request, lasting))
    except Exception as error:
        error.add_note(f"caller {number}: {caller.did}")
        raise


def test_whatever_a_caller_says():
    line, first = Line(), int(os.environ.get("RANDOM_FROM", "0"))
    for number in range(first, first + int(os.environ.get("RANDOM_CALLERS", "150"))):
        hears_out(number, line)


def test_a_call_that_has_ended_has_left_nothing_but_what_came_of_it(stage):
    """What was said is forgotten, no opening is kept for anybody, and what was agreed to has been seen to."""
    line, first = stage().line, int(os.environ.get("RANDOM_FROM", "0"))
    ears = Line()
    for number in range(first, first + int(os.environ.get("RANDOM_CALLS", "6"))):
        talk = whole_call(Caller(number, ears), line)
        assert kept(line, talk.sid) == {"claims": 0, "lookups": 0, "replies": 0, "state": "{}", "ended": "completed"}, f"caller {number}"


def whole_call(caller, line):
    talk = Talk(line, caller.chance.choice(["+12175550142", "+12175550149", ""]), desk=caller.chance.choice(["completed", "busy", "no-answer"])).dial()
    for _ in range(caller.turns):
        if talk.over:
            return talk
        words = caller.words(talk.call)
        talk.say(words)
        assert talk.heard or talk.reply.then == "over", f"silent after {words}"
    return talk.hang_up()


def kept(line, sid):
    with line.database.read() as connection:
        rows = {table.name: connection.scalar(select(func.count()).select_from(table).where(its))
                for table, its in ((claims, claims.c.holder == sid), (lookups, lookups.c.sid == sid),
                                   (replies, (replies.c.sid == sid) & (replies.c.sealed_reply != "")))}
        ended = connection.scalar(select(calls.c.ended).where(calls.c.sid == sid))
    return {**rows, "state": line.calls.opened(sid).state, "ended": ended}
