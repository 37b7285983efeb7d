"""
Who may speak for whom: random callers of one family, who say any of its dates of birth and names, and for anyone.

The office answers as an office does whose practice lets guardians speak for minors, and no adult for another.
"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.answers import of_age
from ivr.dialogue.call import Call
from ivr.dialogue.controller import step
from ivr.dialogue.effects import Answered, Ask, Dial, HangUp, Heard, Refusal, Say, Started, Work
from ivr.dialogues import FORMS
from ivr.dialogues.remembered import RECORDS
from ivr.office.records import Patient
from ivr.office.requests import (
    Charts,
    Desk,
    Family,
    FindCallers,
    FindCharts,
    FindDesk,
    FindFamily,
    FindFirstKind,
    FindVisits,
    LeaveMessage,
    Outcome,
)

TODAY, PHONE = date(2026, 3, 2), "2175550146"
MOTHER, FATHER = (Patient(n, name, "Novak", birthdate=born, phones=(PHONE,))
                  for n, name, born in ((1, "Petra", date(1986, 1, 9)), (2, "Adam", date(1984, 5, 3))))
ELLA, EMMA, NOAH = (Patient(n, name, "Novak", birthdate=born, phones=(PHONE,))
                    for n, name, born in ((3, "Ella", date(2015, 5, 20)), (4, "Emma", date(2015, 5, 20)), (5, "Noah", date(2018, 11, 2))))
ANA, ANNA = (Patient(n, name, "Novak", birthdate=date(2015, 5, 20), phones=(PHONE,)) for n, name in ((6, "Ana"), (7, "Anna")))
NOVAKS = [MOTHER, FATHER, ELLA, EMMA, NOAH]
MINORS = (ELLA, EMMA, NOAH)
AHEAD = {"wants": "ahead"}


def answer(request, family):
    match request:
        case FindCallers():
            return family
        case FindCharts(birthdate):
            return Charts(tuple(each for each in family if each.birthdate == birthdate), by_phone=False)
        case FindFamily(patient):
            return Family(not of_age(patient, TODAY), tuple(each for each in family if not of_age(each, TODAY)) if of_age(patient, TODAY) else ())
        case FindDesk():
            return Desk("", open=False)
        case FindFirstKind():
            return Refusal("none")
        case LeaveMessage():
            return Outcome(True)
        case FindVisits():
            return []
    raise AssertionError(f"the office was asked {request}")


class Talk:
    def __init__(self, family=NOVAKS):
        self.family = family
        self.call, self.asked, self.said, self.over = Call(caller=f"+1{PHONE}"), None, [], False
        self.go(Started())

    def go(self, event):
        while True:
            self.call, effects = step(RECORDS.load(RECORDS.dump(self.call)), event, FORMS)
            self.said += [effect.prompt for effect in effects if isinstance(effect, Say)]
            match effects[-1]:
                case Ask() as asked:
                    self.asked = asked
                    self.over = self.call.form == "stranger"        # what comes of those is another matter
                    return
                case Work(item, request):
                    event = Answered(item, answer(request, self.family))
                case Dial() | HangUp():
                    self.over = True
                    return

    def say(self, *meanings):
        for meaning in meanings:
            self.go(Heard(meaning))
        return self

    @property
    def patient(self):
        """Whose visits are spoken of by now."""
        values = self.call.values
        return values.get("patient") if values.get("behalf") is True else None


def proxy(relation, word, **more):
    return {"proxy": {"relation": relation, "word": word, **more}}


def born(patient):
    return {"dob": patient.birthdate.isoformat()}


firsts = st.sampled_from([each.first for each in NOVAKS])
meanings = st.fixed_dictionaries({}, optional={
    "dob": st.sampled_from(NOVAKS).map(lambda each: each.birthdate.isoformat()), "wants": st.sampled_from(["ahead", "person"]),
    "proxy": st.one_of(st.just({"relation": "adult", "word": "husband"}), st.just({"relation": "self", "word": ""}),
                       st.fixed_dictionaries({"relation": st.just("child"), "word": st.sampled_from(["son", "daughter", "other daughter"])},
                                             optional={"first": firsts})),
    "child": st.one_of(st.fixed_dictionaries({"first": firsts}),
                       st.fixed_dictionaries({"born": st.sampled_from(NOVAKS).map(lambda each: each.birthdate.isoformat())})),
    "name": st.fixed_dictionaries({"first": firsts}), "yes": st.booleans()})


@settings(max_examples=300, deadline=None)
@given(st.lists(meanings, min_size=1, max_size=12))
def test_only_the_patient_or_a_guardian_who_said_their_own_date_of_birth_is_served(said):
    talk, dates = Talk().say(AHEAD), set()
    for meaning in said:
        if talk.over:
            return
        dates.add(meaning.get("dob"))
        talk.say(meaning)
        if talk.patient is None or talk.patient.birthdate.isoformat() in dates:
            continue
        guardian = talk.call.values.get("guardian")
        assert talk.patient in MINORS
        assert guardian in (MOTHER, FATHER)
        assert guardian.birthdate.isoformat() in dates


@settings(max_examples=300, deadline=None)
@given(st.lists(meanings, min_size=1, max_size=12))
def test_whoever_calls_for_another_adult_is_told_of_no_adults_visits(said):
    talk = Talk().say(AHEAD)
    for meaning in said:
        if talk.over:
            return
        talk.say(meaning)
        asked_for = talk.call.values.get("proxy")
        assert not (talk.patient in (MOTHER, FATHER) and asked_for and asked_for["relation"] == "adult")


@pytest.mark.parametrize(("said", "patient"), [
    ([born(EMMA), {"name": {"first": "Emma"}}], EMMA),                                      # the child's own date of birth
    ([proxy("child", "son"), born(NOAH)], NOAH),
    ([proxy("child", "daughter"), born(MOTHER), {"child": {"first": "Ella"}}], ELLA),
    ([proxy("child", "son"), born(MOTHER), {"child": {"born": "2018-11-02"}}], NOAH),
    ([proxy("child", "daughter", first="Emma"), born(FATHER)], EMMA),
    ([proxy("child", "daughter"), born(MOTHER), {"child": {"born": "2015-05-20"}}, {"child": {"first": "Emma"}}], EMMA),
    ([born(MOTHER), AHEAD | proxy("child", "son", first="Noah")], NOAH),
    ([born(MOTHER), AHEAD | proxy("child", "son", first="Noah"), AHEAD | proxy("self", "")], MOTHER),
    ([born(MOTHER), AHEAD | proxy("child", "son", first="Noah"), AHEAD | proxy("child", "daughter", first="Ella")], ELLA),
    ([proxy("child", "son"), born(NOAH), AHEAD | proxy("child", "daughter"), born(EMMA), {"name": {"first": "Emma"}}], EMMA),
    ([proxy("child", "daughter"), born(MOTHER), proxy("self", "")], MOTHER),                # "no, it's for me"
], ids=str)
def test_who_is_spoken_of_in_the_end(said, patient):
    talk = Talk().say(AHEAD, *said)
    assert talk.patient == patient


@pytest.mark.parametrize("said", [
    [proxy("adult", "husband"), born(FATHER)], [proxy("adult", "husband"), born(MOTHER)], [born(MOTHER), AHEAD | proxy("adult", "husband")],
], ids=str)
def test_for_another_adult_the_front_desk_is_offered(said):
    talk = Talk().say(AHEAD, *said)
    assert talk.asked.prompt == "somebody_else.desk"
    assert talk.patient is None


def test_after_the_front_desk_was_declined_nobody_is_known():
    talk = Talk().say(AHEAD, proxy("adult", "husband") | born(FATHER), {"yes": False}, AHEAD)
    assert talk.asked.prompt == "who.birthdate"


def test_three_names_nobody_has_lead_to_a_person():
    talk = Talk().say(AHEAD, proxy("child", "son") | born(MOTHER), *[{"child": {"first": "Zebulon"}}] * 3)
    assert talk.call.form == "person"


def test_a_child_mentioned_again_changes_nothing():
    talk = Talk().say(AHEAD, proxy("child", "son"), born(NOAH), {"wants": "book"}, proxy("child", "son"))
    assert talk.patient == NOAH


@pytest.mark.parametrize(("spelled", "patient"), [("Ana", ANA), ("Anna", ANNA)])
def test_brothers_and_sisters_whose_names_sound_alike_are_told_apart_by_the_letters(spelled, patient):
    talk = Talk([MOTHER, ANA, ANNA]).say(AHEAD, proxy("child", "daughter"), born(MOTHER), {"child": {"first": "Ana"}})
    assert (talk.asked.prompt, talk.patient) == ("families.behalf-spell_first", None)
    assert talk.say({"child": {"first": spelled}}).patient == patient


def test_letters_that_are_nobodys_lead_to_a_person_in_the_end():
    talk = Talk([MOTHER, ANA, ANNA]).say(AHEAD, proxy("child", "daughter"), born(MOTHER))
    talk.say(*[{"child": {"first": "Ahna"}}] * 6)
    assert talk.call.form == "person"


@pytest.mark.parametrize(("spelled", "patient"), [("Ana", ANA), ("Anna", ANNA)])
def test_whoever_gives_a_childs_own_date_of_birth_is_asked_to_spell_a_name_that_may_be_two(spelled, patient):
    talk = Talk([MOTHER, ANA, ANNA]).say(AHEAD, born(ANA), {"name": {"first": "Anah"}})
    assert (talk.asked.prompt, talk.patient) == ("who.patient-spell_first", None)
    assert talk.say({"name": {"first": spelled}}).patient == patient
