"""The large messages that a browser keeps, so that the server may send their hash alone."""

from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Kept:
    message: ForwardMsg
    run: int
    fragment: str


@dataclass
class Cache:
    """Messages by hash, forgotten when they were not drawn for some runs."""

    kept: dict[str, Kept] = field(default_factory=dict)
    runs: int = 0

    def whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, or the one that it refers to in its new place."""
        if message.WhichOneof("type") != "ref_hash":
            if message.metadata.cacheable and message.hash not in self.kept:
                kept = Kept(message, self.runs, message.delta.fragment_id)
                self.kept[message.hash] = kept
            return message
        known = self.kept[message.ref_hash]  # a KeyError is a fault of the server
        known.run = self.runs
        found = ForwardMsg()
        found.CopyFrom(known.message)
        found.metadata.CopyFrom(message.metadata)
        return found

    def ended(self, most: int, fragments: list[str]) -> None:
        """A run is over: forget what is older than `most` runs, in the parts that ran."""
        self.runs += 1
        for name, kept in list(self.kept.items()):
            if fragments and kept.fragment not in fragments:
                continue
            if self.runs - kept.run > most:
                del self.kept[name]

    @property
    def hashes(self) -> list[str]:
        return list(self.kept)
