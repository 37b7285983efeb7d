"""
The sample office's patients: families behind one phone, numbers typed in every way, and all kinds of status.

Phones are of the fictitious 555-01xx kind in area codes other than 217, so that every 217-555-01xx number that is
not a documented patient's is a stranger's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from .rows import Patient
from .tables import Tables
from .wire import NO_DATE

PATIENTS = 300
HOUSEHOLDS = (1, 1, 1, 1, 2, 2, 2, 3, 4)


def _words(text: str) -> list[str]:
    return text.split()


_FIRST = _words("""
    Aaron Abigail Alan Alice Amber Amy Andrea Andrew Angela Anthony Arthur Barbara Benjamin Beth
    Brandon Brenda Brian Caleb Carol Catherine Charles Cheryl Chloe Daniel David Deborah Dennis Diane
    Donna Dylan Edward Elizabeth Eric Ethan Evelyn Frank Gary Gloria Grace Hannah Harold Helen Henry
    Irene Jack Jacob Jean Jeremy Joan Jose Joyce Judith Kevin Kyle Laura Lauren Linda Logan Madison
    Mark Martha Mason Megan Nathan Nicole Noah Olivia Pamela Patrick Paul Rachel Raymond Rose Russell
    Ruth Samuel Sean Sharon Stephen Teresa Tyler Vincent Virginia Walter Wayne Zachary
""")
_LAST = _words("""
    Adams Alvarez Anderson Bailey Baker Barnes Bennett Brooks Brown Butler Campbell Carter Castillo
    Chavez Clark Coleman Collins Cooper Cox Cruz Davis Diaz Edwards Evans Flores Foster Garcia Gomez
    Gonzalez Green Griffin Gutierrez Hall Harris Hernandez Hill Howard Hughes Jackson James Jenkins
    Jimenez Johnson Jones Kelly Kowalski Lewis Long MacDonald Martin Mendoza Mitchell Moore Morales
    Morgan Morris Murphy Myers Nelson Nguyen O'Brien Okafor Parker Patterson Perez Perry Peterson
    Phillips Powell Price Ramirez Ramos Reyes Richardson Rivera Roberts Robinson Rodriguez Rogers Ross
    Ruiz Russell Sanchez Sanders Scott Simmons Smith-Jones Stewart Sullivan Taylor Thomas Thompson
    Torres Turner Van_Dyke Vasquez Walker Ward Watson White Williams Wilson Wood Wright Young
""")
_FORMS = ("({a}){b}-{c}", "({a}) {b}-{c}", "{a}-{b}-{c}", "{a}.{b}.{c}", "{a}{b}{c}", "+1 {a} {b} {c}", "1-{a}-{b}-{c}",
          "{a} {b} {c}", "{a}/{b}-{c}", "{a}-{b}-{c} x{x}", "({a}) {b}-{c} ext. {x}", "{a}-{b}-{c} cell", "tel {a} {b}{c}")
_AREAS = (309, 312, 331, 447, 464, 618, 630, 708, 730, 773, 779, 815, 847, 872)


def people(tables: Tables, chance: random.Random, today: date, documented: list[Patient]) -> None:
    """Fill the patient table: *documented* first, then families up to the office's size."""
    rows, phones = list(documented), _phones(chance)
    _twins(rows, next(phones))
    _namesakes(rows, chance, phones)
    while len(rows) < PATIENTS:
        rows += _family(chance, next(phones), len(rows) + 1, today)
    del rows[PATIENTS:]
    for row in rows:
        _finish(row, chance, today, plain=row.PatNum <= len(documented))
        tables.patients[row.PatNum] = row
    _oddities(tables, rows[len(documented) + 6:], chance)


def _phones(chance: random.Random) -> Iterator[tuple[int, int, int]]:
    numbers = [(area, 555, 100 + last) for area in _AREAS for last in range(100)]
    chance.shuffle(numbers)
    return iter(numbers)


def written(number: tuple[int, int, int], chance: random.Random) -> str:
    """A phone number as somebody at the desk typed it."""
    a, b, c = number
    return chance.choice(_FORMS).format(a=a, b=b, c=f"{c:04}", x=chance.randint(10, 399))


def _twins(rows: list[Patient], phone: tuple[int, int, int]) -> None:
    """A second pair of twins, grown up, each with an own record and the parents' number."""
    text = "{}-{}-{:04}".format(*phone)
    for name, gender in (("Liam", "Male"), ("Lucas", "Male")):
        rows.append(Patient(len(rows) + 1, "Carter", name, HmPhone=text, Gender=gender, Birthdate=date(2001, 8, 14)))


