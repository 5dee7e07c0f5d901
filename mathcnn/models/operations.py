"""What is done with a network: it is inspected, or verified against a target."""

from __future__ import annotations

import concurrent.futures
import os
import time
from collections.abc import Mapping, Sequence
from typing import Any  # Any: a module of PyTorch, which need not be installed

import numpy as np

from .. import catalogue
from ..conformance.limits import MEMORY
from . import inspecting, matching, optimised, reproducing, targets, verifying
from .calls import NotChecked, Plain
from .following import followed
from .graph import BadModel, Graph, Node, graph_of, load, read
from .inspecting import Layer, Network
from .rules import computed
from .targets import LIMIT, Runner
from .values import Value
from .verifying import Report

Path = str | os.PathLike[str]


def inspect(model: Any, *inputs: Any, shapes: Mapping[str, Sequence[int]] | None = None) -> Network:
    """The layers of a network as a table.

    Parameters
    ----------
    model : the name of an ONNX file, or a torch.nn.Module, or a program that torch.export returned.
    inputs : the arguments of a module, which is called once with them; none for an ONNX file.
    shapes : shapes of the inputs of an ONNX file, by name; needed where it leaves sizes open.

    Returns
    -------
    Network : its `layers`, and totals.

    Raises
    ------
    BadModel : the model cannot be read, or leaves a size open. OSError : the file cannot be read. MissingExtra : a
    package is missing.
    """
    if not isinstance(model, (str, os.PathLike)):
        from . import torch_graph

        graph, arrays = torch_graph.recorded(model, inputs)
        sizes = {n: x.shape for n, x in arrays.items()}
        return inspecting.inspected(graph, sizes, {n: x.dtype.name for n, x in arrays.items()})
    proto = load(model)
    graph = graph_of(proto, os.fspath(model))
    fixed = targets.fixed(graph, shapes or {})
    found, dtypes, fault = Runner(proto, graph).shapes(targets.drawn(graph, fixed, 0))
    notes = assumed(graph, shapes or {})
    if fault:
        notes.append(f"some shapes are not known: {fault}")
    return inspecting.inspected(graph, {**found, **fixed}, dtypes, tuple(notes))


def assumed(graph: Graph, given: Mapping[str, object]) -> list[str]:
    """Which sizes were assumed."""
    open_ = [n for n, one in graph.inputs.items() if n not in given and one.shape and isinstance(one.shape[0], str)]
    return [f"the first axis of input {name}, which is open, is taken as 1" for name in open_]


def verify(
    model: Any,
    against: str = "onnxruntime",
    inputs: Mapping[str, np.ndarray] | Sequence[Any] | None = None,
    *,
    shapes: Mapping[str, Sequence[int]] | None = None,
    seed: int = 0,
    limit: float = LIMIT,
    memory: int = MEMORY,
) -> list[Report]:
    """Judge each node of a network by itself, as a target computes it.

    Parameters
    ----------
    model : the name of an ONNX file, or a torch.nn.Module, which is then the target, too.
    against : "onnxruntime", "onnx-reference", or "package.module:function", a function that is called with the inputs
        of the model in their order and returns intermediate results by the names of tensors.
    inputs : arrays by the names of inputs, random ones if left out; for a module, its arguments.
    shapes : shapes of random inputs, by name; needed where the model leaves sizes open.
    seed : of random inputs.
    limit, memory : seconds and bytes that one run of the target may take; 0 bytes for no limit.

    Returns
    -------
    list of Report : one for each way in which the target is run. ONNX Runtime is run with all results exposed, which
    keeps it from fusing nodes, and with a few exposed at a time and its optimisations on.

    Raises
    ------
    BadModel : the model cannot be read, or leaves a size open. TargetFails : the target cannot run it. OSError : a file
    cannot be read. MissingExtra : a package is missing.
    """
    started = time.perf_counter()
    if not isinstance(model, (str, os.PathLike)):
        from . import torch_graph

        graph, arrays = torch_graph.recorded(model, tuple(inputs or ()))
        given = {name: arrays[name] for name in graph.inputs}
        rows = verifying.verified(graph, given, arrays, reproducing.Watch(graph, None, "torch"))
        verifying.add_totals(rows, followed(graph, given, arrays).totals)
        return [Report(graph.source, "torch", rows, torch_graph.versions(), time.perf_counter() - started)]
    proto = load(model)
    graph = graph_of(proto, os.fspath(model))
    feeds, notes = fed(graph, inputs, shapes or {}, seed)
    runner = Runner(proto, graph, limit, memory)
    watch = reproducing.Watch(graph, runner, against)
    shown = runner.exposed(against, feeds)
    if shown.facts.get("order"):
        shown.arrays = matching.by_order(graph, feeds, shown.arrays)
    fusing = against == "onnxruntime"

    def fused() -> tuple[list[verifying.Row], targets.Shown]:
        found = optimised.first_run(graph, runner, feeds)
        return optimised.judged(graph, runner, feeds, found, reproducing.Watch(graph, runner, against)), found

    with concurrent.futures.ThreadPoolExecutor(2) as others:  # NumPy works on large arrays in several threads
        keep = optimised.cuts(graph) if fusing else ()
        following = others.submit(followed, graph, feeds, shown.arrays, keep)
        second = others.submit(fused) if fusing else None
        rows = verifying.verified(graph, feeds, shown.arrays, watch)
        ideal = following.result()
        verifying.add_totals(rows, ideal.totals)
        reports = [
            _report(graph, against, rows, shown, feeds, "every result exposed" if second else "", notes, started)
        ]
        if second:
            rows, shown = second.result()
            verifying.add_totals(rows, ideal.compared(shown.arrays))
            reports.append(_report(graph, against, rows, shown, feeds, "optimised", [], started))
    return reports


