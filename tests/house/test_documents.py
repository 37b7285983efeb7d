"""What the README and docs/ name is there."""

import re

import pytest

from ivr.cli import COMMANDS
from ivr.settings import VARIABLES
from tests.deploy.test_watching import RULES
from tests.walkthrough.readme import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAM = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ivr").rglob("*.py"))
TARGETS = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


def slug(heading):
    return re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path):
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", path.read_text(encoding="utf-8")):
        there = (path.parent / target) if target else path
        assert there.exists(), target
        if anchor:
            assert anchor in map(slug, re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)), anchor


def test_every_setting_is_explained_and_nothing_else():
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", page("docs/settings.md"), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"\w+", row)} == set(VARIABLES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_command_that_is_named_is_one(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`(?:python -m )?ivr (\w+)", text) + re.findall(r"^(?:\S*/)?ivr (\w+)", text, re.MULTILINE)
    assert set(named) - {"COMMAND"} <= set(COMMANDS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_make_target_that_is_named_is_one(path):
    assert set(re.findall(r"`?\bmake (?:-C \S+ )?(\w+)`", path.read_text(encoding="utf-8"))) <= TARGETS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_file_of_ours_that_is_named_is_there(path):
    named = re.findall(r"`((?:ivr|tests|bench|deploy|docs|prompts)/[\w./@-]+)`", path.read_text(encoding="utf-8"))
    assert not [name for name in named if not (ROOT / name).exists()]


def test_the_events_an_operator_is_told_of_are_logged():
    table = page("docs/watching.md").partition("| event | means |")[2]
    events = [name for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)]
    assert len(events) > 5
    assert not [event for event in events if f'"{event}"' not in PROGRAM]


def test_the_alerts_that_are_named_are_there():
    assert set(re.findall(r"`([A-Z][a-z]+[A-Z]\w+)`", page("docs/deploying.md"))) <= {rule["alert"] for rule in RULES}

