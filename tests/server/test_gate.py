"""The gate with threads of its own and a clock that a test moves."""

import pytest

from maskviz.server.gate import ALIKE, OVERDUE, SLICE, STUCK, Where
from tests.server.visitors import Visitor, World, soon, until_told


@pytest.fixture
def world():
    return World()


def test_one_at_a_time_in_the_order_they_came(world):
    gate = world.gate()
    first = Visitor(world, gate, "a", until_told)
    others = [Visitor(world, gate, who) for who in "bcd"]
    assert [v.turn.where for v in (first, *others)] == [Where.INSIDE] + [Where.WAITING] * 3
    first.told.set()
    assert all(v.done() for v in (first, *others))
    assert world.order == list("abcd")


def test_as_many_as_there_are_places(world):
    gate = world.gate(places=2)
    both = [Visitor(world, gate, who, until_told) for who in "ab"]
    third = Visitor(world, gate, "c")
    assert [v.turn.where for v in (*both, third)] == [Where.INSIDE, Where.INSIDE, Where.WAITING]
    both[1].told.set()
    assert third.done()
    both[0].told.set()


def test_who_has_used_least_is_next(world):
    gate = world.gate()

    def heavy(visitor):
        world.spend(2.0)

    assert Visitor(world, gate, "greedy", heavy).done()
    assert Visitor(world, gate, "other").done()
    holder = Visitor(world, gate, "holder", until_told)
    waiting = [Visitor(world, gate, who) for who in ("modest", "greedy", "other", "new")]
    holder.told.set()
    assert all(v.done() for v in waiting)
    assert world.order[3:] == ["modest", "other", "new", "greedy"]


def test_visitors_who_have_used_about_the_same_go_in_the_order_they_came(world):
    gate = world.gate()
    for who, used in (("a", ALIKE / 2), ("b", ALIKE / 4)):
        assert Visitor(world, gate, who, lambda visitor, used=used: world.spend(used)).done()
    holder = Visitor(world, gate, "holder", until_told)
    waiting = [Visitor(world, gate, who) for who in "ab"]
    holder.told.set()
    assert all(v.done() for v in waiting)
    assert world.order == ["a", "b", "holder", "a", "b"]


def test_a_run_goes_behind_the_others_at_its_next_step(world):
    gate = world.gate()

    def long(visitor):
        until_told(visitor)
        world.spend(SLICE / 2)
        gate.step(visitor.turn)
        world.order.append("kept on")
        world.spend(SLICE)
        gate.step(visitor.turn)
        world.order.append("came back")

    holder = Visitor(world, gate, "long", long)
    others = [Visitor(world, gate, who) for who in "ab"]
    holder.told.set()
    assert holder.done() and all(v.done() for v in others)
    assert world.order == ["long", "kept on", "a", "b", "came back"]


def test_a_run_that_begins_anew_gives_way_at_once(world):
    gate = world.gate()

    def again(visitor):
        until_told(visitor)
        gate.step(visitor.turn, at_once=True)
        world.order.append("anew")

    holder = Visitor(world, gate, "a", again)
    other = Visitor(world, gate, "b")
    holder.told.set()
    assert holder.done() and other.done()
    assert world.order == ["a", "b", "anew"]


def test_a_step_alone_costs_nothing_and_waits_for_nobody(world):
    gate = world.gate()

    def alone(visitor):
        for _ in range(100):
            world.spend(SLICE)
            gate.step(visitor.turn)

    assert Visitor(world, gate, "a", alone).done()


def test_a_run_without_steps_loses_its_place_and_is_behind_at_its_next_step(world):
    gate = world.gate()

    def silent(visitor):
        until_told(visitor)
        gate.step(visitor.turn)
        world.order.append("silent again")

    silent_one = Visitor(world, gate, "silent", silent)
    second = Visitor(world, gate, "b", until_told)
    gate.relieve()
    assert second.turn.where is Where.WAITING
    world.now += OVERDUE
    gate.relieve()
    assert (silent_one.turn.where, second.turn.where) == (Where.BESIDE, Where.INSIDE)
    silent_one.told.set()
    assert soon(lambda: silent_one.turn.where is Where.WAITING)
    second.told.set()
    assert silent_one.done() and second.done()
    assert world.order == ["silent", "b", "silent again"]


def test_at_most_one_runs_beside_until_that_may_be_what_all_wait_for(world):
    gate = world.gate()
    silent = [Visitor(world, gate, "a", until_told)]
    waiting = Visitor(world, gate, "b", until_told)
    world.now += OVERDUE
    gate.relieve()
    third = Visitor(world, gate, "c", until_told)
    world.now += OVERDUE
    gate.relieve()
    assert third.turn.where is Where.WAITING
    world.now += STUCK
    gate.relieve()
    assert third.turn.where is Where.INSIDE
    for visitor in (*silent, waiting, third):
        visitor.told.set()
        assert visitor.done()
    assert Visitor(world, gate, "d").done()


def test_who_has_gone_waits_for_nothing(world):
    gate = world.gate()
    holder = Visitor(world, gate, "a", until_told)
    gone, other = Visitor(world, gate, "gone"), Visitor(world, gate, "b")
    gate.let_go(gone.turn)
    assert gone.done() and gone.came is False
    assert gate.enter(gone.turn) is False
    holder.told.set()
    assert holder.done() and other.done()
    assert world.order == ["a", "b"]


def test_who_goes_while_it_gives_way_comes_back_at_once(world):
    gate = world.gate()

    def steps(visitor):
        until_told(visitor)
        world.spend(SLICE)
        gate.step(visitor.turn)
        gate.step(visitor.turn)

    going = Visitor(world, gate, "going", steps)
    other = Visitor(world, gate, "b", until_told)
    going.told.set()
    assert soon(lambda: going.turn.where is Where.WAITING)
    gate.let_go(going.turn)
    assert going.done()
    assert other.turn.where is Where.INSIDE
    other.told.set()
    assert other.done() and Visitor(world, gate, "c").done()
