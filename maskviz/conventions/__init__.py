"""What other libraries mean by True, by a window and by causal: one intent, many spellings."""

from maskviz.conventions.fused import ENGINE, FLASH, XFORMERS
from maskviz.conventions.huggingface import CONFIG, FOUR_EAGER, FOUR_SDPA
from maskviz.conventions.intent import MOST, MOST_WINDOW, Intent
from maskviz.conventions.jaxown import FLAX_LIBRARY, NN_LIBRARY, SPLASH
from maskviz.conventions.kerasown import KERAS
from maskviz.conventions.library import Answer, Library, Spelling, differing, keys_read
from maskviz.conventions.torchlayers import ENCODER, MHA
from maskviz.conventions.torchown import FLEX, SDPA

__all__ = [
    "LIBRARIES",
    "MOST",
    "MOST_WINDOW",
    "Answer",
    "Intent",
    "Library",
    "Spelling",
    "differing",
    "keys_read",
]

LIBRARIES = (
    *(SDPA, MHA, ENCODER, FLEX, CONFIG, FOUR_SDPA, FOUR_EAGER),
    *(FLASH, XFORMERS, NN_LIBRARY, SPLASH, FLAX_LIBRARY, KERAS, ENGINE),
)
