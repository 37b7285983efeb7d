"""What the practice decides about who may speak for whom, with real charts behind it."""

import pytest

from ivr.settings import SAMPLE_PRACTICE


def practice(folder, rule):
    path = folder / "practice.toml"
    path.write_text(SAMPLE_PRACTICE.read_text(encoding="utf-8").replace(*rule), encoding="utf-8")
    return str(path)


def asked_for(stage, *said):
    stage.phone.dial()
    heard = ""
    for each in said:
        heard = stage.phone.say(each).text
    return heard


def test_a_practice_may_let_adults_speak_for_each_other(stage, tmp_path):
    office = stage(caller="+12175550147", practice=practice(tmp_path, ("other_adults = false", "other_adults = true")))
    office.office.staff_edit({"action": "patient", "PatNum": 9, "FName": "Rob"})
    heard = asked_for(office, "when is my son's appointment", "march twelfth nineteen fifty", "Rob")
    assert "I don't see any upcoming visit for Rob." in heard


def test_a_practice_may_let_nobody_speak_for_a_child_but_by_its_own_date_of_birth(stage, tmp_path):
    office = stage(caller="+12175550146", practice=practice(tmp_path, ("guardians = true", "guardians = false")))
    heard = asked_for(office, "when is my daughter's appointment", "january ninth nineteen eighty six")
    assert "front desk" in heard


@pytest.mark.parametrize(("said", "told"), [("Ella", "I don't see any upcoming visit for Ella."), ("may twentieth twenty fifteen", "first name")])
def test_a_guardian_is_found_by_whose_bills_they_pay_even_with_another_telephone(stage, said, told):
    office = stage(caller="+12175550146")
    for child in (6, 7):
        office.office.staff_edit({"action": "patient", "PatNum": child, "HmPhone": "2175550198"})
    heard = asked_for(office, "when is my daughter's appointment", "january ninth nineteen eighty six", said)
    assert told in heard
