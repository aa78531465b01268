"""What a session is charged for the processor, and how that fades."""

import pytest

from maskviz.server.charges import FADES, Charges


def test_a_charge_fades_and_is_forgotten():
    charges = Charges()
    charges.add("a", 1.0, 0.0)
    assert charges.now("a", FADES) == pytest.approx(0.3679, abs=1e-4)
    charges.add("a", 1.0, FADES)
    assert charges.now("a", FADES) == pytest.approx(1.3679, abs=1e-4)
    charges.forget(100 * FADES)
    assert charges == Charges()


def test_a_newcomer_is_charged_as_the_least_of_those_who_wait():
    charges = Charges()
    charges.add("a", 1.0, 0.0)
    charges.add("b", 3.0, 0.0)
    charges.welcome("new", ("a", "b"), 0.0)
    assert charges.now("new", 0.0) == 1
    charges.welcome("a", ("b",), 0.0)
    assert charges.now("a", 0.0) == 1
    charges.welcome("alone", (), 0.0)
    assert charges.now("alone", 0.0) == 0
