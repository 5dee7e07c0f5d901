"""Derivations of laws of activations."""

from __future__ import annotations

from mathcnn import activation as topic

from .derivation import by_definition

by_definition(
    [
        topic.relu.laws["is_idempotent"],
        topic.leaky_relu.laws["is_identity_at_one"],
        topic.sigmoid.laws["has_complement"],
        topic.sigmoid.laws["is_a_half_at_zero"],
        topic.scaled_tanh.laws["is_odd_too"],
    ]
)
