"""What Prometheus is told: how long turns take, how the office answers, what is under way.  Nothing of any patient."""

from __future__ import annotations

import time
from collections.abc import Iterator

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ivr.store.reading import Reading

SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
TURNS = Histogram("ivr_turn_seconds", "From a webhook to its answer", ["route"], buckets=SECONDS)
OFFICE = Histogram("ivr_office_request_seconds", "Requests to Open Dental, without the wait for their turn", ["method", "outcome"],
                   buckets=SECONDS)


def office_heard(method: str, outcome: str, seconds: float) -> None:
    """
    Args:
        outcome: The answer's status, or what kept it from coming.
    """
    OFFICE.labels(method, outcome).observe(seconds)


class Standing(Collector):
    """What stands in the store, counted when it is asked for."""

    def __init__(self, reading: Reading):
        self._reading = reading

    def collect(self) -> Iterator[GaugeMetricFamily]:
        states = GaugeMetricFamily("ivr_operations", "Agreed changes by state", labels=["state"])
        for state, number in self._reading.states().items():
            states.add_metric([state], number)
        yield states
        urgent, other = self._reading.open_counts()
        tasks = GaugeMetricFamily("ivr_tasks_open", "Tasks the staff have not done", labels=["urgent"])
        tasks.add_metric(["yes"], urgent)
        tasks.add_metric(["no"], other)
        yield tasks
        yield GaugeMetricFamily("ivr_calls_live", "Calls going on", value=len(self._reading.live(time.time())))


def add_metrics(app: Flask, reading: Reading) -> None:
    standing = CollectorRegistry(auto_describe=False)
    standing.register(Standing(reading))

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def measure(response: Response) -> Response:
        if request.endpoint and request.path.startswith("/voice"):
            TURNS.labels(request.endpoint).observe(time.perf_counter() - g.began)
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(REGISTRY) + generate_latest(standing), content_type=CONTENT_TYPE_LATEST)
