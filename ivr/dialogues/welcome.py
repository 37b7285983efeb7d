"""The greeting, and what the call is about.  The caller's number is looked up while the greeting plays."""

from ivr.dialogue.form import Form, ask
from ivr.dialogues.parts import looked_up, wish

welcome = Form("welcome", ask("wish", wish, expects=("wish",)), looked_up)
