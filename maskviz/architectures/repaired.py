"""What people paste around and into a config that is nearly JSON, made JSON; nothing of it is run.

Every line stays on its line, so that what is wrong is found where it is said to be.
"""

import json
import re

FENCE = re.compile(r"^[ \t]*```\w*[ \t]*$", re.M)
NAMED = re.compile(r"\A\s*(?:[A-Za-z_]\w*[ \t]*=[ \t]*)?[A-Z]\w*Config[ \t]+(?=\{)")  # its repr
CURLY = {ord(sign): '"' for sign in "“”„"}
WORDS = {"True": "true", "False": "false", "None": "null"}  # of Python
TEXTS = {sign: re.compile(rf"{sign}(?:[^{sign}\\\n]|\\.)*{sign}") for sign in "\"'"}
ENDS = {"//": "\n", "#": "\n", "/*": "*/"}  # of remarks
PART = re.compile(r"[\"',}\]]|//|\#|/\*|\b(?:True|False|None)\b|\btorch\.\w+\b|[^\s\"',}\]/\#]+")


def repaired(text: str) -> str:
    """The text with what only JSON does not know taken away: remarks, the words and quotes of
    Python, a comma behind the last value, a fence, the name of its class."""
    text = NAMED.sub("", FENCE.sub("", text)).translate(CURLY)
    made: list[str] = []
    comma = -1  # where one stands in `made` that no value has followed yet
    at = 0
    while part := PART.search(text, at):
        made.append(text[at : part.start()])
        word, end = part[0], part.end()
        if word in TEXTS:
            whole = TEXTS[word].match(text, part.start())
            if not whole:
                return "".join([*made, text[part.start() :]])
            word, end = quoted(whole[0]), whole.end()
        elif word in ENDS:
            found = text.find(ENDS[word], end)
            end = len(text) if found < 0 else found + 2 * (word == "/*")
            word = re.sub(r"[^\n]", " ", text[part.start() : end])
        elif word in "}]" and comma >= 0:
            made[comma] = " "
        elif word.startswith("torch."):
            word = json.dumps(word)
        if word.strip():
            comma = len(made) if word == "," else -1
        made.append(WORDS.get(word, word))
        at = end
    return "".join([*made, text[at:]])


def quoted(text: str) -> str:
    """A text in the quotes of JSON, whichever it is in."""
    return text if text[0] == '"' else json.dumps(text[1:-1].replace("\\'", "'"))
