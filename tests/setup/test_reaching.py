"""Addresses, keys, permissions and version of the office are found out."""

from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import inspect, select

from ivr.app import office as line_office
from ivr.opendental.client import OpenDental
from ivr.opendental.inspection import Inspection
from ivr.settings import Settings
from ivr.setup.reaching import PERMISSIONS, VERSIONS, addresses, client, dotted, numbers, permissions, version, what_runs
from ivr.simulator.keys import PERMISSIONS as ALL
from ivr.store.database import Database
from ivr.store.schema import allowances
from tests.opendental.desk import Desk, serving
from tests.setup.conftest import KEYS

NOBODY = "http://127.0.0.1:9/api/v1"


@pytest.fixture
def reached(with_office):
    """(level, about) of each address, after changes to the environment."""
    return lambda **given: [(each.level, each.about) for each in addresses(Settings.from_environment(with_office | given))]


def test_an_address_that_answers_is_in_order(reached):
    assert reached() == [("OK", "OPENDENTAL_URLS")]


def test_one_address_of_several_may_be_away(reached, office):
    assert reached(OPENDENTAL_URLS=f"{NOBODY},{office.url}") == [("WARN", "OPENDENTAL_URLS"), ("OK", "OPENDENTAL_URLS")]


def test_an_office_no_address_of_which_answers_is_a_failure(reached):
    assert reached(OPENDENTAL_URLS=NOBODY) == [("FAIL", "OPENDENTAL_URLS")]


def test_an_office_that_is_offline_is_a_failure(reached, office):
    office.simulated.faults.add("down:count=100")
    assert reached() == [("FAIL", "OPENDENTAL_URLS")]


@pytest.mark.parametrize("variable", ["OPENDENTAL_DEVELOPER_KEY", "OPENDENTAL_CUSTOMER_KEY"])
def test_keys_that_are_refused_are_a_failure(reached, variable):
    assert reached(**{variable: "another"}) == [("FAIL", "OPENDENTAL_CUSTOMER_KEY")]


def test_keys_the_office_switched_off_are_a_failure(reached, office):
    office.simulated.keys[KEYS[1]] = replace(office.simulated.keys[KEYS[1]], enabled=False)
    assert reached() == [("FAIL", "OPENDENTAL_CUSTOMER_KEY")]


@pytest.mark.parametrize(("url", "told"), [
    ("http://10.0.0.5:30223/api/v1", "API Service"), ("http://localhost:30222/api/v1", "on that workstation"),
    ("https://api.opendental.com/api/v1", "eConnector")])
def test_what_has_to_run_depends_on_the_address(url, told):
    assert told in what_runs(url)


# --- permissions -----------------------------------------------------------------------------------------------------


def allowed(office, *names):
    office.simulated.keys[KEYS[1]] = replace(office.simulated.keys[KEYS[1]], permissions=frozenset(names))
    return [(each.level, each.found) for each in permissions(office.inspection)]


def test_the_usual_permissions_are_enough(office):
    assert [each.level for each in permissions(office.inspection)] == ["OK"]


@pytest.mark.parametrize("lacking", [name for name, _ in PERMISSIONS if name != "ReadAll"])
def test_a_permission_that_is_lacking_is_told_with_what_falls_away(office, lacking):
    (level, found), = allowed(office, *(name for name in ALL if name != lacking))
    assert level == "FAIL"
    assert found.startswith(f"without {lacking} ")


def test_permissions_we_need_not_are_not_missed(office):
    assert [level for level, _ in allowed(office, *(name for name, _ in PERMISSIONS))] == ["OK"]


def test_an_office_too_old_to_tell_permissions_is_no_failure(office):
    office.simulated.turn(program_version="22.1.0.0")
    assert [each.level for each in permissions(office.inspection)] == ["WARN"]


# --- versions --------------------------------------------------------------------------------------------------------


def runs(office, written):
    office.simulated.turn(program_version=written)
    return [each.level for each in version(office.inspection)]


@pytest.mark.parametrize(("written", "levels"), [
    ("25.4.48.0", ["OK"]), ("23.1.30.0", ["OK"]), ("23.1.29.0", ["WARN"]), ("22.4.10.0", ["WARN"]), ("22.4.9.0", ["WARN"] * 2),
    ("22.1.5.0", ["WARN"] * 3), ("21.4.60.0", ["FAIL", *["WARN"] * 3])])
def test_versions_are_compared_with_what_we_use(office, written, levels):
    assert runs(office, written) == levels


@pytest.mark.parametrize("answer", [[], [{"PrefName": "ProgramVersion", "ValueString": "newest"}]])
def test_an_office_that_does_not_say_which_version_runs_is_no_failure(answer):
    desk = Desk()
    desk.answers(answer)
    with serving(desk) as url, closing(OpenDental([url], *KEYS)) as ours:
        assert [each.level for each in version(Inspection(ours))] == ["WARN"]


def test_the_least_version_is_enough_to_find_openings(office, practice):
    office.simulated.turn(program_version=f"{dotted(VERSIONS[0][0])}.0.0")
    today = office.simulated.today()
    assert office.book.day_sheet(today, today).shifts
    assert office.book.slots(1, 1, today) is not None


@pytest.mark.parametrize(("written", "found"), [("25.4.48.0", (25, 4, 48, 0)), ("", ()), ("25.x", ())])
def test_versions_are_read_as_numbers(written, found):
    assert numbers(written) == found


# --- beside a line that runs -----------------------------------------------------------------------------------------


def turns_taken(database):
    """By key, when the next request may start."""
    with database.begin() as connection:
        return {row.key: row.opens_at for row in connection.execute(select(allowances))}


def test_the_line_and_its_examination_wait_in_one_queue(with_office):
    settings = Settings.from_environment(with_office | {"OPENDENTAL_MIN_INTERVAL_S": "0.01"})
    database = Database(settings.database_url, settings.secret_key)
    database.prepare()
    with closing(line_office(settings, database, (), KEYS, 5.0)) as line:
        line.get("operatories")
    (key, before), = turns_taken(database).items()
    with client(settings) as ours:
        ours.get("operatories")
    (same, after), = turns_taken(database).items()
    assert same == key
    assert after > before


def test_a_database_no_line_has_used_is_left_as_it_is(with_office):
    settings = Settings.from_environment(with_office | {"OPENDENTAL_MIN_INTERVAL_S": "0.01"})
    with client(settings) as ours:
        ours.get("operatories")
    assert not inspect(Database(settings.database_url, settings.secret_key).engine).get_table_names()
