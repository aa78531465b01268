"""Masks as plain loops, each from its sentence and without a look at the predicate."""

from itertools import count


def stride_only(q, k, *, stride):
    """Walk from the query in steps of the stride, both ways, and see whether the key is met."""
    return any(q + way * step * stride == k for step in range(99) for way in (1, -1))


def stride_block(q, k, *, stride):
    """Every S-th token is blocked, but never oneself."""
    return q == k or not stride_only(q, k, stride=stride)


def prefix_lm(q, k, *, prefix):
    return k in range(prefix) or k in range(q + 1)


def special(q, k, *, special, only):
    """Block the columns of the special tokens, or allow only them."""
    columns = [place for place, is_special in enumerate(special) if is_special]
    return k in columns if only else k not in columns


def sensitive(q, k, *, secret, rows):
    """The column of a secret is blocked; with rows, its row too."""
    hidden = {place for place, is_secret in enumerate(secret) if is_secret}
    if k in hidden:
        return False
    return not (rows and q in hidden)


def levels(q, k, *, level):
    """A reader of a level has the key to it and to all below."""
    opens = range(level[q] + 1)
    return level[k] in opens


def key_query_padding(q, k, *, real):
    """Both are among the tokens that are there."""
    there = [place for place, is_real in enumerate(real) if is_real]
    return q in there and k in there


def causal_offset(q, k, *, ahead):
    return k in range(q + ahead + 1)


def anti_causal(q, k):
    return k not in range(q)


def window_back(q, k, *, back):
    """The token itself, then one more for each of the window's keys."""
    return k in [q - steps for steps in range(back + 1)]


def two_sided_window(q, k, *, radius):
    return k in range(q - radius, q + radius + 1)


def two_sided_width(q, k, *, width):
    """Widen the window by a token on both sides as long as two are left of its width."""
    first = last = q
    while width >= 2:
        first, last, width = first - 1, last + 1, width - 2
    return first <= k <= last


def asymmetric_window(q, k, *, left, right):
    return k in range(q - left, q + right + 1)


def dilated_window(q, k, *, reach, dilation):
    """Walk from the query in steps of the dilation until the reach is used up."""
    steps = range(0, reach + 1, dilation)
    return k in {q + step for step in steps} | {q - step for step in steps}


def sparse_strided(q, k, *, stride):
    """The last few, and a walk from the query to the beginning in steps of the stride."""
    return k in range(q + 1)[-stride:] or k in range(q, -1, -stride)


def sparse_fixed(q, k, *, size, summary):
    """The blocks up to the query's own: all of the last, the ends of the others."""
    blocks = [list(range(start, start + size)) for start in range(0, q + 1, size)]
    ends = [token for block in blocks for token in block[-summary:]]
    return k in range(q + 1) and (k in blocks[-1] or k in ends)


def block_causal(q, k, *, size):
    """Everything before the next cut."""
    return k < next(cut for cut in count(size, size) if cut > q)


def chunk_lookback(q, k, *, size, back):
    """From so many chunks before the last cut to the next cut."""
    cut = max(range(0, q + 1, size))
    return k in range(cut - back * size, cut + size)


def sink_window(q, k, *, sinks, window):
    past = range(q + 1)
    return k in past[:sinks] or k in past[-window:]


def place(pixel, width):
    """Row and column, counted off a row at a time."""
    row = 0
    while pixel >= width:
        row, pixel = row + 1, pixel - width
    return row, pixel


def axial(q, k, *, width):
    (q_row, q_column), (k_row, k_column) = place(q, width), place(k, width)
    return q_row == k_row or q_column == k_column


def shifted_window(q, k, *, width, window, shift):
    """No cut lies between the two, neither from above nor from the side."""
    cuts = [cut for cut in range(99) if (cut - shift) % window == 0]
    sides = zip(place(q, width), place(k, width), strict=True)
    return not any(min(side) < cut <= max(side) for side in sides for cut in cuts)


def neighbourhood(q, k, *, width, height, radius):
    return neighbourhood_rectangle(q, k, width=width, height=height, across=radius, down=radius)


def neighbourhood_rectangle(q, k, *, width, height, across, down):
    """Put it on the pixel, push it in at the near edge, pull it back from the far one."""
    sides = zip(place(q, width), place(k, width), (height, width), (down, across), strict=True)
    for at, other, size, radius in sides:
        first = at - radius
        while first < 0:
            first += 1
        while first > 0 and first + 2 * radius > size - 1:
            first -= 1
        if other not in range(first, min(first + 2 * radius + 1, size)):
            return False
    return True
