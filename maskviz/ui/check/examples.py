"""Examples of what can be checked, one of each form."""

EXAMPLES = {
    "A drawing": """#...........
##..........
###.....#...
####........
#####.......
#.####......
#..####.....
#...####....
#....####...
#...#.####..
#......####.
#.......####""",
    "A printed tensor": """tensor([[False,  True,  True,  True,  True],
        [False, False,  True,  True,  True],
        [False, False, False,  True,  True],
        [False, False, False, False,  True],
        [False, False, False, False, False]])""",
    "0 and -inf": """0, -inf, -inf, -inf, -inf, -inf
0, 0, -inf, -inf, -inf, -inf
-inf, -inf, 0, -inf, -inf, -inf
-inf, -inf, 0, 0, -inf, -inf
-inf, -inf, 0, 0, 0, -inf
-inf, -inf, -inf, -inf, -inf, 0""",
    "A rule": "k <= q and (q - k < 4 or k == 0)",
    "A mask_mod": """def mask_mod(b, h, q_idx, kv_idx):
    causal = q_idx >= kv_idx
    window = q_idx - kv_idx < window_size
    return causal & window""",
    "Lines of torch": """mask = torch.tril(torch.ones(6, 6), diagonal=2)
mask = mask * torch.triu(torch.ones(6, 6), diagonal=-2)""",
}
