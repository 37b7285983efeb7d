"""The control routes, the command, switches and clock; and that the package stands alone."""

import ast
import json
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import ivr.simulator
from ivr.simulator.command import _office, _parser, main
from ivr.simulator.faults import KINDS
from ivr.simulator.office import Office
from ivr.simulator.switches import CHOICES, Switches
from ivr.simulator.wire import dotnet

HOME = Path(ivr.simulator.__file__).parent


def test_the_book_is_read_by_day_and_by_patient(sim):
    rows = sim.rows("/book", patient=2)
    assert [(row["patient"], row["AptStatus"], row["AptDateTime"], row["hygienist"], row["operatory"]) for row in rows[1:]] == [
        ("Marcus Bell", "Scheduled", "2031-03-24 10:00:00", "LEE", "Hygiene A")]
    assert sim.rows("/book", patient="marcus b") == rows
    assert {row["AptDateTime"][:10] for row in sim.rows("/book", date="2031-03-11")} == {"2031-03-11"}


def test_the_log_is_read_from_a_number_on(ask, sim):
    ask.get("/operatories")
    ask.get("/providers")
    assert [row["path"] for row in sim.rows("/requests")] == ["/operatories", "/providers"]
    assert [row["path"] for row in sim.rows("/requests", after=1)] == ["/providers"]


def test_faults_are_set_listed_and_cleared(ask, sim):
    sim.post("/faults", json=["status:status=503", {"kind": "reset", "path": "/patients"}])
    assert ask.get("/operatories").status_code == 503
    assert [row["fired"] for row in sim.rows("/faults")] == [1, 0]
    sim.delete("/faults")
    assert ask.get("/operatories").status_code == 200


def test_staff_book_move_break_and_delete(sim, office):
    made = sim.post("/staff", json={"action": "book", "PatNum": 1, "AptDateTime": "2031-03-20 10:00:00", "Op": 3, "ProvNum": 3,
                                    "Pattern": "XX"}).json()
    number = made["AptNum"]
    moved = sim.post("/staff", json={"action": "move", "AptNum": number, "AptDateTime": "2031-03-21 10:00:00", "Op": 4}).json()
    assert (moved["AptDateTime"], moved["Op"]) == ("2031-03-21 10:00:00", 4)
    assert sim.post("/staff", json={"action": "break", "AptNum": number}).json()["AptStatus"] == "UnschedList"
    sim.post("/staff", json={"action": "delete", "AptNum": number})
    assert number not in office.appointments
    assert [row.HistApptAction for row in office.tables.history[-5:]] == ["Created", "Changed", "Cancelled", "Changed", "Deleted"]


def test_staff_block_set_preferences_and_change_patients(ask, sim, office):
    block = sim.post("/staff", json={"action": "block", "starts": "2031-03-20 08:00", "ends": "2031-03-20 09:00",
                                     "operatories": [3], "kind": "Staff meeting"}).json()
    assert ask.get(f"/schedules/{block['ScheduleNum']}").json()["blockoutType"] == "Staff meeting"
    sim.post("/staff", json={"action": "unblock", "ScheduleNum": block["ScheduleNum"]})
    assert ask.get(f"/schedules/{block['ScheduleNum']}").status_code == 404
    sim.post("/staff", json={"action": "preference", "PrefName": "BrokenApptProcedure", "ValueString": "0"})
    assert ask.rows("/preferences", PrefName="BrokenApptProcedure")[0]["ValueString"] == "0"
    sim.post("/staff", json={"action": "patient", "PatNum": 1, "Birthdate": "1999-01-02"})
    assert ask.get("/patients/1").json()["Birthdate"] == "1999-01-02"


def test_an_edit_can_wait_for_a_request(ask, sim, office):
    sim.post("/staff", json={"action": "delete", "AptNum": 1001, "before": {"method": "PUT", "path": "/appointments/1001"}})
    assert 1001 in office.appointments
    assert ask.refusal("PUT", "/appointments/1001", json={"Note": "x"})[0] == 404


@pytest.mark.parametrize(("path", "body"), [
    ("/staff", {"action": "dance"}), ("/staff", {"action": "move", "AptNum": 1001, "Colour": "red"}), ("/staff", []),
    ("/staff", {"action": "move", "AptNum": 5}), ("/switches", {"moon": 1}), ("/switches", {"mode": "lunar"}),
    ("/faults", {"kind": "x"}), ("/clock", {"now": "noon"}), ("/keys", {"customer": "DemoCustomerKey", "permissions": ["Fly"]})])
