"""A practice file is read whole, and refused with everything that is wrong in it, each with its place."""

import re
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.practice import PracticeFileError, parse, read
from ivr.practice.faults import Fault
from ivr.practice.file import LANGUAGES
from ivr.settings import SAMPLE_PRACTICE

SAMPLE = SAMPLE_PRACTICE.read_text()
SMALL = """\
[practice]
name = "Elm Dental"
timezone = "America/New_York"

[phones]
front_desk = "+12125550100"

[hours]
tue = ["13:00-17:00", "08:00-12:00"]

[[provider]]
number = 1
spoken = "Doctor Elm"

[[visit]]
name = "checkup"
spoken = { en = "checkup" }
phrases = { en = ["checkup"] }
minutes = 30
providers = [1]
operatories = [2]
"""


def refusal(text: str) -> PracticeFileError:
    with pytest.raises(PracticeFileError) as raised:
        parse(text)
    return raised.value


def faults_of(text: str) -> tuple[Fault, ...]:
    try:
        parse(text)
    except PracticeFileError as error:
        return error.faults
    return ()


def changed(old: str, new: str, text: str = SAMPLE) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_the_sample_is_read():
    practice = read(SAMPLE_PRACTICE)
    assert practice.name == "Maple Street Dental"
    assert practice.zone.key == "America/Chicago"
    assert practice.languages == ("en", "es")
    assert (practice.increment_minutes, practice.lead_minutes, practice.horizon_days) == (10, 60, 60)
    assert practice.phones.front_desk == "+12175550100"
    assert practice.hours[4] == ((time(8), time(14)),)
    assert practice.hours[5] == ()
    assert [provider.number for provider in practice.providers] == [1, 2, 3, 4, 5]
    assert [visit.name for visit in practice.visits][:2] == ["cleaning", "checkup"]
    assert set(practice.answers) == {"insurance", "parking", "address"}


def test_what_is_left_out_has_the_documented_default():
    practice = parse(SMALL)
    visit = practice.visits[0]
    assert practice.languages == ("en",)
    assert (practice.increment_minutes, practice.lead_minutes, practice.horizon_days) == (10, 60, 90)
    assert practice.phones.on_call == ""
    assert (practice.cancelling.notice_hours, practice.cancelling.early, practice.cancelling.late_break_type) == (
        24, "UnschedList", "")
    assert practice.cancelling.fee_wording == practice.emergency_phrases == practice.answers == {}
    assert practice.texts.confirmations is True
    assert (visit.hygiene, visit.dentist, visit.new_patients, visit.write) == (False, 0, False, "book")
    assert (visit.bookable_blockouts, visit.appointment_type) == ((), 0)


def test_everything_the_sample_leaves_out_is_read():
    practice = parse(SMALL + """
[[closed]]
date = 2031-11-27
reason = { en = "Thanksgiving" }
[cancelling]
notice_hours = 48
early = "Break"
late_break_type = "Missed"
fee_wording = { en = "There is a fee of forty dollars." }
[texts]
confirmations = false
[emergency]
phrases = { en = ["jaw will not close"], es = [] }
""")
    assert practice.closed_days == {date(2031, 11, 27)}
    assert practice.closed[0].reason == {"en": "Thanksgiving"}
    assert practice.cancelling.model_dump() == {
        "notice_hours": 48, "early": "Break", "late_break_type": "Missed",
        "fee_wording": {"en": "There is a fee of forty dollars."}}
    assert practice.texts.confirmations is False
    assert practice.emergency_phrases == {"en": ("jaw will not close",), "es": ()}


def test_hours_stand_in_order_however_they_are_written():
    assert parse(SMALL).hours[1] == ((time(8), time(12)), (time(13), time(17)))


def test_a_provider_may_be_named_anew_in_each_language():
    text = changed('spoken = "Doctor Elm"', 'spoken = { en = "Doctor Elm", es = "la doctora Elm" }', SMALL)
    practice = parse(text)
    assert practice.spoken_provider(1, "es") == "la doctora Elm"
    assert practice.spoken_provider(1, "en") == practice.providers[0].spoken == "Doctor Elm"
    assert parse(SMALL).spoken_provider(1, "es") == "Doctor Elm"
    assert practice.spoken_provider(9, "en") == ""


