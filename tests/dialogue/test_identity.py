"""
Who is let in, and what is said before: random charts, random callers, an office that answers as an office does.

Charts are few and close to each other (a year, a day, a letter apart), so that what one caller says is nearly another's.
"""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.app import prompts_for
from ivr.dialogue.call import Call
from ivr.dialogue.controller import step
from ivr.dialogue.effects import Answered, Ask, Dial, HangUp, Heard, Say, Started, Work
from ivr.dialogues import FORMS
from ivr.dialogues.remembered import RECORDS
from ivr.office.records import Patient
from ivr.office.requests import Charts, FindCallers, FindCharts
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE
from ivr.speech.same_name import fits

PROMPTS = prompts_for(read(SAMPLE_PRACTICE))
CALLER, ELSEWHERE = "+12175550142", "+12175550199"
WISH = {"wants": "book", "reason": "cleaning"}
FIRSTS, LASTS = ("Maria", "Mariah", "Marie", "Noah", "Noa", "Ella"), ("Lopez", "Lopes", "Novak", "Nowak", "Bell")
DATES = [date(year, month, day) for year in (1982, 1983, 1992) for month, day in ((7, 15), (6, 15), (7, 5), (5, 7))]
KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")

patients = st.builds(Patient, st.just(0), st.sampled_from(FIRSTS), st.sampled_from(LASTS), birthdate=st.sampled_from(DATES),
                     phones=st.sampled_from([("2175550142",), ()]))
offices = st.lists(patients, min_size=1, max_size=6).map(lambda found: [replace(each, number=n) for n, each in enumerate(found, 1)])
names = st.one_of(st.fixed_dictionaries({"first": st.sampled_from(FIRSTS), "last": st.sampled_from(LASTS)}),
                  st.fixed_dictionaries({"first": st.sampled_from(FIRSTS)}), st.fixed_dictionaries({"last": st.sampled_from(LASTS)}))
halves = st.fixed_dictionaries({}, optional={"year": st.sampled_from([1982, 1983, 1992]), "month": st.sampled_from([5, 6, 7]),
                                             "day": st.sampled_from([5, 7, 15])}).filter(lambda half: 0 < len(half) < 3)
quickly = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answers(born, charts=()):
    """What callers may say, beside dates out of *born* often what is one of the charts' own."""
    own = [{"dob": each.birthdate.isoformat(), "name": {"first": each.first, "last": each.last}} for each in charts]
    dates = st.one_of(st.sampled_from([*born, *(each.birthdate for each in charts)]).map(date.isoformat),
                      *([] if not charts else [halves.map(lambda half: {"incomplete": half})]))
    anything = st.fixed_dictionaries({}, optional={
        "dob": dates, "name": names, "yes": st.booleans(),
        "letters": st.sampled_from([*FIRSTS, *LASTS]).map(lambda name: name.lower().translate(KEYS))})
    nearly = st.builds(lambda true, wrong: {**true, **wrong}, st.sampled_from(own), anything) if own else anything
    return st.lists(st.one_of(anything, nearly), min_size=1, max_size=14)


in_offices = offices.flatmap(lambda charts: st.tuples(st.just(charts), answers(DATES, charts)))


class Office:
    def __init__(self, patients):
        self.patients = patients

    def answer(self, request):
        match request:
            case FindCallers(caller):
                return [patient for patient in self.patients if caller[-10:] in patient.phones]
            case FindCharts(born):
                return Charts(tuple(patient for patient in self.patients if patient.birthdate == born), by_phone=False)


class Talk:
    """A call up to where the patient is known, or the caller is handed on."""

    def __init__(self, office, caller):
        self.office, self.call, self.spoken, self.asked = office, Call(caller=caller), [], None
        self.go(Started())
        self.go(Heard(WISH))

    @property
    def patient(self):
        return self.call.values.get("patient")

    @property
    def over(self):
        return bool(self.patient) or self.call.form != "book"

    def go(self, event):
        while event:
            self.call, effects = step(self.call, event, FORMS)
            self.call = RECORDS.load(RECORDS.dump(self.call))
            event = None
            for effect in effects:
                event = self.carry_out(effect) if not self.over or self.call.form == "welcome" else None

    def carry_out(self, effect):
        match effect:
            case Say(prompt, values):
                self.spoken.append(PROMPTS.say(prompt, values, "en"))
            case Ask(prompt, variant, values):
                self.asked = effect
                self.spoken.append(PROMPTS.say(prompt, values, "en", variant))
            case Work(item, request, _):
                return Answered(item, self.office.answer(request))
            case Dial() | HangUp():
                raise AssertionError("nobody is rung, and nobody hung up on, before the call is handed on")
        return None

    def text(self):
        return " ".join(self.spoken)


