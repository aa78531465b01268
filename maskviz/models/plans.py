"""The shipped models, each declared once: what it is, its attentions, and what it opens with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from torch import nn

from maskviz.models.bert import Bert, BertShape
from maskviz.models.characters import Characters, from_json
from maskviz.models.dates import Dates, DatesShape
from maskviz.models.gpt import GPT, Shape
from maskviz.models.sentences import Sentences
from maskviz.models.tokenizer import Tokenizer, read_tokenizer

Kind = Literal["decoder", "encoder", "translator"]
Reader = Tokenizer | Sentences | Characters


@dataclass(frozen=True)
class AttentionKind:
    """One kind of attention in a model.

    own               the masks whose AND is the model's own there, as it was trained
    queries_are_keys  the same tokens ask and are read; else the answer's read the source's
    writes_answer     its queries are the tokens of an answer that is being written
    predicts          what leaves it becomes guesses; else it is read by another part
    """

    name: str
    title: str
    own: tuple[str, ...]
    queries_are_keys: bool = True
    writes_answer: bool = False
    predicts: bool = True

    @property
    def reads_answer(self) -> bool:
        """Whether its keys are the tokens of the answer, not those of the text."""
        return self.writes_answer and self.queries_are_keys


CAUSAL = (AttentionKind("self", "Self-attention", ("causal", "key_padding")),)
BOTH_SIDES = (AttentionKind("self", "Self-attention", ("key_padding",)),)
THREE = (
    AttentionKind("encoder", "Encoder", ("key_padding",), predicts=False),
    AttentionKind("decoder", "Decoder", ("causal",), writes_answer=True),
    AttentionKind("cross", "Cross", ("key_padding",), queries_are_keys=False, writes_answer=True),
)


@dataclass(frozen=True)
class Plan:
    """A model of the house.

    kind     decoder: row t predicts token t + 1; encoder: row t is about token t;
             translator: an encoder reads a text, a decoder writes the answer
    readers  the tokenizer file's bytes -> tokenizers of what is read and of what is written
    hint     what to type
    opening  the settings a visitor meets who chooses it
    shelf    models of one shelf share text and masks
    counted  it takes the position of each token, counted from the first real one
    """

    title: str
    sentence: str
    kind: Kind
    module: Callable[..., nn.Module]
    shape: type
    parts: tuple[AttentionKind, ...]
    readers: Callable[[bytes], tuple[Reader, Reader]]
    shelf: str
    hint: str
    opening: Mapping[str, Any] = field(default_factory=dict)
    counted: bool = False

    @property
    def predicts_next(self) -> bool:
        """Whether row t says token t + 1."""
        return self.kind == "decoder"

    @property
    def fills_blanks(self) -> bool:
        """Whether row t is about token t, which may be a blank."""
        return self.kind == "encoder"

    @property
    def writes_answer(self) -> bool:
        """Whether it reads one text and writes another."""
        return self.kind == "translator"

    def part(self, name: str) -> AttentionKind:
        """The part of that name; a model with one kind of attention has that one only."""
        return next((p for p in self.parts if p.name == name), self.parts[-1])


def words(data: bytes) -> tuple[Reader, Reader]:
    tokenizer = read_tokenizer(data)
    return tokenizer, tokenizer


def blanks(data: bytes) -> tuple[Reader, Reader]:
    tokenizer = Sentences(read_tokenizer(data))
    return tokenizer, tokenizer


def letters(data: bytes) -> tuple[Reader, Reader]:
    text = from_json(data)["text"]
    return text, text


def spellings(data: bytes) -> tuple[Reader, Reader]:
    found = from_json(data)
    return found["source"], found["target"]


TELLER = Plan(
    "gpt: tells stories",
    "A decoder; it learned to say the next token under a causal mask.",
    "decoder",
    GPT,
    Shape,
    CAUSAL,
    words,
    "stories",
    "It learned from old children's stories.",
)

PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        "gpt": TELLER,
        "gpt-masked": replace(
            TELLER,
            title="gpt-masked: has met masks",
            sentence="The same decoder after a little more training under masks drawn from the "
            "catalogue.",
        ),
        "bert": Plan(
            "bert: fills in blanks",
            "An encoder; it reads on both sides and guesses the word at a blank.",
            "encoder",
            Bert,
            BertShape,
            BOTH_SIDES,
            blanks,
            "blanks",
            "[MASK] or ___ is a blank, [SEP] begins a second sentence.",
            {
                "text": "Once upon a time there was a [MASK] who had three sons. "
                "[SEP] The youngest [MASK] was called Hans.",
                "mask": "full",
            },
            counted=True,
        ),
        "dates": Plan(
            "dates: reads dates",
            "An encoder and a decoder; it reads a date in any spelling and writes it as digits.",
            "translator",
            Dates,
            DatesShape,
            THREE,
            spellings,
            "dates",
            "A date from 1850 to 2049 in any spelling; 05/03/79 is read month first.",
            {
                "text": "the third of May 1979",
                "texts": 3,
                "text_2": "05/03/79",
                "text_3": "Thu 3 May, 1979",
                "row": 2,
                "mask": "full",
                "part": "cross",
            },
        ),
        "copier": Plan(
            "copier: repeats",
            "A decoder of two layers; it learned to repeat what it has read, and nothing else.",
            "decoder",
            GPT,
            Shape,
            CAUSAL,
            letters,
            "letters",
            "Small letters and digits; write some of them twice.",
            {"text": "k3fz9qamk3fz9qam", "mask": "causal", "layer": 1},
        ),
    }
)
