"""The start: what is printed, and when."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

from maskviz.ui import start
from maskviz.ui.start import addresses, warmed


def test_one_address_on_this_machine():
    assert addresses("127.0.0.1", 8501) == ["  http://127.0.0.1:8501"]
    assert addresses("::1", 8501) == ["  http://[::1]:8501"]


def test_a_class_gets_the_address_of_the_room():
    lines = addresses("0.0.0.0", 9000, lan=lambda: "192.168.1.7")
    assert [line.split()[-1] for line in lines] == [
        "http://127.0.0.1:9000",
        "http://192.168.1.7:9000",
    ]


def test_a_machine_without_network_still_says_where_it_is():
    assert len(addresses("0.0.0.0", 9000, lan=lambda: None)) == 1


def test_it_is_guarded_and_warm_before_the_address_is_printed(capsys, monkeypatch):
    async def rehearse(_runtime, pages):
        print("opened", *pages)

    monkeypatch.setattr(start, "guard", lambda: print("guarded"))
    monkeypatch.setattr(start, "rehearse", rehearse)
    monkeypatch.setattr(start, "housekeeping", lambda *_: nullcontext())
    monkeypatch.setattr(start.st.runtime, "get_instance", lambda: None)

    async def begin():
        async with warmed(lambda: print("warm"), ["here", "there"])(None):
            said = capsys.readouterr().out
            steps = ["guarded", "warm", "opened here there", "maskviz is ready", "http://"]
            assert [said.index(step) for step in steps] == sorted(map(said.index, steps))

    with ThreadPoolExecutor(1) as pool:  # Playwright keeps a loop running in this thread
        pool.submit(asyncio.run, begin()).result()
