"""
What Prometheus is told: how long callers wait, how the office answers, what is under way.  Nothing of any patient.

With PROMETHEUS_MULTIPROC_DIR the processes that share that folder are told of as one.
https://prometheus.github.io/client_python/multiprocess/
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator, Mapping

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from ivr.operations.states import TRANSITIONS
from ivr.store.reading import Reading

TOGETHER = "PROMETHEUS_MULTIPROC_DIR"
HOUR_S = 3600.0
SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
WAITS = (0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 90.0)
PRIORITIES = ("caller", "look-ahead", "paperwork", "sync")
TURNS = Histogram("ivr_turn_seconds", "From a webhook to its answer: what a caller hears nothing for.  then: what the answer does",
                  ["route", "then"], buckets=SECONDS)
OFFICE = Histogram("ivr_office_request_seconds", "Requests to Open Dental, without the wait for their turn", ["method", "outcome"],
                   buckets=SECONDS)
QUEUE = Histogram("ivr_office_queue_seconds", "What requests to Open Dental waited for their turn", ["priority"], buckets=WAITS)
ANSWERS = Counter("ivr_answers", "Callers' answers by question, and whether they were understood", ["question", "came"])

# An alert sees a counter grow only from what it was before: these begin at 0 and not with the first of their kind.
for _then in ("apology", "refused"):
    TURNS.labels("voice.turn", _then)
for _outcome in ("401", "403", "429"):
    OFFICE.labels("GET", _outcome)


def office_heard(method: str, outcome: str, seconds: float) -> None:
    """
    Args:
        outcome: The answer's status, or what kept it from coming.
    """
    OFFICE.labels(method, outcome).observe(seconds)


def office_waited(priority: int, seconds: float) -> None:
    QUEUE.labels(PRIORITIES[priority]).observe(seconds)


def answer_heard(question: str, came: str) -> None:
    """
    Args:
        came: "understood", "missed" or "silence".
    """
    ANSWERS.labels(question, came).inc()


class Standing(Collector):
    """What stands in the store, counted when it is asked for; the same in whichever process is asked."""

    def __init__(self, reading: Reading, ages: Callable[[], Mapping[str, float | None]], dry_run: bool):
        self._reading, self._ages, self._dry_run = reading, ages, dry_run

    def collect(self) -> Iterator[GaugeMetricFamily]:
        reading, now = self._reading, time.time()
        urgent, other = reading.open_counts()
        yield gauge("ivr_operations", "Agreed changes by state", "state", dict.fromkeys(TRANSITIONS, 0) | reading.states())
        yield gauge("ivr_tasks_open", "Tasks the staff have not done", "urgent", {"yes": urgent, "no": other})
        yield gauge("ivr_task_oldest_seconds", "How long the oldest of them has stood open", "urgent",
                    {name: now - since if since else 0.0 for name, since in reading.oldest_open().items()})
        yield gauge("ivr_calls_last_hour", "Calls that began within the hour, by what came of them", "outcome",
                    {outcome or "none": number for outcome, number in reading.outcomes_between(now - HOUR_S, now).items()})
        yield gauge("ivr_copy_age_seconds", "Since a part of the copy of the book was right", "part",
                    {part: math.inf if age is None else age for part, age in self._ages().items()})
        yield GaugeMetricFamily("ivr_calls_live", "Calls going on", value=len(reading.live(now)))
        yield GaugeMetricFamily("ivr_dry_run", "1 while nothing is written to Open Dental", value=float(self._dry_run))


def gauge(name: str, said: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, said, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def measured() -> CollectorRegistry:
    """What this process has measured, or all that share the folder."""
    if TOGETHER not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together


def add_metrics(app: Flask, standing: Standing) -> None:
    stands = CollectorRegistry(auto_describe=False)
    stands.register(standing)

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def measure(response: Response) -> Response:
        if request.endpoint and request.path.startswith("/voice"):
            then = "refused" if response.status_code == 403 else g.get("then", "said")
            TURNS.labels(request.endpoint, then).observe(time.perf_counter() - g.began)
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(measured()) + generate_latest(stands), content_type=CONTENT_TYPE_LATEST)
