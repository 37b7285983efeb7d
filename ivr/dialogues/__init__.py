"""The dialogues, one file each; their words stand in prompts/<language>/."""

from ivr.dialogue.form import Form
from ivr.dialogues import book, cancel, ending, move, person, welcome

FORMS: dict[str, Form] = {
    form.name: form
    for form in (welcome.welcome, book.book, cancel.cancel, cancel.kept, move.move, person.person, person.emergency,
                 person.stranger, ending.more, ending.farewell, ending.over)
}
