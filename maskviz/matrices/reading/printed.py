"""A printed list, array or tensor: the innermost brackets are its lines."""

import re

from maskviz.matrices.reading.error import MatrixError, two_dimensions

BEFORE = re.compile(r"[\w.\s=(]{0,80}")  # tensor(, np.array(, mask =
BRACKETS = re.compile(r"[\[\]]")
DEEPEST = 8


def innermost(text: str) -> list[tuple[int, list[str]]]:
    """The lines of a printed matrix with the number of the text's line that each begins on.

    MatrixError when the brackets do not fit, or hold more than one matrix.
    """
    start = text.index("[")
    if not BEFORE.fullmatch(text[:start]):
        raise MatrixError("There is text before the first bracket.")
    if "..." in text or "…" in text:
        raise MatrixError(
            "The print leaves cells out (…); print it whole, in NumPy after "
            "np.set_printoptions(threshold=10**7), in PyTorch after "
            "torch.set_printoptions(threshold=10**7)."
        )
    opened, depth, lines, line = [0] * (DEEPEST + 1), 0, [], text.count("\n", 0, start) + 1
    deepest, last = 0, start
    for bracket in BRACKETS.finditer(text, start):
        inside = text[last : bracket.start()]
        line += inside.count("\n")
        ends_list = bracket[0] == "]"
        cells = inside.replace(",", " ").split()
        if ends_list and text[last - 1 : last] == "[":
            lines.append((line, cells, depth))
        elif cells:
            raise MatrixError(f"On line {line} there are cells between two lists.")
        depth += -1 if ends_list else 1
        if depth < 0 or depth > DEEPEST:
            raise MatrixError(f"The brackets do not fit on line {line}.")
        if not ends_list:
            opened[depth] += 1
            deepest = max(deepest, depth)
        last = bracket.end()
    if depth or not lines:
        raise MatrixError(f"{depth} of the brackets are not closed.")
    if any(at != deepest for _, _, at in lines):
        raise MatrixError("The lists stand at different depths; a matrix is a list of lists.")
    beside = [opened[1]] if opened[1] > 1 else []
    sides = [opened[d + 1] // opened[d] for d in range(1, deepest)]
    two_dimensions([*beside, *sides, len(lines[0][1])])
    return [(number, cells) for number, cells, _ in lines]
