"""Intermediate results in files, from a device, an accelerator or another framework, where no target can be run.

    verify("net.onnx", "dumps")            a `Report`: each node judged on the dumped inputs of that node

A folder holds .npy files, named after tensors or nodes, and .npz files, whose members are. A name counts without case,
signs and endings such as ":0"; a file whose name is none of the network's is matched by its shape if only one tensor
has it. Images are in NCHW or NHWC, a tensor may be flat or lack a batch axis of 1. Types: float32, float64, float16;
bfloat16 as NumPy keeps it (ml_dtypes), or as its bits in uint16; int8 and uint8 with the scale and the zero point
beside them, NAME_scale and NAME_zero_point.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from . import reproducing, targets, verifying
from .following import followed
from .graph import BadModel, Graph, graph_of, load
from .targets import Runner
from .verifying import Report

Shape = tuple[int, ...]
ENDINGS = re.compile(r"(_output_\d+|_output|_out|_y)$")
BESIDE = ("_scale", "_zero_point")  # arrays that belong to another one


@dataclass
class Matched:
    """Dumped arrays by the names of tensors, in NCHW.

    arrays: the arrays; steps: of tensors that are kept as integers, the distance of neighbours; layouts: how each was
    found to lie; unused: names in the dump that were matched with nothing; notes: what was assumed
    """

    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)
    layouts: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_folder(folder: str | os.PathLike[str]) -> dict[str, np.ndarray]:
    """All arrays in the files of a folder, by name. Nothing is unpickled.

    Raises OSError if the folder cannot be read, BadModel for a damaged file, or if there is no array.
    """
    found: dict[str, np.ndarray] = {}
    for path in sorted(Path(folder).iterdir()):
        if path.suffix not in (".npy", ".npz"):
            continue
        try:
            one = np.load(path, allow_pickle=False)
            members = {path.stem: one} if isinstance(one, np.ndarray) else {n: one[n] for n in one.files}
        except Exception:  # a damaged file raises errors of many types
            raise BadModel(
                f"{path}: not a whole file of arrays: it is damaged, cut off, or holds pickled objects"
            ) from None
        for name, x in members.items():
            if x.dtype.kind in "OSU":
                raise BadModel(f"{path}: {name!r} holds {x.dtype}, not numbers")
            found[name] = x
    if not found:
        raise BadModel(f"{os.fspath(folder)}: no .npy or .npz file with arrays")
    return found


def plain(name: str) -> str:
    """A name without case, signs and endings."""
    signs = re.sub(r"[^0-9a-z]+", "_", re.sub(r":\d+$", "", name.lower())).strip("_")
    return ENDINGS.sub("", signs)


def numbers(x: np.ndarray, name: str, beside: Mapping[str, np.ndarray], wanted: str) -> tuple[np.ndarray, float]:
    """An array as numbers, and the distance of neighbours if it holds integers with a scale.

    x: the array; name: its name; beside: all arrays of the dump; wanted: the type of the tensor in the network. Raises
    BadModel for a type that says no numbers.
    """
    if x.dtype.kind == "V" and x.dtype.itemsize == 2 or x.dtype == np.uint16 and wanted not in ("uint16", ""):
        import ml_dtypes

        return x.view(ml_dtypes.bfloat16), 0.0
    if x.dtype.kind in "iu" and wanted.startswith(("float", "bfloat")):
        if f"{name}_scale" not in beside:
            raise BadModel(
                f"the dump of {name!r} is {x.dtype}, and the tensor is {wanted}: its scale must be beside it, as "
                f"{name}_scale"
            )
        scale = float(np.ravel(beside[f"{name}_scale"])[0])
        zero = int(np.ravel(beside.get(f"{name}_zero_point", np.zeros(1)))[0])
        return ((x.astype(np.float64) - zero) * scale).astype(np.float32), scale
    if x.dtype.kind == "V":
        raise BadModel(f"the dump of {name!r} has the type {x.dtype}, which is none of float, integer and bfloat16")
    return x, 0.0


def laid_out(x: np.ndarray, shape: Shape) -> dict[str, np.ndarray]:
    """An array in a shape, by each layout in which it may have been dumped."""
    found: dict[str, np.ndarray] = {}
    full = x[None] if shape[:1] == (1,) and x.ndim == len(shape) - 1 else x
    if full.shape == shape:
        found["NCHW"] = full
    if len(shape) >= 3 and full.ndim == len(shape):
        last = np.moveaxis(full, -1, 1)
        if last.shape == shape:
            found["NHWC"] = last
    if x.ndim == 1 and len(shape) > 1 and x.size == int(np.prod(shape)):
        found["flat"] = x.reshape(shape)
        if len(shape) >= 3:
            found["flat NHWC"] = np.moveaxis(x.reshape(shape[0], *shape[2:], shape[1]), -1, 1)
    return found


def matched(
    graph: Graph, dump: Mapping[str, np.ndarray], shapes: Mapping[str, Shape], dtypes: Mapping[str, str]
) -> Matched:
    """The arrays of a dump by the tensors of a graph.

    graph: the network; dump: the arrays by their names; shapes, dtypes: of the tensors. Raises BadModel for a type that
    cannot be read.
    """
    found = Matched()
    tensors = [*graph.inputs, *(name for node in graph.nodes for name in node.results)]
    names: dict[str, str] = {}
    for node in graph.nodes:
        for name in node.results[:1]:
            names.setdefault(plain(node.name), name)
    names |= {plain(name): name for name in tensors}
    exact = {**{node.name: node.results[0] for node in graph.nodes if node.results}, **{n: n for n in tensors}}
    belongs: dict[str, str] = {}
    for name in dump:
        if name.endswith(BESIDE) and name not in exact:
            continue
        to = exact.get(name) or names.get(plain(name))
        if to is not None and to not in belongs.values():
            belongs[name] = to
    by_shape(tensors, dump, shapes, belongs, found)
    ways: dict[str, dict[str, np.ndarray]] = {}
    for name, to in belongs.items():
        x, step = numbers(dump[name], name, dump, dtypes.get(to, "float32"))
        if step:
            found.steps[to] = step
        ways[to] = laid_out(x, shapes[to]) if to in shapes else {"NCHW": x}
        if not ways[to]:
            ways[to] = {"as it is": x}  # of another shape, which its judgement says
    sure = Counter(next(iter(one)) for one in ways.values() if len(one) == 1)
    common = "NHWC" if sure["NHWC"] > sure["NCHW"] else "NCHW"
    for to, one in ways.items():
        word = common if common in one else f"flat {common}" if f"flat {common}" in one else next(iter(one))
        found.layouts[to], found.arrays[to] = word, np.ascontiguousarray(one[word])
    found.unused = [n for n in dump if n not in belongs and not n.endswith(BESIDE)]
    return found


def by_shape(
    tensors: Sequence[str],
    dump: Mapping[str, np.ndarray],
    shapes: Mapping[str, Shape],
    belongs: dict[str, str],
    found: Matched,
) -> None:
    """Match arrays whose names say nothing with tensors whose shape only one of each has."""
    left = [n for n in dump if n not in belongs and not n.endswith(BESIDE)]
    free = [t for t in tensors if t not in belongs.values() and t in shapes]
    fits = {n: [t for t in free if laid_out(dump[n], shapes[t])] for n in left}
    for name, those in fits.items():
        if len(those) == 1 and sum(those[0] in other for other in fits.values()) == 1:
            belongs[name] = those[0]
            found.notes.append(f"{name} is taken as {those[0]}, the only tensor of its shape")


def verify(
    model: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    inputs: Mapping[str, np.ndarray] | None = None,
    *,
    shapes: Mapping[str, Sequence[int]] | None = None,
    seed: int = 0,
) -> list[Report]:
    """Judge each node of a network on intermediate results in files.

    Parameters
    ----------
    model : the name of an ONNX file.
    folder : of the files; see the head of this page.
    inputs : the inputs by name, unless the dump holds them.
    shapes : shapes of inputs that neither the model nor a file says.
    seed : of nothing here, for the signature that runs of targets have.

    Returns
    -------
    list of one Report.

    Raises
    ------
    BadModel : the model or a file cannot be read, or no array belongs to the network. OSError : a file cannot be read.
    """
    started = time.perf_counter()
    proto = load(model)
    graph = graph_of(proto, os.fspath(model))
    dump = {**read_folder(folder), **(inputs or {})}
    own = {plain(name): name for name in dump}
    given = {name: dump[own[plain(name)]].shape for name in graph.inputs if plain(name) in own}
    rank = {name: len(one.shape) for name, one in graph.inputs.items()}
    whole = {name: shape for name, shape in given.items() if _fits(shape, graph.inputs[name].shape, rank[name])}
    fixed = targets.fixed(graph, {**whole, **(shapes or {})})
    sizes, dtypes, _ = Runner(proto, graph).shapes(targets.drawn(graph, fixed, 0))
    types = {name: one.dtype for name, one in graph.inputs.items()}
    found = matched(graph, dump, {**sizes, **fixed}, {**dtypes, **types})
    if not found.arrays:
        raise BadModel(f"{os.fspath(folder)}: no array has the name or the shape of a tensor of {graph.source}")
    feeds = {name: found.arrays[name] for name in graph.inputs if name in found.arrays}
    watch = reproducing.Watch(graph, None, "dump")
    rows = verifying.verified(graph, feeds, found.arrays, watch, found.steps)
    if len(feeds) == len(graph.inputs):
        verifying.add_totals(rows, followed(graph, feeds, found.arrays).totals)
    words = Counter(found.layouts.values())
    notes = [f"{len(found.arrays)} of {len(dump)} arrays matched: {', '.join(f'{n} {w}' for w, n in words.items())}"]
    notes += found.notes
    if found.unused:
        notes.append(f"not matched: {', '.join(found.unused[:8])}{' ...' if len(found.unused) > 8 else ''}")
    notes += [f"input {name} is not in the dump: give it with --input" for name in graph.inputs if name not in feeds]
    shown = {name: x.shape for name, x in feeds.items()}
    return [
        Report(graph.source, f"dump {os.fspath(folder)}", rows, {}, time.perf_counter() - started, shown, "", notes)
    ]


def _fits(shape: Shape, declared: tuple[int | str, ...], rank: int) -> bool:
    """Whether a dumped input has a shape that the model declares, as it is."""
    return len(shape) == rank and all(isinstance(m, str) or n == m for n, m in zip(shape, declared, strict=True))
