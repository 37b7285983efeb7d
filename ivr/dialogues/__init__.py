"""The dialogues, one file each; their words stand in prompts/<language>/."""

from ivr.dialogue.form import Form
from ivr.dialogues import (
    ahead,
    book,
    cancel,
    confirm,
    due,
    ending,
    families,
    late,
    missed,
    move,
    new_patient,
    person,
    sooner,
    texting,
    welcome,
)

FORMS: dict[str, Form] = {
    form.name: form
    for form in (welcome.welcome, book.book, cancel.cancel, cancel.kept, move.move, missed.missed, ahead.ahead, due.due, confirm.confirm,
                 late.late, sooner.sooner, texting.texting, families.somebody_else, new_patient.new_patient, person.person,
                 person.emergency, person.urgent, person.stranger, person.guarded, ending.more, ending.farewell, ending.over)
}