def test_an_order_that_cannot_be_read_is_a_400_that_says_why(sim, path, body):
    answer = sim.post(path, json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_clock_is_set_advanced_and_given_back(ask, sim, office):
    sim.post("/clock", json={"now": "2031-03-12 08:00:00"})
    sim.post("/clock", json={"advance_s": 90})
    assert ask.get("/appointments/1001").json()["serverDateTime"] == "2031-03-12 08:01:30"
    assert sim.post("/clock", json={}).json() == {"now": "2031-03-10 09:00:00"}


def test_reset_gives_the_first_book_back(ask, sim, office, book):
    number, before = book()["AptNum"], len(office.appointments)
    sim.post("/faults", json="status")
    sim.post("/reset")
    assert number not in office.appointments
    assert len(office.appointments) == before - 1
    assert ask.get("/operatories").status_code == 200


def test_switches_are_read_and_turned(sim, office):
    assert sim.get("/switches").json()["refuse_overlap"] is False
    assert sim.post("/switches", json={"refuse_overlap": True, "latency_s": "0.1-0.2"}).json()["latency_s"] == [0.1, 0.2]
    assert office.switches.refuse_overlap


def test_keys_are_changed_and_added(ask, sim):
    sim.post("/keys", json={"customer": "DemoCustomerKey", "permissions": ["Comm"]})
    assert ask.get("/operatories").status_code == 401
    sim.post("/keys", json={"customer": "Second", "developer": "Dev", "permissions": ["ReadAll"]})
    assert ask.get("/operatories", headers={"Authorization": "ODFHIR Dev/Second"}).status_code == 200


def test_any_table_can_be_read(sim):
    assert sim.rows("/table", name="adjustments") == []
    assert len(sim.rows("/table", name="operatories")) == 8
    assert sim.get("/table", params={"name": "secrets"}).status_code == 400


@pytest.mark.parametrize("name", list(Switches.__dataclass_fields__))
def test_every_switch_takes_its_own_value_as_text(name):
    value = getattr(Switches(), name)
    text = "-".join(map(str, value)) if name == "latency_s" else ",".join(value) if name == "workstations" else str(value)
    assert getattr(Switches().turned(**{name: text}), name) == value


@pytest.mark.parametrize(("name", "value"), [("interval_s", "soon"), ("refuse_past", "perhaps"), ("queue", "many"),
                                             *((name, "else") for name in CHOICES)])
def test_a_value_a_switch_cannot_have_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        Switches().turned(**{name: value})


def test_the_clock_follows_daylight_saving(office):
    """On the morning of 9 March 2031 the offset asked for changes from -06:00 to -05:00."""
    assert dotnet(datetime(2031, 3, 9, 1, 30), "zzz", office.zone) == "-06:00"
    assert dotnet(datetime(2031, 3, 9, 3, 30), "zzz", office.zone) == "-05:00"


def test_a_running_clock_runs_and_the_zone_is_the_offices():
    there, here = Office(zone="Asia/Tokyo"), Office(zone="America/Chicago")
    hours = (there.now() - here.now()).total_seconds() / 3600
    assert 13.9 < hours < 15.1
    here.clock.set(datetime(2031, 1, 1))
    assert 0 <= (here.now() - datetime(2031, 1, 1)).total_seconds() < 5


def test_the_command_sets_the_office_up_as_told():
    options = _parser().parse_args(["--now", "2031-03-10 09:00", "--frozen", "--throttle", "1", "--latency", "0.1-0.2",
                                    "--keys", "d/c", "--switch", "mode=service",
                                    "--switch", "refuse_overlap=true", "--fault", "lost:method=POST"])
    office = _office(options)
    assert office.now() == datetime(2031, 3, 10, 9)
    assert (office.switches.interval_s, office.switches.latency_s, office.switches.mode) == (1.0, (0.1, 0.2), "service")
    assert list(office.keys) == ["c"]
    assert office.faults.listed()[0]["kind"] == "lost"


@pytest.mark.parametrize("argv", [["--switch", "moon=1"], ["--switch", "mode"], ["--fault", "boom"], ["--keys", "one"],
                                  ["--now", "noon"], ["--latency", "fast"]])
def test_an_option_that_cannot_be_is_said(argv, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "error" in capsys.readouterr().err


def test_a_port_in_use_is_said(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["--port", str(taken.getsockname()[1])]) == 1
    assert "--port" in capsys.readouterr().err


def test_the_command_prints_address_keys_and_patients_and_serves():
    program = "import sys; from ivr.simulator.command import main; sys.exit(main(['--port', '0']))"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        lines = [process.stdout.readline() for _ in range(20)]
        process.terminate()
    text = "".join(lines)
    assert "/api/v1" in text
    assert "DemoDeveloperKey" in text
    assert "Olga Fischer" in text


def test_the_package_imports_nothing_else_of_the_project():
    for path in HOME.rglob("*.py"):
        deep = len(path.relative_to(HOME).parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.level <= deep, path
                assert not (node.module or "").startswith("ivr"), path
            elif isinstance(node, ast.Import):
                assert not any(name.name.startswith("ivr") for name in node.names), path


def test_every_switch_and_every_kind_of_fault_is_in_the_manual():
    manual = (HOME / "README.md").read_text()
    assert [name for name in [*Switches.__dataclass_fields__, *KINDS] if f"`{name}`" not in manual] == []


def test_json_of_the_control_routes_keeps_its_booleans(sim):
    assert isinstance(json.loads(sim.get("/book").text)[0]["IsHygiene"], bool)
