"""Searching, creating and changing patients; families; commlogs."""

import pytest

from ivr.simulator.rows import Patient


def names(rows):
    return sorted(row["FName"] for row in rows)


@pytest.mark.parametrize("phone", ["2175550146", "217-555-0146", "(217) 555-0146", "+12175550146", "12175550146", "5550146",
                                   "0146"])
def test_a_phone_is_found_in_any_spelling_and_by_its_last_digits(ask, phone):
    assert {"Petra", "Ella", "Emma"} <= set(names(ask.rows("/patients", Phone=phone)))


def test_a_phone_matches_anywhere_and_beside_an_extension(ask):
    assert names(ask.rows("/patients", Phone="2175550150")) == ["Olga"]
    assert names(ask.rows("/patients", Phone="555015012")) == ["Olga"]
    assert len(ask.rows("/patients", Phone="555")) == 100


def test_a_leading_one_may_be_searched_literally(ask, office):
    office.turn(plus_one_literal=True)
    assert names(ask.rows("/patients", Phone="+12175550143")) == ["Marcus"]
    assert ask.rows("/patients", Phone="+12175550142") == []


def test_an_office_with_the_side_table_finds_numbers_that_stand_on_no_row(ask, office):
    number, digits = office.tables.other_phones[0]
    office.patients[number].PatStatus = "Patient"
    assert ask.rows("/patients", Phone=digits) == []
    office.tables.preferences["PatientPhoneUsePhonenumberTable"] = "1"
    found = ask.rows("/patients", Phone=digits)
    assert [row["PatNum"] for row in found] == [number]
    assert not found[0]["HmPhone"] + found[0]["WkPhone"] + found[0]["WirelessPhone"]


def test_the_side_table_can_be_searched_exactly(ask, office):
    office.tables.preferences |= {"PatientPhoneUsePhonenumberTable": "1", "EnterpriseExactMatchPhone": "1"}
    assert names(ask.rows("/patients", Phone="2175550144")) == ["Susan"]
    assert ask.rows("/patients", Phone="2175550150") == []          # with its extension the number has twelve digits


@pytest.mark.parametrize(("status", "seen", "archived", "not_inactive"), [
    ("Patient", 1, 1, 1), ("Prospective", 1, 1, 1), ("NonPatient", 1, 1, 1), ("Inactive", 1, 1, 0), ("Archived", 0, 1, 0),
    ("Deceased", 0, 1, 0), ("Deleted", 0, 0, 0)])
def test_who_is_seen_in_a_search(ask, office, status, seen, archived, not_inactive):
    office.patients[1].PatStatus = status
    assert len(ask.rows("/patients", Phone="2175550142")) == seen
    assert len(ask.rows("/patients", Phone="2175550142", showArchived="true")) == archived
    assert len(ask.rows("/patients", Phone="2175550142", hideInactive="true")) == not_inactive


def test_merged_records_are_hidden(ask, office):
    office.patients[1].merged = True
    assert ask.rows("/patients", Phone="2175550142") == []


def test_names_match_by_prefix_here_and_anywhere_in_simple(ask):
    assert names(ask.rows("/patients", LName="ortE")) == ["Luis"]
    assert ask.rows("/patients", LName="tega") == []
    assert names(ask.rows("/patients/Simple", LName="tega")) == ["Luis"]


def test_first_names_match_the_preferred_one_if_the_office_says_so(ask, office):
    office.patients[1].Preferred = "Zelda"
    assert names(ask.rows("/patients", FName="Zelda")) == ["Maria"]
    office.tables.preferences["PatientSelectUseFNameForPreferred"] = "0"
    assert ask.rows("/patients", FName="Zelda") == []


def test_a_birth_date_and_a_last_name_find_one_of_two_namesakes(ask):
    assert [row["PatNum"] for row in ask.rows("/patients", LName="Hayes", Birthdate="1978-03-12")] == [9]


def test_a_birth_year_out_of_range_is_no_filter(ask):
    assert len(ask.rows("/patients", Birthdate="1870-01-01")) == 100


def test_a_family_is_found_by_its_guarantor(ask):
    assert names(ask.rows("/patients/Simple", Guarantor=5)) == ["Ella", "Emma", "Petra"]
    rows = ask.rows("/accountmodules/6/PatientBalances")
    assert [row["Name"] for row in rows] == ["Novak, Petra", "Novak, Ella", "Novak, Emma", "Entire Family"]
    assert rows[-1]["PatNum"] == 5


def test_simple_has_no_phone_filter_unless_switched(ask, office):
    assert ask.refusal("GET", "/patients/Simple", params={"WirelessPhone": "2175550142"})[0] == 400
    office.turn(simple_phone_filter=True)
    assert names(ask.rows("/patients/Simple", WirelessPhone="2175550142")) == ["Maria"]


def test_simple_shows_the_archived_and_never_the_deleted(ask, office):
    office.patients[1].PatStatus, office.patients[2].PatStatus = "Archived", "Deleted"
    found = {row["PatNum"] for row in ask.rows("/patients/Simple", Limit=10)}
    assert 1 in found
    assert 2 not in found


