"""When is my visit?  All that lies ahead: what for, the day, the time, and with whom."""

from collections.abc import Sequence

from ivr.dialogue.form import Form, look, tell
from ivr.dialogues.parts import who_is_calling
from ivr.office.records import Visit
from ivr.office.requests import FindVisits


def listed(visits: Sequence[Visit]) -> str:
    return "" if visits else "none"


ahead = Form("ahead", *who_is_calling, look("visits", FindVisits), tell("listed", listed))
