"""What comes of a turn, as the caller has it in the ear."""

from __future__ import annotations

from dataclasses import dataclass, field

NOTED_S = 2.0           # a shorter silence is not worth telling


@dataclass(frozen=True)
class Happening:
    """
    Attributes:
        kind: says, pause, plays, tones, rings, records, waits or hangs up.
        text: What is said or rung, or how many seconds.
    """

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Heard:
    """
    Attributes:
        lines: What was said, one for each Say.
        listening: An answer is waited for.
        dialled: Whom the line rang.
        hold_s: The longest stretch in which nothing was said: requests and pauses.
        gather: The attributes of the open question; empty when there is none.
        happened: Everything in its order, pauses, rings and holds among the words.
    """

    lines: list[str]
    listening: bool
    ended: bool
    dialled: list[str] = field(default_factory=list)
    hold_s: float = 0.0
    gather: dict[str, str] = field(default_factory=dict)
    happened: list[Happening] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.lines)


class Ear:
    """Collects a turn while it is played."""

    def __init__(self) -> None:
        self.happened: list[Happening] = []
        self.longest_s = 0.0
        self._quiet_s = 0.0
        self._waited_s = 0.0

    def quiet(self, seconds: float) -> None:
        self._quiet_s += seconds
        self.longest_s = max(self.longest_s, self._quiet_s)

    def wait(self, seconds: float) -> None:
        """The line was asked for a document and took its time."""
        self._waited_s += seconds
        self.quiet(seconds)

    def happen(self, kind: str, text: str = "") -> None:
        if self._waited_s >= NOTED_S:
            self.happened.append(Happening("waits", f"{self._waited_s:.0f}"))
        self._waited_s = 0.0
        self.happened.append(Happening(kind, text))

    def sound(self, kind: str, text: str) -> None:
        self.happen(kind, text)
        self._quiet_s = 0.0

    def pause(self, seconds: int) -> None:
        self.happen("pause", str(seconds))
        self.quiet(seconds)

    def of(self, kind: str) -> list[str]:
        return [each.text for each in self.happened if each.kind == kind]

    def heard(self, listening: bool, gather: dict[str, str]) -> Heard:
        return Heard(self.of("says"), listening, not listening, self.of("rings"), self.longest_s, gather, self.happened)
