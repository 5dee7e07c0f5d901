"""Information, drawn: dependence that correlation does not see."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mathcnn import information, probability

from . import Data, figure
from .style import Style, page

SIDE = 8
I, J = np.indices((SIDE, SIDE))
MIDDLE, OUTER = abs(2 * I - SIDE + 1) // 2, abs(2 * J - SIDE + 1) // 2  # 3 2 1 0 0 1 2 3, down and across
PLACES = {  # where the points lie, how many bits X and Y share, and whether they correlate
    "a line": (I == J, 3, True),
    "a valley": (2 * MIDDLE + 1 == J, 2, False),
    "a cross": ((I == J) | (I + J == SIDE - 1), 2, False),
    "four clouds": ((MIDDLE > 1) != (OUTER > 1), 1, False),
    "everywhere": (I >= 0, 0, False),
}


def gaussian_guess(joint):
    """A fault: the variables are taken as normal, -log2(1 - r^2) / 2, which depends on the correlation only."""
    r = correlation([[Fraction(float(v)) for v in row] for row in joint])
    return 3.0 if abs(r) == 1 else -0.5 * np.log2(1 - r**2)


def correlation(joint):
    """The coefficient of correlation of two variables with values 0, 1, ...; exact under the root."""
    joint = np.array(joint, object)
    x, y = probability.marginal(joint, axis=0), probability.marginal(joint, axis=1)
    mean = lambda p, values: sum(p * values)
    places = np.arange(SIDE)
    covariance = sum((joint * I * J).flat) - mean(x, places) * mean(y, places)
    squared = np.prod([mean(p, places**2) - mean(p, places) ** 2 for p in (x, y)])
    return float(np.sign(covariance)) * float(covariance**2 / squared) ** 0.5


def tables(mutual_information=information.mutual_information):
    found = {}
    for name, (where, bits, correlated) in PLACES.items():
        joint = np.array([[Fraction(int(v), int(where.sum())) for v in row] for row in where])
        found[name] = Data(
            joint=joint,
            r=correlation(joint),
            bits=float(mutual_information(joint.astype(float))),
            known=bits,
            correlated=correlated,
        )
    return Data(tables=found)


def correlation_is_blind(data):
    """Every probability is a power of 1/2, so both numbers are exact."""
    return all(one.bits == one.known and one.r == one.correlated for one in data.tables.values())


@figure(
    data=tables, holds=correlation_is_blind, wrong={"mutual_information": gaussian_guess}, source="cover2006, eq. 2.28"
)
def blind_correlation(data, style: Style):
    """Mutual information sees where correlation is blind

    Five tables of X (across) and Y (up); the points of each are equally likely. The correlation r is exactly 0 in all
    but the first; the mutual information is 3, 2, 2, 1 and 0 bits, exactly, and only the last pair of variables is
    independent.
    """
    sheet, axes = page(7.5, 2.15, 1, len(data.tables))
    for ax, (name, one) in zip(axes, data.tables.items(), strict=True):
        i, j = np.nonzero(one.joint)
        ax.scatter(i, j, s=22, marker="s", color=style.blue, linewidths=0)
        ax.set(
            xlim=(-0.8, SIDE - 0.2),
            ylim=(-0.8, SIDE - 0.2),
            xticks=[],
            yticks=[],
            aspect="equal",
            title=name,
            xlabel=f"$r = {one.r:.0f}$\n$I(X; Y) = {one.bits:.0f}$ bit{'' if one.bits == 1 else 's'}",
        )
        ax.spines[:].set(visible=True, color=style.rule)
        ax.xaxis.label.set_size(11)
    axes[0].set_ylabel("$Y$", rotation=0, labelpad=8)
    return sheet
