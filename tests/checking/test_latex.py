"""Cases of LaTeX, as papers write a mask, are the rule that they say; each known by hand."""

import numpy as np
import pytest

from maskviz.checking import CheckError, check

Q, K = np.arange(6)[:, None], np.arange(6)
CASES = {
    r"M_{ij} = \begin{cases} 0 & j \le i \\ -\infty & j > i \end{cases}": K <= Q,
    r"M_{ij}=\begin{cases}0, & \text{if } i \geq j\\-\infty, & \text{otherwise}\end{cases}": K <= Q,
    r"m(q,k)=\begin{cases}1 & |q-k| \le 2\\ 0 & \text{otherwise.}\end{cases}": abs(Q - K) <= 2,
    r"M_{mn}=\begin{cases}-\infty & \text{if } n > m\\0&\text{else}\end{cases}": K <= Q,
    r"\begin{cases} 0 & 0 \leq i-j < 3 \\ -\infty & \text{else} \end{cases}": (K <= Q)
    & (Q - K < 3),
    r"$$\begin{cases} 1 & i = j \\ 0 & i \neq j \end{cases}$$": K == Q,
    r"M_{i,j}=\begin{cases}1&j\le i \land i-j<2\\1&j<1\\0&\text{otherwise}\end{cases}": (
        (K <= Q) & (Q - K < 2) | (K < 1)
    ),
    r"M_{ji}=\begin{cases}1&i \le j\\0&\text{otherwise}\end{cases}": K <= Q,
}


@pytest.mark.parametrize("text", CASES)
def test_cases_are_read_as_a_rule(text):
    found = check(text, queries=6)
    assert found.understood.rule
    assert np.array_equal(found.cells, CASES[text])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (r"\begin{cases}0 & x \in S\\-\infty&\text{else}\end{cases}", r"this one is none: x \in S"),
        (r"f(x)=\begin{cases}x & x>0\\0&\text{else}\end{cases}", "each says a value"),
        (r"\begin{cases}0 & j \le i\end{cases}", "each says a value"),
    ],
)
def test_what_is_no_mask_is_said(text, why):
    with pytest.raises(CheckError) as fault:
        check(text)
    assert why in str(fault.value)
