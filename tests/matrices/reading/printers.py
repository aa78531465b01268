"""How people come by the text of a matrix: every way to print, write or draw one."""

from collections.abc import Callable, Mapping

import jax.numpy as jnp
import numpy as np
import pandas as pd
import torch

Printer = Callable[[np.ndarray], str]


def torch_printed(values: np.ndarray, **more: object) -> str:
    return repr(torch.tensor(values, **more))


def with_grad(values: np.ndarray) -> str:
    return repr(torch.tensor(values.astype(float), requires_grad=True) * 1)


def tensorflow_repr(values: np.ndarray) -> str:
    """As TensorFlow prints an eager tensor: shape, dtype and NumPy's print."""
    inner = np.array2string(values, separator=", ")
    return f"<tf.Tensor: shape={values.shape}, dtype={values.dtype.name}, numpy=\n{inner}>"


def tensorflow_str(values: np.ndarray) -> str:
    return f"tf.Tensor(\n{values}, shape={values.shape}, dtype={values.dtype.name})"


def flat(values: np.ndarray) -> np.ndarray:
    return values.reshape(-1, values.shape[-1])


def pandas_printed(values: np.ndarray) -> str:
    return pd.DataFrame(flat(values)).to_string()


def comma_separated(values: np.ndarray) -> str:
    return pd.DataFrame(flat(values)).to_csv(index=False, header=False)


def markdown(values: np.ndarray) -> str:
    head, *rows = [[f"k{i}" for i in range(values.shape[-1])], *flat(values).tolist()]
    lines = [f"| {' | '.join(map(str, row))} |" for row in rows]
    rule = f"|{'---|' * len(head)}"
    return "\n".join([f"| {' | '.join(head)} |", rule, *lines])


def matlab(values: np.ndarray) -> str:
    return "[" + "; ".join(" ".join(f"{cell:g}" for cell in row) for row in flat(values)) + "]"


def mathematica(values: np.ndarray) -> str:
    return str(values.tolist()).replace("[", "{").replace("]", "}")


def console(values: np.ndarray) -> str:
    first, *rest = repr(values).splitlines()
    return "\n".join([">>> m = make()", ">>> m", first, *rest, ">>> m.shape", str(values.shape)])


def notebook(values: np.ndarray) -> str:
    return f"Out[12]: {values!r}"


def source(values: np.ndarray) -> str:
    written = str(values.tolist()).replace("-inf", "float('-inf')").replace("nan", "float('nan')")
    return f"mask = torch.tensor({written})  # as it was"


def fenced(values: np.ndarray) -> str:
    return f"Why is this so?\n\n```\n{torch.tensor(values)}\n```\n\nThanks!"


# Those of any number of sides, and those that print rows alone.
OF_ANY: Mapping[str, Printer] = {
    "torch": torch_printed,
    "torch with gradients": with_grad,
    "NumPy's repr": repr,
    "NumPy's str": str,
    "JAX": lambda values: repr(jnp.asarray(values)),
    "JAX's str": lambda values: str(jnp.asarray(values)),
    "TensorFlow": tensorflow_repr,
    "TensorFlow's str": tensorflow_str,
    "lists": lambda values: str(values.tolist()),
    "tuples": lambda values: str(values.tolist()).replace("[", "(").replace("]", ")"),
    "console": console,
    "notebook": notebook,
    "source": source,
    "fence": fenced,
    "Mathematica": mathematica,
}
OF_ROWS: Mapping[str, Printer] = {
    "pandas": pandas_printed,
    "comma separated": comma_separated,
    "markdown": markdown,
    "MATLAB": matlab,
}
