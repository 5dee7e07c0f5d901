"""Whole networks: what their layers are, whether a target computes each of them, and where two of them part.

    inspect("net.onnx", shapes={"x": (1, 3, 224, 224)})      a table of layers
    verify("net.onnx", "onnxruntime")                        each node judged by itself: a `Report`
    dumps.verify("net.onnx", "folder")                       the same on intermediate results in files
    diff("a.onnx", "b.onnx")                                 the first layer in which two models differ, and the repair

graph.py        an ONNX file as a graph of nodes; torch_graph.py: a module of PyTorch as one
layers.py, pointwise.py, layout.py, integers.py, quantized.py, fused.py
                the rule of each operator: a function of a `Call` (calls.py) that calls formulas
values.py       arrays with bounds of their errors, which go through nodes whose results are not shown
verifying.py    each node judged by itself, on the target's own inputs of that node; the errors of the network added up
targets.py      runs of targets with intermediate results exposed; running.py, worker.py: in worker processes
diagnosis.py    what a wrong node computes instead; taps.py: one changed weight; reproducing.py: a program that shows it
following.py    the network in float64 from its inputs; optimised.py: ONNX Runtime with nodes fused
matching.py     tensors of a module of PyTorch matched with those of a graph
inspecting.py   the table of layers; counts.py, windows.py: costs, receptive fields, padding in words
"""

from __future__ import annotations

from .diffing import Diff, diff
from .graph import BadModel, Graph, read
from .inspecting import Network
from .operations import inspect, verify
from .targets import TargetFails
from .verifying import Report, Row

__all__ = ["BadModel", "Diff", "Graph", "Network", "Report", "Row", "TargetFails", "diff", "inspect", "read", "verify"]
