"""Masks that need facts, sizes or chance as plain loops, each from its sentence alone."""

from tests.contract.tokens import parents_of


def alike(values, place):
    """The places that have the same value, itself included."""
    return [other for other, value in enumerate(values) if value == values[place]]


def document(q, k, *, doc):
    return k in alike(doc, q)


def document_causal(q, k, *, doc):
    return k in alike(doc[: q + 1], q)


def chunked_causal_padded(q, k, *, size, real, position):
    """Walk back from the token for as long as the chunk of its position is the same; no padding."""
    past = [token for token in range(q + 1) if real[token]]
    return k in [token for token in past if within_size(position[token], position[q], size)]


def within_size(one, other, size):
    return any(
        one in range(cut, cut + size) and other in range(cut, cut + size)
        for cut in range(0, max(one, other) + 1, size)
    )


def shared_prefix(q, k, *, doc):
    """The past, without the documents that are neither the prompt nor one's own."""
    past = list(range(q + 1))
    for number in set(doc) - {0, doc[q]}:
        past = [token for token in past if doc[token] != number]
    return k in past


def owner(q, k, *, owner):
    return k in {token for token, whose in enumerate(owner) if not whose} | set(alike(owner, q))


def group_bidirectional(q, k, *, group):
    return k in range(q + 1) or (group[q] != 0 and k in alike(group, q))


def global_tokens(q, k, *, one_way, is_global):
    chosen = [token for token, flag in enumerate(is_global) if flag]
    return k in chosen or (q in chosen and not one_way)


def longformer(q, k, *, width, is_global):
    """Widen the window by a token on both sides as long as two are left of its width."""
    first = last = q
    while width >= 2:
        first, last, width = first - 1, last + 1, width - 2
    return global_tokens(q, k, one_way=0, is_global=is_global) or k in range(first, last + 1)


def permutation(q, k, *, itself, rank):
    """Put the tokens in their order and read up to oneself."""
    order = sorted(range(len(rank)), key=lambda token: rank[token])
    before = order[: order.index(q)]
    return k in before or (k == q and bool(itself))


def tree(q, k, *, enter, leave):
    """Climb from the token to its root and see whether the other is met."""
    parents = parents_of({"enter": enter, "leave": leave})
    while q != k and q >= 0:
        q = parents[q]
    return q == k


def cut(tokens, size):
    return [tokens[i : i + size] for i in range(0, len(tokens), size)]


def within(token, blocks):
    return any(token in block for block in blocks)


def block_diffusion(q, k, *, size, keys):
    """Cut both halves into blocks; a noised block stands before the clean one of its number."""
    halves = range(keys // 2), range(keys // 2, keys)
    noised, clean = (cut(list(half), size) for half in halves)
    for number, block in enumerate(noised):
        if q in block:
            return k in block or within(k, clean[:number])
    return any(q in block and within(k, clean[: n + 1]) for n, block in enumerate(clean))


def interleaved(q, k, *, is_image, section):
    return k in [token for token in alike(section, q) if is_image[token]]


def same_word(q, k, *, word):
    return k in alike(word, q)


def same_class(q, k, *, kind):
    return k in alike(kind, q)


def domain(q, k, *, domain):
    inside = [token for token, flag in enumerate(domain) if flag]
    return (q in inside) == (k in inside)


def decode_step(q, k):
    return k in range(q + 1)


def hashed(seed, head, q, k):
    """Two sums stirred by two primes, their product by a third."""
    one = sum(n * prime for n, prime in ((q, 12289), (k, 30011), (seed, 25013), (head, 10193)))
    two = sum(n * prime for n, prime in ((q, k), (seed, 24107), (head, 31793)))
    return (one + 1) % 46337 * ((two + 1) % 46327) % 46309


def random(q, k, *, percent, seed, head):
    return hashed(seed, head, q, k) % 100 in range(percent)


def draws(seed, head, block, blocks, many):
    """The blocks that are drawn for one block of rows, perhaps one of them twice."""
    mixed = (block * 24893 + seed * 7919 + head * 3571 + 1) % 46337
    return [mixed * (block + step) % 46309 % blocks for step in (1009, 2003, 3001)[:many]]


def bigbird(q, k, *, size, random, seed, keys, head):
    blocks = cut(list(range(keys)), size)
    if q in blocks[0] or q in blocks[-1]:
        return True
    own = next(number for number, block in enumerate(blocks) if q in block)
    read = {0, len(blocks) - 1, own - 1, own, own + 1} | {
        *draws(seed, head, own, len(blocks), random)
    }
    return within(k, [block for number, block in enumerate(blocks) if number in read])
