"""Section I: marginal probabilities and mutual information."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, IndexedBase, Sum, log, oo, symbols

from .. import activation, convolution, pooling
from ..information import contingency, mutual_information
from ..information.letters import I, base, col
from ..probability.letters import X, Y, joint, row, x, y
from .propositions import Every, Lawful, Measured
from .statements import Corrected, Statement

n = symbols("n", integer=True, nonnegative=True)


# ---------------------------------------------------------------- marginals


def spaces(most: int = 3) -> Iterator[dict[str, Any]]:
    """Every pair of random variables with values 0, 1, ... on up to `most` outcomes."""
    for size in range(1, most + 1):
        for two, more in itertools.product(
            itertools.product(range(2), repeat=size), itertools.product(range(size), repeat=size)
        ):
            yield {"X": list(two), "Y": list(more)}


def event(outcomes: Any, w: Any) -> Any:
    """The probability of a set of outcomes: the sum of their weights."""
    return sum((w[o] for o in outcomes), sp.S.Zero)


def marginals(X: list[int], Y: list[int]) -> tuple[Any, Any]:
    """P(X = x) as the measure of an event, and as the sum over y of P(X = x, Y = y), for every value x.

    The outcomes have the weights w_0, w_1, ...
    """
    w = symbols(f"w:{len(X)}")
    of = range(len(X))
    left = [event([o for o in of if X[o] == x], w) for x in sorted(set(X))]
    right = [sum(event([o for o in of if X[o] == x and Y[o] == y], w) for y in sorted(set(Y))) for x in sorted(set(X))]
    return left, right


P = IndexedBase("P")
MARGINAL = Eq(P[x], Sum(P[x, y], (y, 0, oo)), evaluate=False)

marginal_statement = Statement(
    "marginal",
    "I",
    "P(X = x) is the sum over y of P(X = x, Y = y), Y countable",
    source="goodfellow2016, eq. 3.3",
    formula=MARGINAL,
    printed=(
        Every(
            "P(X = x) is the sum of the P(X = x, Y = y), by additivity, on every space of up to 3 outcomes",
            spaces,
            marginals,
        ),
        Every(
            "with infinitely many y: P(X = 0, Y = y) = 2^-(y+2), y = 0, 1, ..., sums to 1/2",
            [{"P(X = 0)": sp.Rational(1, 2)}],
            lambda **p: (sp.summation(sp.Rational(1, 4) / 2**n, (n, 0, oo)), *p.values()),
            whole=True,
        ),
        Lawful("probability.marginal::sums_to_one"),
    ),
    beside=(
        Every(
            "the hypothesis is needed: of Y uniform on [0, 1] every single value has probability 0, and sums of zeros "
            "are not 1",
            [{"P(X = 0)": 1}],
            lambda **p: (sp.summation(0, (n, 0, oo)), *p.values()),
            relation="!=",
            whole=True,
        ),
    ),
    figure="probability.marginals",
    note="“for all x in X” uses the random variable X as the set of its values; and it is the set of values of Y that "
    "is countable, not Y.",
)


# ---------------------------------------------------------------- mutual information

AS_PRINTED = mutual_information.restated(
    Eq(I, Sum(joint[x, y] * log(joint[x, y] / (row[x] * col[y])) / log(base), (x, 0, X - 1), (y, 0, Y - 1)))
)

TABLES = [
    [[1]],
    [[Fraction(1, 2), Fraction(1, 2)]],
    [[Fraction(1, 4)] * 2] * 2,
    [[Fraction(1, 2), Fraction(1, 8)], [Fraction(1, 8), Fraction(1, 4)]],
]
WITH_A_ZERO = [[[Fraction(1, 2), 0], [0, Fraction(1, 2)]], [[Fraction(1, 2), Fraction(1, 4)], [0, Fraction(1, 4)]]]


def tables(*lists: list[Any]) -> list[dict[str, Any]]:
    """The tables of these lists as cases."""
    return [{"p": np.array(table, object)} for found in lists for table in found]


def in_bits(formula: Any, p: np.ndarray) -> tuple[Any, Any]:
    """A formula of mutual information on a table, and H(X) + H(Y) - H(X, Y), both as sums of logarithms."""
    of = lambda q: -sum(sp.Rational(v) * sp.log(sp.Rational(v), 2) for v in np.ravel(q) if v)
    said = formula.literal(p)
    return (
        said
        if isinstance(said, sp.Basic)
        else sp.Add(*(sp.Rational(c) * sp.log(f, 2) for f, c in getattr(said, "terms", {}).items())),
        of(p.sum(axis=1)) + of(p.sum(axis=0)) - of(p),
    )


mutual = Statement(
    "mutual-information",
    "I",
    "I(X; Y) is the sum over x and y of p(x, y) log(p(x, y) / (p(x) p(y)))",
    source="cover2006, eq. 2.28, and section 2.1 for 0 log 0",
    formula=AS_PRINTED,
    printed=(
        Every("it is H(X) + H(Y) - H(X, Y)", lambda: tables(TABLES, WITH_A_ZERO), lambda p: in_bits(AS_PRINTED, p)),
    ),
    corrected=Corrected(
        "a term with p(x, y) = 0 is 0, the limit of p log p, whatever its logarithm is; the base b decides the unit: "
        "bits for 2",
        (
            Every(
                "it is H(X) + H(Y) - H(X, Y)",
                lambda: tables(TABLES, WITH_A_ZERO),
                lambda p: in_bits(mutual_information, p),
            ),
            Lawful("information.mutual_information::in_entropies"),
            Lawful("information.mutual_information::information_changes_base"),
        ),
        mutual_information,
    ),
    figure="information.blind_correlation",
    note="No base is printed, and so no unit: I(X; X) of a fair coin is 1 to base 2 and 0.693 to base e.",
)


# ---------------------------------------------------------------- information in feature maps


@functools.cache
def through_layers() -> list[tuple[str, float, float]]:
    """`bits_through` with the formula of this package."""
    return bits_through(mutual_information)


def bits_through(mutual_information: Any) -> list[tuple[str, float, float]]:
    """For each layer of a small network its name, the bits about the image, and the bits about the label.

    The images are all 256 black and white ones of 2 x 4 pixels, equally likely; the label is whether an image has a
    dark column. Exact, since all images are used.
    """
    images = np.array(list(itertools.product((0.0, 1.0), repeat=8))).reshape(-1, 1, 2, 4)
    label = (images.sum(axis=2) == 0).any(axis=(1, 2)).astype(int)
    kernel = np.ones((2, 1))  # how bright a column is
    stack = [("image", images)]
    stack.append(
        (
            "convolution",
            np.stack([convolution.cross_correlation(one, kernel, mode="valid") for one in images[:, 0]])[:, None],
        )
    )
    stack.append(("relu(1 - x)", activation.relu(1 - stack[-1][1])))
    stack.append(("max-pooling", pooling.max_pool(stack[-1][1], (1, 2), stride=(1, 2))))
    stack.append(("global max", pooling.global_max_pool(stack[-1][1])))
    names = [np.unique(y.reshape(len(y), -1), axis=0, return_inverse=True)[1].ravel() for _, y in stack]
    whole = np.arange(len(images))
    bits = lambda a, b: float(mutual_information(contingency(a, b) / len(a)))
    return [(name, bits(whole, t), bits(t, label)) for (name, _), t in zip(stack, names, strict=True)]


SLACK = 2**16 * 8 * 2.0**-51  # sums of up to 2^16 terms, at most 8 bits; a few roundings of 2^-53 for each term


def falls_with_depth(rng: np.random.Generator) -> tuple[bool, str]:
    """Whether no layer has more information than the one before it; and the bits of each layer."""
    found = through_layers()
    so = all(
        after[k] <= before[k] + SLACK
        for before, after in itertools.pairwise([row[1:] for row in found])
        for k in (0, 1)
    )
    return so, "I(X; Y) from layer to layer: " + ", ".join(f"{name} {v:.3f}" for name, v, _ in found) + " bits"


def purer_with_depth(rng: np.random.Generator) -> tuple[bool, str]:
    """Whether the share about the label is larger in the last layer than in the image; and both shares."""
    found = through_layers()
    share = [label / image for _, image, label in found]
    return share[-1] > share[
        0
    ], f"of the bits that are kept, {share[0]:.1%} are about the label in the image, {share[-1]:.1%} in the last layer"


information_in_features = Statement(
    "information-in-features",
    "I",
    "I(X; Y) measures how much about the input X is contained in the feature map Y, which helps us understand why "
    "deeper layers capture more "
    "abstract features",
    source="cover2006, theorem 2.8.1",
    measured=(
        Lawful("information.mutual_information::data_processing"),
        Measured("deeper layers have less information about the input, never more", falls_with_depth, 256),
        Measured("the share of the kept information that is about the label grows", purer_with_depth, 256),
    ),
    curves=lambda: {
        "bits about the image": [row[1] for row in through_layers()],
        "bits about the label": [row[2] for row in through_layers()],
    },
    note="I(X; Y) does not distinguish a deep layer from any other: it never increases from layer to layer, and a "
    "layer that is invertible keeps all of it. “More abstract” has a meaning once a label is named; then it is a "
    "share, and can be measured.",
    figure="document.bits_kept",
)

STATEMENTS = (marginal_statement, mutual, information_in_features)
