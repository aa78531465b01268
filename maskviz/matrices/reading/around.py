"""What other programs print around a matrix, taken away: quotes, headings, LaTeX, HTML."""

import re
from collections.abc import Iterator

from maskviz.matrices.error import MatrixError

QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+(?=[^>\n]*[^>\s][^>\n]*$)", re.M)  # of a mail
REMARKED = re.compile(r"^[ \t]*(?:#|//)[ \t]+(?=[-+.\d, \t]+$)", re.M)
ADDED, TAKEN = re.compile(r"^\+(?!\+\+ )", re.M), re.compile(r"^(?:-|@@|\+\+\+ ).*\n?", re.M)
COLUMNS = re.compile(  # of MATLAB and Torch, of R
    r"^[ \t]*(?:Columns? \d+(?: (?:through|to|and) \d+)?:?|\[,\d+\](?:[ \t]+\[,\d+\])*)[ \t]*$",
    re.M,
)
ROW = re.compile(r"^([ \t]*)\[\d+,\](?=\s)", re.M)  # of R
SLICE = re.compile(r"^[ \t]*\((?: *\d+ *,)+ *\. *, *\. *\) *= *$", re.M)  # of a stack
EDGES = re.compile(r"^[ \t]*[⎢⎥⎜⎟][ \t⎢⎥⎜⎟]*\n", re.M)  # between the rows of SymPy
NEXT = re.compile(r"</(?:t[dh]|mtd) *> ?<(?:t[dh]|mtd)\b[^<>]{0,200}>", re.I)  # a cell of HTML
ENTITY = re.compile(r"&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|(nbsp|infin|minus|check|times));", re.I)
ENTITIES = {"nbsp": " ", "infin": "inf", "minus": "-", "check": "✓", "times": "×"}
TYPST = re.compile(r"\bmat\(([^()\n;]{0,4000};[^()\n]{0,4000})\)")
BEGINS = re.compile(r"\\begin\{(\w*matrix|array|tabular)(\*?)\}(?:\{[^{}\n]{0,80}\})?")
TEX_SIGNS = {"\\cdot": "·", "\\times": "×", "\\checkmark": "✓"}
TEX = (
    (re.compile(r"\\(?:hline|toprule|midrule|bottomrule|left|right|quad)\b|\\[,;!]"), " "),
    (re.compile(r"\\infty\b"), "inf"),
    (re.compile(r"-\s+inf"), "-inf"),
    (re.compile(r"\\[cdl]?dots\b"), "…"),
    (re.compile(r"\\vdots\b"), "⋮"),
    (re.compile(r"\\(?:cdot|times|checkmark)\b"), lambda hit: TEX_SIGNS[hit[0]]),
    (re.compile(r"\\(?:text|mathrm|mathbf|textbf)\{([^{}]*)\}"), r"\1"),
)
FRAME = dict.fromkeys(map(ord, "⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠"), " ") | {ord("┆"): "│"}
NO_VALUES = re.compile(
    r"\b(?:Fake)?[Tt]ensor\(\.\.\.|\bTraced<|<KerasTensor\b|<Tensor <|\bShapeDtypeStruct\("
    r"|\bTensorSpec\(|\bTensor\(\"[^\"\n]*\", shape="
)
NO_VALUES_SAID = (
    "This print tells a shape and no values; print the cells where they are known, as "
    "mask.tolist() does."
)
RECORDS = re.compile(r"\s*\[\s*\{\s*[\"'][^\"'\n]{0,60}[\"']\s*:\s*[^\s\[{\"']")  # a row each
FIELD = re.compile(r"([\"'])[^\"'\n]{0,60}\1\s*:")
NESTED = re.compile(r"\s*\{\s*[\"'\w][^{}:\n]{0,60}:\s*\{")
NESTED_SAID = (
    "In a dict of dicts either side may be the queries; paste the rows alone, as "
    "frame.values.tolist() has them."
)
BLOCKS = re.compile(r"\bBlockMask\(")
BLOCKS_SAID = (
    "This is how a BlockMask prints: it draws blocks, not cells; paste its mask_mod, or the tensor "
    "that create_mask makes of it."
)


def bared(text: str) -> str:
    """The text without what programs print around the lines of a matrix.

    MatrixError for a print that does not show the cells.
    """
    if BLOCKS.search(text) and re.search("[█░]", text):
        raise MatrixError(BLOCKS_SAID)
    if NO_VALUES.search(text) and "[[" not in text:
        raise MatrixError(NO_VALUES_SAID)
    text = EDGES.sub("", of_markup(without_marks(text))).translate(FRAME)
    text = SLICE.sub("\n", text)
    return ROW.sub(r"\1", side_by_side(text))


def without_marks(text: str) -> str:
    """The text without the marks at the start of each line of a mail, a diff, a remark."""
    lines = [line for line in text.splitlines() if line.strip()]
    if sum(bool(QUOTE.match(line)) for line in lines) > 1:
        text = QUOTE.sub("", text)
    if any(line.startswith("@@") for line in lines):
        text = ADDED.sub(" ", TAKEN.sub("", text))
    if len(lines) > 1 and all(map(REMARKED.match, lines)):
        text = REMARKED.sub("", text)
    return text


def environments(text: str) -> Iterator[str]:
    """What stands inside each matrix of LaTeX that is closed."""
    end = 0
    while found := BEGINS.search(text, end):
        end = text.find(f"\\end{{{found[1]}{found[2]}}}", found.end())
        if end < 0:
            return
        yield text[found.end() : end]


def of_markup(text: str) -> str:
    """The rows of a matrix or a table of LaTeX or HTML, a line each."""
    if found := [*environments(text)]:
        tables = []
        for inside in found:
            for pattern, instead in TEX:
                inside = pattern.sub(instead, inside)
            rows = [" ".join(row.split()) for row in inside.split("\\\\")]
            tables.append("\n".join(row.replace("&", ",") for row in rows if row))
        return "\n\n".join(tables)
    if re.search(r"<m?tr\b", text, re.I):
        text = NEXT.sub("\t", " ".join(text.split()))
        text = re.sub("</m?tr *>", "\n", text, flags=re.I)
        return ENTITY.sub(sign_of, re.sub(r"<[^<>]{0,200}>", "", text))
    if RECORDS.match(text):
        return FIELD.sub("", text).translate({ord("{"): "[", ord("}"): "]"})
    if NESTED.match(text) and "[" not in text:
        raise MatrixError(NESTED_SAID)
    text = TYPST.sub(r"[\1]", text)
    if "\n" not in text.strip() and text.count(" / ") and not re.search("[a-z]", text, re.I):
        return text.replace(" / ", "\n")
    return text


def sign_of(entity: re.Match[str]) -> str:
    """The sign that an entity of HTML stands for."""
    number, hexed, name = entity.groups()
    return ENTITIES[name.lower()] if name else chr(int(number or hexed, 10 if number else 16))


def side_by_side(text: str) -> str:
    """A print that was broken by its columns, whole again."""
    _, *blocks = COLUMNS.split(text)
    parts = [[line for line in block.splitlines() if line.strip()] for block in blocks]
    if len(parts) < 2:
        return COLUMNS.sub("", text)
    if len({len(part) for part in parts}) > 1:
        return text
    rows = [[ROW.sub(r"\1", line) for line in lines] for lines in zip(*parts, strict=True)]
    return "\n".join(" ".join(row) for row in rows)
