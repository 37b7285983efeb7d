"""What was measured, as figures and as tables."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ivr.simulator.office import Served


@dataclass(frozen=True)
class Call:
    """
    Attributes:
        ending: "booked", or what became of it instead.
        silences: Seconds each.
        talked_s: By both, at the pace of people.
    """

    ending: str
    silences: list[float]
    holds: int
    talked_s: float

    @property
    def dead_air_s(self) -> float:
        return sum(self.silences)

    @property
    def longest_s(self) -> float:
        return max(self.silences, default=0.0)


@dataclass(frozen=True)
class Measured:
    """
    Attributes:
        seconds: From the first caller's pause to the end of the last call.
        late: Visits that nobody was told of and that stand in the book in the end.
        before: Requests before the first call.
        served: Those since, with those that came after the last call.
        afterwards_s: How long after the last call the last of them was.
    """

    name: str
    callers: int
    calls: list[Call]
    seconds: float
    late: int
    before: int
    served: list[Served]
    afterwards_s: float

    @property
    def booked(self) -> int:
        return sum(call.ending == "booked" for call in self.calls)

    def figures(self) -> dict[str, float]:
        dead, longest = [[getattr(call, name) for call in self.calls] for name in ("dead_air_s", "longest_s")]
        holds = [call.holds for call in self.calls]
        return {
            "calls": len(self.calls),
            "booked": self.booked,
            "booked, not told": self.late,
            "booked a minute": self.booked / self.seconds * 60,
            "dead air, median s": statistics.median(dead),
            "dead air, p95 s": percentile(dead, 0.95),
            "longest silence, median s": statistics.median(longest),
            "longest silence, p95 s": percentile(longest, 0.95),
            "longest silence, max s": max(longest),
            "holds, mean": statistics.mean(holds),
            "holds, max": max(holds),
            "requests a booking": len(self.served) / max(1, self.booked),
            "requests before": self.before,
            "requests done after s": self.afterwards_s,
            "talking, mean s": statistics.mean(call.talked_s for call in self.calls),
            "whole call, median s": statistics.median(call.dead_air_s + call.talked_s for call in self.calls),
        }

    def to_json(self) -> dict[str, Any]:
        calls = [{"ending": call.ending, "dead_air_s": round(call.dead_air_s, 3), "longest_s": round(call.longest_s, 3),
                  "holds": call.holds, "talked_s": round(call.talked_s, 1)} for call in self.calls]
        return {"client": self.name, "callers": self.callers, "figures": {k: round(v, 3) for k, v in self.figures().items()},
                "endings": dict(Counter(call.ending for call in self.calls)), "requests": asked_for(self.served), "calls": calls}


def asked_for(served: Sequence[Served]) -> dict[str, int]:
    """How often each resource was asked for, the most frequent first; refusals and lost answers are counted apart."""
    def name(one: Served) -> str:
        path = re.sub(r"\d+", "#", one.path)
        return f"{one.method} {path}" + ("" if 200 <= one.status < 300 else f" ({one.status})")

    return dict(Counter(map(name, served)).most_common())


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


# --- tables ----------------------------------------------------------------------------------------------------------

COUNTED = ("calls", "booked", "booked, not told", "holds, max", "requests before")
COMPARED = ("booked a minute", "dead air, median s", "dead air, p95 s", "longest silence, median s", "longest silence, p95 s",
            "longest silence, max s", "requests a booking", "whole call, median s")


def table(found: Sequence[tuple[Measured, Measured]]) -> str:
    heads = ["callers", "client", *found[0][0].figures()]
    lines = [row(heads), row(["---"] * len(heads))]
    for ours, theirs in found:
        lines += [row([each.callers, each.name, *shown(each.figures())]) for each in (ours, theirs)]
        lines.append(row([ours.callers, "ratio", *ratios(ours.figures(), theirs.figures())]))
    return "\n".join([*lines, "", *endings(found)])


def row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def shown(figures: dict[str, float]) -> list[str]:
    return [f"{value:.0f}" if name in COUNTED else f"{value:.1f}" for name, value in figures.items()]


def ratios(ours: dict[str, float], theirs: dict[str, float]) -> Iterator[str]:
    for name, value in ours.items():
        yield f"{value / theirs[name]:.2f}" if name in COMPARED and theirs[name] else ""


def endings(found: Sequence[tuple[Measured, Measured]]) -> Iterator[str]:
    others = [(each.callers, each.name, ending, count) for pair in found for each in pair
              for ending, count in Counter(call.ending for call in each.calls).items() if ending != "booked"]
    if not others:
        yield "Every call ended with a booking."
        return
    yield from (row(cells) for cells in (("callers", "client", "not booked", "calls"), ("---",) * 4, *others))
