"""Targets of whole networks, as the parent sees them: each run is a process of its own, with limits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any  # Any: what a worker replies

import numpy as np

from ..conformance.limits import MEMORY
from ..processes import run
from ..text.extras import need
from . import worker
from .graph import BadModel, Graph, Input, graph_of

if TYPE_CHECKING:
    import onnx

LIMIT = 120.0  # seconds that one run may take
THREADS = 2
BUILT_IN = ("onnxruntime", "onnx-reference")
OPEN = ("batch", "n", "batch_size", "axis 0", "unk__0")  # names of a first axis of any size


class TargetFails(ValueError):
    """A target cannot run a model. The message is one line."""


@dataclass
class Shown:
    """What a target shows of one run: arrays by the names of tensors, and the versions of what ran."""

    arrays: dict[str, np.ndarray]
    versions: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    optimised: Graph | None = None


class Runner:
    """A model that is run in worker processes.

    model: the model; graph: the same as a graph; limit: seconds that a run may take; memory: bytes, 0 for no limit
    """

    def __init__(
        self, model: onnx.ModelProto, graph: Graph, limit: float = LIMIT, memory: int = MEMORY, threads: int = THREADS
    ):
        self.model, self.graph, self.limit, self.memory, self.threads = model, graph, limit, memory, threads
        try:
            self.data = model.SerializeToString()
        except ValueError:
            raise BadModel(f"{graph.source}: more than 2 GiB, which one message of protobuf cannot hold") from None

    def run(self, kind: str, inputs: Mapping[str, np.ndarray], **request: Any) -> Shown:
        """One run. Raises TargetFails if it fails, takes too long or needs too much memory."""
        folder = Path(tempfile.mkdtemp(prefix="mathcnn-"))
        try:
            (folder / "model.onnx").write_bytes(self.data)
            asked = {
                "kind": kind,
                "memory": self.memory,
                "threads": self.threads,
                "path": [os.path.abspath(one) for one in sys.path],
                "inputs": worker.write(folder, "in", dict(inputs)),
                **request,
            }
            (folder / "request.json").write_text(json.dumps(asked))
            home = str(Path(__file__).parents[2])
            path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
            try:
                done = run(
                    [sys.executable, "-m", "mathcnn.models.worker", str(folder)],
                    timeout=self.limit,
                    env={**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"},
                )
            except subprocess.TimeoutExpired:
                raise TargetFails(f"took more than {self.limit:g} s") from None
            if not (folder / "reply.json").exists():
                code = done.returncode
                raise TargetFails(f"ended its process: {f'signal {-code}' if code < 0 else f'exit code {code}'}")
            reply = json.loads((folder / "reply.json").read_text())
            if "error" in reply:
                raise TargetFails(reply["error"])
            arrays = worker.load(folder, reply["results"])
            found = Shown(arrays, reply.get("versions", {}), reply)
            if (folder / "optimised.onnx").exists():
                import onnx

                found.optimised = graph_of(onnx.load(folder / "optimised.onnx"), f"{self.graph.source}, optimised")
                found.facts["optimised"] = (folder / "optimised.onnx").read_bytes()
            return found
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def exposed(self, target: str, inputs: Mapping[str, np.ndarray], names: Sequence[str] | None = None) -> Shown:
        """A run of a target with tensors exposed.

        target: "onnxruntime", "onnx-reference" or "package.module:function"; names: of the tensors, all if left out.
        """
        every = list(dict.fromkeys(n for node in self.graph.nodes for n in node.results)) if names is None else names
        try:
            if target == "onnxruntime":
                need("onnx", "the target onnxruntime", "onnxruntime", load=False)
                return self.run("onnxruntime", inputs, names=every, optimise=names is not None)
            if target == "onnx-reference":
                return self.run("onnx-reference", inputs)
            if ":" in target:
                return self.run("function", inputs, name=target)
        except TargetFails as error:
            raise TargetFails(f"{target} cannot run {self.graph.source}: {error}") from None
        raise TargetFails(f"no target {target!r}: it is one of {', '.join(BUILT_IN)}, or package.module:function")

    def shapes(self, inputs: Mapping[str, np.ndarray]) -> tuple[dict[str, tuple[int, ...]], dict[str, str], str]:
        """The shapes and types of all tensors for these inputs, and what could not be found out."""
        try:
            facts = self.run("shapes", inputs, names=[], optimise=False).facts
        except TargetFails as error:
            return {}, {}, str(error)
        known = facts["shapes"]
        return {n: tuple(s) for n, (s, _) in known.items()}, {n: d for n, (_, d) in known.items()}, facts["fault"]


# ---------------------------------------------------------------- inputs


def fixed(graph: Graph, given: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """The shape of each input.

    given: shapes that were asked for, by the names of inputs. An axis for the batch is 1. Raises BadModel if a size is
    open, or if a shape does not fit.
    """
    for name in given:
        if name not in graph.inputs:
            raise BadModel(f"{graph.source} has no input {name!r}; its inputs are {', '.join(graph.inputs)}")
    found = {}
    for name, one in graph.inputs.items():
        if name in given:
            shape = tuple(int(n) for n in given[name])
            fits = len(shape) == len(one.shape) and all(
                isinstance(m, str) or n == m for n, m in zip(shape, one.shape, strict=True)
            )
            if not fits:
                raise BadModel(f"{graph.source}: input {name!r} has shape {shown(one)}, not {list(shape)}")
        else:
            sizes = [1 if k == 0 and isinstance(n, str) else n for k, n in enumerate(one.shape)]
            if any(isinstance(n, str) for n in sizes):
                raise BadModel(
                    f"{graph.source}: input {name!r} has shape {shown(one)}, whose sizes are open; give them, "
                    f"as --shape {name}=1,3,224,224"
                )
            shape = tuple(int(n) for n in sizes)
        found[name] = shape
    return found


def shown(one: Input) -> str:
    """The shape of an input as it is declared."""
    return f"[{', '.join(map(str, one.shape))}]"


def drawn(graph: Graph, shapes: Mapping[str, tuple[int, ...]], seed: int) -> dict[str, np.ndarray]:
    """Random inputs: standard normal numbers, small integers, truth values."""
    rng = np.random.default_rng(seed)
    found = {}
    for name, one in graph.inputs.items():
        shape = shapes[name]
        if one.dtype == "bool":
            found[name] = rng.random(shape) < 0.5
        elif "int" in one.dtype:
            found[name] = rng.integers(0, 2 if one.dtype not in ("int8", "uint8") else 127, shape).astype(one.dtype)
        else:
            import ml_dtypes

            dtype = np.dtype(getattr(ml_dtypes, one.dtype, one.dtype))
            found[name] = rng.standard_normal(shape).astype(dtype)
    return found
