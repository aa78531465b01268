"""What a log, a test or a launcher prints before each line of a matrix, taken away."""

import re

TIME = r"\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]?\d*(?:Z|[+-]\d\d:?\d\d)?\]?"
LEVEL = r"\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR)\]?"
LEAD = re.compile(
    rf"(?:{TIME}|\[(?:default|rank)\d+\]:?|\[\d+\]:|\(\w+ pid=\d+[^()\n]{{0,40}}\))"
    rf"(?:[ \t]+std(?:out|err) [FP]\b)?(?:[ \t]*\|?[ \t]*{LEVEL})?(?:[ \t]*[:|-](?=[ \t]))*[ \t]?"
    r"(?=[^\n]*\S)"
)
VECTOR = re.compile(r"[ \t]*\[(\d+)\](?=[ \t]+[^\s\[])")  # of R: which cell a line begins with
FAILED = re.compile(r"E(?: {3,}|$)")  # of pytest
BROKEN = re.compile(r"(?<=[\],])\\n(?=[\s\[])")  # a line that a repr in a repr breaks
ANSWER = re.compile(r"^[ \t]*\w+ =[ \t]*\n\s*(?=[-+.\d])", re.M)  # of MATLAB
ASKED = re.compile(r"^>> .*$", re.M)
SCALE = re.compile(r"^[ \t]*1\.0e([+-]\d{1,3}) \*[ \t]*$", re.M)
DECIMAL = re.compile(r"(?<![\w.])-?\d+\.\d+(?![\w.])")


def unlogged(text: str) -> str:
    """The text without what stands before each of its lines, and before those of a failed test."""
    lines = [line for line in text.splitlines() if line.strip()]
    failed = [line for line in lines if FAILED.match(line)]
    if len(failed) > 1:
        text = "\n".join(FAILED.sub("", line, count=1) for line in failed)
        return BROKEN.sub("\n", text)
    firsts = [found[1] for line in lines if (found := VECTOR.match(line))]
    if lines and len(firsts) == len(lines) and firsts[0] == "1":
        return " ".join(VECTOR.sub("", line, count=1).strip() for line in lines)
    if len(lines) > 1 and all(map(LEAD.match, lines)):
        return "\n".join(LEAD.sub("", line, count=1) for line in lines)
    text = BROKEN.sub("\n", text)
    if ANSWER.search(text):
        text = ANSWER.sub("\n", ASKED.sub("", text))
    if scale := SCALE.search(text):  # MATLAB writes the power of ten once
        head, tail = text[: scale.start()], text[scale.end() :]
        text = head + DECIMAL.sub(rf"\g<0>e{scale[1]}", tail)
    return text
