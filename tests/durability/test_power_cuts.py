"""What a power cut may take back."""

from sqlalchemy import event

TO_THE_YES = ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one")


def test_a_turn_waits_for_the_disk_only_when_something_was_agreed_in_it(stage):
    line, kept = stage(), []

    def written(connection, _cursor, statement, *_):
        if statement.startswith(("INSERT INTO calls", "UPDATE calls", "INSERT INTO operations")):
            kept.append((statement.split()[1 if statement.startswith("U") else 2], connection.info["synchronous"]))

    event.listen(line.line.database.engine, "before_cursor_execute", written)
    line.phone.dial()
    for said in TO_THE_YES:
        line.phone.say(said)
    assert kept == [("calls", "NORMAL")] * 5
    line.phone.say("yes")
    assert kept[5:7] == [("operations", "FULL"), ("calls", "FULL")]
