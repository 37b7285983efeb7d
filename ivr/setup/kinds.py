"""An office's appointment types as kinds of visit: what callers may call them, and who gives them where."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ivr.office.records import AppointmentType, Visit
from ivr.setup.known import Known, Working

LONGEST = 720                   # minutes, as the practice file has it
ENOUGH = 5                      # visits of a type from which it can be told who gives them
RARE = 0.1                      # a provider or chair with a smaller share of them was an exception


@dataclass(frozen=True)
class Family:
    """A kind of visit that many offices give; the file it is read from says what each part is."""

    words: str
    codes: str
    spoken: Mapping[str, str]
    phrases: Mapping[str, Sequence[str]]
    hygiene: bool = False
    new_patients: bool = False
    write: str = "ask"


FAMILIES = tuple(Family(**kind) for kind in tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["kind"])
STANDARD = (AppointmentType(0, "Cleaning", 60, ()), AppointmentType(0, "Checkup", 30, ()))     # for an office that tells of none


@dataclass(frozen=True)
class DraftedKind:
    """A [[visit]], and what is to be decided about it."""

    name: str
    spoken: Mapping[str, str]               # by language, each of the office's
    phrases: Mapping[str, Sequence[str]]
    minutes: int
    hygiene: bool
    dentist: int
    providers: tuple[int, ...]
    operatories: tuple[int, ...]
    new_patients: bool
    write: str
    appointment_type: int
    recognised: bool            # as a family's first, so that what callers call it is known
    length_known: bool


def drafted_kinds(office: Known, staff: Sequence[Working]) -> list[DraftedKind]:
    """Those every caller asks for first, because the keypad numbers nine of them in this order."""
    types = [each for each in office.types if not each.hidden] or STANDARD
    found = [(family(each.name, office.codes.get(each.number, ())), each) for each in types]
    order = sorted(found, key=lambda pair: (not is_booked(pair[0]), pair[0] is None))
    kinds: list[DraftedKind] = []
    taken: list[Family] = []
    for its_family, each in order:
        name = unused(spelt(each.name) or f"visit {each.number}", [kind.name for kind in kinds])
        first = its_family if its_family not in taken else None
        taken += [first] if first else []
        kinds.append(drafted(name, each, its_family, first, office, staff))
    return kinds


def is_booked(its_family: Family | None) -> bool:
    return its_family is not None and its_family.write == "book"


def family(name: str, codes: Iterable[str]) -> Family | None:
    named = [one for one in FAMILIES if re.search(one.words, name.lower())]
    coded = [one for one in FAMILIES if any(re.fullmatch(one.codes, code.upper()) for code in codes)]
    return next(iter([*named, *coded]), None)


def drafted(name: str, each: AppointmentType, its_family: Family | None, first: Family | None, office: Known,
            staff: Sequence[Working]) -> DraftedKind:
    """*first*: the family, for the first type of it; the others go by their own names, not to be mistaken for it."""
    seen = [visit for visit in office.visits if each.number and visit.appointment_type == each.number]
    hygiene = is_hygiene(its_family, seen, {member.number for member in office.staff if member.hygienist})
    who = those_who_give(hygiene, staff, seen)
    return DraftedKind(
        name=name, spoken={language: first.spoken[language] if first else name for language in office.languages},
        phrases={language: called(name, first, language) for language in office.languages},
        minutes=min(each.minutes or office.usual_minutes, LONGEST), hygiene=hygiene,
        dentist=dentist(office, staff) if hygiene else 0, providers=tuple(one.member.number for one in who),
        operatories=where(who, hygiene, office, seen), new_patients=bool(its_family and its_family.new_patients),
        write=its_family.write if its_family else "ask",
        appointment_type=each.number, recognised=first is not None, length_known=bool(each.minutes))


def called(name: str, first: Family | None, language: str) -> Sequence[str]:
    """The office's own word for it too, which is English."""
    common = first.phrases[language] if first else ()
    return list(dict.fromkeys([*common, *([name] if language == "en" or not common else [])]))


def spelt(name: str) -> str:
    """Letters and digits in small type, as one would say them."""
    return " ".join(re.findall(r"[^\W_]+", name.lower()))


def unused(name: str, names: Iterable[str]) -> str:
    taken = set(names)
    return next(one for one in (name, *(f"{name} {number}" for number in range(2, len(taken) + 3))) if one not in taken)


# --- who gives it, and where: as the book shows it, else as the office is set up ---------------------------------------


def is_hygiene(its_family: Family | None, seen: Sequence[Visit], hygienists: Container[int]) -> bool:
    """Offices often leave IsHygiene and ProvHyg out, and book the hygienist as any other provider."""
    if len(seen) < ENOUGH:
        return bool(its_family and its_family.hygiene)
    return 2 * sum(visit.hygiene or bool(visit.hygienist) or visit.provider in hygienists for visit in seen) > len(seen)


def those_who_give(hygiene: bool, staff: Sequence[Working], seen: Sequence[Visit]) -> list[Working]:
    by_number = {one.member.number: one for one in staff}
    givers = usual(visit.hygienist if hygiene and visit.hygienist else visit.provider for visit in seen)
    return ([by_number[number] for number in givers if number in by_number]
            or [one for one in staff if one.member.hygienist == hygiene] or list(staff))


def where(who: Sequence[Working], hygiene: bool, office: Known, seen: Sequence[Visit]) -> tuple[int, ...]:
    """Where the book does not tell: hygiene visits in their own chairs when there are some, all others in the rest."""
    used = list(dict.fromkeys(chair for one in who for chair in one.operatories))
    shown = [chair for chair in usual(visit.operatory for visit in seen) if chair in used]
    suited = [chair.number for chair in office.operatories if chair.hygiene == hygiene]
    return tuple(shown or [chair for chair in used if chair in suited] or used)


def usual(numbers: Iterable[int]) -> list[int]:
    """Those met often enough to be no exception, most often met first; none of too few."""
    counted = Counter(numbers)
    total = counted.total()
    return [number for number, times in counted.most_common() if total >= ENOUGH and times >= RARE * total]


def dentist(office: Known, staff: Sequence[Working]) -> int:
    """Under whom a hygiene visit is booked: the office's default provider if a dentist; 0 = the hygienist."""
    dentists = [one.member.number for one in staff if not one.member.hygienist]
    return next((number for number in dentists if str(number) == office.default_provider), next(iter(dentists), 0))
