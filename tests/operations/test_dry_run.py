"""A line that writes nothing says so before anything else, in every language it speaks."""

ENGLISH, SPANISH = "This line is only being tried out.", "Esta línea está solo a prueba."
BOOKING = ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one", "yes")


def test_whoever_calls_is_told_first_that_nothing_is_written(stage):
    heard = stage(environment={"DRY_RUN": "true"}).phone.dial().text
    assert heard.startswith(ENGLISH)
    assert heard.index(SPANISH) < heard.index("Thank you for calling")


def test_it_is_said_in_the_voice_of_its_language(stage):
    line = stage(environment={"DRY_RUN": "true"})
    line.phone.dial()
    said = line.phone.documents[-1].decode()
    [verb] = [verb for verb in said.split("<Say ") if SPANISH in verb]
    assert 'language="es-' in verb.partition(">")[0]


def test_a_call_is_led_to_its_end_and_nothing_is_written(stage):
    line = stage(environment={"DRY_RUN": "true"})
    line.phone.dial()
    for said in BOOKING:
        heard = line.phone.say(said)
    line.settle()
    assert "You're booked" in heard.text
    assert (line.changes(), {served.method for served in line.office.requests}) == ([], {"GET"})


def test_a_line_that_writes_says_nothing_of_it(stage):
    assert ENGLISH not in stage().phone.dial().text
