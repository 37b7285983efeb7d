"""
How long Twilio tries: what the fragment of an address may change, and what holds when it does not.

https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

LIMIT_S = 15.0                  # for anything that steers a call; nothing raises it
RANGES = {"ct": (100, 10000), "rt": (100, 15000), "tt": (100, 15000), "rc": (0, 5)}
RETRIES = {"4xx", "5xx", "ct", "rt", "all"}


@dataclass(frozen=True)
class Patience:
    connect_s: float = 5.0
    read_s: float = LIMIT_S
    total_s: float = LIMIT_S
    retries: int = 1
    retried: frozenset[str] = frozenset({"ct"})

    def retries_after(self, what: str) -> bool:
        """*what*: ct or rt, for a time-out, or such as 4xx."""
        return bool(self.retried & {what, "all"})


def patience(fragment: str, limit_s: float = LIMIT_S) -> Patience:
    """What cannot be read counts as not given; `objections` names it."""
    given = {key: value for key, value in parse_qsl(fragment) if not objection(key, value)}

    def seconds(key: str, otherwise: float) -> float:
        return min(int(given[key]) / 1000 if key in given else otherwise, limit_s)

    return Patience(seconds("ct", Patience.connect_s), seconds("rt", limit_s), seconds("tt", limit_s),
                    int(given.get("rc", Patience.retries)), frozenset(given.get("rp", "ct").split(",")))


def objections(fragment: str) -> list[str]:
    pairs = [part.partition("=")[::2] for part in fragment.split("&")] if fragment else []
    return [found for key, value in pairs if (found := objection(key, value))]


def objection(key: str, value: str) -> str:
    """Empty when there is none."""
    if key in RANGES:
        least, most = RANGES[key]
        fits = value.isascii() and value.isdigit() and least <= int(value) <= most
        return "" if fits else f"#{key} is {least} to {most} (11240)"
    if key == "rp":
        return "" if set(value.split(",")) <= RETRIES else f"#rp is of {', '.join(sorted(RETRIES))} (11243)"
    if key == "sni":
        return "" if value in ("y", "n") else "#sni is y or n (11242)"
    return "" if key == "e" else f"#{key} is no connection override (11241)"
