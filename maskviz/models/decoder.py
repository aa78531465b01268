"""A block that reads two texts: the answer so far in itself, the source by cross-attention."""

from torch import Tensor, nn

from maskviz.models.attention import Recipe
from maskviz.models.parts import Attention, feed_forward
from maskviz.models.run import Activation, LayerAttention
from maskviz.models.score_mod import ScoreMod


class DecoderBlock(nn.Module):
    """Read the answer so far, then the source, then think about each token alone.

    Shapes: x (batch, target, d_model), memory (batch, source, d_model).
    """

    def __init__(self, d_model: int, heads: int):
        super().__init__()
        self.norm_attention = nn.RMSNorm(d_model)
        self.attention = Attention(d_model, heads)
        self.norm_cross = nn.RMSNorm(d_model)
        self.cross = Attention(d_model, heads)
        self.norm_feed_forward = nn.RMSNorm(d_model)
        self.feed_forward = feed_forward(d_model)

    def forward(self, x: Tensor, memory: Tensor, allowed: Tensor) -> Tensor:
        normed = self.norm_attention(x)
        x = x + self.attention(normed, normed, causal=True)
        x = x + self.cross(self.norm_cross(x), memory, allowed=allowed)
        return x + self.feed_forward(self.norm_feed_forward(x))

    def trace(
        self,
        layer: int,
        x: Tensor,
        memory: Tensor,
        own: Tensor,
        cross: Tensor,
        recipe: Recipe,
        score_mods: tuple[ScoreMod | None, ScoreMod | None] = (None, None),
    ) -> tuple[LayerAttention, LayerAttention, list[Activation]]:
        """The nine stations of a pre-norm decoder block, for any two masks."""
        normed = self.norm_attention(x)
        heads = self.attention.trace(normed, normed, own, recipe, score_mod=score_mods[0])
        added = x + heads.projected
        asking = self.norm_cross(added)
        crossed = self.cross.trace(asking, memory, cross, recipe, score_mod=score_mods[1])
        informed = added + crossed.projected
        normed_again = self.norm_feed_forward(informed)
        fed = self.feed_forward(normed_again)
        activations = [
            Activation(layer, "norm_attention", normed, x),
            Activation(layer, "attention", heads.projected, normed),
            Activation(layer, "add_attention", added, x),
            Activation(layer, "norm_cross", asking, added),
            Activation(layer, "cross", crossed.projected, asking),
            Activation(layer, "add_cross", informed, added),
            Activation(layer, "norm_feed_forward", normed_again, informed),
            Activation(layer, "feed_forward", fed, normed_again),
            Activation(layer, "add_feed_forward", informed + fed, informed),
        ]
        return heads, crossed, activations
