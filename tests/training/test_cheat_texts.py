"""The texts that stand beside each other in Generation were written as they say."""

import torch

from maskviz.analysis.cheatdata import read_report
from maskviz.analysis.generation.decoded import decoded
from maskviz.analysis.generation.policy import Policy
from training.cheat_texts import LENGTH, texts, written_on
from training.prompts import SAMPLES


def test_gpt_s_texts_are_what_the_shipped_weights_write_from_a_cache(shipped):
    report = read_report()
    assert [told.prompt for told in report.texts] == [*SAMPLES]
    for told in report.texts:
        ids = torch.tensor(shipped.tokenizer.row(told.prompt).ids)
        n = len(ids)
        cells = torch.ones(n, n, dtype=torch.bool).tril().expand(4, 1, 1, n, n)
        found = decoded(shipped.model, ids, cells, Policy(), n, LENGTH)
        assert told.usual == shipped.tokenizer.decode(found.written)


def test_the_other_one_reads_its_own_text_without_a_mask(shipped):
    """The shipped weights read so write something else, and each token is their best guess."""
    tokens = torch.tensor([shipped.tokenizer.row(SAMPLES[1]).ids])
    free = written_on(shipped.model, tokens, False)
    assert free != written_on(shipped.model, tokens, True) and len(free) == LENGTH
    prefix = torch.cat((tokens, torch.tensor([free[:7]])), dim=1)
    n = prefix.shape[-1]
    best = shipped.model(prefix, torch.ones(n, n, dtype=torch.bool))[0, -1].argmax().item()
    assert best == free[7]


def test_two_models_that_are_one_differ_by_the_mask_alone(shipped):
    found = texts(shipped, shipped.model)
    assert [row["usual"] for row in found] == [told.usual for told in read_report().texts]
    assert all(row["cheater"] != row["usual"] for row in found)