def _report(
    graph: Graph,
    against: str,
    rows: list[verifying.Row],
    shown: targets.Shown,
    feeds: Mapping[str, np.ndarray],
    how: str,
    notes: list[str],
    started: float,
) -> Report:
    sizes = {name: x.shape for name, x in feeds.items()}
    seconds = time.perf_counter() - started
    return Report(graph.source, against, rows, shown.versions, seconds, sizes, how, notes)


def fed(
    graph: Graph,
    inputs: Mapping[str, np.ndarray] | Sequence[Any] | None,
    shapes: Mapping[str, Sequence[int]],
    seed: int,
) -> tuple[dict[str, np.ndarray], list[str]]:
    """The inputs of a run, and notes on them. Raises BadModel if they do not fit the model."""
    if inputs is None:
        found = targets.drawn(graph, targets.fixed(graph, shapes), seed)
        return found, [*assumed(graph, shapes), f"random inputs, seed {seed}"]
    given = dict(inputs) if isinstance(inputs, Mapping) else dict(zip(graph.inputs, inputs, strict=False))
    if set(given) != set(graph.inputs):
        raise BadModel(
            f"{graph.source}: its inputs are {', '.join(graph.inputs)}; given are {', '.join(given) or 'none'}"
        )
    found = {}
    for name, one in graph.inputs.items():
        x = np.asarray(given[name])
        targets.fixed(graph, {n: np.shape(v) for n, v in given.items()})
        if x.dtype.name != one.dtype:
            raise BadModel(f"{graph.source}: input {name!r} is {x.dtype.name}; it must be {one.dtype}")
        found[name] = x
    return found, []


def read_inputs(graph: Graph, path: Path) -> dict[str, np.ndarray]:
    """The inputs in a file: an .npz with the names of inputs, or an .npy for a model with one input.

    Raises BadModel if the file is neither, OSError if it cannot be read.
    """
    name = os.fspath(path)
    try:
        found = np.load(path, allow_pickle=False)
    except (ValueError, EOFError):
        raise BadModel(f"{name}: not a file of arrays, .npy or .npz without pickled objects") from None
    if isinstance(found, np.ndarray):
        if len(graph.inputs) != 1:
            raise BadModel(f"{name} holds one array, and the model has the inputs {', '.join(graph.inputs)}: use .npz")
        return {next(iter(graph.inputs)): found}
    try:
        return {n: found[n] for n in found.files}
    except Exception as error:  # a damaged archive raises errors of several types
        raise BadModel(f"{name}: a damaged archive: {error}") from None


def layer_of(path: Path, network: Network, name: str) -> tuple[Layer, Node, list[str], dict[str, int]]:
    """A layer of a network, by its name or by that of a tensor that it makes, with the letters of its formula.

    path: of the model; network: its table. Returns the layer, its node, the statement of its formula as it is called,
    in LaTeX, and the integers that the letters stand for, nothing of both where a shape is not known. Raises BadModel
    if there is no such layer.
    """
    graph = read(path)
    node = graph.node(name)
    layer = next(layer for layer in network.layers if layer.name == node.name)
    return layer, node, *stated(graph, network, node)


def stated(graph: Graph, network: Network, node: Node) -> tuple[list[str], dict[str, int]]:
    """The statement that a node is judged by, in LaTeX, and the integers that its letters stand for."""
    made = {name: one for one in network.layers for name in graph.node(one.name).results[:1]}
    values: list[Value | None] = []
    for name in node.inputs:
        known = graph.constants.get(name)
        if known is None and name:
            one = made.get(name)
            shape = network.inputs.get(name) if one is None else one.shape
            if shape is None:
                return [], {}
            known = np.zeros(shape, np.float32 if one is None or one.dtype not in ("int64", "bool") else one.dtype)
        values.append(None if known is None else Value(known))
    try:
        _, call = computed(node, values, kind=Plain)
    except NotChecked:
        return [], {}
    use = next((one for one in call.used if one.arrays), None)
    if use is None:
        return [], {}
    called = catalogue.find_formula(use.formula).read((), {**use.arrays, **use.kwargs})
    env = called.env
    return called.plan.latex, {
        k: int(v) for k, v in env.items() if isinstance(v, (int, np.integer)) and not isinstance(v, bool)
    }


__all__ = ["LIMIT", "fed", "inspect", "layer_of", "read", "read_inputs", "verify"]
