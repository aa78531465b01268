"""A question as it is drawn: what is asked, an answer by hand, then its verdict."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from maskviz.stage.component import nothing, register
from maskviz.stage.pack import pack

component = register("predict", "predict/predict.js", "predict/predict.css")


def predict_message(header: Mapping[str, Any], pictures: np.ndarray | None = None) -> bytes:
    """A question as the bytes that the browser draws.

    header    id, what tells one question from another
              mode, "grid", "pictures" or "words"; many, whether several cells may be chosen
              ask and hint, sentences; large, whether type is
              queries and keys, each {place, word, known}; facts, each {name, help, values}
              numbers and blocked, what stands in the cells, where something does
              choices, how many; texts, what they say
              words, {answer: [off, on], marks: [blocked, found, missed, wrong]}
              drawn, what is written over each of the pictures, where these are shown and not
              chosen from; the verdict may have its own, and marks the cells where they differ
              given, the cells of a picture that is shown and not painted, where it is one
              taken, how many presses were
              verdict, None before the reveal: what is right is in no message until then
    pictures  bool (choice, query, key)
    """
    return pack(header, {} if pictures is None else {"pictures": pictures})


def exercise(
    message: bytes, *, key: str = "predict", told: Callable[[], None] = nothing
) -> Mapping[str, Any]:
    """Draw a question (see `predict_message`) and tell what was done.

    told  what to call when the trigger `told` has presses (see `ui/kit/taken.py`): `reveal` {"id":
          str, "cells": [number of a cell or a choice, …]}, `next` and `again` the id of a question
    """
    return component(key=key, data=message, on_told_change=told)
