"""What is installed is what is declared, exactly, and nothing else; and its licences are known."""

import re

import pytest

from deploy.audit import judged
from tests.supply.licences import PAGE, page
from tests.supply.locked import PROJECT, declared, hashes, locked
from tests.walkthrough.readme import ROOT

LOCKS = ("requirements.txt", "requirements.lock")
COPYLEFT = re.compile(r"(?<!L)GPL|Affero", re.IGNORECASE)


@pytest.mark.parametrize(("lock", "dev"), [("requirements.txt", False), ("requirements.lock", True)])
def test_the_lock_holds_what_is_declared_in_a_version_that_will_do(lock, dev):
    found = locked(lock)
    for name, wanted in declared(dev=dev).items():
        [exact] = found[name].specifier
        assert exact.operator == "=="
        assert wanted.specifier.contains(exact.version), name


def test_what_runs_is_tested_in_the_same_versions():
    tested = locked("requirements.lock")
    assert all(tested[name].specifier == each.specifier for name, each in locked("requirements.txt").items())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_known_by_its_hashes(lock):
    assert set(hashes(lock)) == set(locked(lock))
    assert min(hashes(lock).values()) >= 1


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock):
    assert not re.search(r"^--|://", (ROOT / lock).read_text(), re.MULTILINE)


def test_nothing_that_only_tests_take_runs():
    assert not {"pytest", "hypothesis", "playwright", "openapi-core", "mypy"} & set(locked("requirements.txt"))


def test_the_readme_says_why_of_every_dependency():
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("**Why each dependency**")[2].partition("\n\n##")[0]
    named = {name.strip().lower().replace(".", "-") for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for name in row.split(",")}
    assert set(declared(dev=True)) <= named


def test_the_licences_are_those_of_what_is_installed():
    assert PAGE.read_text(encoding="utf-8") == page()


def test_nothing_that_runs_must_be_given_away_with_its_sources():
    runs = page().partition("## What only tests")[0]
    assert not [line for line in runs.splitlines() if COPYLEFT.search(line)]


def test_the_project_asks_for_the_python_it_is_checked_with():
    assert PROJECT["requires-python"] == ">=3.11"


# --- the audit -------------------------------------------------------------------------------------------------------


def test_an_audit_that_could_not_be_made_says_so_and_fails_nothing():
    said, code = judged([], "no route to host")
    assert (said, code) == ("audit skipped: the advisory database cannot be had (no route to host)", 0)


def test_packages_nobody_knows_are_not_called_sound():
    said, code = judged([{"name": "flask", "skip_reason": "not found"}], "")
    assert (said.startswith("audit skipped"), code) == (True, 0)


def test_a_weakness_fails_and_is_named():
    found = [{"name": "flask", "version": "3.1.3", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.4"]}]},
             {"name": "httpx", "version": "0.28.1", "vulns": []}]
    assert judged(found, "") == ("flask 3.1.3: PYSEC-1, put right in 3.1.4\n"
                                 "audit: 1 known weaknesses in 2 packages, 0 packages unknown", True)
