"""What the domain of an array says of its entries, as a hypothesis of Coq.

Trusted: that each text says when the domain's own check finds no fault, for exact numbers. Domains that are not listed
are refused.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from mathcnn.activation.letters import K, labels
from mathcnn.arrays.letters import divisors
from mathcnn.fitting.letters import DISTINCT
from mathcnn.language.domain import Domain
from mathcnn.normalization.letters import variances

from .arrays import Array
from .expressions import Unprinted, inside, is_place, name


def letters_of(x: Array) -> tuple[str, str, str]:
    """Letters for a place of an array: bound, where they are inside it, and the entry there."""
    places = tuple(map(x.trace.fresh, x.kinds))
    binders = " ".join(f"({name(s)} : {'G' if is_place(s) else 'Z'})" for s in places)
    return binders, inside(places, [(sp.S.Zero, n) for n in x.shape]), x.at(places)


def nowhere_negative(x: Array) -> str:
    """Every entry is at least 0."""
    x.trace.needs("realFieldType")
    binders, bounds, entry = letters_of(x)
    return f"(forall {binders}, {bounds} -> 0 <= {entry})"


def not_all_alike(x: Array) -> str:
    """Two of the entries differ. Only numbers with an order are compared so in Python."""
    x.trace.needs("realFieldType")
    (one, in_one, first), (other, in_other, second) = letters_of(x), letters_of(x)
    return f"(exists {one} {other}, {in_one} /\\ {in_other} /\\ {first} <> {second})"


def labels_of(x: Array) -> str:
    """Every entry, a whole number, is from 0 to K - 1. K is a size of another array of the law."""
    binders, bounds, entry = letters_of(x)
    return f"(forall {binders}, {bounds} -> (between 0 {name(K)} {entry}))"


def nowhere_zero(x: Array) -> str:
    """No entry is 0."""
    binders, bounds, entry = letters_of(x)
    return f"(forall {binders}, {bounds} -> {entry} <> 0)"


DOMAINS: dict[Domain, Callable[[Array], str]] = {
    variances: nowhere_negative,
    DISTINCT: not_all_alike,
    labels: labels_of,
    divisors: nowhere_zero,
}


def hypothesis(domain: Domain, x: Array) -> str:
    """What a domain says of an array. Raises Unprinted."""
    if domain not in DOMAINS:
        raise Unprinted(f"the domain {domain.tex}")
    return DOMAINS[domain](x)
