"""Parts of the gradients of functions that broadcast their arguments."""

from __future__ import annotations


def summed_to(dy, shape):
    """dy summed over the axes along which an array of this shape was broadcast."""
    over = tuple(axis for axis, (have, want) in enumerate(zip(dy.shape, shape, strict=True)) if have != want)
    return dy.sum(axis=over, keepdims=True) if over else dy
