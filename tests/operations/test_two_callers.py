"""Two who want the same time at the same time."""

from concurrent.futures import ThreadPoolExecutor

MARIA, OLGA = ("+12175550142", "july fifteenth nineteen eighty two"), ("+12175550150", "june thirtieth nineteen forty four")


def says(phone, *lines):
    return [phone.say(line) for line in lines][-1]


def to_the_offer(phone, born):
    phone.dial()
    return says(phone, "I need a cleaning", born, "first available")


def overlap(one, other):
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at and (
        one.operatory == other.operatory or one.provider == other.provider)


def test_what_one_caller_is_asked_about_is_not_offered_to_another(stage):
    line = stage()
    to_the_offer(line.phone, MARIA[1])
    says(line.phone, "the first one")
    mine = line.opening_read_out()
    other = line.another(OLGA[0])
    to_the_offer(other, OLGA[1])
    assert not any(overlap(mine, opening) for opening in line.values(other)["offer"].openings)


def test_of_two_who_choose_the_same_the_second_hears_that_it_is_gone_and_gets_others(stage):
    line, other = (office := stage()), office.another(OLGA[0])
    to_the_offer(line.phone, MARIA[1])
    to_the_offer(other, OLGA[1])
    assert "Shall I book it" in says(line.phone, "the first one").text
    heard = says(other, "the first one").text
    assert "has just been taken" in heard
    assert "Which would you like" in heard
    assert not any(overlap(line.opening_read_out(), opening) for opening in line.values(other)["offer"].openings)


def test_what_a_caller_let_go_is_offered_again(stage):
    line = stage()
    to_the_offer(line.phone, MARIA[1])
    says(line.phone, "the first one")
    mine = line.opening_read_out()
    line.phone.hang_up()
    other = line.another(OLGA[0])
    to_the_offer(other, OLGA[1])
    assert mine.starts_at in [opening.starts_at for opening in line.values(other)["offer"].openings]


def test_two_who_agree_to_the_same_in_the_same_second_are_not_both_booked(stage):
    """Both had it read out before either had claimed it: the store lets one of them have it."""
    line = stage()
    other = line.another(OLGA[0])
    for phone, born in ((line.phone, MARIA[1]), (other, OLGA[1])):
        to_the_offer(phone, born)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda phone: says(phone, "the first one", "yes"), (line.phone, other)))
    line.settle()
    booked = [row for row in line.office.book() if row["patient"] in ("Maria Lopez", "Olga Fischer") and row["type"] == "Cleaning"
              and row["AptStatus"] == "Scheduled" and row["AptDateTime"] >= line.now]
    times = [(row["AptDateTime"], row["Op"]) for row in booked]
    assert len(times) == len(set(times))
