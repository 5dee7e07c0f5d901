"""A network computed in float64 from its inputs, beside which the errors of a target add up.

Where a node has no formula, the network is followed from there on with the target's own results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from ..numbers.rounding import wide
from .calls import NotChecked, Plain
from .graph import Graph
from .rules import computed
from .values import Value


@dataclass
class Followed:
    """What a network computes without rounding.

    totals: for each tensor that was shown, the largest error since the inputs; kept: tensors that were asked for
    """

    totals: dict[str, float] = field(default_factory=dict)
    kept: dict[str, np.ndarray] = field(default_factory=dict)

    def compared(self, shown: Mapping[str, np.ndarray]) -> dict[str, float]:
        """The largest error since the inputs of each tensor that is kept, in another run."""
        return {name: gap(x, self.kept[name]) for name, x in shown.items() if name in self.kept}


def gap(got: np.ndarray, want: np.ndarray) -> float:
    """The largest difference of entries that are finite; infinite for other shapes."""
    if got.shape != want.shape:
        return float("inf")
    with np.errstate(all="ignore"):
        found = np.abs(wide(got).astype(np.float64) - wide(want).astype(np.float64))
    return float(found[np.isfinite(found)].max(initial=0))


def followed(
    graph: Graph, inputs: Mapping[str, np.ndarray], shown: Mapping[str, np.ndarray], keep: Collection[str] = ()
) -> Followed:
    """Compute a network in float64.

    graph: the network; inputs: arrays by name; shown: what a target shows; keep: tensors to keep
    """
    ideal: dict[str, np.ndarray] = {**graph.constants, **inputs}
    uses = Counter(name for node in graph.nodes for name in node.inputs)
    found = Followed()
    for node in graph.nodes:
        results: list[np.ndarray] = []
        try:
            given = [Value(ideal[name]) if name else None for name in node.inputs]
            results = [one.x for one in computed(node, given, kind=Plain)[0]]
        except (NotChecked, KeyError):
            pass
        for k, name in enumerate(node.results):
            if k < len(results):
                ideal[name] = results[k]
                if name in shown:
                    found.totals[name] = gap(shown[name], results[k])
                if name in keep:
                    found.kept[name] = results[k]
            elif name in shown:
                ideal[name] = shown[name]
        for name in node.inputs:
            uses[name] -= 1
            if not uses[name] and name not in graph.constants:
                ideal.pop(name, None)
    return found