class Claim:
    """What the caller has said of the date of birth, as anybody who listens would have it."""

    def __init__(self):
        self.date, self.half = "", {}

    def said(self, heard, read_out):
        """*read_out*: the date the caller has just been asked about; "" when none."""
        told = heard.get("dob")
        if isinstance(told, str):
            self.date = told
        elif told and read_out:
            year, month, day = map(int, read_out.split("-"))
            self.date = iso({"year": year, "month": month, "day": day, **told["incomplete"]}) or self.date
        elif told:
            self.half |= told["incomplete"]
            self.date = iso(self.half) if len(self.half) == 3 else ""
        elif read_out and heard.get("yes") is True:
            self.date = read_out
        if self.date:
            self.half = {}


def iso(fields):
    try:
        return date(fields["year"], fields["month"], fields["day"]).isoformat()
    except ValueError:
        return ""


def names_of(patient):
    return {patient.first, patient.last}


@settings(quickly, max_examples=300)
@given(in_offices, st.sampled_from([CALLER, CALLER, ""]))
def test_nobody_is_recognised_who_did_not_say_the_charts_own_date_of_birth(office, caller):
    charts, said = office
    talk, claim = Talk(Office(charts), caller), Claim()
    for heard in said:
        if talk.over:
            break
        claim.said(heard, talk.asked.values.get("heard", "") if talk.asked.prompt == "who.birthdate-heard" else "")
        talk.go(Heard(heard))
    if talk.patient:
        assert talk.patient.birthdate.isoformat() == claim.date


@quickly
@given(in_offices, st.sampled_from([ELSEWHERE, ""]))
def test_from_a_number_that_is_nobodys_the_name_last_said_was_in_full_the_charts_own(office, caller):
    charts, said = office
    talk, told = Talk(Office(charts), caller), {}
    for heard in said:
        if talk.over:
            break
        told |= heard.get("name", {})
        talk.go(Heard({key: each for key, each in heard.items() if key != "letters"}))
    if talk.patient:
        assert told == {"first": talk.patient.first, "last": talk.patient.last}


@quickly
@given(in_offices, st.sampled_from([CALLER, ELSEWHERE, ""]))
def test_nothing_of_a_chart_is_spoken_before_the_caller_is_recognised(office, caller):
    charts, said = office
    talk, told = Talk(Office(charts), caller), set()
    for heard in said:
        if talk.over:
            break
        talk.go(Heard(heard))
        if not talk.patient:
            told.add(talk.asked.values.get("heard"))
            text = talk.text()
            assert not [name for name in (*FIRSTS, *LASTS) if name in text]
            assert not [born for born in DATES if PROMPTS.born(born, "en") in text and born.isoformat() not in told]


def with_dates(born):
    return offices.map(lambda charts: [replace(each, birthdate=born[n % len(born)]) for n, each in enumerate(charts)])


def on_the_callers_telephone(charts, known):
    return [replace(each, phones=(CALLER[-10:],) if known and not n else ()) for n, each in enumerate(charts)]


@quickly
@given(with_dates(DATES[:6]), with_dates(DATES[:6]), st.booleans(), answers(DATES[6:]))
def test_two_offices_are_not_told_apart_by_what_a_caller_hears_who_is_in_neither(one, other, known, said):
    here, there = (Talk(Office(on_the_callers_telephone(charts, known)), CALLER) for charts in (one, other))
    for heard in said:
        if here.over or there.over:
            break
        here.go(Heard(heard))
        there.go(Heard(heard))
        assert here.spoken == there.spoken


@quickly
@given(with_dates(DATES[:6]), st.booleans(), st.permutations(DATES[6:]))
def test_a_third_wrong_date_of_birth_is_the_last(charts, known, wrong):
    talk, given_up, tried = Talk(Office(on_the_callers_telephone(charts, known)), CALLER), 0, iter(wrong)
    for _ in range(20):
        if talk.over:
            break
        if talk.asked.prompt.startswith("who.birthdate"):
            talk.go(Heard({"dob": next(tried).isoformat()}))
            given_up += 1
        else:
            talk.go(Heard({"name": {"first": "Nobody", "last": "Known"}}))
    assert (talk.call.form, given_up) == ("stranger", 3)


