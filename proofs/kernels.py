"""Derivations of laws of kernels of image processing, by writing out their nine taps."""

from __future__ import annotations

from mathcnn import kernels as topic

from .derivation import by_cases, by_definition, by_linearity, derives
from .kernel import Chain

total, moments = topic.total.laws, topic.moments.laws

by_definition(
    [
        *(topic.laplacian.laws[law] for law in ("laplacian_is_transposed", "laplacian_is_mirrored")),
        *(topic.sharpen.laws[law] for law in ("sharpen_is_transposed", "sharpen_is_mirrored")),
        topic.gaussian.laws["gaussian_is_transposed"],
        topic.sobel_x.laws["is_the_other_transposed"],
        topic.sobel_y.laws["sobel_y_is_the_other_transposed"],
        moments["begin_with_the_total"],
        moments["are_nested"],
        total["answers_to_constants"],
    ]
)
by_linearity([total["adds"]])


@derives(
    topic.laplacian.laws["laplacian_sums_to_zero"],
    topic.gaussian.laws["gaussian_sums_to_one"],
    topic.sobel_x.laws["sobel_x_sums_to_zero"],
    topic.sobel_y.laws["sobel_y_sums_to_zero"],
    topic.sharpen.laws["sharpen_sums_to_one"],
)
def sums_of_taps(left: Chain, right: Chain) -> Chain:
    """The sum of the nine taps, which is the result on a constant image."""
    return left.unroll("a", "b")


# The moments of a kernel are the coefficients of its Taylor expansion, which show the derivative that it estimates, and
# the error.
by_cases(
    [
        topic.laplacian.laws["laplacian_has_moments"],
        topic.gaussian.laws["gaussian_has_moments"],
        topic.sobel_x.laws["sobel_x_has_moments"],
        topic.sobel_y.laws["sobel_y_has_moments"],
        topic.sharpen.laws["sharpen_has_moments"],
        *(
            topic.gaussian.laws[law]
            for law in ("gaussian_is_separable", "gaussian_is_mirrored", "is_the_mean_of_four_twice")
        ),
        *(
            topic.sobel_x.laws[law]
            for law in ("sobel_x_is_separable", "is_a_smoothed_difference", "changes_sign_left_to_right")
        ),
        *(topic.sobel_y.laws[law] for law in ("sobel_y_is_separable", "is_the_same_left_to_right")),
    ]
)


@derives(total["ignores_turning"])
def ignores_turning(left: Chain, right: Chain) -> Chain:
    return left.reindex("b", "-b")


@derives(moments["transpose"])
def transpose(left: Chain, right: Chain) -> Chain:
    return left.swap("a", "b")
