"""Encoder and decoder: the encoder reads everything, the decoder what came before and across."""

from maskviz.architectures.heads import heads_of
from maskviz.architectures.model import CROSS, DECODER, ENCODER, Layer, Model
from maskviz.architectures.remarks import remarks_of
from maskviz.architectures.stack import CAUSAL, FULL
from maskviz.architectures.values import LAYERS, Values


def encoded(values: Values) -> Model:
    """The three attentions of a model such as T5, BART or Whisper."""
    behind = values.need("encoder_layers", "num_layers", "num_hidden_layers", high=LAYERS)
    ahead = values.whole("decoder_layers", "num_decoder_layers", high=LAYERS) or behind
    layers = [Layer(i, ENCODER, FULL) for i in range(behind)]
    for i in range(ahead):
        layers += [Layer(i, DECODER, CAUSAL), Layer(i, CROSS, FULL)]
    longest = values.whole("max_target_positions", "max_position_embeddings", "n_positions")
    heads, why = heads_of(decoding(values))
    remarks = remarks_of(values, tuple(layers))
    source = values.whole("max_source_positions") or 0  # of sound, for one that hears
    all_ = tuple(layers)
    return Model(
        values.type, "encoder-decoder", longest or 0, all_, heads, why, remarks, source=source
    )


def decoding(values: Values) -> Values:
    """The values with the heads of the decoder under the name that a decoder alone has."""
    name, heads = values.first("decoder_attention_heads")
    given = {**values.given, "num_attention_heads": heads} if name else values.given
    return Values(values.type, given, values.usual)
