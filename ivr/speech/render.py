"""
What a caller hears, out of the prompt files: prompts/<language>/<dialogue>.ftl, in Fluent (https://projectfluent.org).

A prompt is a message named for the item it asks for; its attributes are its other wordings:

    opening  = ...          first
       .again = ...         after a miss; .last after two
       .help  = ...         when the caller asks for help
       .brief = ...         to a caller who has been through it in this call
    opening-none = ...      said when the item is refused

Values are made speakable before they get there: a visit `visit` becomes $visit-day, $visit-time, $visit-with, $visit-kind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache, singledispatchmethod
from itertools import groupby
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_time
from fluent.runtime import FluentBundle, FluentResource

from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import Desk, Due, Kind, Notice, Offer
from ivr.speech.hours import Hours, spans_said, week_said
from ivr.speech.words import plain

VOWELS = frozenset("aeiou")
FALL_BACK = {"last": "again", "again": "", "help": "again", "who": "", "brief": ""}
Names = Callable[[Any, str], str]


class MissingPrompt(Exception):
    """A prompt file lacks what a dialogue says; names the file and the prompt."""


class Prompts:
    def __init__(self, folder: Path, languages: Sequence[str], provider: Names, kind: Names, facts: Callable[[str], Mapping[str, Any]],
                 answers: Mapping[str, Mapping[str, str]], hours: Hours | None = None):
        """
        Args:
            provider: What to call a provider: (ProvNum, language) -> spoken name; "" when the practice has none for it.
            kind: What to call a kind of visit: (its name, language) -> spoken name.
            facts: What every prompt of a language may mention, such as the practice's name.
            answers: What the practice says to side questions: name -> language -> text.
            hours: When the office is open.
        """
        self.languages = tuple(languages)
        self._bundles = {language: _bundles(folder / language, language) for language in languages}
        self._patterns = {language: tomllib.loads((folder / language / "language.toml").read_text()) for language in languages}
        self._provider, self._kind, self._answers = provider, kind, answers
        self._hours = hours or Hours()
        self._facts = {language: dict(facts(language)) for language in languages}

    def say(self, prompt: str, values: Mapping[str, Any], language: str, variant: str = "") -> str:
        """
        Args:
            prompt: "file.message"; a refusal's that the dialogue words not itself, "file.item-why", is looked for as
                "common.why".
        """
        file, _, name = prompt.partition(".")
        if file == "asides" and name in self._answers:
            return self._answers[name][language]
        if prompt == "asides.hours":
            return self.hours_told(values.get("day", ""), language)
        _, _, why = name.partition("-")
        bundles = self._bundles[language]
        for bundle, message in ((bundles.get(file), name), (bundles["common"], why)):
            if bundle is not None and message and bundle.has_message(message):
                return self._format(bundle, message, variant, self.spoken(values, language))
        raise MissingPrompt(f"prompts/{language}/{file}.ftl has no message {name}")

    def written(self, name: str, values: Mapping[str, Any], file: str = "office") -> str:
        """A text for the staff, in the practice's first language."""
        return self.say(f"{file}.{name}", values, self.languages[0])

    def pattern(self, language: str, name: str) -> str:
        """A line of the language's language.toml."""
        return str(self._patterns[language][name])

    def has(self, prompt: str, language: str) -> bool:
        file, _, name = prompt.partition(".")
        bundle = self._bundles[language].get(file)
        return bundle is not None and bundle.has_message(name)

    def _format(self, bundle: FluentBundle, name: str, variant: str, values: Mapping[str, Any]) -> str:
        message = bundle.get_message(name)
        while variant and variant not in message.attributes:
            variant = FALL_BACK.get(variant, "")
        pattern = message.attributes[variant] if variant else message.value
        if pattern is None:
            raise MissingPrompt(f"{name} has no text of its own")
        text, errors = bundle.format_pattern(pattern, dict(values))
        if errors:
            raise MissingPrompt(f"{name}: {errors[0]}")
        return " ".join(str(text).split())

    # --- values, made speakable --------------------------------------------------------------------------------------

    def spoken(self, values: Mapping[str, Any], language: str) -> dict[str, Any]:
        found: dict[str, Any] = dict(self._facts[language])
        for name, value in values.items():
            for suffix, text in self._parts(value, language).items():
                found[f"{name}-{suffix}" if suffix else name] = text
        if isinstance(values.get("reason"), str):
            found["reason"] = self._kind(values["reason"], language)
            found["reason-vowel"] = "yes" if first_sound(found["reason"]) in VOWELS else "no"
        for name in ("heard", "birthdate"):
            born = values.get(name)
            if isinstance(born, str | date):
                found[name] = self.born(date.fromisoformat(born) if isinstance(born, str) else born, language)
        if isinstance(values.get("until"), str):
            found["until"] = self.day(date.fromisoformat(values["until"]), language)
        for name in ("callback", "phone", "calling"):
            if isinstance(values.get(name), str):
                found[name] = digit_by_digit(values[name])
        for name in ("first", "last"):
            if isinstance(values.get(name), str):
                found[f"{name}-letters"] = letter_by_letter(values[name])
        return found

    @singledispatchmethod
    def _parts(self, value: Any, language: str) -> dict[str, Any]:
        return {}

    @_parts.register(str)
    @_parts.register(int)
    def _(self, value: Any, language: str) -> dict[str, Any]:
        return {"": str(value) if isinstance(value, bool) else value}

    @_parts.register
    def _(self, value: Patient, language: str) -> dict[str, Any]:
        return {"first": value.called, "last": value.last}

    @_parts.register
    def _(self, value: Opening, language: str) -> dict[str, Any]:
        return {"day": self.day(value.starts_at, language), "time": self.time(value.starts_at.time(), language),
                "with": self._provider(value.provider, language)}

    @_parts.register
    def _(self, value: Visit, language: str) -> dict[str, Any]:
        seen_by = value.hygienist if value.hygienist and value.hygiene else value.provider
        kind = self._kind(value.kind, language) if value.kind else ""
        return {"day": self.day(value.starts_at, language), "time": self.time(value.starts_at.time(), language),
                "with": self._provider(seen_by, language), "status": value.status,
                "kind": kind or self.piece("visit", language)}

    @_parts.register
    def _(self, value: Kind, language: str) -> dict[str, Any]:
        due = {"due": self.day(value.due, language)} if value.due else {}
        return {"name": self._kind(value.name, language), **due}

    @_parts.register
    def _(self, value: Due, language: str) -> dict[str, Any]:
        return {"name": self._kind(value.kind, language), **({"day": self.day(value.on, language)} if value.on else {})}

    @_parts.register
    def _(self, value: Offer, language: str) -> dict[str, Any]:
        several = {o.provider for o in value.openings}
        one = next(iter(several)) if len(several) == 1 else 0
        return {"times": self.times([o.starts_at for o in value.openings], language), "count": len(value.openings),
                "numbered": self.numbered([o.starts_at for o in value.openings], language),
                "with": self._provider(one, language) if one else "",
                "each": self.each(value.openings, language),
                "exact": "yes" if value.exact else "no", "provider": "yes" if value.provider else "no",
                "why": value.why, "because": self.hours_told(value.day, language) if value.day else ""}

    @_parts.register
    def _(self, value: Notice, language: str) -> dict[str, Any]:
        return {"late": "yes" if value.late else "no", "fee": value.fee.get(language, "")}

    @_parts.register
    def _(self, value: Desk, language: str) -> dict[str, Any]:
        if not value.opens:
            return {"opens": ""}
        opens = datetime.fromisoformat(value.opens)
        return {"opens": self.at(opens, language)}

    @_parts.register(list)
    @_parts.register(tuple)
    def _(self, value: Sequence[Any], language: str) -> dict[str, Any]:
        if not value or not all(isinstance(each, Visit) for each in value):
            return {}
        told = [self.piece("visit-at", language, self._parts(each, language)) for each in value]
        full = [self.piece("visit-with", language, self._parts(each, language)) for each in value]
        return {"list": self.either(told, language, "and"), "full": self.either(full, language, "and"), "count": len(value),
                "status": value[0].status,
                "numbered": " ".join(self.piece("number", language, {"number": str(n), "item": text}) for n, text in enumerate(told, 1))}

    # --- days, times and lists ---------------------------------------------------------------------------------------

    def day(self, day: date, language: str) -> str:
        patterns = self._patterns[language]
        return format_date(day, patterns.get("first", patterns["day"]) if day.day == 1 else patterns["day"], locale=language)

    def born(self, day: date, language: str) -> str:
        patterns = self._patterns[language]
        return format_date(day, patterns.get("first_born", patterns["born"]) if day.day == 1 else patterns["born"], locale=language)

    def time(self, clock: time, language: str) -> str:
        patterns = self._patterns[language]
        said = format_time(clock, patterns["minute" if clock.minute else "hour"], locale=patterns.get("locale", language))
        return self.piece("time", language, {"said": said, "hour": clock.hour % 12 or 12, "minute": clock.minute})

    def at(self, moment: datetime, language: str) -> str:
        return self.piece("at", language, {"day": self.day(moment, language), "times": self.time(moment.time(), language)})

    def times(self, starts: Sequence[datetime], language: str) -> str:
        """Thursday, March 5 at 9 AM or 10:40 AM, or Friday, March 6 at 8 AM."""
        days = [
            self.piece("at", language, {"day": self.day(day, language),
                                        "times": self.either([self.time(s.time(), language) for s in of_day], language, "or")})
            for day, of_day in groupby(starts, key=lambda s: s.date())
        ]
        return self.either(days, language, "or-days")

    def hours_told(self, day: str, language: str) -> str:
        """
        Args:
            day: ISO; empty for the whole week.
        """
        spoken = (lambda name, values: self.piece(name, language, values), lambda clock: self.time(clock, language))
        bundle = self._bundles[language]["asides"]
        if not day:
            week = week_said(self._hours, language, *spoken, lambda items: self.either(items, language, "and"))
            return self._format(bundle, "hours", "", {"week": week})
        asked = date.fromisoformat(day)
        spans, why = self._hours.on(asked), self._hours.why_closed(asked, language)
        told = {"day": self.day(asked, language), "spans": spans_said(spans, *spoken), "why": why or "none"}
        return self._format(bundle, "hours-open" if spans else "hours-closed", "", told)

    def numbered(self, starts: Sequence[datetime], language: str) -> str:
        """1 for Thursday, March 5 at 9 AM; 2 for ..."""
        return " ".join(self.piece("number", language, {"number": str(n), "item": self.at(start, language)})
                        for n, start in enumerate(starts, 1))

    def each(self, openings: Sequence[Opening], language: str) -> str:
        return " ".join(self.piece("opening-with", language, self._parts(opening, language)) for opening in openings)

    def either(self, items: Sequence[str], language: str, word: str) -> str:
        """A, B or C."""
        *before, last = items or [""]
        return self.piece(word, language, {"first": ", ".join(before), "last": last, "sound": first_sound(last)}) if before else last

    def piece(self, name: str, language: str, values: Mapping[str, Any] | None = None) -> str:
        return self._format(self._bundles[language]["language"], name, "", values or {})


def first_sound(text: str) -> str:
    """What a word begins with to the ear: its letter, without accent, and without a silent h; for "y implante" is "e implante"."""
    return plain(text.strip().lower()).removeprefix("h")[:1]


def digit_by_digit(number: str) -> str:
    """A North American number as one says it: 2 1 7, 5 5 5, 0 1 4 2."""
    digits = number.removeprefix("+1")
    groups = (digits[:3], digits[3:6], digits[6:]) if len(digits) == 10 and digits.isdigit() else (digits.removeprefix("+"),)
    return ", ".join(" ".join(group) for group in groups)


def letter_by_letter(name: str) -> str:
    return ", ".join(each.upper() for each in name if each.isalpha())


@cache
def _bundles(folder: Path, language: str) -> dict[str, FluentBundle]:
    found = {}
    for file in sorted(folder.glob("*.ftl")):
        bundle = FluentBundle([language], use_isolating=False)      # the marks it isolates values with reach the voice
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
        found[file.stem] = bundle
    return found