def test_a_file_begun_with_a_byte_order_mark_is_read(tmp_path: Path):
    (tmp_path / "practice.toml").write_text(SMALL, encoding="utf-8-sig")
    assert read(tmp_path / "practice.toml").name == "Elm Dental"


def test_a_language_may_be_switched_off_without_taking_its_texts_out():
    assert parse(changed('languages = ["en", "es"]', 'languages = ["en"]')).languages == ("en",)


def test_an_answer_may_be_kept_to_one_language():
    answers = '[answers.vans]\nphrases = { en = ["van"] }\nsay = { en = "Yes." }\n'
    assert parse(SAMPLE + answers).answers["vans"].say == {"en": "Yes."}


def test_a_practice_may_choose_any_language_there_are_prompts_for():
    prompts = Path(__file__).parents[2] / "prompts"
    written = {folder.name for folder in prompts.iterdir() if any(folder.glob("*.ftl"))}
    assert "en" in written
    assert written <= set(LANGUAGES)


ZONE = 'timezone = "America/Chicago"'
MONDAY = 'mon = ["08:00-12:00", "13:00-17:00"]'
FRIDAY = 'fri = ["08:00-14:00"]'
MINUTES = "minutes = 60\nhygiene = true\n"
DESK = 'front_desk = "+12175550100"'
CLEANING = "[name=cleaning]"
UNTOLD_EN, UNTOLD_ES = 'missing; expected a text for "en"', 'missing; expected a text for "es"'
HALF = 'missing; expected as "es" has'

