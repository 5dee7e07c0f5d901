"""Derivations of laws of convolution of functions on the line, and of sequences on all of Z.

Convergence of integrals and series is a hypothesis, which the derivation lists.
"""

from __future__ import annotations

from mathcnn import convolution as topic

from .derivation import derives
from .kernel import Chain

continuous, two_sided = topic.continuous.laws, topic.two_sided.laws


# ---------------------------------------------------------------- functions on the line


@derives(continuous["commutes_on_the_line"])
def commutes_on_the_line(left: Chain, right: Chain) -> Chain:
    """The substitution t -> x - t of the whole line does not change the integral."""
    return left.substitute("t", "x - t")


@derives(continuous["distributes_on_the_line"])
def distributes_on_the_line(left: Chain, right: Chain) -> Chain:
    return left.distribute().split("t", converging=True)


@derives(continuous["scales_on_the_line"])
def scales_on_the_line(left: Chain, right: Chain) -> Chain:
    return left.out("t")


@derives(continuous["is_translation_equivariant_on_the_line"])
def is_translation_equivariant_on_the_line(left: Chain, right: Chain) -> Chain:
    return left.substitute("t", "t + 1")


@derives(continuous["multiplies_areas"])
def multiplies_areas(left: Chain, right: Chain) -> Chain:
    """In the integral over all x each copy of g has the same area, wherever it is."""
    return left.swap("s", "t", converging=True).out("t").substitute("t", "t + s").out("s")


@derives(continuous["associates_on_the_line"])
def associates_on_the_line(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left.into("s").swap("s", "t", converging=True).substitute("t", "t + s"), right.into("s")


@derives(continuous["differentiates_on_the_line"])
def differentiates_on_the_line(left: Chain, right: Chain) -> Chain:
    """The derivative applies to the factor that depends on x."""
    return left.substitute("s", "x - s").leibniz().substitute("s", "x - s")


# ---------------------------------------------------------------- sequences on all of Z


@derives(two_sided["commutes_on_the_integers"])
def commutes_on_the_integers(left: Chain, right: Chain) -> Chain:
    return left.reindex("m", "n - m")


@derives(two_sided["associates_where_summable"])
def associates_where_summable(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left.into("k").swap("k", "m", converging=True).reindex("m", "m + k"), right.into("k")


@derives(two_sided["distributes_on_the_integers"])
def distributes_on_the_integers(left: Chain, right: Chain) -> Chain:
    return left.distribute().split("m", converging=True)


@derives(two_sided["scales_on_the_integers"])
def scales_on_the_integers(left: Chain, right: Chain) -> Chain:
    return left.out("m")


@derives(two_sided["has_unit_on_the_integers"])
def has_unit_on_the_integers(left: Chain, right: Chain) -> Chain:
    return left.only("m")


@derives(two_sided["is_shift_equivariant_on_the_integers"])
def is_shift_equivariant_on_the_integers(left: Chain, right: Chain) -> Chain:
    return left.reindex("m", "m + 1")


@derives(two_sided["multiplies_sums_on_the_integers"])
def multiplies_sums_on_the_integers(left: Chain, right: Chain) -> Chain:
    return left.swap("k", "m", converging=True).out("m").reindex("m", "m + k").out("k")
