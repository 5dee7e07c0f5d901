"""The laws about derived gradients that are printed: that a gradient is the adjoint, or the slope, of its formula.

A formula that is linear in an array v has the gradient G(dy) with <dy, F(v)> = <G(dy), v>. One that is linear but for a
constant has <dy, F(u + v) - F(u)> = <G(dy), v>. Both F and G are printed from statements: that of the formula, and the
one that was derived. What is not linear has a gradient that depends on the array, and no such law.
"""

from __future__ import annotations

from collections.abc import Iterator

from mathcnn import catalogue
from mathcnn.language.formula import Law
from mathcnn.laws.gradients import ADJOINT, SLOPE


def gradient_laws() -> Iterator[Law]:
    """The laws, of the gradients of all formulas by all arrays."""
    for of in catalogue.catalog().formulas.values():
        for gradient in of.gradient.derivable().values():
            yield from (law for name, law in gradient.laws.items() if name in (ADJOINT, SLOPE))
