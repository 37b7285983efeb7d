"""What is being asked, and against what the answer is to be read; and the practice's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ivr.office.records import Opening, Visit
from ivr.speech.phrases import Phrases
from ivr.speech.tables import LOCALES

Meaning = dict[str, Any]                        # its keys: see `hearing`


@dataclass(frozen=True)
class Vocabulary:
    """The practice's own words in one language."""

    kinds: Phrases                              # kind of visit -> what callers call it
    asides: Phrases                             # side question -> its phrasings
    red_flags: tuple[str, ...] = ()             # beside the built-in ones
    urgent: str = ""                            # the kind of visit for somebody in pain
    order: tuple[str, ...] = ()                 # kinds of visit as the keypad numbers them


@dataclass(frozen=True)
class Listening:
    """What is being asked, and against what the answer is to be read."""

    expects: tuple[str, ...]
    now: datetime                               # office-local, naive
    language: str
    vocabulary: Vocabulary
    offered: Sequence[Opening] = ()
    opening: Opening | None = None              # the one being agreed
    visits: Sequence[Visit] = ()
    wanted: str = ""                            # the part of the answer still missing, as a Partly named it
    providers: Mapping[int, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)     # of every language the line speaks

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    @property
    def question(self) -> str:
        return self.expects[0]

    def others(self) -> list[Listening]:
        """The same question as it would be heard in each of the line's other languages."""
        return [replace(self, language=code, vocabulary=vocabulary)
                for code, vocabulary in self.vocabularies.items() if code != self.language]

    def offer(self) -> dict[str, Any]:
        """The openings read out, as `choice` wants them."""
        return self._options((opening.starts_at, opening.provider) for opening in self.offered)

    def ahead(self) -> dict[str, Any]:
        """The visits read out, likewise."""
        return self._options((visit.starts_at, visit.hygienist or visit.provider) for visit in self.visits)

    def _options(self, times: Iterable[tuple[datetime, int]]) -> dict[str, Any]:
        return {"options": [{"start": start.isoformat(timespec="minutes"), "provider": self.providers.get(provider, "")}
                            for start, provider in times]}