@quickly
@given(offices, st.data(), st.booleans(), st.sampled_from(DATES).map(date.isoformat))
def test_a_patient_misheard_once_in_everything_is_recognised(charts, data, at_home, misheard):
    """The date once, the name once, and what is read back is answered truly."""
    me, *others = charts
    me = replace(me, phones=(CALLER[-10:],))
    others = [each for each in others if each.birthdate != me.birthdate or not ((at_home and each.phones) or same_name(each, me))]
    talk = Talk(Office([me, *others]), CALLER if at_home else "")
    own = {"dob": me.birthdate.isoformat()}
    dates, names = iter([{"dob": misheard}, *[own] * 5]), iter([data.draw(misheard_name(me)), *[{"first": me.first, "last": me.last}] * 5])
    for _ in range(12):
        if talk.over:
            break
        prompt = talk.asked.prompt
        if prompt == "who.birthdate-heard":
            talk.go(Heard({"yes": True} if talk.asked.values["heard"] == own["dob"] else own))
        elif prompt.startswith("who.birthdate"):
            talk.go(Heard(next(dates)))
        else:
            half, name = prompt.rpartition("_")[2].rpartition("-")[2], next(names)
            talk.go(Heard({"name": {half: name[half]} if half in name else name}))
    assert talk.patient == me or (talk.patient and talk.patient.birthdate.isoformat() == misheard)


def same_name(one, other):
    return names_of(one) == names_of(other)


def misheard_name(patient):
    return st.fixed_dictionaries({"first": st.sampled_from([name for name in FIRSTS if fits({"first": name}, patient.first, patient.last)]),
                                  "last": st.sampled_from([name for name in LASTS if fits({"last": name}, patient.first, patient.last)])})


BROTHERS = Office([Patient(1, "Noah", "Reed", birthdate=date(2012, 5, 20), phones=(CALLER[-10:],)),
                   Patient(2, "Liam", "Reed", birthdate=date(2015, 5, 20), phones=(CALLER[-10:],))])


def said(talk, *answers):
    for each in answers:
        talk.go(Heard(each))
    return talk


def test_a_date_that_may_be_a_brothers_misheard_needs_a_first_name():
    assert said(Talk(BROTHERS, CALLER), {"dob": "2012-05-20"}).asked.prompt == "who.patient-first"


def test_the_brother_whose_date_it_is_goes_on_by_his_name():
    assert said(Talk(BROTHERS, CALLER), {"dob": "2012-05-20"}, {"name": {"first": "Noah"}}).patient.number == 1


def test_the_brother_whose_year_was_misheard_is_asked_about_the_date_he_was_heard_to_say():
    talk = said(Talk(BROTHERS, CALLER), {"dob": "2012-05-20"}, {"name": {"first": "Liam"}})
    assert (talk.asked.prompt, talk.asked.values["heard"]) == ("who.birthdate-heard", "2012-05-20")


def test_the_brother_whose_year_was_misheard_is_himself_once_it_is_put_right():
    talk = said(Talk(BROTHERS, CALLER), {"dob": "2012-05-20"}, {"name": {"first": "Liam"}}, {"yes": False, "dob": {"incomplete": {"year": 2015}}})
    assert talk.patient.number == 2


def test_namesakes_of_one_birthday_are_never_chosen_between():
    twice = [Patient(n, "Maria", "Lopez", birthdate=DATES[0]) for n in (1, 2)]
    own = {"name": {"first": "Maria", "last": "Lopez"}}
    talk = said(Talk(Office(twice), ""), {"dob": DATES[0].isoformat()}, own, own, {"yes": True}, own, {"dob": DATES[0].isoformat()})
    assert talk.call.form == "stranger"


def test_a_name_that_sounds_like_anothers_of_the_same_day_is_spelled():
    two = [Patient(1, "Maria", "Lopez", birthdate=DATES[0]), Patient(2, "Mariah", "Lopez", birthdate=DATES[0])]
    talk = said(Talk(Office(two), ""), {"dob": DATES[0].isoformat()}, {"name": {"first": "Maria", "last": "Lopez"}})
    assert talk.asked.prompt == "who.patient-spell_first"
