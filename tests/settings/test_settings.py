"""Settings are taken as documented, or refused with the variable and the remedy; secrets are not shown."""

import os
import stat
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

from ivr.settings import SAMPLE_PRACTICE, SECRET_FILE, Settings, SettingsError

OFFICE = {"OPENDENTAL_URLS": "https://api.opendental.com/api/v1", "OPENDENTAL_DEVELOPER_KEY": "developer-secret",
          "OPENDENTAL_CUSTOMER_KEY": "customer-secret"}

ANN = "ann:desk:$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"


@pytest.fixture
def settings(tmp_path):
    return lambda **given: Settings.from_environment({"DATA_DIR": str(tmp_path / "kept"), **given})


@pytest.fixture
def refusal(settings):
    def refused(**given: str) -> SettingsError:
        with pytest.raises(SettingsError) as raised:
            settings(**given)
        return raised.value
    return refused


def test_nothing_need_be_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({})
    assert settings.port == 8000
    assert settings.data_dir == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/line.db"
    assert settings.practice_path == SAMPLE_PRACTICE
    assert settings.practice.name == "Maple Street Dental"
    assert settings.opendental_urls == settings.twilio_auth_tokens == settings.trusted_proxies == ()
    assert settings.public_url == settings.twilio_api_url == settings.twilio_number == settings.twilio_account_sid == ""
    assert settings.opendental_developer_key == settings.opendental_customer_key == settings.twilio_auth_token == ""
    assert settings.min_interval_s is None
    assert settings.console_users is None
    assert settings.dry_run is False


def test_everything_may_be_set(settings):
    found = settings(
        **OFFICE, PORT="9001", PUBLIC_URL="https://line.example.com/", DATABASE_URL="postgresql://u:p@db/line",
        TWILIO_ACCOUNT_SID="AC1", TWILIO_AUTH_TOKEN="token", TWILIO_API_URL="http://127.0.0.1:9000",
        TWILIO_NUMBER="+12175550199", OPENDENTAL_MIN_INTERVAL_S="0.5", CONSOLE_USERS=f"{ANN} bob:manager:$argon2id$b", DRY_RUN="true",
        SECRET_KEY="a secret of some length", TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8,::1",
    )
    assert (found.port, found.public_url, found.database_url) == (9001, "https://line.example.com", "postgresql://u:p@db/line")
    assert (found.twilio_account_sid, found.twilio_auth_token, found.twilio_api_url, found.twilio_number) == (
        "AC1", "token", "http://127.0.0.1:9000", "+12175550199")
    assert found.opendental_urls == ("https://api.opendental.com/api/v1",)
    assert (found.opendental_developer_key, found.opendental_customer_key) == ("developer-secret", "customer-secret")
    assert (found.min_interval_s, found.dry_run, found.secret_key) == (0.5, True, b"a secret of some length")
    assert found.console_users.get_secret_value() == f"{ANN} bob:manager:$argon2id$b"
    assert found.trusted_proxies == (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("::1"))


