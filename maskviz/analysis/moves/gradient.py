"""The slope along a change: how far every vector would move if the model were a straight line."""

from dataclasses import replace
from inspect import unwrap

import torch
from torch import Tensor

from maskviz.analysis.moves.change import Change, embedded, with_change
from maskviz.analysis.moves.moved import ends
from maskviz.analysis.view import View


def slopes(view: View, change: Change) -> Tensor:
    """The derivative of each row along the change, as a distance: (layers + 2, row), the logits'
    the largest of one logit, as `Moved.distance` has it.

    It is 0 exactly where no path leads through weights that are not 0. Backward twice gives the
    forward derivative: J^T u is linear in u, and its derivative by u, along the change, is J d.
    """
    where = change.places
    start = embedded(view, where.tolist())
    along = change.vectors - start
    with torch.inference_mode(False), torch.enable_grad():
        at = start.clone().requires_grad_()
        model = with_change(view.shipped.model, replace(change, vectors=at))
        found = [x[0] for x in traced(view, model)]
        dummies = [torch.zeros_like(x, requires_grad=True) for x in found]
        (pulled,) = torch.autograd.grad(found, at, dummies, create_graph=True)
        pushed = torch.autograd.grad((pulled * along).sum(), dummies)
    *residuals, logits = (x.double() for x in pushed)
    return torch.stack([*(x.norm(dim=-1) for x in residuals), logits.abs().amax(dim=-1)]).cpu()


def traced(view: View, model: torch.nn.Module) -> list[Tensor]:
    """What goes into the first layer, what leaves each, and the logits, with a graph for
    gradients: the pass of `run`, outside its inference mode."""
    device = view.shipped.device
    place = view.position
    words = {} if place is None else {"position": place[None].to(device)}
    mods = [mod and mod.to(device) for mod in view.score_mods.get(view.part, ())]
    allowed = view.allowed[view.part].to(device)
    run = unwrap(type(model).run)(
        model, view.ids[None].to(device), allowed, view.settings.recipe, score_mods=mods, **words
    )
    return [*ends(run.residual[view.part]), run.logits]
