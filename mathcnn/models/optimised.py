"""ONNX Runtime with its graph optimisations on: what it fuses is judged as a whole.

A tensor that is exposed is computed, so that exposing all of them keeps the runtime from fusing nodes. Here a few are
exposed at a time; the nodes between two of them are judged together. Where such a group is wrong, tensors inside it are
exposed, half of it at a time, until one node, or one that fuses, is left.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..evidence.verdicts import FAILS
from .counts import CONVOLUTIONS, PRODUCTS
from .graph import Graph
from .targets import Runner, Shown
from .verifying import Diagnose, Report, Row, verified

APART = 2  # nodes with weights between two tensors that are exposed
STEPS = 10  # further runs in which a group is narrowed down


def cuts(graph: Graph) -> list[str]:
    """The tensors to expose: the outputs, and the input of every few nodes with weights."""
    weights = {*CONVOLUTIONS, *PRODUCTS, "ConvTranspose"}
    heavy = [node for node in graph.nodes if node.op in weights]
    made = {name for node in graph.nodes for name in node.results}
    chosen = [node.inputs[0] for node in heavy[APART::APART] if node.inputs[0] in made]
    return list(dict.fromkeys([*chosen, *graph.outputs]))


def first_run(graph: Graph, runner: Runner, feeds: Mapping[str, np.ndarray]) -> Shown:
    """A run with the tensors of `cuts` exposed."""
    return runner.exposed("onnxruntime", feeds, cuts(graph))


def judged(
    graph: Graph, runner: Runner, feeds: Mapping[str, np.ndarray], shown: Shown, diagnose: Diagnose | None
) -> list[Row]:
    """The rows of all nodes; a group that is wrong is narrowed down to what is fused, for the first such group.

    shown: what `first_run` returned; other parameters as for `verifying.verified`.
    """
    rows = verified(graph, feeds, shown.arrays)
    names = list(shown.arrays)
    for _ in range(STEPS):
        wrong = Report(graph.source, "onnxruntime", rows).first
        if wrong is None or not wrong.with_:
            break
        group = [row.node for row in rows if row.node.name in wrong.with_]
        more = [n for n in group[(len(group) - 1) // 2].results if n not in names]
        if not more:
            break
        names += more
        again = runner.exposed("onnxruntime", feeds, names)
        narrower = verified(graph, feeds, again.arrays)
        if Report(graph.source, "onnxruntime", narrower).first is None:
            break  # the fault goes away with the fusion that it is in
        rows, shown.arrays = narrower, again.arrays
    if diagnose is not None and any(row.verdict == FAILS for row in rows):
        rows = verified(graph, feeds, shown.arrays, diagnose)
    return rows
