"""
Callers who say anything at any time, and an office that answers anything it may: what must hold however they meet.

The call is written down as JSON and read back between every two steps, as it is in life.
"""

import os
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.dialogue.call import Call
from ivr.dialogue.controller import step
from ivr.dialogue.effects import Answered, Ask, Dial, HangUp, Heard, Refusal, Say, Started, TurnTo, Work
from ivr.dialogues import FORMS
from ivr.dialogues.remembered import RECORDS
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import (
    Agreed,
    BookVisit,
    Charts,
    ClaimOpening,
    Desk,
    Due,
    Family,
    FindAccepted,
    FindAlike,
    FindCallers,
    FindCharts,
    FindDesk,
    FindDue,
    FindFamily,
    FindFirstKind,
    FindKind,
    FindMissed,
    FindMovable,
    FindNotice,
    FindOpenings,
    FindTexting,
    FindToday,
    FindVisits,
    FindWaiting,
    Kind,
    LeaveMessage,
    Notice,
    Offer,
    Outcome,
    RegisterPatient,
    TellLate,
    Waiting,
)

DAY = datetime(2026, 3, 5, 9, 0)
BORN = [date(1982, 7, 15), date(2015, 5, 20), date(1970, 11, 6)]
PATIENTS = [Patient(1, "Maria", "Lopez", birthdate=BORN[0]), Patient(2, "Ella", "Novak", birthdate=BORN[1]),
            Patient(3, "Emma", "Novak", birthdate=BORN[1]), Patient(4, "Marcus", "Bell", birthdate=BORN[2])]
OPENINGS = [Opening(DAY + timedelta(hours=n), 60, 3, 3) for n in range(5)]
VISITS = [Visit(10 + n, 1, "Scheduled", DAY + timedelta(days=n), "X" * 12, 1, 3, 3, hygiene=True, kind="cleaning") for n in range(3)]
NAMES = [{"first": p.first, "last": p.last} for p in PATIENTS] + [{"first": "Ella"}, {"last": "Bell"}, {"first": "Nobody", "last": "Known"}]
WISHES = [{"windows": [{}]}, {"windows": [{"weekdays": ["fri"]}]}, {"windows": [{"after": "12:00"}], "earliest": True},
          {"windows": [{}], "relative": "later"}]

meanings = st.fixed_dictionaries({}, optional={
    "yes": st.booleans(),
    "dob": st.sampled_from([*(born.isoformat() for born in BORN), "1999-01-01", {"incomplete": {"month": 7, "day": 15}},
                            {"incomplete": {"year": 1982}}]),
    "name": st.sampled_from(NAMES), "letters": st.sampled_from(["56739", "22", "66825"]),
    "reason": st.sampled_from(["cleaning", "crown"]), "when": st.sampled_from(WISHES), "of": st.sampled_from(WISHES),
    "choice": st.sampled_from([{"action": "pick", "option": 1}, {"action": "pick", "option": 3}, {"action": "none"},
                               {"action": "more", "relative": "earlier"}, {"action": "ambiguous", "options": [1, 2]}]),
    "wants": st.sampled_from(["book", "cancel", "move", "ahead", "confirm", "late", "sooner", "person", "new_patient", "urgent", "missed", "due"]),
    "aside": st.just("parking"), "back": st.just(True),
    "afterwards": st.sampled_from([{"wants": "move", "reason": "cleaning"}, {"wants": "cancel"}, {"aside": "parking"}]),
    "all": st.just(True), "minutes": st.sampled_from([0, 10]), "child": st.sampled_from([{"first": "Ella"}, {"first": "Emma"}, {"born": "2015-05-20"}]),
    "proxy": st.sampled_from([{"relation": "child", "word": "son"}, {"relation": "child", "word": "daughter", "first": "Ella"},
                              {"relation": "adult", "word": "wife"}, {"relation": "self", "word": ""}]),
    "message": st.just("please call me"), "number": st.just("+12175550100"),
})
rare = st.sampled_from([{"operator": True}, {"goodbye": True}, {"never_mind": True}, {"variant": "repeat"}, {"variant": "help"},
                        {"emergency": True}, {"language": "es"}])
