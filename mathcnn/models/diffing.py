"""Two models that should compute the same: the first layer in which they differ, how, and the repair.

Both are run on the same input with all results exposed. The results of the second are judged by the nodes of the first,
each on the second's own inputs of that node. So a difference is found in the layer that makes it, also where the second
model has fused nodes, which are then judged together. A repair gives a node of the second model the attributes and
constants that the first one has; it is shown only if the repaired model was run and agrees.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any  # Any: values of attributes

import numpy as np

from ..conformance.limits import MEMORY
from . import reproducing, targets, verifying
from .following import followed
from .graph import Graph, Node, graph_of, load
from .operations import fed
from .targets import LIMIT, Runner
from .verifying import Report, Row

if TYPE_CHECKING:
    import onnx

MOST = 8  # repairs that are tried one after another


@dataclass
class Difference:
    """What two nodes that belong together have otherwise.

    node: of the first model; other: of the second; says: what, a text each
    """

    node: str
    other: str
    says: list[str]


@dataclass
class Diff:
    """Two models compared.

    report: the nodes of the first, judged on the results of the second; differences: of nodes that belong together;
    only_first, only_second: nodes that the other model lacks; repairs: what was changed in the second model until it
    agreed, a line each; repaired: whether it agrees then; model: the repaired second model
    """

    report: Report
    differences: list[Difference]
    only_first: list[str] = field(default_factory=list)
    only_second: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    repaired: bool = False
    model: onnx.ModelProto | None = None


def diff(
    first: str | os.PathLike[str],
    second: str | os.PathLike[str],
    inputs: Mapping[str, np.ndarray] | None = None,
    *,
    against: str = "onnxruntime",
    shapes: Mapping[str, Sequence[int]] | None = None,
    seed: int = 0,
    limit: float = LIMIT,
    memory: int = MEMORY,
) -> Diff:
    """Compare two models layer by layer.

    Parameters
    ----------
    first, second : the names of ONNX files, before and after an export, an optimisation or a conversion.
    inputs : arrays by the names of the first model's inputs, random ones if left out. Those of the second model are
        taken in the same order.
    against : what runs the second model, "onnxruntime" or "onnx-reference".
    shapes, seed, limit, memory : as for `verify`.

    Returns
    -------
    Diff

    Raises
    ------
    BadModel, TargetFails, OSError, MissingExtra : as for `verify`.
    """
    started = time.perf_counter()
    proto = load(second)
    one, other = graph_of(load(first), os.fspath(first)), graph_of(proto, os.fspath(second))
    feeds, notes = fed(one, inputs, shapes or {}, seed)
    pairs = matched(one, other)
    rows, shown = _run(one, other, proto, feeds, pairs, against, limit, memory)
    seconds = time.perf_counter() - started
    sizes = {name: x.shape for name, x in feeds.items()}
    report = Report(one.source, other.source, rows, shown.versions, seconds, sizes, "", notes)
    mine, theirs = one.made_by(), other.made_by()
    nodes = {mine[a].name: theirs[b] for a, b in pairs.items()}
    found = Diff(report, [])
    for node in one.nodes:
        if node.name not in nodes:
            found.only_first.append(node.name)
        elif says := differences(node, nodes[node.name], one, other):
            found.differences.append(Difference(node.name, nodes[node.name].name, says))
    used = {node.name for node in nodes.values()}
    found.only_second = [node.name for node in other.nodes if node.name not in used]
    if report.first is not None:
        _repair(found, one, other, proto, feeds, pairs, nodes, against, limit, memory)
    return found


def matched(one: Graph, other: Graph) -> dict[str, str]:
    """Tensors of the second model by those of the first: of the same name, of nodes of the same name, or the k-th of an
    operator that occurs equally often."""
    theirs = {name for node in other.nodes for name in node.results}
    by_node = {node.name: node for node in other.nodes}
    found: dict[str, str] = {}
    for node in one.nodes:
        twin = by_node.get(node.name)
        for k, name in enumerate(node.results):
            if name in theirs:
                found[name] = name
            elif twin is not None and twin.op == node.op and k < len(twin.results):
                found[name] = twin.results[k]
    left = [node for node in one.nodes if not any(n in found for n in node.results)]
    free = [node for node in other.nodes if not any(n in found.values() for n in node.results)]
    for op in dict.fromkeys(node.op for node in left):
        ours, yours = ([node for node in group if node.op == op] for group in (left, free))
        if len(ours) == len(yours):
            for a, b in zip(ours, yours, strict=True):
                found.update(zip(a.results, b.results, strict=False))
    last = [name for name in one.outputs if name not in found]
    ends = [name for name in other.outputs if name not in found.values()]
    if len(last) == len(ends):
        found.update(zip(last, ends, strict=True))
    made = one.made_by()
    return {a: b for a, b in found.items() if a in made and b in theirs}


def _run(
    one: Graph,
    other: Graph,
    proto: onnx.ModelProto,
    feeds: Mapping[str, np.ndarray],
    pairs: Mapping[str, str],
    against: str,
    limit: float,
    memory: int,
    diagnose: bool = True,
) -> tuple[list[Row], targets.Shown]:
    """Run the second model, and judge what it shows by the first."""
    given = dict(zip(other.inputs, feeds.values(), strict=False))
    shown = Runner(proto, other, limit, memory).exposed(against, given)
    arrays = {a: shown.arrays[b] for a, b in pairs.items() if b in shown.arrays}
    watch = reproducing.Watch(one, None, against) if diagnose else None
    rows = verifying.verified(one, feeds, arrays, watch)
    if diagnose:
        verifying.add_totals(rows, followed(one, feeds, arrays).totals)
    return rows, shown


# ---------------------------------------------------------------- what differs


def differences(node: Node, other: Node, one: Graph, two: Graph) -> list[str]:
    """What two nodes have otherwise, in words.

    node, other: the nodes; one, two: their models.
    """
    if node.op != other.op:
        return [f"{node.kind} there, {other.kind} here"]
    found = []
    for name in dict.fromkeys([*node.attributes, *other.attributes]):
        a, b = node.attributes.get(name), other.attributes.get(name)
        if not _same(a, b):
            found.append(f"{name} = {_text(a)} there, {_text(b)} here{_without_effect(node, name)}")
    for k, (a, b) in enumerate(zip(node.inputs, other.inputs, strict=False)):
        if a in one.constants and b in two.constants and (says := between(one.constants[a], two.constants[b])):
            found.append(f"input {k} ({a}) {says}")
    return found


def _same(a: Any, b: Any) -> bool:
    return bool(np.array_equal(a, b)) if isinstance(a, np.ndarray) or isinstance(b, np.ndarray) else a == b


def _text(v: Any) -> str:
    return "nothing" if v is None else str(v) if np.size(v) <= 16 else f"an array {np.shape(v)}"


def _without_effect(node: Node, name: str) -> str:
    if node.op == "BatchNormalization" and name == "momentum":
        return ", which has no effect in inference; in training, one is often 1 minus the other"
    return ""


def between(a: np.ndarray, b: np.ndarray) -> str:
    """How a constant differs from another, in words; "" if it does not."""
    if a.shape != b.shape:
        return f"has shape {a.shape} there, {b.shape} here"
    if a.dtype == b.dtype and a.tobytes() == b.tobytes():
        return ""
    if a.ndim > 2 and np.array_equal(a, np.flip(b, tuple(range(2, a.ndim)))):
        return "is flipped along the axes of space"
    for axis in range(min(2, a.ndim)):
        if a.shape[axis] > 1 and np.array_equal(a, np.flip(b, axis)):
            return f"is reversed along axis {axis}"
    if a.ndim == 4 and a.shape[2] == a.shape[3] and np.array_equal(a, b.swapaxes(2, 3)):
        return "has rows and columns exchanged"
    with np.errstate(all="ignore"):
        wrong = np.asarray(a.astype(np.float64) != b.astype(np.float64))
    count = int(wrong.sum())
    if not count:
        return f"is {a.dtype} there, {b.dtype} here"
    place = tuple(int(n) for n in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
    at = f" at {list(place)}" if place else ""
    return f"differs in {count:,} of {a.size:,} entries, the first{at}: {a[place]} there, {b[place]} here"


# ---------------------------------------------------------------- repairs


def _repair(
    found: Diff,
    one: Graph,
    other: Graph,
    proto: onnx.ModelProto,
    feeds: Mapping[str, np.ndarray],
    pairs: Mapping[str, str],
    nodes: Mapping[str, Node],
    against: str,
    limit: float,
    memory: int,
) -> None:
    """Repair nodes of the second model one after another, and run it each time."""
    import onnx

    model = onnx.ModelProto.FromString(proto.SerializeToString())
    wrong = found.report.first
    for _ in range(MOST):
        if wrong is None or wrong.node.name not in nodes or wrong.with_:
            break
        twin = nodes[wrong.node.name]
        text = repaired(model, wrong.node, twin, one, other)
        if not text:
            break
        before = wrong.node.name
        try:
            rows, _ = _run(one, graph_of(model, other.source), model, feeds, pairs, against, limit, memory, False)
        except (targets.TargetFails, ValueError):
            break
        wrong = Report(one.source, other.source, rows).first
        if wrong is not None and wrong.node.name == before:
            break
        found.repairs.append(f"{twin.name}: {text}")
    found.repaired = wrong is None
    found.model = model if found.repairs else None


def repaired(model: onnx.ModelProto, node: Node, twin: Node, one: Graph, other: Graph) -> str:
    """Give a node of a model what another has, and say what that was; "" if nothing can be given.

    model: is changed; node: of the first model; twin: of the second, which the model holds; one, other: both models.
    """
    import onnx.helper
    import onnx.numpy_helper

    target = next((n for n in model.graph.node if twin.results and twin.results[0] in n.output), None)
    if target is None or target.op_type != node.op:
        return ""
    done = []
    changed = {k: v for k, v in node.attributes.items() if not _same(v, twin.attributes.get(k))}
    if changed:
        kept = [a for a in target.attribute if a.name not in changed]
        del target.attribute[:]
        target.attribute.extend([*kept, *(onnx.helper.make_attribute(k, _list(v)) for k, v in changed.items())])
        done += [f"{k} = {_text(v)}" for k, v in changed.items()]
    for k, (a, b) in enumerate(zip(node.inputs, twin.inputs, strict=False)):
        if a in one.constants and b in other.constants and between(one.constants[a], other.constants[b]):
            name = f"{b} repaired"
            model.graph.initializer.append(onnx.numpy_helper.from_array(one.constants[a], name))
            target.input[k] = name
            done.append(f"input {k} as in the first model")
    return ", ".join(done)


def _list(v: Any) -> Any:
    return list(v) if isinstance(v, tuple) else v
