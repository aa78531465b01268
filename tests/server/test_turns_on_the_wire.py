"""Runs of a running server behind the gate: one at a time, and no click is lost while it waits."""

from concurrent.futures import ThreadPoolExecutor

import pytest

TABS = 12
HOLD = "hold=0.2"


def slider(client, value):
    return client.state("slider", "double_array_value", [float(value)])


def click(client):
    return client.state("button", "trigger_value", True)


def events(client, *names):
    name = f"$$STREAMLIT_INTERNAL_KEY_{client.ids['picture']}__events"
    told = ",".join(f'{{"event":"{n}","value":1}}' for n in names)
    return client.state(name, "json_trigger_value", f"[{told}]")


def test_one_run_at_a_time_and_everybody_is_answered(visit):
    tabs = [visit("crowd=many") for _ in range(TABS)]
    for round_ in range(5):
        for i, tab in enumerate(tabs):
            tab.ask(slider(tab, (i + round_) % 10))
    for i, tab in enumerate(tabs):
        tab.quiet(0.5)
        assert tab.said("values")[0] == (i + 4) % 10
        assert tab.said("most") == 1


def test_a_newer_change_takes_the_place_of_its_waiting_one_and_keeps_its_click(visit):
    holder, client = visit(HOLD), visit()
    before = client.said("told")
    holder.ask()
    client.ask(slider(client, 1), click(client))
    client.ask(slider(client, 2), events(client, "head"))
    client.ask(slider(client, 6), events(client, "row"))
    client.quiet(1.0)
    told = client.said("told")
    assert client.said("values")[0] == 6
    assert (told["clicked"], told["heads"], told["rows"]) == (1, 1, 1)
    assert told["runs"] - before["runs"] < 3


def test_a_tab_that_is_closed_while_it_waits_holds_nobody_up(visit):
    holder, leaving, staying = visit(HOLD), visit(), visit()
    holder.ask()
    leaving.ask(slider(leaving, 1))
    staying.ask(slider(staying, 7))
    leaving.socket.close()
    staying.quiet(1.0)
    assert staying.said("values")[0] == 7
    fresh = visit()
    fresh.rerun(slider(fresh, 4))
    assert fresh.said("values")[0] == 4


def test_a_run_without_steps_does_not_keep_others_out(visit):
    """It is in the page for seconds; others come through beside it meanwhile."""
    holder, client = visit(), visit("crowd=beside")
    holder.query = "crowd=beside&hold=3"
    holder.ask()
    client.rerun(slider(client, 8))
    assert client.said("values")[0] == 8
    assert client.said("most") == 2
    holder.quiet(4.0)
    assert not holder.errors


@pytest.mark.parametrize("crowd", [40])
def test_arrivals_all_at_once_are_served(visit, crowd):
    with ThreadPoolExecutor(crowd) as pool:
        tabs = list(pool.map(lambda _: visit(), range(crowd)))
    assert all(tab.said("values")[0] == 3 for tab in tabs)