events = st.one_of(meanings, meanings, meanings, st.just({}), rare)
ANSWERS = {
    FindCallers: st.lists(st.sampled_from(PATIENTS), max_size=3, unique=True),
    FindCharts: st.builds(Charts, st.lists(st.sampled_from(PATIENTS), max_size=3, unique=True).map(tuple), st.just(False)),
    FindVisits: st.lists(st.sampled_from(VISITS), max_size=3, unique=True),
    FindMovable: st.one_of(st.lists(st.sampled_from(VISITS), min_size=1, max_size=3, unique=True), st.just(Refusal("none"))),
    FindKind: st.one_of(st.builds(Kind, st.just("cleaning"), st.sampled_from([0, 10])), st.just(Refusal("message"))),
    FindNotice: st.builds(Notice, st.booleans()),
    FindOpenings: st.one_of(st.just(Refusal("none")), st.builds(
        Offer, st.lists(st.sampled_from(OPENINGS), min_size=1, max_size=3, unique=True).map(sorted).map(tuple), st.booleans())),
    ClaimOpening: st.sampled_from([True, True, Refusal("taken", {"taken": ["2026-03-05T09:00:00"]})]),
    FindFirstKind: st.sampled_from([Kind("cleaning"), Refusal("none")]),
    FindAlike: st.lists(st.sampled_from(PATIENTS), max_size=2, unique=True),
    FindMissed: st.one_of(st.lists(st.sampled_from(VISITS), min_size=1, max_size=3, unique=True), st.just(Refusal("none"))),
    FindWaiting: st.builds(Waiting, *[st.lists(st.sampled_from(VISITS), max_size=2, unique=True).map(tuple)] * 2),
    FindDue: st.one_of(st.just(Refusal("none")), st.builds(
        Due, st.just("cleaning"), st.sampled_from([None, date(2026, 4, 20)]), st.booleans(), st.sampled_from([None, *VISITS]))),
    FindToday: st.one_of(st.lists(st.sampled_from(VISITS), min_size=1, max_size=3, unique=True), st.just(Refusal("none"))),
    FindAccepted: st.just(21),
    FindFamily: st.builds(Family, st.booleans(), st.lists(st.sampled_from(PATIENTS), max_size=3, unique=True).map(tuple), st.booleans()),
    FindTexting: st.booleans(),
    FindDesk: st.builds(Desk, st.sampled_from(["", "+12175550100"]), st.booleans()),
}
LASTING = st.one_of(st.builds(Outcome, st.just(True), st.sampled_from(VISITS)), st.just(Outcome(False)),
                    st.sampled_from([Refusal("taken"), Refusal("changed"), Refusal("failed")]))


OPENED = st.sampled_from([Outcome(True, patient=PATIENTS[0]), Outcome(False), Refusal("failed")])


def again(call):
    return RECORDS.load(RECORDS.dump(call))


class Watch:
    """What has been said and agreed so far, and what must hold of it."""

    def __init__(self):
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
                self.discloses_nothing(effect)
        if isinstance(last, Work) and last.lasting:
            self.was_agreed(before, last.request)
        if isinstance(last, Ask):
            self.is_not_a_loop(call, said, last)

    def discloses_nothing(self, effect):
        file = effect.prompt.partition(".")[0]
        if file in ("book", "cancel", "move", "kept", "ahead", "confirm", "late", "sooner") or effect.prompt == "who.recognised":
            assert effect.values.get("patient") in PATIENTS or effect.prompt.endswith(".left")

    def was_agreed(self, before, request):
        assert isinstance(request, Agreed)
        if isinstance(request, LeaveMessage | TellLate):
            return
        assert self.yes, "nothing is written without a yes"
        assert self.last_ask.prompt == f"{before.form}.ok", "a yes belongs to what was read out"
        values = self.last_ask.values
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


@settings(max_examples=int(os.environ.get("RANDOM_CALLERS", "400")), deadline=None)
@given(st.data(), st.sampled_from(["+12175550142", ""]))
def test_whatever_a_caller_says(data, caller):
    watch, call = Watch(), Call(caller=caller)
    event = Started()
    for _ in range(60):
        before = again(call)
        call, effects = step(before, event, FORMS)
        watch.effects(before, call, effects)
        call = again(call)
        match effects[-1]:
            case HangUp():
                return
            case Ask():
                meaning = data.draw(events)
                watch.heard(meaning)
                event = Heard(meaning)
            case Dial(item, _):
                event = Answered(item, data.draw(st.sampled_from([TurnTo("over"), "busy", "no-answer", "failed"])))
            case Work(item, request, lasting):
                event = Answered(item, data.draw(OPENED if isinstance(request, RegisterPatient) else
                                                 LASTING if lasting and not isinstance(request, LeaveMessage) else
                                                 st.just(Outcome(True)) if lasting else
                                                 st.one_of(ANSWERS[type(request)], ANSWERS[type(request)], st.just(Refusal("failed")))))
