"""Derivations of laws of average pooling, along one spatial axis."""

from __future__ import annotations

from mathcnn import pooling as topic

from .derivation import by_counting, by_definition, by_linearity, derives, linearly
from .kernel import Chain

avg_pool, global_avg_pool = topic.avg_pool.laws, topic.global_avg_pool.laws

by_definition(
    [
        avg_pool["avg_subsamples"],
        avg_pool["avg_treats_images_alone"],
        avg_pool["conventions_agree"],
        avg_pool["divides_by_the_override"],
        avg_pool["of_ones_is_one"],
    ]
)
by_linearity([avg_pool["is_additive"]])
by_counting([global_avg_pool["global_mean_moves_with_a_constant"]])


@derives(avg_pool["avg_transposes"])
def avg_transposes(left: Chain, right: Chain) -> Chain:
    return left.swap("u", "v")


@derives(avg_pool["avg_moves_with_a_constant"], avg_pool["overhang_is_not_counted"])
def avg_moves_with_a_constant(left: Chain, right: Chain) -> Chain:
    """A constant counts once for each tap inside, and is divided by the number of these."""
    return linearly(left).lean()


@derives(avg_pool["avg_is_global"])
def avg_is_global(left: Chain, right: Chain) -> Chain:
    return left.where("i", 0).count("u")


@derives(global_avg_pool["global_mean_ignores_order"])
def global_mean_ignores_order(left: Chain, right: Chain) -> Chain:
    return left.reindex("u", "Mod(u + 1, H)").reduce().reindex("u", "H - 1 - u")
