"""A confirmation by text: once, to those who may be texted, and never a reason for anything to fail."""

import pytest
from sqlalchemy import update

from ivr.settings import SAMPLE_PRACTICE
from ivr.store.schema import operations
from tests.setup.twilio_api import ACCOUNT, TwilioApi, serving
from tests.stage import TOKEN
from tests.test_webhooks import send

CLEANING = ("I need a cleaning", "july fifteenth nineteen eighty two", "Thursday morning", "the first one", "yes")
TEXT = "Maple Street Dental: your visit is on Thursday, March 5 at 8 AM. Reply STOP for no more texts."


@pytest.fixture
def twilio():
    api = TwilioApi()
    api.token = TOKEN
    with serving(api) as api.url:
        yield api


@pytest.fixture
def texting(stage, twilio):
    def build(**options):
        return stage(environment={"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_API_URL": twilio.url}, **options)

    return build


def book(office, said=CLEANING):
    office.phone.dial()
    heard = [office.phone.say(each) for each in said][-1]
    office.settle()
    return heard.text


def test_a_booked_visit_is_confirmed_by_text(texting, twilio):
    assert "You're booked" in book(texting())
    assert twilio.texts == [("+12175550142", TEXT)]


def test_a_text_is_in_the_language_of_the_call(texting, twilio):
    book(texting(), ("en español", "necesito una limpieza", "quince de julio de mil novecientos ochenta y dos", "el jueves por la mañana",
                     "la primera", "sí"))
    assert twilio.texts == [("+12175550142", "Maple Street Dental: su cita es el jueves 5 de marzo a las ocho de la mañana. "
                                             "Responda ALTO para no recibir mensajes.")]


def test_a_moved_visit_is_confirmed_by_text(texting, twilio):
    book(texting(caller="+12175550143"), ("move my appointment", "november sixth nineteen seventy", "Thursday morning", "the first one", "yes"))
    [(number, text)] = twilio.texts
    assert (number, "is now on Thursday, March 5" in text) == ("+12175550143", True)


def test_nothing_of_what_for_is_texted(texting, twilio):
    book(texting())
    assert not {"cleaning", "maria", "lopez", "dana"} & set(twilio.texts[0][1].lower().split())


def test_whoever_did_not_say_they_may_be_texted_is_not(texting, twilio):
    office = texting()
    office.office.tables.patients[1].TxtMsgOk = "Unknown"
    assert "You're booked" in book(office)
    assert twilio.writes() == []


def test_a_practice_that_does_not_confirm_by_text_sends_none(texting, twilio, tmp_path):
    file = tmp_path / "practice.toml"
    file.write_text(SAMPLE_PRACTICE.read_text().replace("confirmations = true", "confirmations = false"))
    assert "You're booked" in book(texting(practice=str(file)))
    assert twilio.writes() == []


def test_a_visit_that_was_not_booked_is_not_confirmed(texting, twilio):
    office = texting()
    office.office.faults.add("status:status=400,method=POST,path=/appointments,nth=1")
    book(office)
    assert twilio.writes() == []


@pytest.mark.parametrize("answer", [(500, ""), (429, {"code": 20429}), (400, {"code": 30034}), (201, "garbage"), (200, "[]")])
def test_whatever_twilio_answers_it_is_asked_once_and_the_visit_stands(texting, twilio, answer):
    twilio.answer = answer
    office = texting()
    assert "You're booked" in book(office)
    assert len(twilio.writes()) == 1
    assert office.line.tasks.open() == []


def test_a_twilio_out_of_reach_is_no_reason_to_fail(texting, twilio):
    twilio.url = "http://127.0.0.1:9"
    office = texting()
    assert "You're booked" in book(office)
    assert office.line.tasks.open() == []


def test_whoever_twilio_says_has_opted_out_is_not_tried_again(texting, twilio):
    twilio.stopped.add("+12175550142")
    office = texting()
    book(office)
    book(office, ("book another cleaning", CLEANING[1], "yes", "Friday", "the first one", "yes"))
    assert len(twilio.writes()) == 1


@pytest.mark.parametrize("word", ["STOP", "stop.", "Stop", "ALTO", "unsubscribe", "Opt out"])
def test_whoever_has_sent_stop_is_not_texted(texting, twilio, word):
    office = texting()
    assert send(office, "/texts", TOKEN, Body=word).status_code == 200
    assert "You're booked" in book(office)
    assert twilio.writes() == []


def test_whoever_has_sent_start_again_is_texted(texting, twilio):
    office = texting()
    for word in ("STOP", "START"):
        send(office, "/texts", TOKEN, Body=word)
    book(office)
    assert len(twilio.texts) == 1


def test_another_text_than_stop_changes_nothing(texting, twilio):
    office = texting()
    send(office, "/texts", TOKEN, Body="please stop by the office")
    book(office)
    assert len(twilio.texts) == 1


def test_a_stop_that_twilio_did_not_sign_is_not_heeded(texting, twilio):
    office = texting()
    assert send(office, "/texts", "another", Body="STOP").status_code == 403
    book(office)
    assert len(twilio.texts) == 1


def test_a_new_patient_who_agreed_in_this_call_is_texted(texting, twilio):
    book(texting(caller="+12175550190"), ("I'm a new patient", "april twelfth nineteen ninety one", "L I N D", "S A R A", "yes", "yes", "yes",
                                          "Thursday morning", "yes"))
    assert [number for number, _ in twilio.texts] == ["+12175550190"]


def test_a_line_with_no_account_sends_nothing(stage):
    office = stage()
    assert "You're booked" in book(office)
    assert office.line.texts.wanted("+12175550142") is False


def test_a_sender_that_died_may_have_sent_it_and_it_is_not_sent_again(texting, twilio):
    """The step was put down as begun; whoever takes it over lets it be."""
    office = texting()
    book(office)
    with office.line.database.begin() as connection:
        connection.execute(update(operations).values(state="texting", holder="somebody who died", due_at=0.0))
    office.until(lambda: not office.unfinished())
    assert len(twilio.texts) == 1
