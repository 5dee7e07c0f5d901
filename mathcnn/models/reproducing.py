"""What is said of a node that is wrong: what it looks like, and Python that runs it alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .graph import Graph
from .targets import Runner
from .values import Value
from .verifying import Row


class Watch:
    """Called with each node that is wrong.

    graph: the network; runner: runs models in workers, None for a module of PyTorch; target: what ran the network
    """

    def __init__(self, graph: Graph, runner: Runner | None, target: str):
        self.graph, self.runner, self.target, self.count = graph, runner, target, 0

    def __call__(self, row: Row, given: list[Value | None], shown: Mapping[str, np.ndarray], want: Value) -> None:
        self.count += 1
