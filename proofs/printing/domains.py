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
from mathcnn.information.miller_madow import COUNTS
from mathcnn.language.domain import Domain
from mathcnn.normalization.letters import variances
from mathcnn.probability.domains import CHANNEL, POSITIVE_TABLE, TABLE

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


def table(x: Array) -> str:
    """Every entry is at least 0, and the sum of all is 1."""
    return f"{nowhere_negative(x)} ->\n  ({x.sum().at(())} = 1)"


def positive_table(x: Array) -> str:
    """Every entry is above 0, and the sum of all is 1."""
    x.trace.needs("realFieldType")
    binders, bounds, entry = letters_of(x)
    return f"(forall {binders}, {bounds} -> 0 < {entry}) ->\n  ({x.sum().at(())} = 1)"


def channel(x: Array) -> str:
    """Every entry is at least 0, and the sum along the last axis is 1."""
    rows = x.sum(len(x.shape) - 1)
    binders, bounds, total = letters_of(rows)
    return f"{nowhere_negative(x)} ->\n  (forall {binders}, {bounds} -> {total} = 1)"


def observed(x: Array) -> str:
    """Every entry is a natural number, and one of them is above 0."""
    x.trace.needs("realFieldType")
    (binders, bounds, entry), (other, inside_, seen) = letters_of(x), letters_of(x)
    natural = f"(forall {binders}, {bounds} -> exists n : nat, {entry} = n%:R)"
    return f"{natural} ->\n  (exists {other}, {inside_} /\\ 0 < {seen})"


DOMAINS: dict[Domain, Callable[[Array], str]] = {
    variances: nowhere_negative,
    DISTINCT: not_all_alike,
    labels: labels_of,
    divisors: nowhere_zero,
    TABLE: table,
    POSITIVE_TABLE: positive_table,
    CHANNEL: channel,
    COUNTS: observed,
}


def hypothesis(domain: Domain, x: Array) -> str:
    """What a domain says of an array. Raises Unprinted."""
    if domain not in DOMAINS:
        raise Unprinted(f"the domain {domain.tex}")
    return DOMAINS[domain](x)