def test_simple_gives_what_changed_at_or_after_a_moment(ask):
    ask.put("/patients/3", json={"Email": "susan@example.com"})
    assert names(ask.rows("/patients/Simple", DateTStamp="2031-03-10 09:00:00")) == ["Susan"]
    assert ask.refusal("GET", "/patients/Simple", params={"DateTStamp": "2031-03-10"})[0] == 400


def test_a_new_patient_gets_the_documented_defaults(ask):
    answer = ask.post("/patients", json={"LName": "Quill", "FName": "Ada", "WirelessPhone": "312-555-0199", "TxtMsgOk": "Yes"})
    row = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(f"/patients/{row['PatNum']}")
    assert (row["PatStatus"], row["Gender"], row["Position"], row["Guarantor"]) == ("Patient", "Unknown", "Single", row["PatNum"])
    assert (row["PreferContactMethod"], row["Language"], row["Birthdate"]) == ("None", "", "0001-01-01")


@pytest.mark.parametrize("body", [
    {"FName": "Ada"}, {"LName": "", "FName": "Ada"}, {"LName": "Q", "FName": "A", "TxtMsgOk": "Yes"},
    {"LName": "Q", "FName": "A", "State": "Illinois"}, {"LName": "Q", "FName": "A", "Zip": "123"},
    {"LName": "Q", "FName": "A", "Birthdate": "1/2/1990"}, {"LName": "Q", "FName": "A", "Language": "xyz"},
    {"LName": "Q", "FName": "A", "Gender": "F"}, {"LName": "Q", "FName": "A", "Guarantor": 1, "SuperFamily": 1},
    {"LName": "Q", "FName": "A", "ChartNumber": "1" * 16}, {"LName": "Q", "FName": "A", "BillingType": "Free"}])
def test_a_new_patient_that_cannot_be_is_a_400(ask, office, body):
    before = len(office.patients)
    assert ask.refusal("POST", "/patients", json=body)[0] == 400
    assert len(office.patients) == before


def test_a_duplicate_is_refused_or_allowed_as_switched(ask, office):
    twin = {"LName": "lopez", "FName": "maria", "Birthdate": "1982-07-15", "HmPhone": "2175550142"}
    assert ask.refusal("POST", "/patients", json=twin) == (400, office.switches.duplicate_text)
    assert ask.post("/patients", json=twin | {"HmPhone": "3095550199"}).status_code == 201
    office.turn(duplicate_patients="allow")
    assert ask.post("/patients", json=twin).status_code == 201


def test_changing_a_patient_clears_strings_and_keeps_names(ask):
    assert ask.put("/patients/1", json={"WirelessPhone": "", "TxtMsgOk": "No"}).json()["WirelessPhone"] == ""
    assert ask.refusal("PUT", "/patients/1", json={"LName": ""})[0] == 400
    assert ask.refusal("PUT", "/patients/1", json={"TxtMsgOk": "Yes"})[0] == 400


def test_only_the_guarantor_can_hand_the_family_on(ask):
    assert ask.refusal("PUT", "/patients/6", json={"Guarantor": 1})[0] == 400
    assert ask.put("/patients/5", json={"Guarantor": 1}).status_code == 200


def test_a_deleted_patient_is_not_found_and_cannot_be_booked(ask, office):
    office.patients[300] = Patient(300, "Gone", "Gil", PatStatus="Deleted")
    assert ask.refusal("GET", "/patients/300") == (404, "Patient not found.")
    body = {"PatNum": 300, "Op": 1, "AptDateTime": "2031-03-13 10:00:00"}
    assert ask.refusal("POST", "/appointments", json=body) == (404, "Patient not found.")


def test_a_commlog_is_sent_by_phone_and_miscellaneous_unless_it_says_otherwise(ask):
    row = ask.post("/commlogs", json={"PatNum": 1, "Note": "Called."}).json()
    assert (row["SentOrReceived"], row["Mode_"], row["commType"]) == ("Sent", "Phone", "Misc")
    assert row["CommDateTime"] == "2031-03-10 09:00:00"
    named = {"PatNum": 1, "Note": "x", "SentOrReceived": "Received", "commType": "Recall", "CommType": 271}
    row = ask.post("/commlogs", json=named).json()
    assert (row["SentOrReceived"], row["commType"]) == ("Received", "Recall")
    assert len(ask.rows("/commlogs", PatNum=1, DateTStamp="2031-03-10 09:00:00")) == 2


@pytest.mark.parametrize(("body", "status"), [
    ({"Note": "x"}, 400), ({"PatNum": 1}, 400), ({"PatNum": 99999, "Note": "x"}, 404),
    ({"PatNum": 1, "Note": "x", "Mode_": "Fax"}, 400),
    ({"PatNum": 1, "Note": "x", "CommType": 201}, 400), ({"PatNum": 1, "Note": "x", "SentOrReceived": "received"}, 400)])
def test_a_commlog_that_cannot_be_is_refused(ask, body, status):
    assert ask.refusal("POST", "/commlogs", json=body)[0] == status
