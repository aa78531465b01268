"""Many threads at the gate at once, with the real clock."""

import threading

from maskviz.server.gate import Gate, Turn
from tests.server.visitors import PATIENCE


def test_many_threads_and_never_two_inside():
    gate, inside, most, through = Gate(), [0], [0], [0]
    lock = threading.Lock()

    def visit(who):
        turn = Turn(who)
        for _ in range(20):
            assert gate.enter(turn)
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            with lock:
                inside[0] -= 1
            gate.step(turn, at_once=True)
            gate.leave(turn)
            through[0] += 1

    threads = [threading.Thread(target=visit, args=(str(i),), daemon=True) for i in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    assert (most[0], through[0]) == (1, 240)
