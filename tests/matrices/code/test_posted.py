"""Lines as people post them, with what stands around: each with what torch or NumPy makes of it."""

import textwrap

import numpy as np
import pytest

from maskviz.checking import check

DISTANCE = np.subtract.outer(np.arange(8), np.arange(8))
CAUSAL, WINDOW = DISTANCE >= 0, (DISTANCE >= 0) & (DISTANCE < 3)
HEAD = """
class Head(nn.Module):
    def __init__(self, head_size):
        super().__init__()
        self.key = nn.Linear(n_embd, head_size, bias=False)
        self.register_buffer('tril', torch.tril(torch.ones(block_size, block_size)))

    def forward(self, x):
        B,T,C = x.shape
        k = self.key(x)
        q = self.query(x)
        wei = q @ k.transpose(-2,-1) * k.shape[-1]**-0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float('-inf'))
        wei = self.dropout(F.softmax(wei, dim=-1))
        return wei @ self.value(x)
"""
CLASSES = {
    "scores of a head": (HEAD, CAUSAL),
    "a buffer alone": (HEAD.split("    def forward")[0], CAUSAL),
    "a flag that nobody sets": (
        """
        class Attention(nn.Module):
            def __init__(self, config):
                super().__init__()
                self.config = config
                self.flash = hasattr(torch.nn.functional, 'scaled_dot_product_attention')
                if not self.flash:
                    bias = torch.tril(torch.ones(config.block_size, config.block_size))
                    self.register_buffer("bias", bias.view(1, 1, config.block_size, -1))

            def forward(self, x):
                q, k, v = self.c_attn(x).split(self.n_embd, dim=2)
                if self.flash:
                    y = F.scaled_dot_product_attention(q, k, v, attn_mask=None, is_causal=True)
                else:
                    att = q @ k.transpose(-2, -1)
                    att = att.masked_fill(self.bias == 0, float('-inf'))
                return y""",
        CAUSAL,
    ),
    "a method that another calls": (
        """
        class Model(nn.Module):
            def __init__(self):
                self.src_mask = None
            def _subsequent(self, sz):
                return (torch.triu(torch.ones(sz, sz)) == 1).transpose(0, 1)
            def forward(self, src):
                if self.src_mask is None or self.src_mask.size(0) != len(src):
                    self.src_mask = self._subsequent(len(src)).to(src.device)
                return self.encoder(self.embed(src), self.src_mask)""",
        CAUSAL,
    ),
    "a thing of a class": (
        """
        @dataclass
        class Config:
            size: int = 8
            window: int = 4
        class Attn:
            def __init__(self, config):
                i = torch.arange(config.size)
                apart = i[:, None] - i[None, :]
                self.mask = (apart >= 0) & (apart < config.window)
        attn = Attn(Config(window=3))
        attn.mask""",
        WINDOW,
    ),
    "called twice": (
        """
        class Packed:
            @staticmethod
            def causal(n):
                return np.tri(n, dtype=bool)
            def __call__(self, lengths):
                return scipy.linalg.block_diag(*[self.causal(n) for n in lengths])
        Packed()([3, 5])""",
        CAUSAL & ((np.arange(8) < 3)[:, None] == (np.arange(8) < 3)),
    ),
    "a method cut out": (
        """
            def get_mask(self, seq_len, device):
                if self.mask is not None and self.mask.shape[-1] >= seq_len:
                    return self.mask[:seq_len, :seq_len]
                mask = torch.ones((seq_len, seq_len), device=device, dtype=torch.bool).triu(1)
                self.register_buffer("mask", mask, persistent=False)
                return mask""",
        CAUSAL,
    ),
    "texts and lengths": (
        """
        class T(nn.Module):
            def make_src_mask(self, src):
                return (src != self.pad).unsqueeze(1).unsqueeze(2)
            def make_trg_mask(self, trg):
                N, trg_len = trg.shape
                return torch.tril(torch.ones((trg_len, trg_len))).expand(N, 1, trg_len, trg_len)""",
        CAUSAL,
    ),
}
AROUND = {
    "what trains": (
        """
        torch.manual_seed(0)
        mha = nn.MultiheadAttention(embed_dim=16, num_heads=2)
        x = torch.randn(1, 8, 16)
        causal_mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1])
        out, weights = mha(x, x, x, attn_mask=causal_mask)
        loss = criterion(out.view(-1, V), y)
        loss.backward()
        print(weights)""",
        CAUSAL,
    ),
    "what is drawn": (
        """
        fig, ax = plt.subplots(figsize=(4, 4))
        m = np.arange(8)[None] <= np.arange(8)[:, None]
        ax.imshow(m, cmap="gray")
        ax.set_title(f"causal {m.shape}")
        plt.show()""",
        CAUSAL,
    ),
    "scores that are added to": (
        """
        mask = torch.tril(torch.ones(8, 8))
        attn_scores = q @ k.transpose(-2, -1)
        attn_scores += (1 - mask) * -1e9
        probs = F.softmax(attn_scores, dim=-1)""",
        CAUSAL,
    ),
    "scores that are set": (
        """
        dots = torch.einsum('b i d, b j d -> b i j', q, k)
        i, j = dots.shape[-2:]
        dots[torch.ones(i, j).triu(1).bool()] = -torch.inf""",
        CAUSAL,
    ),
    "a side as a default": (
        "def f(x, n=5):\n    return torch.ones(n + 3, n + 3).tril()\nf(x, n=5)",
        CAUSAL,
    ),
    "who calls": ("if __name__ == '__main__':\n    print(np.tri(8))", CAUSAL),
    "in a call of attention": ("F.scaled_dot_product_attention(q, k, v, is_causal=True)", CAUSAL),
    "in a layer": ("layers.MultiHeadAttention(2)(x, x, use_causal_mask=True)", CAUSAL),
    "in flash-attention": ("flash_attn_func(q, k, v, causal=True, window_size=(2, 0))", WINDOW),
    "of xformers": ("attn_bias = xops.LowerTriangularMask()", CAUSAL),
    "of splash attention": ("mask_lib.LocalMask((8, 8), window_size=(2, 0), offset=0)", WINDOW),
    "in a dict": ('c = {"n": 8}\nmask = torch.ones(c["n"], c["n"]).tril()', CAUSAL),
    "in an open dict": ('mask = torch.ones(cfg["ctx_len"], cfg["ctx_len"]).tril()', CAUSAL),
    "of two methods, the one that is called": (
        """
        class D(nn.Module):
            def causal(self, n):
                return torch.tril(torch.ones(n, n)).bool()
            def window(self, n, w=3):
                return self.causal(n) & ~torch.tril(torch.ones(n, n), -w).bool()
            def forward(self, x):
                return self.layers(x, self.window(x.size(1)))""",
        WINDOW,
    ),
    "a free mask of keys": (
        "extended = attention_mask[:, None, None, :]\nextended = (1.0 - extended) * -10000.0",
        np.broadcast_to(np.arange(8) < 6, (8, 8)),
    ),
    "of a kind": (
        "m = torch.ones(8, 8).tril()\nif kind == 'local':\n    m = m.triu(1 - window)\nm",
        WINDOW,
    ),
}


@pytest.mark.parametrize(("text", "meant"), [*CLASSES.values(), *AROUND.values()])
def test_it_is_read_with_what_stands_around(text, meant):
    found = check(textwrap.dedent(text).strip("\n"))
    assert np.array_equal(found.cells, meant), found.taken
