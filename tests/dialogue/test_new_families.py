"""A parent who is new, and then a child who is: two charts, each with its own date of birth, in one family."""

import pytest

from tests.dialogue.talking import Talk

PARENT = {"en": ("I'm a new patient", "april twelfth nineteen ninety one", "L I N D", "S A R A", "yes", "no", "yes", "Thursday morning", "yes", "yes"),
          "es": ("en español", "soy paciente nuevo", "doce de abril de mil novecientos noventa y uno", "L I N D", "S A R A", "sí", "no", "sí",
                 "el jueves por la mañana", "sí", "sí")}
CHILD = {"en": ("my son is a new patient too", "april twelfth twenty fifteen", "L I N D", "S A M", "yes", "no"),
         "es": ("mi hijo también es paciente nuevo", "doce de abril de dos mil quince", "L I N D", "S A M", "sí", "no")}
FAMILY = {"en": "in one family with the chart I opened before", "es": "en una misma familia con el expediente que abrí antes"}
YES = {"en": "yes", "es": "sí"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_childs_chart_is_put_with_that_of_the_parent_opened_in_the_same_call(stage, language):
    office = stage()
    before = set(office.office.tables.patients)
    talk = Talk(office.line, "+12175550190").dial()
    for said in (*PARENT[language], *CHILD[language]):
        talk.say(said)
    assert FAMILY[language] in talk.text
    talk.say(YES[language]).hang_up()
    office.settle()
    parent, child = (office.office.tables.patients[number] for number in sorted(set(office.office.tables.patients) - before))
    assert [(row.FName, row.Birthdate.year, row.Guarantor) for row in (parent, child)] == [("Sara", 1991, parent.PatNum), ("Sam", 2015, parent.PatNum)]
