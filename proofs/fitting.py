"""Derivations of laws of fitting a line: gradients of the mean squared error, and least squares."""

from __future__ import annotations

from mathcnn import fitting as topic

from .derivation import by_counting, by_definition, by_means, by_quotients, derives
from .kernel import Chain

slope, intercept = topic.least_squares_slope.laws, topic.least_squares_intercept.laws

by_definition(
    [
        *topic.line.laws.values(),
        *(
            topic.mean_squared_error.laws[law]
            for law in ("is_the_mean_square", "depends_on_differences", "is_symmetric")
        ),
    ]
)
by_counting(
    [
        topic.step_slope.laws["slope_goes_down_the_gradient"],
        topic.step_intercept.laws["intercept_goes_down_the_gradient"],
        *(topic.largest_curvature.laws[law] for law in ("adds_up_with_the_smallest", "multiplies_with_the_smallest")),
        *(topic.smallest_curvature.laws[law] for law in ("adds_up_with_the_largest", "multiplies_with_the_largest")),
    ]
)
by_quotients(
    [
        *(
            slope[law]
            for law in ("leaves_nothing_along_x", "recovers_a_slope", "is_linear", "falls_where_x_is_stretched")
        ),
        *(intercept[law] for law in ("recovers_an_intercept", "ignores_stretching")),
        topic.step_slope.laws["slope_rests_at_least_squares"],
    ]
)
by_means(
    [
        slope["ignores_shifts"],
        intercept["leaves_nothing_on_average"],
        intercept["follows_shifts"],
        topic.step_intercept.laws["intercept_rests_at_least_squares"],
    ]
)


@derives(slope["ignores_order"])
def ignores_order(left: Chain, right: Chain) -> Chain:
    return left.reindex("n", "N - 1 - n").reindex("k", "N - 1 - k")
