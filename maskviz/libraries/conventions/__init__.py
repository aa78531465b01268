"""What other libraries mean by True, by a window and by causal: one intent, many spellings."""

from maskviz.libraries.conventions.fused import ENGINE, FLASH, XFORMERS
from maskviz.libraries.conventions.huggingface import CONFIG, FOUR_EAGER, FOUR_SDPA
from maskviz.libraries.conventions.intent import MOST, MOST_WINDOW, Intent
from maskviz.libraries.conventions.jaxown import FLAX_LIBRARY, NN_LIBRARY, SPLASH
from maskviz.libraries.conventions.kerasown import KERAS
from maskviz.libraries.conventions.library import Answer, Library, Spelling, differing, keys_read
from maskviz.libraries.conventions.mlxown import MLX
from maskviz.libraries.conventions.torchlayers import ENCODER, MHA
from maskviz.libraries.conventions.torchown import FLEX, SDPA

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
    *(FLASH, XFORMERS, NN_LIBRARY, SPLASH, FLAX_LIBRARY, KERAS, MLX, ENGINE),
)
