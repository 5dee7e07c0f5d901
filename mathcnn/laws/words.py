"""Functions of arrays that the laws of several topics are said with. Each can be printed."""

from __future__ import annotations

from ..language.latex import writable


@writable(r"{}_{{:-1}}")
def lead(x):
    """Without the last entry of the last axis."""
    return x[..., :-1]


@writable(r"\mathbf{{1}}")
def ones(x):
    """Ones in the shape and type of x."""
    return x * 0 + 1


@writable(r"\mathbf{{0}}")
def zeros(x):
    return x * 0
