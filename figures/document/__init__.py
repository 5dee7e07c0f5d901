"""The document's statements, drawn where they do not hold as printed: what the audit (`mathcnn audit`) finds, in
numbers.
"""

# ruff: noqa: I001, RUF022 -- in the order in which the figures are listed
from __future__ import annotations

from .line import turned_or_not, no_integral
from .shifts import shifted_off_the_edge
from .sums import sums_in_two_orders
from .jumps import lost_at_the_jumps
from .edges import which_edges
from .depth import gradient_through_depth, bits_kept

__all__ = [
    "turned_or_not",
    "no_integral",
    "shifted_off_the_edge",
    "sums_in_two_orders",
    "lost_at_the_jumps",
    "which_edges",
    "gradient_through_depth",
    "bits_kept",
]
