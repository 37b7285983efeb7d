"""Several processes tell of what all of them have measured, whichever is asked."""

from datetime import datetime

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bench.server import procfile
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from tests.stage import ZONE
from tests.test_server import Server

CALLS = 8


@pytest.fixture
def server(tmp_path):
    office = sample_office(datetime.now(ZONE).date(), clock=lambda: datetime.now(ZONE).replace(tzinfo=None))
    with running(office) as office_url:
        server = Server(tmp_path / "line", office_url)
        yield server
        server.close()


def answered(server):
    """Greetings that were said."""
    text = httpx.get(server.url + "/metrics").text
    return sum(sample.value for family in text_string_to_metric_families(text) for sample in family.samples
               if sample.name == "ivr_turn_seconds_count" and sample.labels["then"] == "listen")


@pytest.mark.long
def test_two_processes_tell_of_each_others_turns_and_not_of_those_of_a_start_before(server, tmp_path):
    folder = tmp_path / "measured"
    folder.mkdir()
    (folder / "histogram_999999999.db").write_bytes(b"of a process that is gone")
    server.start(procfile(options=["--workers", "2"]), PROMETHEUS_MULTIPROC_DIR=str(folder))
    for _ in range(CALLS):
        server.phone.dial()
    assert {answered(server) for _ in range(CALLS)} == {CALLS}
    assert len(list(folder.glob("histogram_*.db"))) == 2
