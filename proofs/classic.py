"""Derivations of laws of the layers of LeNet-5 of 1998."""

from __future__ import annotations

from mathcnn import classic as topic

from .derivation import by_definition, by_linearity

by_definition(
    [
        topic.conv_by_table.laws["adds_a_bias"],
        topic.subsample.laws["is_scaled_sums"],
        topic.subsample.laws["is_linear_in_its_parameters"],
        topic.euclidean_rbf.laws["ignores_a_shift_of_both"],
        topic.euclidean_rbf.laws["is_symmetric"],
    ]
)
by_linearity([topic.conv_by_table.laws["adds_tables"]])
