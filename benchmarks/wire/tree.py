"""What was drawn, as the browser holds it: blocks in blocks, and elements in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from google.protobuf.message import Message
from streamlit.proto.Delta_pb2 import Delta

BLOCKS = ("expandable", "tab_container", "popover")  # those that may be widgets


@dataclass(eq=False, slots=True)
class Node:
    """One place of the page.

    kind      as the message names it: "slider", "markdown", "expandable"; "" for what has no body
    body      the message itself
    run       the run that drew it
    fragment  the fragment in which it stands
    fresh     the browser has not taken it in since it was drawn
    """

    kind: str = ""
    body: Message | None = None
    run: str = ""
    fragment: str = ""
    fresh: bool = True
    children: dict[int, "Node"] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return getattr(self.body, "id", "") if self.body is not None else ""

    @property
    def key(self) -> str:
        """The key that the page's author gave; ids are `$$ID-HASH-KEY`."""
        parts = self.id.split("-", 2)
        return parts[2] if len(parts) == 3 and parts[2] != "None" else ""

    @property
    def label(self) -> str:
        return getattr(self.body, "label", "")

    def all(self) -> Iterator["Node"]:
        """This one and all that is in it, in the order of the page."""
        yield self
        for _, child in sorted(self.children.items()):
            yield from child.all()


@dataclass
class Tree:
    """The whole page: 0 is the main area, 1 the sidebar."""

    root: Node = field(default_factory=Node)

    def apply(self, delta: Delta, path: Sequence[int], run: str) -> Node:
        """Draw one message in its place."""
        place = self.root
        for index in path[:-1]:
            place = place.children.setdefault(index, Node(run=run, fragment=delta.fragment_id))
        what = delta.WhichOneof("type")
        before = place.children.get(path[-1], Node())
        if what == "new_transient":  # a spinner stands before what is there
            return before
        found = Node(run=run, fragment=delta.fragment_id)
        if what == "add_block":
            found.children = before.children
            found.kind = delta.add_block.WhichOneof("type") or ""
            if found.kind:
                found.body = getattr(delta.add_block, found.kind)
        else:
            found.kind = delta.new_element.WhichOneof("type") or ""
            found.body = getattr(delta.new_element, found.kind) if found.kind else None
        place.children[path[-1]] = found
        return found

    def ended(self, run: str, fragments: Sequence[str]) -> None:
        """Drop what this run should have drawn and did not."""
        for area in self.root.children.values():
            drop(area, run, set(fragments))

    def all(self) -> Iterator[Node]:
        return self.root.all()

    def find(self, key: str) -> Node:
        """The widget or component of a key, or of a label."""
        for name in ("key", "label"):
            for node in self.all():
                if node.body is not None and getattr(node, name) == key:
                    return node
        raise LookupError(f"nothing on this page has the key or the label {key!r}")


def drop(node: Node, run: str, fragments: set[str]) -> None:
    """Drop the stale ones in a node; of the parts that did not run nothing is stale."""
    for index, child in list(node.children.items()):
        drop(child, run, fragments)
        ours = not fragments or child.fragment in fragments
        if ours and child.run != run:
            del node.children[index]
