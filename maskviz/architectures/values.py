"""The values of a config by what they mean, each checked as it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maskviz.architectures.error import ConfigError, quoted

LARGEST = 2**31 - 1
LAYERS, HEADS, WIDTH = 256, 4096, 2**20  # the most that a model is believed to have


@dataclass(frozen=True)
class Values:
    """The keys of a config, and behind them those that its type has where the config is silent."""

    type: str
    given: Mapping[str, Any]
    usual: Mapping[str, Any]

    def first(self, *names: str) -> tuple[str, Any]:
        """The name and the value of the first key that is there, of the given ones before the
        usual ones; null is as good as nothing, and no usual value stands for it. ("", None) when
        there is none."""
        usual = {key: value for key, value in self.usual.items() if key not in self.given}
        for source in (self.given, usual):
            for name in names:
                if source.get(name) is not None:
                    return name, source[name]
        return "", None

    def whole(self, *names: str, low: int = 1, high: int = LARGEST) -> int | None:
        """A whole number by any of its names; None where it is not there.

        ConfigError for a value that is none, or outside of its range.
        """
        name, value = self.first(*names)
        if not name:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise ConfigError(f"{quoted(name)} is a whole number, not {quoted(value)}.")
        if not low <= value <= high:
            raise ConfigError(f"{quoted(name)} is {value:,}; {low:,} to {high:,} can be read.")
        return value

    def need(self, *names: str, low: int = 1, high: int = LARGEST) -> int:
        """The same for a number without which nothing can be read."""
        found = self.whole(*names, low=low, high=high)
        if found is None:
            raise ConfigError(
                f"The config has no {quoted(names[0])}, and {self.type} has no usual one."
            )
        return found

    def flag(self, name: str) -> bool:
        """A switch; off where it is not there."""
        found, value = self.first(name)
        if found and not isinstance(value, bool):
            raise ConfigError(f"{quoted(name)} is true or false, not {quoted(value)}.")
        return bool(value)

    def words(self, name: str) -> tuple[str, ...] | None:
        """A list of texts, as the types of the layers; None where it is not there."""
        _, value = self.first(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise ConfigError(f"{quoted(name)} is a list of texts, not {quoted(value)}.")
        return tuple(value)

    def wholes(self, name: str, low: int = 0) -> tuple[int, ...] | None:
        """A list of whole numbers; None where it is not there."""
        _, value = self.first(name)
        if value is None:
            return None
        sound = isinstance(value, list) and all(type(number) is int for number in value)
        if not sound or any(not low <= number <= LARGEST for number in value):
            raise ConfigError(f"{quoted(name)} is a list of whole numbers, not {quoted(value)}.")
        return tuple(value)

    @property
    def layers(self) -> int:
        return self.need("num_hidden_layers", "n_layer", "n_layers", "num_layers", high=LAYERS)

    @property
    def heads(self) -> int:
        return self.need(
            "num_attention_heads", "n_head", "n_heads", "num_heads", "attention_heads", high=HEADS
        )

    @property
    def width(self) -> int:
        return self.need("hidden_size", "n_embd", "n_embed", "d_model", "dim", high=WIDTH)

    @property
    def context(self) -> int:
        """The longest text in tokens; 0 where the config names none."""
        names = ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length")
        return self.whole(*names) or 0


def agree(name: str, found: Sequence[Any], layers: int) -> None:
    """A list of a value a layer has one for each; ConfigError with both numbers."""
    if len(found) != layers:
        raise ConfigError(f"{quoted(name)} has {len(found):,} layers and the model {layers:,}.")
