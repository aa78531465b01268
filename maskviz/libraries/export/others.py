"""Libraries that take a NumPy array for a mask: it is made once and is a constant to them."""

from maskviz.libraries.export.parts import NUMPY
from maskviz.libraries.export.program import Target

PLAIN = Target(
    opening="import numpy as np",
    arrays=NUMPY,
    empty="; a softmax over blocked scores alone is 0 divided by 0.",
)

FOUR = """mask = allowed.reshape(1, -1, {queries}, {keys})  # (batch, heads, q, k)
"""
READS = """reads = mask.any(-1).swapaxes(1, 2)[..., None]  # has a key to read: (batch, q, heads, 1)
"""
ATTEND = '''

def attend(query, key, value):
    """query (batch, {{queries}}, heads, d_head), key and value (batch, {{keys}}, heads, d_head)."""
    {body}
'''
MENDED = "output = {call}\n    return jnp.where(reads, output, 0)"
JAX_CALL = "jax.nn.dot_product_attention(query, key, value, mask=mask)"
FLAX_CALL = "nn.dot_product_attention(query, key, value, mask=mask)"
MEAN = "; {} would return the mean of all values there, so they are set to zero."

JAX = Target(
    opening="import jax\nimport jax.numpy as jnp\nimport numpy as np",
    arrays=NUMPY,
    empty=MEAN.format("JAX"),
    closing=FOUR + ATTEND.format(body=f"return {JAX_CALL}"),
    bare=FOUR + READS + ATTEND.format(body=MENDED.format(call=JAX_CALL)),
)
FLAX = Target(
    opening="import jax.numpy as jnp\nimport numpy as np\nfrom flax import linen as nn",
    arrays=NUMPY,
    empty=MEAN.format("Flax"),
    closing=FOUR + ATTEND.format(body=f"return {FLAX_CALL}"),
    bare=FOUR + READS + ATTEND.format(body=MENDED.format(call=FLAX_CALL)),
)

KERAS_ATTEND = '''

def attend(attention, query, value):
    """attention: keras.layers.MultiHeadAttention({number}).

    query (batch, {{queries}}, width), value (batch, {{keys}}, width), which is the key as well.
    """
    {body}
'''
KERAS_CALL = "return attention(query, value, attention_mask=mask)"
# With scores Keras takes its own softmax, and without them the backend's attention.
KERAS_SCORES = (
    "output, _ = attention(query, value, attention_mask=mask, return_attention_scores=True)\n"
    "    return output"
)
TEXTS = """mask = allowed[None]  # (batch, q, k)
"""
HEADS = """\
# Without the first 1, Keras would take the heads for the texts of a batch. query and value must
# not carry a Keras mask of their own: it would be taken for one of heads, too.
mask = allowed[None]  # (1, heads, q, k)
"""
KERAS = Target(
    opening="import numpy as np",
    arrays=NUMPY,
    empty=". Some backends return the mean of all values there; with return_attention_scores=True "
    "Keras takes its own softmax, which makes it zeros.",
    closing=TEXTS + KERAS_ATTEND.format(number="heads, key_dim", body=KERAS_CALL),
    each=HEADS + KERAS_ATTEND.format(number="{heads}, key_dim", body=KERAS_CALL),
    bare=TEXTS + KERAS_ATTEND.format(number="heads, key_dim", body=KERAS_SCORES),
    bare_each=HEADS + KERAS_ATTEND.format(number="{heads}, key_dim", body=KERAS_SCORES),
)
