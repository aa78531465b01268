"""What is worked out for a check is worked out once."""

import numpy as np
import pytest

from maskviz.checking import CheckError, check, found, rules, understanding
from maskviz.matrices import reading
from maskviz.matrices.code import made


def test_but_for_its_empty_rows_a_matrix_is_searched_once(monkeypatch):
    asked, plain = [], found.emptied
    monkeypatch.setattr(found, "emptied", lambda *given: asked.append(1) or plain(*given))
    cells = np.tri(19, dtype=bool)
    cells[[4, 11]] = False
    checked = check(cells)
    assert "But for rows 4, 11, which may read nothing, it is Causal." in checked.text
    assert checked.text and checked.faults and len(asked) == 1


REFUSED = {  # code that cannot be read, by the way on which that is found out
    "an expression": "torch.tril(torch.ones(4, 4)).bar()",
    "lines": "m = a[0]\nm[1] = q >= k",
    "a call": "mask = foo(torch.ones(4, 4))",
    "a function": "lambda q, k: foo(q)",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_text_that_is_refused_as_code_is_read_once(text, monkeypatch):
    read = []

    def counted(*given, **how):
        read.append(1)
        return made(*given, **how)

    for module in (reading, rules, understanding):
        monkeypatch.setattr(module, "made", counted)
    with pytest.raises(CheckError):
        check(text)
    assert len(read) == 1
