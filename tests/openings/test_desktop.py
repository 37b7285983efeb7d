"""What is offered is what somebody at the desktop would be allowed to book."""

import random
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from ivr.answers import Answers
from ivr.office.records import Patient
from ivr.office.requests import FindOpenings
from ivr.opendental.client import OpenDental
from ivr.practice import parse, read
from ivr.settings import SAMPLE_PRACTICE
from ivr.simulator.sample import MARIA, sample_office
from ivr.simulator.serving import running
from ivr.simulator.switches import Switches
from ivr.store.claims import Claims
from ivr.store.copy import Copy
from ivr.store.database import Database
from ivr.warm.book import WarmBook

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("America/Chicago"))
TODAY = date(2026, 3, 2)
STRICT = {"refuse_overlap": True, "refuse_double_booking": True, "refuse_any_blockout": True, "refuse_holiday": True, "refuse_past": True,
          "refuse_same_patient": True}
CALLER = Patient(MARIA.PatNum, "Maria", "Lopez")


@pytest.fixture
def place(tmp_path):
    """Answers about a strict office: place(seed, practice)."""
    opened = []

    def build(seed, practice, **switches):
        office = sample_office(TODAY, seed=seed, clock=lambda: NOW.replace(tzinfo=None), switches=Switches(**{**STRICT, **switches}))
        url = running(office)
        client = OpenDental([url.__enter__()], "DemoDeveloperKey", "DemoCustomerKey", timeout_s=5.0)
        database = Database(f"sqlite:///{tmp_path}/line{len(opened)}.db", b"a secret")
        database.prepare()
        opened.append((url, client, database))
        book = WarmBook(client, Copy(database), lambda: NOW.replace(tzinfo=None), practice.horizon_days)
        return SimpleNamespace(office=office, book=book, answers=Answers(practice, book, Claims(database), lambda: NOW))

    yield build
    for url, client, database in opened:
        client.close()
        database.engine.dispose()
        url.__exit__(None, None, None)


def openings(place, kind):
    request = FindOpenings(CALLER, {}, reason=kind.name)
    wanted = place.answers.wanted(request)
    weeks = [TODAY + timedelta(days=7 * n) for n in range(4)]
    return [opening for week in weeks for opening in place.answers.openings(place.answers.sheet(week), wanted, request)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_strict_office_accepts_every_opening(place, seed):
    practice, chance = read(SAMPLE_PRACTICE), random.Random(seed)
    for kind in practice.visits:
        strict = place(seed, practice, refuse_any_blockout=not kind.bookable_blockouts)
        found = openings(strict, kind)
        assert found
        for opening in chance.sample(found, min(12, len(found))):
            made = strict.book.create(patient=MARIA.PatNum, opening=opening, provider=opening.provider, hygienist=0, hygiene=False,
                                      new_patient=False, appointment_type=0, note="")
            strict.office.staff_delete(made.number)


def test_of_a_kind_the_web_scheduler_keeps_only_its_times_are_offered(place):
    definition = next(row.DefNum for row in place(1, read(SAMPLE_PRACTICE)).office.tables.definitions if row.websched_type == 1)
    text = SAMPLE_PRACTICE.read_text().replace('name = "cleaning"\n', f'name = "cleaning"\nweb_sched = {definition}\n')
    practice = parse(text)
    here = place(1, practice)
    found = openings(here, practice.kind("cleaning"))
    told = {(row["DateTimeStart"], row["ProvNum"]) for row in here.book._client.get(
        "appointments/SlotsWebSched", dateStart=TODAY, dateEnd=TODAY + timedelta(days=28), defNumApptType=definition)}
    assert found
    assert {(opening.starts_at.isoformat(" "), opening.provider) for opening in found} <= told
    assert all(opening.minutes == 60 for opening in found)
