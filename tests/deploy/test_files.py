"""What the deployment files name is there."""

import re
import shlex

import pytest

from ivr.settings import VARIABLES
from tests.walkthrough.readme import ROOT

UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
CONTAINER = (ROOT / "deploy/Containerfile").read_text()
PROCFILE = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
OURS = {"PROMETHEUS_MULTIPROC_DIR", "BACKUPS", "PYTHON"}


def value(unit, name):
    return re.findall(rf"^{name}=(.*)$", unit.read_text(), re.MULTILINE)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_units_variables_are_ours(unit):
    given = {pair.partition("=")[0] for line in value(unit, "Environment") for pair in line.split()}
    assert given <= set(VARIABLES) | OURS


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_is_there(unit):
    program, *rest = shlex.split(value(unit, "ExecStart")[0])
    assert program.startswith("/opt/ivr/.venv/bin/") or (ROOT / program.removeprefix("/opt/ivr/")).is_file()
    assert all((ROOT / path).exists() for path in rest if path.startswith("ivr/"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_as_nobody_who_may_do_anything_else(unit):
    assert value(unit, "User") == ["ivr-%i"]
    assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "UMask=0077"} <= set(unit.read_text().splitlines())


def test_the_unit_starts_the_server_as_the_procfile_does():
    served = shlex.split(value(ROOT / "deploy/systemd/ivr@.service", "ExecStart")[0])
    assert [part for part in served if part not in ("--bind", "127.0.0.1:${PORT}")][1:] == shlex.split(PROCFILE["web"])[1:]


def test_what_the_container_copies_is_there():
    copied = re.findall(r"^COPY (?!--from)(\S+)", CONTAINER, re.MULTILINE)
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert all((ROOT / path).exists() for path in copied)
    assert set(copied) == set(kept)


def test_the_container_runs_as_nobody_and_keeps_its_data_apart():
    assert re.findall(r"^USER (\S+)", CONTAINER, re.MULTILINE) == ["10001:10001"]
    assert "VOLUME /data" in CONTAINER
    assert "DATA_DIR=/data" in CONTAINER


def test_the_container_installs_only_what_it_knows_by_its_hash():
    assert re.search(r"pip install [^\n]*--require-hashes -r requirements.txt", CONTAINER)
