"""What is said of a config that cannot be read."""

SHOWN = 40  # characters of a name or value that is quoted


class ConfigError(ValueError):
    """A config that cannot be read; the message is one sentence with the numbers."""


def quoted(value: object) -> str:
    """A name or value of a config in quotation marks, shortened."""
    text = " ".join(str(value).split())
    return f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"