REFUSED = [     # what the sample has, what it has instead, the key, what the message says of it
    (ZONE, ZONE + "\nleed_minutes = 5", "practice.leed_minutes", 'unknown key; did you mean "lead_minutes"?'),
    ("[cancelling]", "[cancellation]", "cancellation", 'unknown key; did you mean "cancelling"?'),
    (FRIDAY, FRIDAY + '\nfriday = []', "hours.friday", 'unknown key; did you mean "fri"?'),
    ("hygiene = true", "hygeine = true", f"visit{CLEANING}.hygeine", 'unknown key; did you mean "hygiene"?'),
    ('called = ["smith"', 'xyz = ["smith"', "provider[number=1].xyz", "unknown key; expected one of: number,"),
    ("[answers.parking]", "[answers.parking]\nsays = 1", "answers.parking.says", 'unknown key; did you mean "say"?'),
    ('name = "Maple Street Dental"', "", "practice.name", "missing; expected the practice's name"),
    (DESK, "", "phones.front_desk", "missing; expected the front desk's number in E.164"),
    (MINUTES, "hygiene = true\n", f"visit{CLEANING}.minutes", "missing; expected a number of minutes"),
    ('spoken = "Dana Lee"', "", "provider[number=3].spoken", "missing; expected the name as callers hear it"),
    ("lead_minutes = 60", 'lead_minutes = "60"', "practice.lead_minutes", "expected whole minutes from 0 to 20160"),
    ("lead_minutes = 60", "lead_minutes = true", "practice.lead_minutes", "expected whole minutes from 0 to 20160"),
    ("lead_minutes = 60", "lead_minutes = -1", "practice.lead_minutes", "expected whole minutes from 0 to 20160"),
    ("lead_minutes = 60", "lead_minutes = 20161", "practice.lead_minutes", "expected whole minutes from 0 to 20160"),
    ("horizon_days = 60", "horizon_days = 0", "practice.horizon_days", "expected whole days from 1 to 730"),
    ("horizon_days = 60", "horizon_days = 731", "practice.horizon_days", "expected whole days from 1 to 730"),
    ("lead_minutes = 60\nhorizon_days = 60", "lead_minutes = 1440\nhorizon_days = 1", "practice.lead_minutes",
     "expected less than the horizon_days"),
    ("increment_minutes = 10", "increment_minutes = 7", "practice.increment_minutes", "expected a multiple of 5"),
    ("increment_minutes = 10", "increment_minutes = 0", "practice.increment_minutes", "expected a multiple of 5"),
    ("confirmations = true", 'confirmations = "yes"', "texts.confirmations", "expected true or false"),
    ("hygiene = true", "hygiene = 1", f"visit{CLEANING}.hygiene", "expected true or false"),
    (ZONE, 'timezone = "America/Chicgo"', "practice.timezone", 'unknown time zone; expected an IANA name'),
    (ZONE, 'timezone = "America/Chicgo"', "practice.timezone", 'did you mean "America/Chicago"?'),
    (ZONE, 'timezone = "Central"', "practice.timezone", "unknown time zone"),
    (ZONE, 'timezone = "../../etc/passwd"', "practice.timezone", "unknown time zone"),
    (ZONE, "timezone = 6", "practice.timezone", "unknown time zone"),
    ('["en", "es"]', '["en", "fr"]', "practice.languages[#2]", "unknown language; expected one of: en, es"),
    ('["en", "es"]', "[]", "practice.languages", "expected a list of languages"),
    ('["en", "es"]', '["en", "en"]', "practice.languages", "expected each only once"),
    (FRIDAY, 'fri = ["8-14"]', "hours.fri[#1]", 'expected hours as "HH:MM-HH:MM"'),
    (FRIDAY, 'fri = ["08:00-24:00"]', "hours.fri[#1]", 'expected hours as "HH:MM-HH:MM"'),
    (FRIDAY, 'fri = ["08:00-13:60"]', "hours.fri[#1]", 'expected hours as "HH:MM-HH:MM"'),
    (FRIDAY, "fri = [800]", "hours.fri[#1]", 'expected hours as "HH:MM-HH:MM"'),
    (FRIDAY, 'fri = "08:00-14:00"', "hours.fri", "expected a list of hours"),
    (FRIDAY, 'fri = ["14:00-08:00"]', "hours.fri[#1]", "expected hours that end after they begin"),
    (FRIDAY, 'fri = ["08:00-08:00"]', "hours.fri[#1]", "expected hours that end after they begin"),
    (MONDAY, 'mon = ["13:00-17:00", "08:00-13:10"]', "hours.mon", "expected hours that do not overlap"),
    (DESK, 'front_desk = "217-555-0100"', "phones.front_desk", "expected a telephone number in E.164"),
    (DESK, 'front_desk = "+1217555010"', "phones.front_desk", "expected a telephone number in E.164"),
    (DESK, 'front_desk = "+999123456789"', "phones.front_desk", "expected a telephone number in E.164"),
    (DESK, "front_desk = 12175550100", "phones.front_desk", "the front desk's number in E.164"),
    ('on_call = "+12175550101"', 'on_call = "none"', "phones.on_call", "expected a telephone number in E.164"),
    ("providers = [3, 4]", "", f"visit{CLEANING}.providers", "missing; expected a list of at least"),
    ("providers = [3, 4]", "providers = []", f"visit{CLEANING}.providers", "a list of at least one provider"),
    ("providers = [3, 4]", 'providers = ["3"]', f"visit{CLEANING}.providers[#1]", "a list of at least one provider"),
    ("providers = [3, 4]", "providers = [3, 3]", f"visit{CLEANING}.providers", "expected each only once"),
    ("providers = [3, 4]", "providers = [3, 9]", f"visit{CLEANING}.providers[#2]", "no [[provider]] has the number 9"),
    ("dentist = 1", "dentist = 9", f"visit{CLEANING}.dentist", "no [[provider]] has the number 9"),
    ("operatories = [3, 4]", "", f"visit{CLEANING}.operatories", "missing; expected a list of at least"),
    ("operatories = [3, 4]", "operatories = []", f"visit{CLEANING}.operatories", "at least one operatory"),
    ("operatories = [3, 4]", "operatories = [0]", f"visit{CLEANING}.operatories[#1]", "at least one operatory"),
    ('"clean my teeth", "teeth cleaned", "cleaning", "hygienist", "hygiene"', "", f"visit{CLEANING}.phrases.en",
     "expected what callers call it"),
    ('"limpieza", "limpiar los dientes", "higienista"', '""', f"visit{CLEANING}.phrases.es[#1]", "callers call it"),
    ('name = "checkup"', 'name = "Cleaning"', "visit[name=Cleaning].name", "used before"),
    ("number = 2", "number = 1", "provider[number=1].number", "used before"),
    (MINUTES, "minutes = 62\nhygiene = true\n", f"visit{CLEANING}.minutes", "a multiple of 5 from 5 to 720"),
    (MINUTES, "minutes = 0\nhygiene = true\n", f"visit{CLEANING}.minutes", "a multiple of 5 from 5 to 720"),
    (MINUTES, "minutes = -5\nhygiene = true\n", f"visit{CLEANING}.minutes", "a multiple of 5 from 5 to 720"),
    (MINUTES, "minutes = 60.0\nhygiene = true\n", f"visit{CLEANING}.minutes", "a multiple of 5 from 5 to 720"),
    ('early = "UnschedList"', 'early = "Broken"', "cancelling.early", 'expected "UnschedList" or "Break"'),
    ('late_break_type = "Cancelled"', 'late_break_type = "Late"', "cancelling.late_break_type", "Missed"),
    ("notice_hours = 24", "notice_hours = -1", "cancelling.notice_hours", "expected whole hours from 0"),
    ('write = "ask"', 'write = "perhaps"', "visit[name=crown].write", 'expected "book", "ask" or "message"'),
    ('spoken = { en = "cleaning", es = "limpieza" }', 'spoken = { en = "cleaning" }', f"visit{CLEANING}.spoken.es",
     UNTOLD_ES),
    ('en = ["filling", "cavity", "cavity filled"], ', "", "visit[name=filling].phrases.en", UNTOLD_EN),
    ("[texts]", 'fee_wording = { en = "A fee." }\n[texts]', "cancelling.fee_wording.es", UNTOLD_ES),
    ("[texts]", 'fee_wording = "A fee."\n[texts]', "cancelling.fee_wording", "by language, such as { en ="),
    ("[texts]", '[[closed]]\ndate = 2031-11-27\nreason = { en = "a" }\n[texts]', "closed[date=2031-11-27].reason.es",
     UNTOLD_ES),
    ("[texts]", '[[closed]]\ndate = "2031-11-27"\n[texts]', "closed[date=2031-11-27].date", "a date without quotes"),
    (', es = "Hay estacionamiento gratis detrás del edificio."', "", "answers.parking.say.es", HALF),
    (', es = ["estacionamiento", "dónde me estaciono", "dónde [me] [puedo] (estacionar|estacionarme)", '
     '"dejar el carro"]', "", "answers.parking.phrases.es", HALF),
    ('spoken = "Dana Lee"', 'spoken = { en = "Dana Lee" }', "provider[number=3].spoken.es", UNTOLD_ES),
    ('es = "corona" }', 'fr = "couronne", es = "corona" }', "visit[name=crown].spoken.fr", "unknown language"),
]


