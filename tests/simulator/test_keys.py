"""Headers, keys and permissions."""

import pytest

from ivr.simulator.keys import PERMISSIONS, Key

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("header", ["", "Bearer abc", "ODFHIR", "ODFHIR onlyone", "ODFHIR /x", "odfhir a/b"])
def test_a_malformed_header_is_a_400(ask, header):
    assert ask.refusal("GET", "/operatories", headers={"Authorization": header}) == (400, "Malformed API request.")


def test_the_status_of_a_malformed_header_can_be_switched_to_401(ask, office):
    office.turn(malformed_key_status=401)
    assert ask.refusal("GET", "/operatories", headers={"Authorization": "x"})[0] == 401


@pytest.mark.parametrize("pair", ["DemoDeveloperKey/Other", "Other/DemoCustomerKey"])
def test_unknown_keys_are_a_401_or_as_switched(ask, office, pair):
    headers = {"Authorization": f"ODFHIR {pair}"}
    assert ask.refusal("GET", "/operatories", headers=headers)[0] == 401
    office.turn(unknown_key_status=400)
    assert ask.refusal("GET", "/operatories", headers=headers)[0] == 400


def test_a_disabled_key_is_a_401(ask, office):
    office.keys["DemoCustomerKey"] = Key(enabled=False)
    assert ask.refusal("GET", "/operatories")[0] == 401


@pytest.mark.parametrize(("method", "path", "permission"), [
    ("GET", "/patients", "ReadAll"), ("POST", "/appointments", "Appointments"), ("PUT", "/appointments/1001", "Appointments"),
    ("PUT", "/appointments/1001/Break", "Comm"), ("PUT", "/appointments/1001/Confirm", "Comm"), ("POST", "/commlogs", "Comm"),
    ("POST", "/patients", "Patients"), ("PUT", "/patients/1", "Patients"), ("POST", "/asapcomms", "TextingASAP"),
    ("PUT", "/queries/ShortQuery", "Queries"), ("POST", "/recalls", "AllOthers"), ("POST", "/subscriptions", "ReadAll")])
def test_each_method_needs_its_permission(ask, office, method, path, permission):
    """A key with every other permission gets a 401, whatever the body."""
    office.keys["DemoCustomerKey"] = Key(permissions=frozenset(PERMISSIONS) - {permission})
    status, text = ask.refusal(method, path, json={})
    assert status == 401
    assert permission in text


def test_the_permission_of_commlog_put_is_a_switch(ask, office):
    office.keys["DemoCustomerKey"] = Key(permissions=frozenset({"Comm"}))
    assert ask.put("/commlogs/1", json={"Note": "x"}).status_code == 401
    office.turn(commlog_put_permission="Comm")
    assert ask.put("/commlogs/1", json={"Note": "x"}).status_code == 200


def test_the_key_can_ask_what_it_may_do(ask):
    told = {row["Permission"]: row["HasPermission"] for row in ask.rows("/securityperms")}
    assert told["ApiComm"] == "true"
    assert told["ApiQueries"] == "false"


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_a_get_without_json_content_type_is_a_400(ask, kind):
    assert ask.refusal("GET", "/operatories", headers={"Content-Type": kind})[0] == 400


def test_a_content_type_may_name_its_charset(ask):
    assert ask.get("/operatories", headers={"Content-Type": "application/json; charset=utf-8"}).status_code == 200
