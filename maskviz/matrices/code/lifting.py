"""The lines of code in what people post: out of a console, a fence, a diff, between sentences.

What is no code becomes an empty line, so that a fault keeps its line.
"""

import re
from collections.abc import Iterator, Sequence

Lines = list[str]
QUOTES = str.maketrans("‘’“”\u00a0\u2212", "''\"\" -")
TYPED = re.compile(r"^[ \t]*(?:>>>|In ?\[[\d ]*\]:)[ \t]?")
MORE = re.compile(r"^[ \t]*\.\.\.(?: ?:)?(?:[ \t]|$)")
SHOWN = re.compile(r"^[ \t]*Out ?\[\d*\]:")
FENCE = re.compile(r"^[ \t]*(?:```|~~~)")
MAIL = re.compile(r"^[ \t]*>[ \t]?(?!>)")
PRINTS = re.compile(r"^(\s*)print ([^(=].*)$")  # of Python 2
SIGNS = {"gt": ">", "lt": "<", "quot": '"', "#39": "'", "amp": "&"}  # of a page
MAGIC = re.compile(r"^[ \t]*[%!]")
NUMBER = re.compile(r"^[ \t]*(\d+)[:|.)]?(?=[ \t]|$)")
WORDS = re.compile(
    r"(?:^|[ (\"'])[A-Za-z][A-Za-z']*,? [A-Za-z']+,? [A-Za-z']+"
)  # three words in a row
SENTENCE = re.compile(r"[A-Za-z][A-Za-z ,'’-]*[.!?:,]+$")
BLOCK = re.compile(r"(?:def|class|if|elif|else|for|while|with|try|except|finally)\b")
KEYWORDS = re.compile(
    r"\b(?:for|if|elif|else|and|or|not|in|is|lambda|return|import|from|as|def|class|with|assert)\b"
)
ERROR = re.compile(r"^\s*\w*(?:Error|Exception|Warning)\b|^Traceback")


def of_console(text: str) -> str:
    """What was typed at a console, without what it answered; the text itself where nothing was."""
    lines = text.splitlines()
    if not any(map(TYPED.match, lines)):
        return text
    typed, kept = False, []
    cells = not any(">>>" in line for line in lines)  # of a notebook, which go on without a mark
    for line in lines:
        if found := TYPED.match(line):
            typed = True
            kept.append(line[found.end() :])
        elif typed and (found := MORE.match(line)):
            kept.append(line[found.end() :])
        elif typed and cells and not SHOWN.match(line):
            kept.append(line)
        else:
            typed = False
            kept.append("")
    return "\n".join(kept)


def lifted(lines: Lines) -> Iterator[Lines]:
    """Ways to take what is no code out of lines that are none as they stand."""
    for way in (fenced, of_diff, unnumbered, unquoted, without_magics, first_moved):
        if (found := way(lines)) != lines:
            yield found
    spoken = without_prose(without_magics(fenced(lines)))
    if spoken != lines:
        yield spoken
        yield first_moved(spoken)


def fenced(lines: Lines) -> Lines:
    """What stands between fences, where there are any."""
    inside, kept = False, []
    for line in lines:
        mark = bool(FENCE.match(line))
        inside ^= mark
        kept.append(line if inside and not mark else "")
    return kept if any(map(FENCE.match, lines)) and any(kept) else lines


def of_diff(lines: Lines) -> Lines:
    """What a diff leaves: its lines without the marks, those that it takes away left out."""
    marked = [line for line in lines if line.strip()]
    if not any(line[:1] == "+" for line in marked) or any(x[:1] not in "+- @di" for x in marked):
        return lines
    gone = re.compile(r"^(?:-|@@|\+\+\+|diff|index)")
    return ["" if gone.match(line) else line[1:] for line in lines]


def unnumbered(lines: Lines) -> Lines:
    """Lines without the numbers before them, where all are counted."""
    found = [NUMBER.match(line) for line in lines if line.strip()]
    numbers = [int(hit[1]) for hit in found if hit]
    if len(numbers) < len(found) or len(found) < 2 or numbers != list(counted(numbers)):
        return lines
    return [NUMBER.sub("", line) for line in lines]


def unquoted(lines: Lines) -> Lines:
    """Lines as a mail quotes them, without the marks; of a page without the names of its signs."""
    said = [line for line in lines if line.strip()]
    if all(MAIL.match(line) for line in said):
        return [MAIL.sub("", line) for line in lines]
    for name, sign in SIGNS.items():
        lines = [line.replace(f"&{name};", sign) for line in lines]
    return [PRINTS.sub(r"\1print(\2)", line) for line in lines]


def counted(numbers: Sequence[int]) -> range:
    return range(numbers[0], numbers[0] + len(numbers))


def without_magics(lines: Lines) -> Lines:
    return ["" if MAGIC.match(line) else line for line in lines]


def first_moved(lines: Lines) -> Lines:
    """The first line where the others begin, as a selection loses what stands before it."""
    said = [line for line in lines if line.strip()]
    if len(said) < 2:
        return lines
    least = min(map(begin, said[1:]))
    first = said[0]
    at = lines.index(first)
    return [*lines[:at], " " * least + first.lstrip(), *lines[at + 1 :]]


def without_prose(lines: Lines) -> Lines:
    return ["" if is_prose(line) else line for line in lines]


def is_prose(line: str) -> bool:
    """Whether a line is a sentence: three plain words in a row, and nothing that only code has."""
    plain = line.strip()
    if plain.startswith("#") or not plain:
        return False
    if ERROR.match(plain):
        return True
    if plain[-1] in ".!?:," and SENTENCE.match(plain) and not BLOCK.match(plain):
        return True
    words = KEYWORDS.sub("\0", plain) if re.search(r"[=(\[:]", plain) else plain
    sentence = bool(WORDS.search(words)) or bool(re.match(r"[A-Z][a-z']+(?: [a-z']+)+:?$", plain))
    return sentence and not re.match(r"[\w.\[\], ]+ ?[-+*/&|^@]?=[^=]|(?:def|class|for|if) ", plain)


def dedented(lines: Lines) -> Lines:
    """Lines without what all that are no remarks begin with."""
    said = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    lead = min(map(begin, said), default=0)
    return [line[min(lead, begin(line)) :] for line in lines]


def begin(line: str) -> int:
    """How far a line is moved to the right."""
    return len(line) - len(line.lstrip())
