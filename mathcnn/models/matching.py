"""Tensors of another program matched with those of a graph: by order and shape."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .graph import Graph


def by_order(graph: Graph, feeds: Mapping[str, np.ndarray], found: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What a module of PyTorch computes, by the names of a graph's tensors.

    graph: the network; feeds: its inputs; found: results in the order in which they are computed, named by their
    operator, as `torch_graph.shown` does. The results of an operator are matched in order; one that occurs another
    number of times in both is left out. Where the graph has no batch normalisations, those of the module are part of
    its convolutions.
    """
    theirs: dict[str, list[np.ndarray]] = {}
    for name, x in found.items():
        theirs.setdefault(name.partition(" ")[2], []).append(x)
    ours: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.results:
            ours.setdefault(node.op, []).append(node.results[0])
    if "BatchNormalization" not in ours:
        for op in ("Conv", "ConvTranspose"):
            theirs[op] = theirs.get(f"{op} folded", [])
    matched: dict[str, np.ndarray] = {}
    for op, names in ours.items():
        if len(names) == len(theirs.get(op, ())):
            matched.update(zip(names, theirs[op], strict=True))
    return matched
