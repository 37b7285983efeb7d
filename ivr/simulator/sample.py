"""
The sample office: an ordinary practice with everything in its book that makes a telephone agent stumble.

Made anew from a day and a seed, the same each time.  Patients to know by name, for demonstrations and tests
(no other patient has their numbers, and no other number is a 217-555-01xx one):

    Maria Lopez      1982-07-15   (217) 555-0142     nothing ahead, nothing unscheduled; may be texted
    Marcus Bell      1970-11-06   +1 217 555 0143    cleaning with Dana Lee, 10 office days ahead at 10:00
    Susan Park       1965-02-28   217.555.0144       checkup with Dr Smith, next office day at 08:30
    Tom Reed         1990-09-03   2175550145         filling with Dr Mora later today, else first thing next office day
    Petra Novak      1986-01-09   217-555-0146       mother of the twins
    Ella Novak       2015-05-20   217-555-0146       } twins: one phone, one birth date
    Emma Novak       2015-05-20   217-555-0146       }
    Robert Hayes     1950-03-12   217-555-0147       } father and son of one name
    Robert Hayes     1978-03-12   217-555-0147       }
    Nina Gray        1995-12-01   217-555-0148       a broken filling and an unscheduled cleaning, nothing ahead
    Luis Ortega      1958-08-23   217-555-0149       Spanish; three visits ahead on different days
    Olga Fischer     1944-06-30   217-555-0150 x12   a landline with an extension

Their keys, PatNum 1 to 12, are in this order.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from . import clock as clocks
from .office import Office
from .rows import Patient
from .sample_book import Book, at, later
from .sample_people import people
from .sample_records import charts
from .sample_rooms import ZONE, rooms
from .sample_schedules import office_days, schedules
from .switches import Switches
from .tables import Tables


@dataclass(frozen=True)
class Known:
    """A documented patient."""

    PatNum: int
    name: str
    born: date
    digits: str         # of the phone, ten


MARIA = Known(1, "Maria Lopez", date(1982, 7, 15), "2175550142")
MARCUS = Known(2, "Marcus Bell", date(1970, 11, 6), "2175550143")
SUSAN = Known(3, "Susan Park", date(1965, 2, 28), "2175550144")
TOM = Known(4, "Tom Reed", date(1990, 9, 3), "2175550145")
PETRA = Known(5, "Petra Novak", date(1986, 1, 9), "2175550146")
ELLA = Known(6, "Ella Novak", date(2015, 5, 20), "2175550146")
EMMA = Known(7, "Emma Novak", date(2015, 5, 20), "2175550146")
ROBERT_SENIOR = Known(8, "Robert Hayes", date(1950, 3, 12), "2175550147")
ROBERT_JUNIOR = Known(9, "Robert Hayes", date(1978, 3, 12), "2175550147")
NINA = Known(10, "Nina Gray", date(1995, 12, 1), "2175550148")
LUIS = Known(11, "Luis Ortega", date(1958, 8, 23), "2175550149")
OLGA = Known(12, "Olga Fischer", date(1944, 6, 30), "2175550150")
DOCUMENTED = (MARIA, MARCUS, SUSAN, TOM, PETRA, ELLA, EMMA, ROBERT_SENIOR, ROBERT_JUNIOR, NINA, LUIS, OLGA)


def sample_office(today: date, seed: int = 1, clock: Callable[[], datetime] | None = None,
                  switches: Switches | None = None) -> Office:
    """
    The sample office with *today* as its present day.

    Without a *clock* the office's time is the real time of day, on *today*.
    """
    ticking = clock or _on(today)
    return Office(lambda: sample_tables(today, seed, ticking()), clock=ticking, zone=ZONE, switches=switches, seed=seed)


def _on(today: date) -> Callable[[], datetime]:
    real = clocks.real(ZoneInfo(ZONE))
    ahead = today - real().date()
    return lambda: real() + ahead


def sample_tables(today: date, seed: int, now: datetime) -> Tables:
    return _made(today, seed, later(today, now)).copy()


@lru_cache(maxsize=16)          # tests ask for many offices of one day
def _made(today: date, seed: int, filling: datetime | None) -> Tables:
    tables, chance = Tables(), random.Random(f"{today} {seed}")
    rooms(tables, today)
    people(tables, chance, today, _documented())
    schedules(tables, today)
    book = Book(tables, chance, today)
    _known_visits(book, filling)
    book.fill()
    charts(tables, chance, today)
    return tables


def _documented() -> list[Patient]:
    """The table above as rows."""
    maria = Patient(1, "Lopez", "Maria", WirelessPhone="(217) 555-0142", TxtMsgOk="Yes", Gender="Female")
    marcus = Patient(2, "Bell", "Marcus", WirelessPhone="+1 217 555 0143", TxtMsgOk="Yes", Gender="Male")
    susan = Patient(3, "Park", "Susan", HmPhone="217.555.0144", TxtMsgOk="No", Gender="Female")
    tom = Patient(4, "Reed", "Tom", WirelessPhone="2175550145", Preferred="", Gender="Male")
    petra = Patient(5, "Novak", "Petra", WirelessPhone="217-555-0146", TxtMsgOk="Yes", Gender="Female",
                    Position="Married")
    ella, emma = (Patient(number, "Novak", name, HmPhone="217-555-0146", Gender="Female", Position="Child", Guarantor=5)
                  for number, name in ((6, "Ella"), (7, "Emma")))
    senior = Patient(8, "Hayes", "Robert", HmPhone="217-555-0147", Gender="Male", Position="Married")
    junior = Patient(9, "Hayes", "Robert", HmPhone="217-555-0147", Gender="Male", Guarantor=8)
    nina = Patient(10, "Gray", "Nina", WirelessPhone="217-555-0148", TxtMsgOk="Yes", Gender="Female")
    luis = Patient(11, "Ortega", "Luis", WirelessPhone="217-555-0149", Language="spa", Gender="Male")
    olga = Patient(12, "Fischer", "Olga", HmPhone="217-555-0150 x12", Gender="Female", Position="Widowed")
    rows = [maria, marcus, susan, tom, petra, ella, emma, senior, junior, nina, luis, olga]
    for row, known in zip(rows, DOCUMENTED, strict=True):
        row.Birthdate = known.born
    return rows


def _known_visits(book: Book, filling: datetime | None) -> None:
    """The visits of the table above, placed before all others; *filling* is Tom Reed's when it is today."""
    ahead = office_days(book.today + timedelta(days=1), 16)
    book.put(MARCUS.PatNum, "cleaning", at("10:00", ahead[9]), 3, 1, hygienist=3)
    book.put(SUSAN.PatNum, "checkup", at("08:30", ahead[0]), 1, 1)
    book.put(TOM.PatNum, "filling", filling or at("08:00", ahead[0]), 5, 2)
    book.put(LUIS.PatNum, "checkup", at("09:00", ahead[3]), 5, 2)
    book.put(LUIS.PatNum, "cleaning", at("09:00", ahead[6]), 4, 4)
    book.put(LUIS.PatNum, "filling", at("10:00", ahead[12]), 5, 2)
    past = book.today - timedelta(days=book.today.weekday() + 11)      # a Thursday two weeks back
    book.put(NINA.PatNum, "filling", at("14:00", past), 5, 2, status="Broken")
    book.put(NINA.PatNum, "cleaning", at("09:00", past - timedelta(days=2)), 0, 4, status="UnschedList")
    for known in DOCUMENTED[:-1]:
        book.put(known.PatNum, "checkup", at("08:00", book.long_ago(known.PatNum)), 1, 1, status="Complete")