@pytest.mark.parametrize(("old", "new", "path", "words"), REFUSED)
def test_one_thing_wrong_is_told_with_its_line_its_key_and_what_was_expected(old, new, path, words):
    """The line is within the change, or, for what was taken out, that of the table around it."""
    text = changed(old, new)
    message = str(refusal(text))
    told = re.search(rf"^  line (\d+): {re.escape(path)}: (.*)$", message, re.MULTILINE)
    assert told, message
    assert words in told[2]
    first = SAMPLE[:SAMPLE.index(old)].count("\n") + 1
    header = SAMPLE.rindex("\n[", 0, SAMPLE.index(old))
    around = SAMPLE[:header].count("\n") + 2
    allowed = range(first, first + new.count("\n") + old.count("\n") + 1)
    assert int(told[1]) in allowed or int(told[1]) == around


@pytest.mark.parametrize("table", ["practice", "phones", "hours", "provider", "visit"])
def test_a_table_that_is_missing_is_named(table):
    kept = [part for part in re.split(r"\n(?=\[)", SMALL) if not part.startswith((f"[{table}]", f"[[{table}]]"))]
    assert re.search(rf"^  {table}: missing; expected .*\[{table}\]", str(refusal("\n".join(kept))), re.MULTILINE)


@pytest.mark.parametrize("text", [
    "practice = 1\nvisit = 3\nprovider = [1]\nanswers = 3\n",
    "[[practice]]\n[answers]\na = 1\n",
    "[[hours]]\n[visit]\nproviders = 3\n[provider]\nnumber = 1\n",
    '[practice]\nlanguages = 3\n[[visit]]\nproviders = "x"\nphrases = 1\nspoken = []\ndentist = "x"\n',
])
def test_tables_of_any_shape_are_refused_not_stumbled_over(text):
    assert refusal(text).faults


