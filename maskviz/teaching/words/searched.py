"""The glossary searched: the words that somebody means who types a few letters."""

from difflib import get_close_matches

from maskviz.teaching.words.glossary import Word, words


def folded(text: str) -> str:
    """A text without capitals, hyphens and double blanks, as it is compared."""
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split())


def ways(word: Word) -> list[str]:
    """Everything under which a word is looked for."""
    return [folded(way) for way in (word.name, *word.written)]


def search(text: str) -> list[Word]:
    """The words that are called so; else those that begin so or have it in their name; else those
    whose sentence says it. None for an empty text."""
    asked = folded(text)
    if not asked:
        return []
    every = list(words().values())
    called = [word for word in every if asked in ways(word)]
    begun = [word for word in every if any(asked in way for way in ways(word))]
    said = [word for word in every if asked in folded(word.says)]
    return called or begun or said


def nearest(text: str) -> Word | None:
    """The word whose name looks most like a text in which there is none."""
    known = {way: word for word in words().values() for way in ways(word)}
    close = get_close_matches(folded(text), known, n=1)
    return known[close[0]] if close else None
