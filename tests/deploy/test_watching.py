"""Alerts and dashboard ask for nothing the line does not tell, and tell of nothing that begins unseen."""

import json
import re

import pytest
import yaml
from prometheus_client import REGISTRY
from prometheus_client.registry import CollectorRegistry

from ivr.metrics import Standing
from ivr.operations.states import ENDED
from ivr.store.database import Database
from ivr.store.reading import Reading
from tests.walkthrough.readme import ROOT

RULES = [rule for group in yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text())["groups"] for rule in group["rules"]]
DASHBOARD = json.loads((ROOT / "deploy/grafana/dashboard.json").read_text())
ASKED = {rule["alert"]: rule["expr"] for rule in RULES} | {
    panel["title"]: " ".join(target["expr"] for target in panel["targets"]) for panel in DASHBOARD["panels"]}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Every series the line tells of, with its labels' names and, where they are known, values."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('store')}/line.db", b"a secret")
    database.prepare()
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Standing(Reading(database), lambda: {"visits": None, "schedules": 1.0}, False))
    families = [*registry.collect(), *(each for each in REGISTRY.collect() if each.name.startswith("ivr_"))]
    endings = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",), "gauge": ("",)}
    yield {each.name + ending: [sample.labels for sample in each.samples if sample.name == each.name + ending]
           for each in families for ending in endings[each.type]}
    database.engine.dispose()


@pytest.mark.parametrize("name", ASKED)
def test_every_series_asked_for_is_told(name, told):
    assert set(re.findall(r"\b(?:ivr_\w+)\b", ASKED[name])) <= set(told)


@pytest.mark.parametrize("rule", [rule for rule in RULES if "then=" in rule["expr"] or ("4" in rule["expr"] and "outcome=" in rule["expr"])],
                         ids=lambda rule: rule["alert"])
def test_what_an_alert_waits_for_is_counted_from_nothing(rule, told):
    series, matched, label, values = re.search(r'(ivr_\w+)\{[^}]*?((then|outcome)=~?"([^"]+)")', rule["expr"]).groups()
    assert set(values.split("|")) <= {labels.get(label) for labels in told[series]}, matched


def test_every_state_of_a_change_is_told_while_there_is_none(told):
    assert {labels["state"] for labels in told["ivr_operations"]} > ENDED


def test_the_states_an_alert_leaves_out_are_those_that_end_a_change():
    rule = next(rule for rule in RULES if rule["alert"] == "ChangesStandStill")
    assert set(re.search(r'state!~"([^"]+)"', rule["expr"])[1].split("|")) == set(ENDED)


def test_every_alert_says_what_to_do():
    assert all({"summary", "do"} <= set(rule["annotations"]) and rule["labels"]["severity"] in ("page", "ticket") for rule in RULES)


def test_no_panel_lies_upon_another():
    taken = [(x, y) for panel in DASHBOARD["panels"] for place in [panel["gridPos"]]
             for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])]
    assert len(taken) == len(set(taken))