def test_the_process_own_variables_are_read_unless_others_are_given(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORT", "9002")
    assert Settings.from_environment().port == 9002
    assert Settings.from_environment({"DATA_DIR": str(tmp_path)}).port == 8000


def test_an_empty_variable_is_not_set(settings):
    assert settings(PORT="", PUBLIC_URL=" ", OPENDENTAL_URLS="", SECRET_KEY="", DRY_RUN="").port == 8000


def test_several_addresses_of_the_office_keep_their_order(settings):
    urls = "http://office:30222/api/v1/, https://api.opendental.com/api/v1"
    assert settings(**{**OFFICE, "OPENDENTAL_URLS": urls}).opendental_urls == (
        "http://office:30222/api/v1", "https://api.opendental.com/api/v1")


def test_two_tokens_are_both_known_while_one_replaces_the_other(settings):
    found = settings(TWILIO_AUTH_TOKEN="new, old")
    assert found.twilio_auth_tokens == ("new", "old")
    assert found.twilio_auth_token == "new"


@pytest.mark.parametrize(("given", "url"), [
    ("postgres://u:p@db/line", "postgresql://u:p@db/line"),
    ("postgresql+psycopg://db/line", "postgresql+psycopg://db/line"),
    ("sqlite:////srv/line.db", "sqlite:////srv/line.db"),
])
def test_a_database_is_sqlite_or_postgresql(settings, given, url):
    assert settings(DATABASE_URL=given).database_url == url


WRONG = [
    ("PORT", "eighty", "port number"), ("PORT", "0", "port number"), ("PORT", "70000", "port number"),
    ("DATABASE_URL", "mysql://host/name", "sqlite:////absolute/path.db or postgresql://"),
    ("DATABASE_URL", "sqlite://", "sqlite:////absolute/path.db"),
    ("DATABASE_URL", "sqlite:///:memory:", "sqlite:////absolute/path.db"),
    ("DATABASE_URL", "/srv/line.db", "sqlite:////absolute/path.db"),
    ("PUBLIC_URL", "line.example.com", "https://"), ("PUBLIC_URL", "https://line.example.com/voice", "without a path"),
    ("PUBLIC_URL", "https://line.example.com?x=1", "without a path"), ("PUBLIC_URL", "https://", "https://"),
    ("PUBLIC_URL", "ftp://line.example.com", "https://"), ("PUBLIC_URL", "https://h:port", "https://"),
    ("TWILIO_API_URL", "http://127.0.0.1:9000/2010-04-01", "without a path"),
    ("TWILIO_API_URL", "127.0.0.1:9000", "a scheme"),
    ("TWILIO_NUMBER", "217-555-0199", "E.164"), ("TWILIO_NUMBER", "+1217555019", "E.164"),
    ("TWILIO_ACCOUNT_SID", "SK123", '"AC"'), ("TWILIO_AUTH_TOKEN", "a,b,c", "two separated by a comma"),
    ("TWILIO_AUTH_TOKEN", ",", "auth token"),
    ("OPENDENTAL_URLS", "https://api.opendental.com", "end in /api/v1"),
    ("OPENDENTAL_URLS", "api.opendental.com/api/v1", "http:// or https://"),
    ("OPENDENTAL_URLS", "https://a/api/v1,ftp://b/api/v1", "http:// or https://"),
    ("OPENDENTAL_URLS", "https://user:secret@a/api/v1", "http:// or https://"),
    ("OPENDENTAL_MIN_INTERVAL_S", "soon", "seconds"), ("OPENDENTAL_MIN_INTERVAL_S", "-1", "seconds"),
    ("OPENDENTAL_MIN_INTERVAL_S", "nan", "seconds"), ("OPENDENTAL_MIN_INTERVAL_S", "inf", "seconds"),
    ("CONSOLE_USERS", "dana", "ivr user"), ("CONSOLE_USERS", "dana:owner:$argon2id$x", "ivr user"),
    ("CONSOLE_USERS", "dana:desk:password", "ivr user"), ("CONSOLE_USERS", f"{ANN} {ANN}", "ivr user"),
    ("DRY_RUN", "perhaps", "true or false"), ("SECRET_KEY", "short", "12 or more characters"),
    ("TRUSTED_PROXIES", "proxy.local", "IP addresses"), ("TRUSTED_PROXIES", "10.0.0.0/99", "IP addresses"),
    ("PRACTICE_FILE", "/nowhere/practice.toml", "No such file"), ("DATA_DIR", "/dev/null/var", "cannot be written to"),
]


@pytest.mark.parametrize(("variable", "value", "remedy"), WRONG)
def test_a_wrong_setting_is_told_with_its_variable_and_the_remedy(refusal, variable, value, remedy):
    error = refusal(**{**OFFICE, "TWILIO_AUTH_TOKEN": "token", variable: value})
    assert [problem.variable for problem in error.problems] == [variable]
    assert f"\n  {variable}: " in str(error)
    assert remedy in error.problems[0].remedy


@pytest.mark.parametrize(("given", "variable", "remedy"), [
    ({**OFFICE, "OPENDENTAL_DEVELOPER_KEY": ""}, "OPENDENTAL_DEVELOPER_KEY", "missing while OPENDENTAL_URLS is set"),
    ({**OFFICE, "OPENDENTAL_CUSTOMER_KEY": ""}, "OPENDENTAL_CUSTOMER_KEY", "missing while OPENDENTAL_URLS is set"),
    ({**OFFICE, "OPENDENTAL_URLS": ""}, "OPENDENTAL_URLS", "missing while there is a key"),
    ({"OPENDENTAL_URL": "https://a/api/v1"}, "OPENDENTAL_URL", 'did you mean "OPENDENTAL_URLS"?'),
    ({"TWILIO_ACCOUNT_SID": "AC1"}, "TWILIO_AUTH_TOKEN", "missing while TWILIO_ACCOUNT_SID is set"),
])
def test_a_setting_that_another_calls_for_is_missed(refusal, given, variable, remedy):
    problem, = refusal(**given).problems
    assert problem.variable == variable
    assert remedy in problem.remedy


def test_everything_wrong_is_told_at_once(refusal):
    error = refusal(PORT="x", DRY_RUN="x", PRACTICE_FILE="/nowhere", TWILIO_ACCOUNT_SID="AC1")
    assert {problem.variable for problem in error.problems} == {"PORT", "DRY_RUN", "PRACTICE_FILE", "TWILIO_AUTH_TOKEN"}
    assert str(error).startswith("4 settings to put right:")


def test_a_refused_practice_file_is_told_with_its_lines(refusal, tmp_path):
    path = tmp_path / "practice.toml"
    path.write_text(SAMPLE_PRACTICE.read_text().replace("America/Chicago", "Chicago"))
    problem, = refusal(PRACTICE_FILE=str(path)).problems
    assert problem.variable == "PRACTICE_FILE"
    assert str(path) in problem.remedy
    assert "line 6: practice.timezone: unknown time zone" in problem.remedy


SECRETS = {"TWILIO_AUTH_TOKEN": "twilio-secret", "DATABASE_URL": "postgresql://u:database-secret@h/n",
           "SECRET_KEY": "sealing-secret-12", "CONSOLE_USERS": "ann:desk:$argon2id$console-secret", **OFFICE}


def test_secrets_are_not_shown(settings):
    found = settings(**SECRETS)
    assert "secret" in f"{found.twilio_auth_token} {found.database_url} {found.opendental_customer_key}"
    for shown in (repr(found), str(found), repr(found.model_dump()), found.model_dump_json()):
        assert "-secret" not in shown


@pytest.mark.parametrize(("variable", "value"), [
    ("DATABASE_URL", "mysql://u:my-secret@h/n"), ("SECRET_KEY", "my-secret"), ("TWILIO_AUTH_TOKEN", "my-secret,b,c"),
    ("OPENDENTAL_URLS", "https://u:my-secret@h/x"), ("PUBLIC_URL", "https://u:my-secret@h"),
])
def test_what_is_said_of_a_wrong_setting_does_not_repeat_it(refusal, variable, value):
    """Nor does the error it came from, which a log might show as its context."""
    error = refusal(**{**OFFICE, variable: value})
    assert "my-secret" not in f"{error} {error.__context__} {error.__cause__}"


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_what_is_kept_is_for_us_alone(settings):
    found = settings()
    assert stat.S_IMODE(found.data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((found.data_dir / SECRET_FILE).stat().st_mode) == 0o600


def test_a_folder_that_was_there_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)
    Settings.from_environment({"DATA_DIR": str(tmp_path)})
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_the_secret_is_made_once_and_kept(settings):
    first, second = settings(), settings()
    assert first.secret_key == second.secret_key == (first.data_dir / SECRET_FILE).read_bytes()
    assert len(first.secret_key) == 64


def test_a_secret_made_on_one_machine_may_be_given_to_another(settings, tmp_path):
    made = settings()
    given = Settings.from_environment({"DATA_DIR": str(tmp_path / "other"), "SECRET_KEY": made.secret_key.decode()})
    assert given.secret_key == made.secret_key
    assert not (given.data_dir / SECRET_FILE).exists()


def test_a_damaged_secret_is_told_and_not_replaced(settings, refusal, tmp_path):
    settings()
    kept = tmp_path / "kept" / SECRET_FILE
    kept.write_bytes(b"abc")
    problem, = refusal().problems
    assert problem.variable == "SECRET_KEY"
    assert "damaged" in problem.remedy
    assert kept.read_bytes() == b"abc"


RACER = """
import sys
from pathlib import Path
from ivr.settings import kept_secret
print("ready", flush=True)
sys.stdin.readline()
print(kept_secret(Path(sys.argv[1])).decode())
"""


def test_racing_processes_get_one_secret(tmp_path: Path):
    """All are loaded and waiting before the first is let go."""
    path = tmp_path / SECRET_FILE
    racers = [subprocess.Popen([sys.executable, "-c", RACER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
              for _ in range(6)]
    for racer in racers:
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    found = {racer.communicate()[0].strip() for racer in racers}
    assert len(found) == 1
    assert found.pop().encode() == path.read_bytes()
