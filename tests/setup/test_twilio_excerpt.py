"""The excerpt of Twilio's description says what Twilio's own library says, and notices what is wrong."""

import inspect
import json
import re

import pytest
from twilio.rest.api.v2010.account import AccountInstance
from twilio.rest.api.v2010.account.incoming_phone_number import IncomingPhoneNumberContext, IncomingPhoneNumberInstance
from twilio.rest.api.v2010.account.message import MessageInstance, MessageList

from ivr.setup.connecting import FIELDS
from tests.setup.twilio_api import ACCOUNT, NUMBER, SID, TwilioApi
from tests.setup.twilio_description import EXCERPT, FORM, objections

BASE, AUTHORIZATION = f"/2010-04-01/Accounts/{ACCOUNT}", "Basic eDp5"
CHANGE = f"{BASE}/IncomingPhoneNumbers/{SID}.json"
ROW = TwilioApi().number


@pytest.mark.parametrize(("schema", "known"), [
    ("account", AccountInstance), ("incoming_phone_number", IncomingPhoneNumberInstance), ("message", MessageInstance)])
def test_a_resource_has_the_fields_that_twilios_library_reads(schema, known):
    read = re.findall(r'payload\.get\(\s*"(\w+)"', inspect.getsource(known.__init__))
    assert set(EXCERPT["components"]["schemas"][schema]["properties"]) <= set(read)


@pytest.mark.parametrize(("path", "sends"), [
    ("/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json", IncomingPhoneNumberContext._update),
    ("/2010-04-01/Accounts/{AccountSid}/Messages.json", MessageList._create)])
def test_a_request_has_the_parameters_that_twilios_library_sends(path, sends):
    sent = re.findall(r'"(\w+)": ', inspect.getsource(sends))
    assert set(EXCERPT["paths"][path]["post"]["requestBody"]["content"][FORM]["schema"]["properties"]) <= set(sent)


def test_every_parameter_the_line_knows_is_described():
    described = EXCERPT["components"]["schemas"]["incoming_phone_number"]["properties"]
    assert set(FIELDS.values()) <= set(described)


def test_a_request_as_described_is_not_objected_to():
    assert objections("POST", CHANGE, {"VoiceUrl": "https://line.example/voice", "VoiceApplicationSid": ""}, AUTHORIZATION, 200,
                      json.dumps(ROW).encode()) == []


@pytest.mark.parametrize(("method", "path", "parameters", "authorization", "answer"), [
    ("POST", CHANGE, {"VoiceUri": "https://line.example/voice"}, AUTHORIZATION, ROW),
    ("POST", CHANGE, {"VoiceMethod": "PUT"}, AUTHORIZATION, ROW),
    ("POST", CHANGE, {"VoiceUrl": "/voice"}, AUTHORIZATION, ROW),
    ("POST", CHANGE.replace("PN", "AP"), {}, AUTHORIZATION, ROW),
    ("POST", CHANGE, {}, None, ROW),
    ("PUT", CHANGE, {}, AUTHORIZATION, ROW),
    ("POST", f"{BASE}/Messages.json", {"To": NUMBER, "Body": "hello"}, AUTHORIZATION, {}),
    ("POST", CHANGE, {}, AUTHORIZATION, ROW | {"sid": "PN1"}),
    ("POST", CHANGE, {}, AUTHORIZATION, ROW | {"voice_uri": ""}),
])
def test_what_is_not_as_described_is_objected_to(method, path, parameters, authorization, answer):
    assert objections(method, path, parameters, authorization, 200, json.dumps(answer).encode())
