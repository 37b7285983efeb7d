import pytest

from ivr.speech.beside import everything, minutes_late, on_behalf, wishes

EN, ES = "en-US", "es-US"


@pytest.mark.parametrize(("said", "minutes", "locale"), [
    ("I'm running ten minutes late", 10, EN), ("I'll be 15 min late", 15, EN), ("ten to fifteen minutes late", 15, EN),
    ("I'll be a quarter of an hour late", 15, EN), ("about half an hour late", 30, EN), ("an hour and ten minutes", 70, EN),
    ("a few minutes late", 5, EN), ("I'm running late", None, EN), ("running late for my ten thirty", None, EN),
    ("three hundred minutes", None, EN),
    ("voy diez minutos tarde", 10, ES), ("llego media hora tarde", 30, ES), ("un cuarto de hora", 15, ES), ("voy tarde", None, ES),
])
def test_how_late_is_heard_beside_the_wish(said, minutes, locale):
    assert minutes_late(said, locale) == minutes


@pytest.mark.parametrize(("said", "minutes", "locale"), [
    ("twenty five", 25, EN), ("ten", 10, EN), ("ten or maybe fifteen", 15, EN), ("I'm not sure", 0, EN), ("no idea", 0, EN),
    ("by nine fifteen", None, EN), ("hello", None, EN), ("unos veinte", 20, ES), ("no sé", 0, ES), ("a las nueve y cuarto", None, ES),
    ("quiero hablar con una persona", None, ES),
])
def test_a_number_alone_will_do_when_asked_for_minutes_and_a_time_of_day_will_not(said, minutes, locale):
    assert minutes_late(said, locale, asked=True) == minutes


@pytest.mark.parametrize(("said", "relation", "word", "first", "locale"), [
    ("a checkup for my daughter please", "child", "daughter", None, EN), ("my son's appointment", "child", "son", None, EN),
    ("cancel my daughter Emma's cleaning", "child", "daughter", "Emma", EN), ("one for my other son", "child", "other son", None, EN),
    ("I'm calling for my son Liam", "child", "son", "Liam", EN), ("I'm her mother", "child", "mother", None, EN),
    ("book a cleaning for my husband", "adult", "husband", None, EN), ("when is my mom's appointment", "adult", "mom", None, EN),
    ("and one for me", "self", "", None, EN), ("a cleaning for myself", "self", "", None, EN),
    ("la cita de mi hija", "child", "hija", None, ES), ("una limpieza para mi hija Emma", "child", "hija", "Emma", ES),
    ("mi hija ella necesita una cita", "child", "hija", None, ES), ("la cita de mi esposo", "adult", "esposo", None, ES),
])
def test_whom_a_call_is_for(said, relation, word, first, locale):
    found = on_behalf(said, locale)
    assert (found["relation"], found["word"], found.get("first")) == (relation, word, first)


@pytest.mark.parametrize(("said", "locale"), [
    ("my daughter is sick so I need to cancel", EN), ("my wife told me about you", EN), ("can you cancel it for me", EN),
    ("I have to pick up my son from school", EN), ("tengo que recoger a mi hija", ES), ("me la recomendó mi hermana", ES),
])
def test_family_that_is_only_mentioned_is_not_whom_the_call_is_for(said, locale):
    assert on_behalf(said, locale) is None


@pytest.mark.parametrize(("said", "surely", "locale"), [
    ("oh it's for my son", True, EN), ("it's not for me it's for my daughter", True, EN), ("a checkup for my son", False, EN),
    ("es para mi hijo", True, ES), ("una revisión para mi hijo", False, ES),
])
def test_at_any_question_only_what_can_mean_nothing_else_says_whom_it_is_for(said, surely, locale):
    assert (on_behalf(said, locale, surely=True) is not None) == surely


@pytest.mark.parametrize(("said", "locale"), [
    ("put me on the list for something sooner", EN), ("call me if anything opens up", EN), ("I'd like to be on the cancellation list", EN),
    ("let me know if somebody cancels", EN), ("can you add me to your waiting list", EN),
    ("póngame en la lista de espera", ES), ("avíseme si alguien cancela", ES),
])
def test_sooner_if_something_opens_up(said, locale):
    assert "sooner" in wishes(said, locale)


@pytest.mark.parametrize(("said", "locale"), [
    ("do you have anything sooner", EN), ("the first available", EN), ("let me know when it's booked", EN), ("what's on the list", EN),
    ("¿tiene algo más temprano?", ES), ("la primera disponible", ES),
])
def test_a_wish_for_a_time_is_no_wish_for_the_list(said, locale):
    assert "sooner" not in wishes(said, locale)


@pytest.mark.parametrize(("said", "all_of_them", "locale"), [
    ("all of them", True, EN), ("both", True, EN), ("everything", True, EN), ("all", True, EN), ("the first one", False, EN),
    ("that's all", False, EN), ("todas", True, ES), ("las dos", True, ES), ("ambas", True, ES), ("la primera", False, ES),
])
def test_all_of_what_was_read_out(said, all_of_them, locale):
    assert everything(said, locale) == all_of_them


@pytest.mark.parametrize(("said", "keeps", "locale"), [
    ("keep it", True, EN), ("no keep that one", True, EN), ("leave it", True, EN), ("don't cancel it", True, EN), ("yes", False, EN),
    ("go ahead", False, EN), ("yes cancel it", False, EN),
    ("déjela", True, ES), ("no la cancele", True, ES), ("sí cancélela", False, ES), ("sí", False, ES),
])
def test_a_visit_that_is_to_be_kept(said, keeps, locale):
    assert ("keep" in wishes(said, locale)) == keeps
