"""What people paste around and into a config that is nearly JSON, made JSON; nothing of it is run.

Every line stays on its line, so that what is wrong is found where it is said to be.
"""

import json
import re

FENCE = re.compile(r"^[ \t]*```\w*[ \t]*$", re.M)
NAMED = re.compile(r"\A\s*(?:[A-Za-z_]\w*[ \t]*=[ \t]*)?[A-Z]\w*Config[ \t]+(?=\{)")  # its repr
CURLY = {ord(sign): '"' for sign in "“”„"}
WORDS = {"True": "true", "False": "false", "None": "null"}  # of Python
PART = re.compile(
    r'(?P<text>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<python>'(?:[^'\\\n]|\\.)*')"
    r"|(?P<remark>//[^\n]*|\#[^\n]*|/\*.*?\*/)"
    r"|(?P<word>\b(?:True|False|None)\b)"
    r"|(?P<dtype>\btorch\.\w+\b)",
    re.S,
)
LAST = re.compile(r'("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])')  # a comma behind the last of a list


def repaired(text: str) -> str:
    """The text with what only JSON does not know taken away: remarks, the words and quotes of
    Python, a comma behind the last value, a fence, the name of its class."""
    text = NAMED.sub("", FENCE.sub("", text)).translate(CURLY)
    return LAST.sub(lambda hit: hit[1] or " ", PART.sub(plain, text))


def plain(hit: re.Match[str]) -> str:
    said = hit[0]
    if hit["remark"]:
        return re.sub(r"[^\n]", " ", said)
    if hit["python"]:
        return json.dumps(said[1:-1].replace("\\'", "'"), ensure_ascii=False)
    if hit["dtype"]:
        return json.dumps(said)
    return WORDS.get(said, said)
