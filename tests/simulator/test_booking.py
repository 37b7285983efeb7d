"""POST /appointments: defaults, side effects, and the checks that are not made unless an office is switched to make them."""

import pytest

TEXT = "Appointment overlaps existing appointment or blockout. Please change the appointment length."


def test_a_bare_post_gets_the_documented_defaults(ask, office):
    office.patients[1].PriProv = 2
    answer = ask.post("/appointments", json={"PatNum": 1, "Op": 3, "AptDateTime": "2031-03-13 10:00:00"})
    row = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(f"/api/v1/appointments/{row['AptNum']}")
    assert (row["AptStatus"], row["Pattern"], row["Confirmed"], row["Note"]) == ("Scheduled", "/XX/", 201, "")
    # The provider is the patient's own, not the chair's.
    assert (row["ProvNum"], row["ProvHyg"], row["IsHygiene"], row["Priority"]) == (2, 0, "false", "Normal")
    assert row["PatternSecondary"] == "////"
    assert "serverDateTime" not in row


def test_what_is_sent_is_what_is_kept(ask, book):
    sent = {"Pattern": "/XXXXXXXXXX/", "ProvNum": 1, "ProvHyg": 3, "IsHygiene": "true", "IsNewPatient": "false", "Confirmed": 203,
            "Note": "By telephone", "Priority": "ASAP", "AppointmentTypeNum": 1}
    row = ask.get(f"/appointments/{book(**sent)['AptNum']}").json()
    assert {name: row[name] for name in sent} == sent
    assert row["ProcDescript"] == "PerEx, Pro"


def test_the_types_pattern_counts_only_without_a_pattern(book):
    assert len(book(AppointmentTypeNum=1)["Pattern"]) == 12
    assert book(AppointmentTypeNum=1, Pattern="XX")["Pattern"] == "XX"


def test_a_pattern_over_nine_hours_is_trimmed_not_refused(book):
    assert len(book(Pattern="X" * 200)["Pattern"]) == 108


def test_the_other_providers_pattern_must_be_as_long(ask):
    body = {"PatNum": 1, "Op": 3, "AptDateTime": "2031-03-13 10:00:00", "Pattern": "XXX", "PatternSecondary": "//"}
    assert ask.refusal("POST", "/appointments", json=body) == (400, "PatternSecondary is invalid.")


def test_a_new_patients_visit_sets_the_date_of_the_first_visit(ask, book):
    patient = ask.post("/patients", json={"LName": "Quill", "FName": "Ada"}).json()["PatNum"]
    book(PatNum=patient, IsNewPatient="true")
    assert ask.get(f"/patients/{patient}").json()["DateFirstVisit"] == "2031-03-13"


def test_an_unscheduled_post_has_no_chair(book):
    assert book(AptStatus="UnschedList")["Op"] == 0


def test_a_post_leaves_history_stamp_and_signal(ask, book):
    number = book()["AptNum"]
    history = ask.rows("/histappointments", AptNum=number)
    assert [row["HistApptAction"] for row in history] == ["Created"]
    assert [row["AptNum"] for row in ask.rows("/appointments", DateTStamp="2031-03-10 09:00:00")] == [number]
    assert [row["FKey"] for row in ask.rows("/signalods", SigDateTime="2031-03-10 09:00:00")] == [number]


def test_nothing_is_checked_by_default(book):
    """Two visits of one patient in one chair with one provider, on a blockout, on a holiday, in the past: all 201."""
    for at in ("2031-03-11 10:00:00", "2031-03-11 10:00:00", "2031-03-12 16:40:00", "2031-04-03 10:00:00", "2030-01-01 10:00:00"):
        book(AptDateTime=at)


@pytest.mark.parametrize(("switch", "body"), [
    ("refuse_overlap", {"PatNum": 2, "ProvNum": 1}), ("refuse_double_booking", {"PatNum": 2, "Op": 5}),
    ("refuse_same_patient", {"Op": 5, "ProvNum": 2}), ("refuse_past", {"AptDateTime": "2031-03-10 08:00:00"}),
    ("refuse_overlap", {"AptDateTime": "2031-03-12 16:40:00"}), ("refuse_any_blockout", {"AptDateTime": "2031-03-17 15:00:00"}),
    ("refuse_holiday", {"AptDateTime": "2031-04-03 10:00:00"})])
def test_a_strict_office_refuses(ask, office, book, switch, body):
    office.appointments.clear()
    book(AptDateTime="2031-05-01 10:00:00")
    office.turn(**{switch: True})
    mine = {"PatNum": 1, "Op": 3, "ProvNum": 3, "AptDateTime": "2031-05-01 10:10:00"}
    status, text = ask.refusal("POST", "/appointments", json=mine | body)
    assert status == 400
    assert text == TEXT or "blockout" not in switch + text
    assert len(office.appointments) == 1


def test_a_strict_office_lets_visits_touch_and_move_in_place(ask, office, book):
    office.appointments.clear()
    first = book(AptDateTime="2031-05-01 10:00:00")
    office.turn(refuse_overlap=True, refuse_double_booking=True, refuse_same_patient=True)
    book(AptDateTime="2031-05-01 10:20:00")
    moved = ask.put(f"/appointments/{first['AptNum']}", json={"AptDateTime": "2031-05-01 09:55:00"})
    assert moved.status_code == 200
    late = ask.refusal("PUT", f"/appointments/{first['AptNum']}", json={"AptDateTime": "2031-05-01 10:10:00"})
    assert late == (400, TEXT)


def test_procedures_are_required_only_where_switched(ask, office, book):
    office.turn(require_procedure=True)
    mine = {"PatNum": 1, "Op": 3, "AptDateTime": "2031-05-01 10:10:00"}
    assert ask.post("/appointments", json=mine).status_code == 400
    assert ask.post("/appointments", json=mine | {"AppointmentTypeNum": 1}).status_code == 201


def test_a_prospective_chair_makes_prospects_only_where_switched(office, book):
    book(Op=6, ProvNum=5)
    assert office.patients[1].PatStatus == "Patient"
    office.turn(prospective_chairs=True)
    book(Op=6, ProvNum=5)
    assert office.patients[1].PatStatus == "Prospective"


def test_an_unknown_patients_visits_are_none_or_a_404(ask, office):
    assert ask.rows("/appointments", PatNum=999999) == []
    office.turn(unknown_patient_visits="404")
    assert ask.refusal("GET", "/appointments", params={"PatNum": 999999}) == (404, "Patient not found.")
