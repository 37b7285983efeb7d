"""What callers left: shown in the order it matters, done, undone, and visits approved exactly as agreed to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from tests.console.acting import crown, task
from tests.console.conftest import USERS, signed_in

CROWN = "Maria Lopez · 2026-03-11 09:20 · Crown · MORA · Scheduled"


def test_no_tasks_is_said(dana):
    assert "Nothing to do" in dana.get("/console").text


def test_urgent_tasks_come_first_and_say_so_in_words(line, dana):
    for text, urgent in (("an old one", False), ("bleeding", True), ("a new one", False)):
        task(line, text, urgent=urgent)
    text = dana.get("/console").text
    assert text.index("Urgent Message bleeding") < text.index("an old one") < text.index("a new one")


def test_a_task_has_the_number_to_call_back(line, dana):
    task(line, callback="+12175550142")
    assert "tel:+12175550142" in dana.get("/console").links
    assert "(217) 555-0142" in dana.page.text


def test_what_a_caller_said_is_text_and_nothing_else(line, dana):
    task(line, "<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in dana.get("/console").html
    assert "<script>alert" not in dana.page.html


def test_a_task_is_done_and_undone(line, dana):
    number = task(line)
    dana.get("/console")
    dana.send(f"{number}/done")
    assert line.line.tasks.open() == []
    dana.send(f"{number}/undo")
    assert [each.id for each in line.line.tasks.open()] == [number]


def test_a_task_done_by_two_is_done_once(line, dana, morgan):
    number = task(line)
    dana.get("/console")
    morgan.get("/console")
    dana.send(f"{number}/done")
    assert morgan.send(f"{number}/done").status == 200
    assert line.line.tasks.open() == []


def test_a_task_that_is_not_there_cannot_be_done(line, dana):
    number = task(line)
    hidden = dana.get("/console").forms[f"/console/tasks/{number}/done"]
    assert dana.post("/console/tasks/999/done", **hidden).status == 404


def test_the_list_is_sent_again_only_when_it_has_changed(line, dana):
    task(line)
    seen = dana.get("/console").html.partition("live/tasks?seen=")[2].partition('"')[0]
    assert dana.get(f"/console/live/tasks?seen={seen}").status == 204
    task(line, "another")
    assert "another" in dana.get(f"/console/live/tasks?seen={seen}").text


def test_a_visit_to_be_approved_says_whose_and_when(line, dana):
    crown(line)
    text = dana.get("/console").text
    assert "Maria Lopez" in text
    assert "Wishes crown on Wednesday, March 11 at 9:20 AM" in text


def test_an_approved_visit_is_booked_as_the_caller_agreed_to_it(line, dana):
    number = crown(line)
    dana.get("/console")
    assert "Booked in Open Dental" in dana.send(f"{number}/approve").text
    line.settle()
    assert line.changes() == [CROWN]
    assert line.commlogs() == line.logs_before + 1


def test_what_was_agreed_to_cannot_be_changed_by_the_form(line, dana):
    number = crown(line)
    dana.get("/console")
    dana.send(f"{number}/approve", opening="2026-03-12T08:00", patient="2", reason="cleaning")
    line.settle()
    assert line.changes() == [CROWN]


def test_a_visit_approved_twice_is_booked_once(line, dana):
    number = crown(line)
    dana.get("/console")
    first = dict(dana.page.forms)
    dana.send(f"{number}/approve")
    assert f"/console/tasks/{number}/approve" not in dana.page.forms
    dana.page.forms = first
    assert "Booked in Open Dental" in dana.send(f"{number}/approve").text
    line.settle()
    assert line.changes() == [CROWN]


def test_two_people_who_approve_at_the_same_moment_book_once(line, dana, morgan):
    number = crown(line)
    line.office.turn(latency_s=(0.2, 0.3))
    for each in (dana, morgan):
        each.get("/console")
    with ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(lambda each: each.send(f"{number}/approve").text, (dana, morgan)))
    line.settle()
    assert line.changes() == [CROWN]
    assert all("Booked in Open Dental" in page for page in pages)


def test_the_task_stays_until_the_caller_has_been_called(line, dana):
    number = crown(line)
    dana.get("/console")
    dana.send(f"{number}/approve")
    assert [each.id for each in line.line.tasks.open()] == [number]


def test_a_time_taken_meanwhile_is_not_booked_and_said_to_be_gone(line, dana):
    number = crown(line)
    line.office.staff_book(2, datetime(2026, 3, 11, 9, 30), 5, 2)
    before = line.book()
    dana.get("/console")
    assert "that time has been taken" in dana.send(f"{number}/approve").text
    assert line.book() == before


def test_a_time_that_has_passed_cannot_be_approved(line, stage):
    number = crown(line)
    later = signed_in(beside(stage, line, now="2026-03-11T09:21"), "dana")
    assert f"/console/tasks/{number}/approve" not in later.get("/console").forms
    assert "that time has passed" in later.page.text


def test_a_line_whose_keys_may_not_book_leaves_it_to_the_staff(line, dana):
    number = crown(line)
    line.line.rights.appointments = False
    assert f"/console/tasks/{number}/approve" not in dana.get("/console").forms
    assert "Book it in Open Dental" in dana.page.text


def test_in_a_dry_run_nothing_is_booked_and_that_is_said(line, stage):
    number = crown(line)
    dry = beside(stage, line, DRY_RUN="true")
    dana = signed_in(dry, "dana")
    assert "Nothing was written" in dana.send(f"{number}/approve").text
    assert dry.changes() == []


def test_an_office_that_refuses_leaves_the_approval_to_be_tried_again(line, dana):
    number = crown(line)
    line.office.faults.add("status:status=400,method=POST,path=/appointments,nth=1")
    dana.get("/console")
    assert "NOT booked" in dana.send(f"{number}/approve").text
    assert "Booked in Open Dental" in dana.send(f"{number}/approve").text
    line.settle()
    assert line.changes() == [CROWN]


def test_a_lost_answer_does_not_book_twice(line, dana):
    number = crown(line)
    line.office.faults.add("lost:method=POST,path=/appointments,nth=1")
    dana.get("/console")
    assert "Booked in Open Dental" in dana.send(f"{number}/approve").text
    line.settle()
    assert line.changes() == [CROWN]


def beside(stage, line, now="2026-03-02T09:00", **environment):
    """Another process on the same store."""
    return stage(now=now, environment={"CONSOLE_USERS": USERS, "DATABASE_URL": line.line.settings.database_url,
                                       "SECRET_KEY": line.line.settings.secret_key.decode(), **environment})
