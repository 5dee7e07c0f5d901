"""Counterexamples: the smallest case in which a law does not hold."""

from __future__ import annotations

import random

import numpy as np

from ..language.formula import Law
from ..numbers.rounding import Gap
from . import cases
from .aliases import Implementation, Value
from .cases import Case
from .checks import CheckResult, Fault, NotOffered, Sample, exact_scalars, related, sides
from .shrinking import Search

SAMPLED = 30  # random cases that are looked at after all small ones
SIMPLEST = (0, 1)  # numbers that entries are replaced by


def counterexample(law: Law, implementation: Implementation, seed: int, most: int = 400) -> CheckResult:
    """The smallest case in which a law does not hold: fewest entries first, then the simplest numbers.

    Parameters
    ----------
    law : the law.
    implementation : by which both sides are computed on integers and fractions; see `on_floats`.
    seed : of the entries.
    most : how many geometries of each size may be looked at.

    Returns
    -------
    What was found: wrong if there is a counterexample.
    """
    result, rng = CheckResult("fractions"), random.Random(seed)

    def judge(sample: Sample) -> Gap:
        return gap_between(law, implementation, sample)

    for case in _smallest_first(law, seed, most):
        for size in (1, 1, 2):
            sample = Sample(case, cases.integers(case, rng, size), candidates=SIMPLEST)
            try:
                wrong = result.note(judge(sample), case, sample.arrays)
            except ValueError:  # outside the law's domain
                continue
            except NotOffered as error:
                result.lacks(error)
                continue
            except Fault as error:
                result.crashed(error, case, sample.arrays)
                return result
            if wrong:
                smallest = Search(judge, law=law).smaller_numbers(sample)
                result.worst, result.arrays = judge(smallest), smallest.arrays
                return result
    return result


def gap_between(law: Law, implementation: Implementation, sample: Sample) -> Gap:
    """By how much the two sides of a law differ in one case.

    Parameters
    ----------
    law, implementation : as for `counterexample`.
    sample : the case, with its arrays.

    Raises
    ------
    ValueError : the case is outside the law's domain, or the implementation refuses it.
    NotOffered : the implementation does not have what the law asks for.
    Fault : the implementation raised another exception.
    """
    kwargs = exact_scalars(sample.case, whole=sample.case.plan.exact)
    return related(law, *sides(law, implementation, sample.case, sample.arrays, kwargs))


def _smallest_first(law: Law, seed: int, most: int) -> list[Case]:
    """All small geometries of a law and some random ones, those with few entries first."""
    found = [case for limit in (1, 2, 3) for case in cases.every(law.of, limit, law, most) or []]
    found += [case for case, _ in cases.sampled(law.of, SAMPLED, seed, law, limit=3)]
    return sorted(found, key=lambda case: case.entries)


def on_floats(implementation: Implementation, dtype: str = "float64") -> Implementation:
    """An implementation that takes only floats, for a search on small integers.

    Parameters
    ----------
    implementation : called with floats.
    dtype : their type.

    Returns
    -------
    A function of arrays of integers. Its results are rounded, so that rounding errors are no counterexamples; an
    exception other than ValueError and NotOffered becomes a `Fault`.
    """
    digits = 6 if dtype == "float64" else 3

    def floating(v: Value) -> Value:
        return v.astype(dtype) if isinstance(v, np.ndarray) and v.dtype == object else v

    def run(*args: Value, **kwargs: Value) -> Value:
        try:
            y = implementation(*map(floating, args), **{a: floating(v) for a, v in kwargs.items()})
        except (ValueError, NotOffered, Fault):  # a ValueError may mean that the arguments are outside its domain
            raise
        except Exception as error:  # an implementation may raise anything
            raise Fault(f"{type(error).__name__}: {error}") from error
        return np.round(y, digits) if isinstance(y, np.ndarray) and y.dtype.kind in "fc" else y

    return run
