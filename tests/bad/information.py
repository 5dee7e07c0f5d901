"""Bad calls of information."""

import math
from fractions import Fraction

import numpy as np

from mathcnn.information import (
    conditional_entropy,
    conditional_mutual_information,
    contingency,
    entropy,
    kl_divergence,
    miller_madow,
    mutual_information,
    mutual_information_from_samples,
)

p = np.full((2, 3), 1 / 6)

CALLS = [
    ("a negative probability", lambda: entropy([1.5, -0.5]), r"entropy: p holds -0.5 at \(1,\)"),
    ("NaN", lambda: entropy([math.nan, 1.0]), r"entropy: p holds nan at \(0,\)"),
    (
        "no total of one",
        lambda: entropy([0.5, 0.4]),
        r"entropy: p sums to 0.9; probabilities must sum to 1 \(it is off by -0",
    ),
    ("an unnormalised fraction", lambda: entropy([Fraction(1, 2)]), "p sums to 1/2"),
    ("base one", lambda: entropy([1.0], base=1), r"entropy needs a base other than 1 \(with base = 1\)"),
    ("base one, as a float", lambda: mutual_information(p, base=1.0), "mutual_information needs a base other than 1"),
    ("base zero", lambda: entropy([1.0], base=0), "base = 0: it must be a finite number > 0"),
    ("a negative base", lambda: entropy([1.0], base=-2), "base = -2: it must be a finite number > 0"),
    ("an infinite base", lambda: entropy([1.0], base=math.inf), "base = inf"),
    ("a NaN base", lambda: entropy([1.0], base=math.nan), "base = nan"),
    ("a named base", lambda: entropy([1.0], base="e"), "base = 'e': it must be a number"),
    ("no base", lambda: entropy([1.0], base=None), "base = None: it must be a number"),
    ("a truth as base", lambda: entropy([1.0], base=True), "base = True"),
    (
        "other shapes",
        lambda: kl_divergence([0.5, 0.5], [1.0]),
        r"kl_divergence: p has S = \(2,\) and q has S = \(1,\); they must agree",
    ),
    (
        "the same size in another shape",
        lambda: kl_divergence(p, p.T),
        r"p has S = \(2, 3\) and q has S = \(3, 2\); they must agree",
    ),
    ("a second table that is none", lambda: kl_divergence([0.5, 0.5], [0.5, 0.6]), "kl_divergence: q sums to 1.1"),
    (
        "one variable",
        lambda: mutual_information([0.5, 0.5]),
        r"mutual_information: joint has shape \(2,\); it must have 2 axes, \(X, Y\)",
    ),
    ("three variables", lambda: mutual_information(p[..., None]), r"joint has shape \(2, 3, 1\); it must have 2 axes"),
    (
        "two variables of three",
        lambda: conditional_mutual_information(p),
        r"joint has shape \(2, 3\); it must have 3 axes, \(X, Y, Z\)",
    ),
    ("empty", lambda: mutual_information(np.zeros((2, 0))), "its axis 1 is 0"),
    ("no such axis", lambda: conditional_entropy(p, axis=2), "axis = 2: joint has 2 axes"),
    ("masked", lambda: entropy(np.ma.masked_array([1.0], [True])), "p is a masked array"),
    ("samples for a table", lambda: mutual_information([0, 1, 1], [0, 1, 1]), "base = .*it must be a number"),
    (
        "samples of different length",
        lambda: mutual_information_from_samples([0, 1], [0]),
        "x has 2 observations and y has 1; there must be equally many",
    ),
    (
        "no samples",
        lambda: mutual_information_from_samples([], []),
        r"x has shape \(0,\); it must have one axis",
    ),
    ("samples in a square", lambda: contingency(np.zeros((2, 2)), np.zeros(4)), r"x has shape \(2, 2\)"),
    ("one number", lambda: contingency(3, [3]), r"x has shape \(\)"),
    ("ragged samples", lambda: contingency([[1], [1, 2]], [1, 2]), "x is ragged"),
    (
        "a NaN observed",
        lambda: contingency([0.0, math.nan], [0, 1]),
        "x holds nan at 1; an observation must not be missing",
    ),
    ("samples that have no order", lambda: contingency([1, 2], ["a", 1]), "y holds values that cannot be sorted"),
    (
        "samples that have no hash",
        lambda: contingency([1, 2], [{}, 1]),
        "y holds {} at 0; an observation must be hashable",
    ),
    (
        "a missing sample",
        lambda: mutual_information_from_samples([1, None], [1, 2]),
        "x holds None at 1; an observation must not be missing",
    ),
    (
        "a NaN among objects",
        lambda: mutual_information_from_samples(np.array(["a", math.nan], object), [1, 2]),
        "x holds nan at 1",
    ),
    (
        "no time",
        lambda: mutual_information_from_samples([1, 2], np.array(["2020", "NaT"], "M8[Y]")),
        "y holds NaT at 1",
    ),
    (
        "a table without end",
        lambda: contingency(range(10**5), range(10**5)),
        "x has 100000 distinct values and y has 100000; a table of counts",
    ),
    (
        "half a table in halves",
        lambda: entropy(np.array([0.5, 0.45], "float16")),
        "p sums to 0.94.* rounding explains at most 3.9e-03",
    ),
    (
        "a table that wraps around to one",
        lambda: entropy([2**62] * 4 + [1]),
        "p sums to 18446744073709551617; probabilities must sum to 1",
    ),
    ("masked samples", lambda: contingency(np.ma.masked_array([1, 2], [0, 1]), [1, 2]), "x is a masked array"),
    (
        "an unknown correction",
        lambda: mutual_information_from_samples([0], [0], correction="miller"),
        "correction = 'miller': .*did you mean miller-madow",
    ),
    (
        "a truth as correction",
        lambda: mutual_information_from_samples([0], [0], correction=True),
        "correction = True: it must be 'miller-madow' or None",
    ),
    ("base one for samples", lambda: mutual_information_from_samples([0], [0], base=1), "needs a base other than 1"),
    (
        "a negative count",
        lambda: miller_madow([3, -1]),
        r"miller_madow: counts holds -1 at \(1,\); a count must be an integer",
    ),
    ("half a count", lambda: miller_madow([0.5, 2.0]), "counts holds 0.5"),
    ("a NaN count", lambda: miller_madow([math.nan]), "counts holds nan"),
    ("endless counts", lambda: miller_madow([math.inf]), "counts holds inf"),
    ("counts of nothing", lambda: miller_madow([0, 0]), "counts holds only zeros"),
]
