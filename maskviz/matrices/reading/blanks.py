"""Cells that are left blank: between separators, or as blanks of a drawing in one sign."""

from maskviz.matrices.reading.signs import BLANK
from maskviz.matrices.reading.tables import is_cell

PARTED = ("\t", "|", "│", ",", ";")


def with_blanks(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with a sign in each blank cell, where all other cells are alike."""
    if len(lines) < 2:
        return lines
    for sign in PARTED:
        if filled := between(lines, sign):
            return filled
    return drawing(lines) or lines


def between(lines: list[tuple[int, str]], sign: str) -> list[tuple[int, str]]:
    """The same where one sign parts the cells of every line into as many; else none."""
    rows = [fields(line, sign) for _, line in lines]
    if sign in ",;" and not any(row[-1] for row in rows):  # behind the last cell of each row
        rows = [row[:-1] for row in rows]
    if len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return []
    left = int(not all(is_cell(row[0]) or not row[0] for row in rows[1:]))
    top = int(not all(is_cell(word) or not word for word in rows[0][left:]))
    inner = [word for row in rows[top:] for word in row[left:]]
    kinds = {word for word in inner if word}
    if "" not in inner or len(kinds) != 1 or not is_cell(*kinds):
        return []
    for row in rows[top:]:
        row[left:] = [word or BLANK for word in row[left:]]
    texts = (",".join("_".join(word.split()) for word in row) for row in rows)
    return [(n, text) for (n, _), text in zip(lines, texts, strict=True)]


def fields(line: str, sign: str) -> list[str]:
    """What stands between the separators, without those that frame the line."""
    if sign in "|│":
        line = line.strip()
        line = line[line.startswith(sign) : len(line) - line.endswith(sign)]
    return [word.strip(" \"'") for word in line.split(sign)]


def drawing(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The same of as many columns as lines, in one sign and blanks, each cell one or two wide."""
    texts = [line.rstrip() for _, line in lines]
    left = min(len(text) - len(text.lstrip()) for text in texts)
    texts = [text[left:] for text in texts]
    wide, count = max(map(len, texts)), len(texts)
    ragged = len({len(text) for text in texts}) == count or any(t[0] == " " for t in texts)
    signs = set("".join(texts)) - {" "}
    if len(signs) != 1 or not ragged or "\t" in signs:
        return []
    if (sign := signs.pop()).isdecimal() and (sign != "1" or count < 3):
        return []  # numbers
    texts = [text.ljust(2 * count) for text in texts]
    first, second = ([text[at::2] for text in texts] for at in (0, 1))
    if wide == count:
        cells = [text[:count] for text in texts]
    elif wide in (2 * count - 1, 2 * count) and (first == second or not "".join(second).strip()):
        cells = [text[:count] for text in first]
    else:
        return []
    rows = (" ".join(row.replace(" ", BLANK)) for row in cells)
    return [(n, row) for (n, _), row in zip(lines, rows, strict=True)]