def _namesakes(rows: list[Patient], chance: random.Random, phones: Iterator[tuple[int, int, int]]) -> None:
    """Same first and last name, nothing else in common."""
    for last, first, gender, years in (("Miller", "Karen", "Female", (1961, 1988)),
                                       ("King", "James", "Male", (1949, 1993))):
        for year in years:
            rows.append(Patient(len(rows) + 1, last, first, WirelessPhone=written(next(phones), chance), Gender=gender,
                                Birthdate=date(year, 4, 2 + year % 20)))


def _family(chance: random.Random, phone: tuple[int, int, int], number: int, today: date) -> list[Patient]:
    last, size = chance.choice(_LAST).replace("_", " "), chance.choice(HOUSEHOLDS)
    names = chance.sample(_FIRST, size)
    ages = [chance.randint(24, 84)]
    ages += [max(18, ages[0] + chance.randint(-6, 6))] if size > 1 else []
    ages += [chance.randint(3, 17) for _ in range(size - 2)]
    address = f"{chance.randint(10, 2400)} {chance.choice(('Oak', 'Elm', 'Main', 'Lake', 'Second'))} Street"
    family = [Patient(number + place, last, name, Guarantor=number, Address=address,
                      Birthdate=today - timedelta(days=365 * age + chance.randint(1, 364)),
                      Position="Child" if age < 18 else ("Married" if size > 1 else "Single"))
              for place, (name, age) in enumerate(zip(names, ages, strict=True))]
    for row in family:
        setattr(row, chance.choice(("HmPhone", "WirelessPhone", "WirelessPhone")), written(phone, chance))
    return family


def _finish(row: Patient, chance: random.Random, today: date, plain: bool) -> None:
    """What every record has; *plain* leaves a documented one as it is described."""
    row.Guarantor = row.Guarantor or row.PatNum
    row.PriProv = row.PriProv or chance.choice((1, 1, 2, 2, 5))
    row.City, row.State, row.Zip = "Springfield", "IL", f"62{chance.randint(701, 712)}"
    row.Address = row.Address or f"{chance.randint(10, 900)} Maple Street"
    row.SecDateEntry = today - timedelta(days=chance.randint(40, 3000))
    row.DateFirstVisit = row.SecDateEntry
    row.DateTStamp = datetime.combine(today - timedelta(days=chance.randint(1, 400)), time(chance.randint(8, 16), 20))
    if plain:
        return
    row.Email = f"{row.FName}.{row.LName}{row.PatNum}@example.com".lower().replace(" ", "").replace("'", "")
    row.Gender = row.Gender if row.Gender != "Unknown" else chance.choice(("Female", "Male", "Unknown"))
    row.TxtMsgOk = chance.choice(("Yes", "Yes", "No", "Unknown")) if row.WirelessPhone else "Unknown"
    row.EstBalance = chance.choice((0.0, 0.0, 0.0, 35.5, 120.0, -20.0))
    row.PreferContactMethod = chance.choice(("None", "None", "HmPhone", "WirelessPh", "TextMessage", "Email"))


def _oddities(tables: Tables, rows: list[Patient], chance: random.Random) -> None:
    """Spread over the undocumented patients: the records that surprise programs."""
    turns = chance.sample(rows, 60)
    for row, status in zip(turns, ("Inactive",) * 8 + ("Archived",) * 7 + ("Deceased",) * 4 + ("Prospective",) * 4
                           + ("NonPatient",) * 4 + ("Deleted",) * 2, strict=False):
        row.PatStatus = status
    for row in turns[29:35]:
        row.Birthdate = NO_DATE
    for row in turns[35:40]:
        row.PreferContactMethod = row.PreferConfirmMethod = row.PreferRecallMethod = "DoNotCall"
    for row, language in zip(turns[40:52], ("spa", "spa", "spa", "spa", "eng", "eng", "Plattdeutsch") * 2, strict=False):
        row.Language = language
    for row, preferred in zip(turns[52:56], ("Ginny", "Bud", "Kit", "J.R."), strict=True):
        row.Preferred = preferred
    for last, row in enumerate(turns[56:58], 120):
        row.HmPhone = row.WkPhone = row.WirelessPhone = ""
        tables.other_phones.append((row.PatNum, f"2245550{last}"))      # in the side table alone
    turns[58].merged = turns[59].merged = True
    tables.popups.append({"PopupNum": 1, "PatNum": turns[35].PatNum, "Description": "Ask for the new insurance card.",
                          "IsDisabled": False, "PopupLevel": "Family"})
