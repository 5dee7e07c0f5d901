"""Section V: max-pooling and average-pooling."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy import symbols

from .. import pooling
from .propositions import Every, Fails, Lawful
from .statements import Corrected, Statement, Under

ROWS: list[list[Any]] = [[1], [2, -1], [-3, 1, -2, 5, -1]]
OF_LETTERS = [list(symbols(f"x_0:{size}")) for size in (1, 2, 5)]


def windows(padding: tuple[int, ...], rows: list[list[Any]]) -> list[dict[str, Any]]:
    """Windows over rows of numbers or letters."""
    return [
        {"X": row, "size": size, "stride": stride, "padding": p}
        for row, size, stride, p in itertools.product(rows, (1, 2, 3), (1, 2), padding)
        if len(row) + 2 * p >= size
    ]


def regions(X: list[int], size: int, stride: int, padding: int) -> list[list[int]]:
    """The entries of X in each region R_i: the part inside X of the window that starts at i times the stride."""
    count = (len(X) + 2 * padding - size) // stride + 1
    return [
        [X[m] for m in range(i * stride - padding, i * stride - padding + size) if 0 <= m < len(X)]
        for i in range(count)
    ]


def max_over(best: Callable[[list[int]], Any]) -> Callable[..., tuple[Any, Any]]:
    """Both sides: the document's formula over each region, and the max-pooling of this package."""

    def sides(X: list[int], size: int, stride: int, padding: int) -> tuple[Any, Any]:
        found = regions(X, size, stride, padding)
        if empty := [i for i, region in enumerate(found) if not region]:
            raise ValueError(f"the region R_{empty[0]} lies outside X, and an empty set has no maximum")
        return [best(region) for region in found], pooling.max_pool.literal(
            [[X]], size, stride=stride, padding=padding
        )[0, 0]

    return sides


def max_pool_as(best: Callable[[list[int]], Any] = max) -> Statement:
    """The statement about max-pooling; best: the value of a region."""
    return Statement(
        "max-pool",
        "V",
        "MaxPool_ij is the maximum of X_mn over the region R_ij",
        source="goodfellow2016, section 9.3; dumoulin2016, section 3",
        printed=(Every("the maximum over each region is the max-pooling", windows((0, 1), ROWS), max_over(best)),),
        under=Under(
            "every region R_ij holds an entry of X: windows of size k, one every s pixels, padded by less than k",
            (
                Every(
                    "the maximum over each region is the max-pooling",
                    lambda: [case for case in windows((0, 1), ROWS) if all(regions(**case))],
                    max_over(best),
                ),
                Lawful("pooling.max_pool::every_window_meets_the_input"),
                Lawful("pooling.max_pool::is_global"),
                Lawful("pooling.max_pool::stays_negative"),
            ),
        ),
        corrected=Corrected(
            "the maximum over the entries of X in the window k_1 × k_2 that starts at (s_1 i - p_1, s_2 j - p_2); "
            "padding is left out",
            formula=pooling.max_pool,
        ),
        figure="pooling.chosen_cells",
        note="R_ij is called “the pooling region”. Its size, its stride and its entries at the border are not stated.",
    )


def mean_over(divisor: Callable[[list[int], int], int], include: bool) -> Callable[..., tuple[Any, Any]]:
    """Both sides: the document's mean over each region, and the average-pooling of this package.

    divisor: of a region and the size of the window; include: whether padding counts.
    """

    def sides(X: list[int], size: int, stride: int, padding: int) -> tuple[Any, Any]:
        found = regions(X, size, stride, padding)
        got = pooling.avg_pool.literal([[X]], size, stride=stride, padding=padding, count_include_pad=include)[0, 0]
        return [sp.Rational(1, divisor(region, size)) * sum(region) for region in found], got

    return sides


def avg_pool_as(divisor: Callable[[list[int], int], int] = lambda region, size: len(region)) -> Statement:
    """The statement about average-pooling; divisor: of a region and the size of the window."""
    cases = lambda: [case for case in windows((0, 1), ROWS + OF_LETTERS) if all(regions(**case))]
    same = "the sum over each region divided by |R_ij| is the average-pooling"
    return Statement(
        "avg-pool",
        "V",
        "AvgPool_ij is the sum of X_mn over the region R_ij, divided by |R_ij|",
        source="goodfellow2016, section 9.3; PyTorch, torch.nn.AvgPool2d, for the divisor",
        conventions={
            "R_ij holds the entries of X in the window (count_include_pad=False)": (
                Every(same, cases, mean_over(divisor, False)),
            ),
            "the divisor counts padding as entries that are 0 (count_include_pad=True, PyTorch's default)": (
                Every(same, cases, mean_over(divisor, True)),
            ),
        },
        corrected=Corrected(
            "the sum over the window divided by its size k, or by the number of entries of X in it: without padding "
            "both are the mean",
            (
                Lawful("pooling.avg_pool::conventions_agree"),
                Lawful("pooling.avg_pool::counts_padding"),
                Lawful("pooling.avg_pool::of_ones_is_one"),
            ),
            pooling.avg_pool,
        ),
        beside=(Fails("pooling.avg_pool::border_conventions_are_one", "at a padded border the two differ"),),
    )


STATEMENTS = (max_pool_as(), avg_pool_as())