MISSED = re.compile(r"no \[\[provider\]\]|used before|missing")
VALUE = re.compile(r"(?<== ).+$", re.MULTILINE)
VALUES = list(VALUE.finditer(SAMPLE))


@given(st.sampled_from(VALUES), st.sampled_from([
    "1", "-1", "1.5", "nan", "true",
    '""', '"x"', "[]", "[[]]", "[{}]", "{}", "{ en = 1 }", "{ en = {} }", '{ "" = "" }',
    "2031-11-27", "08:00:00", "2031-11-27T08:00:00Z",
    '[["08:00-12:00"]]', "999999999999999999999999"]))
def test_any_value_in_any_place_is_taken_or_refused_with_that_line(place, value):
    """What is refused is on the changed line, or is missed elsewhere because of it."""
    text = SAMPLE[:place.start()] + value + SAMPLE[place.end():]
    line = SAMPLE[:place.start()].count("\n") + 1
    faults = faults_of(text)
    assert not faults or any(fault.line == line or MISSED.search(fault.expected) for fault in faults)


def test_an_office_that_never_opens_is_refused():
    text = re.sub(r'(?m)^(mon|tue|wed|thu|fri) = .*$', "", SAMPLE)
    assert "hours: expected hours for at least one day" in str(refusal(text))


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file():
    text = changed("providers = [3, 4]", "providers = [8]", changed('write = "ask"', 'write = "x"', changed(
        FRIDAY, 'fri = ["9-5"]', changed(DESK, 'front_desk = "0"', SAMPLE))))
    error = refusal(text)
    assert "practice file cannot be used; 4 things to put right:" in str(error)
    assert [fault.path[-1] for fault in error.faults] == ["front_desk", 0, 0, "write"]
    assert [fault.line for fault in error.faults] == sorted(fault.line for fault in error.faults)


def test_a_telephone_number_is_not_repeated_in_what_is_said_about_it():
    """The on-call number may be somebody's own, and messages end up in logs."""
    message = str(refusal(changed('on_call = "+12175550101"', 'on_call = "2175550101"')))
    assert "555" not in message.replace('such as "+12175550100"', "")


@pytest.mark.parametrize(("text", "line"), [
    ("[practice\n", "line 1: "), ("a = 1\nb = \n", "line 2: "), ("a = 1\na = 2\n", "line 2: "), ('a = """', ""),
])
def test_what_is_not_toml_is_told_with_the_place(text, line):
    assert f"\n  {line}expected TOML, but: " in str(refusal(text))


def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path: Path):
    with pytest.raises(PracticeFileError, match=r"nowhere\.toml cannot be used.*\n  No such file"):
        read(tmp_path / "nowhere.toml")
    (tmp_path / "latin.toml").write_bytes("name = 'caf\xe9'".encode("latin-1"))
    with pytest.raises(PracticeFileError, match="UTF-8"):
        read(tmp_path / "latin.toml")
