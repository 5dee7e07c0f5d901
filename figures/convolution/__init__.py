"""Convolution, drawn: shifted copies, sliding boxes, moving averages, derivatives, images, and roundings."""

# ruff: noqa: I001, RUF022 -- in the order in which the figures are listed
from __future__ import annotations

from .sequences import sum_of_copies
from .boxes import two_boxes
from .averages import averaging
from .derivatives import differentiation
from .images import turned_kernel, layer
from .roundings import rounded_laws

__all__ = [
    "sum_of_copies",
    "two_boxes",
    "averaging",
    "differentiation",
    "turned_kernel",
    "layer",
    "rounded_laws",
]
