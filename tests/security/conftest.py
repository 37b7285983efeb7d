"""One line for all who knock at its door, and Twilio's hand to sign with."""

import pytest
from twilio.request_validator import RequestValidator

from ivr.app import LARGEST_REQUEST, create_app
from tests.console.conftest import USERS
from tests.stage import LINE, TOKEN, Stage

ORIGIN = "http://line.example.com"
FIELDS = {"CallSid": "CA" + "7" * 32, "AccountSid": "AC" + "0" * 32, "From": "+12175550142", "To": LINE, "CallStatus": "in-progress"}
TOO_LARGE = LARGEST_REQUEST + 1


class Door:
    """The line's web application, asked without a network in between."""

    def __init__(self, stage):
        self.stage, self.app = stage, create_app(line=stage.line)

    def post(self, path, token=TOKEN, fields=None, **options):
        """As Twilio would; *token* "" leaves it unsigned."""
        content = FIELDS | (fields or {})
        headers = {"X-Twilio-Signature": RequestValidator(token).compute_signature(ORIGIN + path, content)} if token else {}
        return self.app.test_client().post(path, data=content, base_url=ORIGIN, headers=headers, **options)

    def ask(self, path, method="GET", **options):
        return self.app.test_client().open(path, method=method, base_url=ORIGIN, **options)

    def posts(self):
        """Every path that takes a POST, with something in the place of what varies."""
        rules = [rule for rule in self.app.url_map.iter_rules() if "POST" in rule.methods]
        return sorted({rule.rule.replace("<int:number>", "1").replace("<sid>", "CA1") for rule in rules})

    def kept(self):
        """What the line knows of calls, tasks and the book."""
        line = self.stage.line
        return line.calls.recent(), [task.text for task in line.tasks.open()], self.stage.book()


@pytest.fixture(scope="package")
def door(tmp_path_factory):
    stage = Stage(tmp_path_factory.mktemp("door") / "stage", environment={"CONSOLE_USERS": USERS})
    yield Door(stage)
    stage.close()
