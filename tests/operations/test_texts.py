"""A confirmation by text: once, to those who may be texted, and never a reason for anything to fail."""

import pytest
from sqlalchemy import update

from ivr.settings import SAMPLE_PRACTICE
from ivr.simulator.keys import PERMISSIONS, Key
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


CLEANING_ES = ("necesito una limpieza", "quince de julio de mil novecientos ochenta y dos", "el jueves por la mañana", "la primera", "sí")
TEXT_ES = "Maple Street Dental: su cita es el jueves 5 de marzo a las ocho de la mañana. Responda ALTO para no recibir mensajes."
ASKED = {"en": "Shall I text you the details at the number you're calling from?",
         "es": "¿Le envío los datos por mensaje de texto al número del que llama?"}


def unknown(office, number="(217) 555-0142"):
    """Nobody has asked Maria yet whether she may be texted."""
    office.office.tables.patients[1].TxtMsgOk, office.office.tables.patients[1].WirelessPhone = "Unknown", number
    return office


def consent(office):
    return office.office.tables.patients[1].TxtMsgOk


@pytest.mark.parametrize(("language", "said", "yes", "text"), [("en", CLEANING, "yes please", TEXT), ("es", CLEANING_ES, "sí por favor", TEXT_ES)])
def test_whoever_was_never_asked_is_asked_once_it_is_booked_and_a_yes_is_kept(texting, twilio, language, said, yes, text):
    office = unknown(texting())
    assert book(office, said).endswith(ASKED[language])
    assert twilio.writes() == []
    office.phone.say(yes)
    office.settle()
    assert (twilio.texts, consent(office)) == ([("+12175550142", text)], "Yes")


@pytest.mark.parametrize("answer", ["no thanks", "[hang up]", "no, and I need a filling too"])
def test_without_a_yes_nobody_is_texted_and_nothing_is_kept(texting, twilio, answer):
    office = unknown(texting())
    book(office)
    office.phone.hang_up() if answer == "[hang up]" else office.phone.say(answer)
    office.settle()
    assert (twilio.writes(), consent(office)) == ([], "Unknown")


def test_whoever_does_not_answer_whether_to_be_texted_is_not_and_the_call_goes_on(texting, twilio):
    office = unknown(texting())
    book(office)
    assert [office.phone.wait() for _ in range(3)][-1].text == "Is there anything else I can help you with?"
    assert twilio.writes() == []


def test_it_is_asked_once_in_a_call_and_holds_for_all_of_it(texting, twilio):
    office = unknown(texting())
    book(office)
    heard = [office.phone.say(each).text for each in ("yes", "book a filling", "Friday", "the first one", "yes")]
    office.settle()
    assert heard[-1].endswith("with Doctor Carlos Mora. Anything else?")
    assert len(twilio.texts) == 2


def test_where_the_line_may_not_write_patients_a_yes_is_for_this_call(texting, twilio):
    office = unknown(texting())
    office.office.keys["DemoCustomerKey"] = Key(permissions=frozenset(PERMISSIONS) - {"Patients"})
    book(office)
    assert "sending it now" in office.phone.say("yes").text
    office.settle()
    assert (len(twilio.texts), consent(office), office.line.tasks.open()) == (1, "Unknown", [])


def test_from_another_number_than_the_charts_a_yes_is_for_this_call(texting, twilio):
    office = unknown(texting(caller="+12175550190"))
    book(office, (CLEANING[0], CLEANING[1], "Maria Lopez", *CLEANING[2:]))
    office.phone.say("yes")
    office.settle()
    assert ([number for number, _ in twilio.texts], consent(office)) == (["+12175550190"], "Unknown")


def test_a_moved_visit_is_asked_about_as_well(texting, twilio):
    office = texting(caller="+12175550143")
    office.office.tables.patients[2].TxtMsgOk = "Unknown"
    assert book(office, ("move my appointment", "november sixth nineteen seventy", "Thursday morning", "yes")).endswith(ASKED["en"])


@pytest.mark.parametrize("why", ["opted out", "said no", "withheld", "landline", "in pain", "switched off", "no account"])
def test_nobody_is_asked_who_cannot_or_would_not_be_texted(texting, stage, tmp_path, why):
    file = tmp_path / "practice.toml"
    file.write_text(SAMPLE_PRACTICE.read_text().replace("confirmations = true", f"confirmations = {str(why != 'switched off').lower()}"))
    office = (stage if why == "no account" else texting)(practice=str(file), caller="anonymous" if why == "withheld" else "+12175550142")
    unknown(office)
    if why == "opted out":
        send(office, "/texts", TOKEN, Body="STOP")
    if why == "said no":
        office.office.tables.patients[1].TxtMsgOk = "No"
    if why == "landline":
        office.office.tables.patients[1].HmPhone, office.office.tables.patients[1].WirelessPhone = "(217) 555-0142", ""
    said = ("I have a toothache", CLEANING[1], "yes") if why == "in pain" else CLEANING
    if why == "withheld":
        said = (CLEANING[0], CLEANING[1], "Maria Lopez", *CLEANING[2:])
    office.phone.dial()
    heard = [office.phone.say(each).text for each in said]
    if why == "in pain" and "You're booked" not in heard[-1]:
        heard += [office.phone.say("the first one").text, office.phone.say("yes").text]
    assert "You're booked" in " ".join(heard)
    assert heard[-1].endswith("Is there anything else I can help you with?")


def test_what_is_texted_is_told_on_the_chart(texting):
    office = unknown(texting())
    book(office)
    office.phone.say("yes")
    office.settle()
    assert any("agreed on the automated line to be texted" in row.Note for row in office.office.tables.commlogs.values())


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
