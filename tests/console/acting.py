"""Calls that leave something for the staff."""

from ivr.store.tasks import Task

MARIA = ("july fifteenth nineteen eighty two",)
CROWN = ("I need a crown", *MARIA, "first available", "the first one", "yes", "no")


def call(line, *said, phone=None):
    """A call from its beginning to its end; what was heard."""
    phone = phone or line.phone
    heard = [phone.dial().text, *(phone.say(each).text for each in said)]
    phone.hang_up()
    line.settle()
    return heard


def task(line, text="Please call me", kind="message", callback="+12175550142", urgent=False, patient=None, key=None):
    """A task in the store; its number."""
    line.line.tasks.add(key or f"test/{text}", "", Task(kind, text, callback, patient, urgent))
    return next(each.id for each in line.line.tasks.open() if each.text == text)


def crown(line):
    """A call that ends with a crown to be approved; the task's number."""
    call(line, *CROWN)
    [found] = line.line.tasks.open()
    return found.id
