"""Time that is spoken for: what overlaps in any part excludes the other, and whoever has gone holds nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.store.calls import Calls, PutDown
from ivr.store.claims import Claims
from ivr.store.schema import claims as table


@pytest.fixture
def claims(database):
    return Claims(database)


def at(hour, minute=0):
    return datetime(2026, 3, 5, hour, minute)


def test_what_overlaps_in_any_part_is_refused(claims):
    assert claims.take("one", ["chair 1", "provider 1"], at(9), at(9, 50))
    assert not claims.take("two", ["chair 2", "provider 1"], at(9, 45), at(10, 20))
    assert claims.take("two", ["chair 2", "provider 1"], at(9, 50), at(10, 20))


def test_whoever_chooses_another_time_lets_go_of_the_first(claims):
    claims.take("one", ["chair 1"], at(9), at(10))
    claims.take("one", ["chair 1"], at(11), at(12))
    assert claims.take("two", ["chair 1"], at(9), at(10))


def test_a_claim_refused_leaves_what_was_held(claims):
    claims.take("one", ["chair 1"], at(9), at(10))
    claims.take("two", ["chair 1"], at(11), at(12))
    assert not claims.take("two", ["chair 1"], at(9), at(10))
    assert claims.held(at(8), at(13))["chair 1"][-1] == (at(11, 55), at(12))


def test_an_operation_takes_over_what_its_call_held(claims):
    claims.take("call", ["chair 1"], at(9), at(10))
    assert claims.take("call/0", ["chair 1"], at(9), at(10), instead_of="call")
    claims.release("call")
    assert not claims.take("two", ["chair 1"], at(9), at(10))
    claims.release("call/0")
    assert claims.take("two", ["chair 1"], at(9), at(10))


def test_a_claim_nobody_renews_lapses(claims, database):
    claims.take("one", ["chair 1"], at(9), at(10))
    with database.begin() as connection:
        connection.execute(table.update().values(lapses_at=1.0))
    assert claims.held(at(8), at(12)) == {}
    assert claims.take("two", ["chair 1"], at(9), at(10))


def test_what_a_call_held_is_free_when_it_has_ended(claims, database):
    calls = Calls(database)
    calls.close("call", 0, PutDown("{}", "hello"))
    claims.take("call", ["chair 1"], at(9), at(10))
    calls.end("call", "completed")
    assert claims.held(at(8), at(12)) == {}


def test_ones_own_claim_does_not_count(claims):
    claims.take("one", ["chair 1"], at(9), at(9, 10))
    assert claims.held(at(8), at(12), but="one") == {}
    assert claims.held(at(8), at(12)) == {"chair 1": [(at(9), at(9, 5)), (at(9, 5), at(9, 10))]}


def test_of_many_who_want_one_opening_one_has_it(claims):
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: claims.take(f"call {n}", ["chair 1", "provider 2"], at(9), at(10)), range(24)))
    assert won.count(True) == 1


def test_callers_who_swap_what_they_chose_all_get_an_answer(claims):
    def swap(caller):
        return [claims.take(f"call {caller}", ["chair 1", "provider 1"], at(9 + (n + caller) % 2), at(10 + (n + caller) % 2)) for n in range(30)]

    with ThreadPoolExecutor(4) as pool:
        assert all(set(answers) <= {True, False} for answers in pool.map(swap, range(4)))


wanted = st.tuples(st.sampled_from("abcd"), st.sets(st.sampled_from(["chair 1", "chair 2", "provider 1"]), min_size=1),
                   st.integers(0, 20), st.integers(1, 12))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(wanted, max_size=12))
def test_no_two_hold_the_same_five_minutes(claims, attempts):
    """Against a table of who holds what, kept by hand."""
    for holder in "abcd":
        claims.release(holder)
    held = {}
    for holder, resources, start, length in attempts:
        units = {(resource, start + n) for resource in resources for n in range(length)}
        free = not any(units & theirs for other, theirs in held.items() if other != holder)
        starts_at = at(9) + timedelta(minutes=5 * start)
        assert claims.take(holder, sorted(resources), starts_at, starts_at + timedelta(minutes=5 * length)) == free
        if free:
            held[holder] = units
