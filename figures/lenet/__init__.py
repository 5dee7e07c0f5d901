"""LeNet-5, drawn: its layers from their computed shapes, their costs, its training, its maps, and its information."""

# ruff: noqa: I001, RUF022 -- in the order in which the figures are listed
from __future__ import annotations

from .stack import layers_of_the_document, layers_of_1998
from .costs import layer_details, what_c3_reads
from .learning import training_curve
from .maps import filters_and_maps
from .information import mutual_information_per_layer

__all__ = [
    "layers_of_the_document",
    "layers_of_1998",
    "layer_details",
    "what_c3_reads",
    "training_curve",
    "filters_and_maps",
    "mutual_information_per_layer",
]
