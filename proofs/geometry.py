"""Derivations of counts of parameters and connections, by algebra in the sizes."""

from __future__ import annotations

from mathcnn import geometry as topic

from .derivation import by_definition

by_definition(
    law
    for formula in (
        topic.dense_parameters,
        topic.conv_parameters,
        topic.conv_connections,
        topic.conv_multiply_adds,
        topic.pool_connections,
        topic.subsample_parameters,
        topic.subsample_connections,
        topic.batch_norm_parameters,
    )
    for law in formula.laws.values()
    if law.holds
)
