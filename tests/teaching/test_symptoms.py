"""What is noticed of a fault: measured, held against an attention by hand and against the model."""

import math

import numpy as np
import pytest

from maskviz.analysis.effect import effect
from maskviz.masks.compose import term_of
from maskviz.teaching.bank import LEVELS
from maskviz.teaching.bank.case import case_of
from maskviz.teaching.bank.finding import fault_question
from maskviz.teaching.bank.live import Run
from maskviz.teaching.bank.symptoms import losses, moved, nan_rows, outputs, symptoms, vectors
from maskviz.teaching.words import catalogue


def test_what_is_noticed_was_measured():
    kinds = set()
    for seed in range(1, 61):
        one = fault_question(seed, LEVELS[seed % len(LEVELS)], seed % 40 + 1)
        came, meant = one.fault.cells, one.case.truth
        assert moved(came).tolist() == came.tolist()  # a query hears of the keys that it may read
        assert nan_rows(came) == [row for row, line in enumerate(came.tolist()) if not any(line)]
        told = symptoms(one)
        assert told and len(told) <= 2, seed
        empty = {*nan_rows(came)} - {*nan_rows(meant)}
        assert ("NaN" in told[0]) == bool(empty)
        kinds |= {name for name, text in catalogue("predict")["symptom"].items()
                  for line in told if line.startswith(text.split("{")[0])}  # fmt: skip
    assert {"nan", "heard", "deaf"} <= kinds


def test_an_output_is_a_mean_of_values_by_weight():
    allowed = np.array([[True, False, True], [False, True, True]])
    queries, keys, values = (vectors(3, name).tolist() for name in ("query", "key", "value"))
    for row, q in enumerate((1, 2)):
        scores = [sum(a * b for a, b in zip(queries[q], key, strict=True)) for key in keys]
        powers = [math.exp(s) if may else 0 for s, may in zip(scores, allowed[row], strict=True)]
        want = [sum(p * v[i] for p, v in zip(powers, values, strict=True)) / sum(powers)
                for i in range(4)]  # fmt: skip
        found = outputs(allowed, vectors(3, "key"), vectors(3, "value"))[row].tolist()
        assert found == pytest.approx(want)


def test_a_loss_is_that_of_the_playground_with_the_mask_in_all_layers(shipped):
    text = "The cat looked at the mouse and said"
    case = case_of(term_of("causal()"), 5, 5, 0)
    meant, came = losses(case, "transposed", text, shipped)
    for found, mask in ((meant, "causal()"), (came, "anti_causal()")):
        view = Run(text, term_of(mask), shipped).view
        assert found == pytest.approx(effect(view).loss.nats, abs=1e-4)
    assert losses(case_of(term_of("causal_padding()"), 5, 5, 0), "inverted", text, shipped) is None
    assert losses(case_of(term_of("causal()"), 3, 5, 0), "inverted", text, shipped) is None


def test_the_future_makes_the_loss_too_good_and_that_is_said(shipped):
    said = [line for n in range(1, 11) for line in symptoms(fault_question(1, 1, n), shipped)]
    good = [line for line in said if "too good to be true" in line]
    assert good
    for line in good:
        numbers = [float(word.strip(",.")) for word in line.replace(",", "").split()
                   if word.strip(",.").replace(".", "").isdigit()]  # fmt: skip
        assert numbers[-2] < numbers[-1]
