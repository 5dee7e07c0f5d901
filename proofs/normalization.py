"""Derivations of laws of batch normalisation: means of constants, and what follows for variances."""

from __future__ import annotations

from mathcnn import normalization as topic

from .derivation import by_counting, by_definition, by_means, derives
from .kernel import Chain

batch_mean, batch_var, batch_norm = topic.batch_mean.laws, topic.batch_var.laws, topic.batch_norm.laws
next_mean, next_var, response = (
    topic.next_running_mean.laws,
    topic.next_running_var.laws,
    topic.local_response_norm.laws,
)

by_definition(
    [
        batch_var["corrections_agree"],
        *(next_mean[law] for law in ("keeps_at_zero", "takes_at_one", "is_between")),
        *(
            next_var[law]
            for law in ("var_keeps_at_zero", "var_takes_at_one", "var_takes_at_one_uncorrected", "var_is_between")
        ),
        *(
            batch_norm[law]
            for law in (
                "is_affine",
                "treats_channels_alone",
                "trains_as_it_infers",
                "infers_affinely",
                "infers_by_the_running_mean",
                "infers_by_the_running_variance",
                "infers_images_alone",
            )
        ),
        *(
            response[law]
            for law in (
                "changes_nothing_to_the_power_zero",
                "takes_the_root",
                "response_is_odd",
                "response_treats_images_alone",
            )
        ),
    ]
)
by_counting(
    [
        batch_mean["mean_moves"],
        batch_var["is_mean_square_less_square"],
        batch_var["var_is_quadratic"],
        batch_norm["has_mean_beta"],
    ]
)
by_means(
    [
        *(batch_var[law] for law in ("var_ignores_a_constant", "var_ignores_a_large_constant")),
        *(
            batch_norm[law]
            for law in ("ignores_a_constant", "ignores_a_large_constant", "is_odd", "of_a_constant_is_beta")
        ),
    ]
)


@derives(batch_mean["shares_the_sum"])
def shares_the_sum(left: Chain, right: Chain) -> Chain:
    return left.swap("m", "u")
