"""The compiled engine of a stack of layers: a batch is cut into parts of a few images, each of which goes through all
layers in one call of machine code.

In memory the batch axis of a part is innermost in every array, so that neighbouring images are the lanes of vectors,
and the arrays of a part fit into the cache of a core. Threads share the parts. How a batch is cut depends on its size
alone, and gradients of parts are added in order, so that the number of threads does not change a bit.

Not every stack can be cut: batch normalisation in training reads the whole batch. Such a stack, and one of arrays of
several types, is computed layer by layer.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any  # Any: types of numbers

import numpy as np

from ..compiled import NotCompiled, records, why_not
from ..compiled.calls import ELEMENTS
from ..compiled.programs import Placed, Program, Region
from ..memory import batch_first, empty

if TYPE_CHECKING:
    from .sequential import Link, Sequential

FEW, MANY = 16, 32  # images in a part, of batches below 64 and from there on: one or two vectors of float32
KEPT = 8  # sizes of parts whose programs are kept


def sizes_of(count: int) -> list[tuple[int, int]]:
    """How a batch is cut: how many parts there are of how many images, the larger ones first."""
    size = MANY if count >= 2 * MANY else FEW
    return [(n, images) for n, images in ((count // size, size), (1, count % size)) if n and images]


Given = dict[str, Placed | np.ndarray]


@dataclass
class Backward:
    """The program of the gradients that `Sequential.chain` lists.

    ends : the region of the gradients by the result and by the batch; row : that of the gradients by the arrays of
    layers; dy, dx, own : the places of all these.
    """

    program: Program
    ends: Region
    row: Region
    dy: Placed
    dx: Placed | None
    own: dict[tuple[int, str], Placed]


class Part:
    """The programs for parts of a batch of one size, from the cache or new.

    stack : the layers; images : in a part; dtype : of all numbers; keep : whether the results of layers are kept, which
    gradients read. Raises NotCompiled if the layers are not computed part by part.
    """

    def __init__(self, stack: Sequential, images: int, dtype: np.dtype[Any], keep: bool):
        self.stack, self.images, self.dtype = stack, images, dtype
        self.own = self._own_arrays()
        self.ends = Region()  # of the batch and the result
        kept = [Region()] if keep else []
        self.forwards = Program([self.ends, *kept], [*self.own.values()])
        self.between = kept[0] if keep else self.forwards.scratch
        shapes = [(images, *shape) for shape in stack.shapes]
        regions = [self.ends, *[self.between] * (len(shapes) - 2), self.ends]
        self.activations = [region.array(s, dtype, True) for region, s in zip(regions, shapes, strict=True)]
        self.backwards: dict[Any, Backward] = {}
        self.path = self._path(keep)
        if self.forwards.recall(self.path):
            return
        for k, layer in enumerate(stack.layers):
            call = layer.formula.read((self._zeros(k),), layer.arguments)
            given: Given = {layer.formula.arrays[0]: self.activations[k], **self._own(k)}
            self.forwards.add(layer.formula, call, given, self.activations[k + 1])
        self.forwards.finish(self.path)

    def _path(self, keep: bool) -> pathlib.Path | None:
        """Where the programs are recorded: all that decides them is part of the name. None if they are not."""
        layers: list[Any] = []
        for k, layer in enumerate(self.stack.layers):
            _, key, _ = layer.formula.gathered((self._zeros(k),), layer.arguments)
            if key is None:
                return None
            layers.append((key, [(a, x.shape, x.strides, x.dtype) for a, x in self._own(k).items()]))
        formulas = [layer.formula for layer in self.stack.layers]
        return records.path_of_all(formulas, "network", self.images, self.dtype, keep, self.stack.shapes, layers)

    def _zeros(self, k: int) -> np.ndarray:
        return np.zeros((self.images, *self.stack.shapes[k]), self.dtype)

    def _own_arrays(self) -> dict[tuple[int, str], np.ndarray]:
        """The arrays of each layer beside the one that the stack passes on; one that two layers have is two views."""
        return {
            (k, a): x.view()
            for k, layer in enumerate(self.stack.layers)
            for a in layer.formula.arrays[1:]
            if (x := self.stack.given(k).get(a)) is not None
        }

    def _own(self, k: int) -> dict[str, np.ndarray]:
        """The arrays of a layer beside the one that the stack passes on."""
        return {a: x for (layer, a), x in self.own.items() if layer == k}

    def backward(self, wanted: Sequence[Collection[str]], to_input: bool) -> Backward:
        """The gradients by some arrays of layers, as `Sequential.pulled` says. Raises NotCompiled."""
        key = tuple(frozenset(names) for names in wanted), to_input
        if key not in self.backwards:
            self.backwards[key] = self._backward(wanted, to_input)
        return self.backwards[key]

    def _backward(self, wanted: Sequence[Collection[str]], to_input: bool) -> Backward:
        ends, row = Region(), Region(packed=True)
        program = Program([self.ends, self.between, ends, row], [*self.own.values()])
        shapes = [place.view.shape for place in self.activations]
        dy = ends.array(shapes[-1], self.dtype, True)
        dx = ends.array(shapes[0], self.dtype, True) if to_input else None
        own = {
            (k, a): row.array(x.shape, self.dtype, False)
            for k in range(len(wanted))  # in the order of layers, in which they are read
            for a, x in self._own(k).items()
            if a in wanted[k]
        }
        links = self.stack.chain(wanted, to_input)
        path = records.beside(self.path, "gradients", [*own], [(link.layer, link.arrays) for link in links])
        if not program.recall(path):
            self._add(program, links, dy, dx, own)
            program.finish(path)
        return Backward(program, ends, row, dy, dx, own)

    def _add(
        self,
        program: Program,
        links: list[Link],
        dy: Placed,
        dx: Placed | None,
        own: dict[tuple[int, str], Placed],
    ) -> None:
        """The calls of the gradients. dy, dx, own : the places of those by the result, the batch and other arrays."""
        for link in links:
            k, layer = link.layer, self.stack.layers[link.layer]
            of, by_input = layer.formula, None
            for a in link.arrays:
                if a == of.arrays[0]:
                    shape = self.activations[k].view.shape
                    into = by_input = (None if k else dx) or program.scratch.array(shape, self.dtype, True)
                elif (k, a) in own:
                    into = own[k, a]
                else:
                    continue
                gradient = of.gradient[a]
                call = gradient.read((self._zeros(k + 1), self._zeros(k)), layer.arguments)
                given: Given = {gradient.incoming: dy, of.arrays[0]: self.activations[k], **self._own(k)}
                program.add(gradient, call, given, into)
            if by_input is not None:
                dy = by_input


class Pass:
    """A batch that went through a stack, part by part.

    chunks : the engine; x : the batch; keep : whether the results of layers are kept.
    """

    def __init__(self, chunks: Chunks, x: np.ndarray, keep: bool):
        self.chunks, self.x = chunks, x
        self.parts: list[tuple[Part, slice, list[np.ndarray]]] = []
        begin = 0
        for count, images in sizes_of(len(x)):
            part, at = chunks.part(images, x.dtype, keep), slice(begin, begin + count * images)
            begin = at.stop
            memory = [region.memory(count) for region in part.forwards.regions]
            _put(x[at], part.activations[0], memory[0])
            part.forwards.run(memory, chunks.threads)
            self.parts.append((part, at, memory))

    def activation(self, k: int) -> np.ndarray:
        """The result of the first k layers, as a new array."""
        y = self._like(k)
        for part, at, memory in self.parts:
            place = part.activations[k]
            _take(place, memory[0 if place.region is part.ends else 1], y[at])
        return y

    def _like(self, k: int) -> np.ndarray:
        """An array for the result of the first k layers, with the batch axis innermost."""
        return batch_first(empty((*self.chunks.stack.shapes[k], len(self.x)), self.x.dtype))

    def pulled(
        self, dy: np.ndarray, wanted: Sequence[Collection[str]], to_input: bool
    ) -> tuple[np.ndarray | None, list[dict[str, np.ndarray]]]:
        """The gradients, as `Sequential.pulled` returns them."""
        dx = self._like(0) if to_input else None
        if dy.dtype != self.x.dtype:
            raise NotCompiled("the gradient by the result has another type than the batch")
        total = np.empty(0, dy.dtype)  # the gradients by arrays of layers, one after another
        for part, at, memory in self.parts:
            back = part.backward(wanted, to_input)
            ends, row = back.ends.memory(len(memory[0])), back.row.memory(len(memory[0]))
            _put(dy[at], back.dy, ends)
            back.program.run([*memory, ends, row], self.chunks.threads)
            if dx is not None and back.dx is not None:
                _take(back.dx, ends, dx[at])
            for one in row.view(dy.dtype):
                total = np.add(total, one, out=total) if total.size else one
        grads: list[dict[str, np.ndarray]] = [{} for _ in wanted]
        for (k, a), place in back.own.items():
            grads[k][a] = place.within(total.view(np.uint8)[None])[0]
        return dx, grads


def _put(x: np.ndarray, place: Placed, memory: np.ndarray) -> None:
    """Write the parts of a batch to their places."""
    places = place.within(memory)
    np.copyto(places, x.reshape(places.shape))


def _take(place: Placed, memory: np.ndarray, x: np.ndarray) -> None:
    """Read the parts of a batch from their places into an array."""
    places = place.within(memory)
    np.copyto(x.reshape(places.shape), places)


class Chunks:
    """The engine. stack : the layers."""

    def __init__(self, stack: Sequential):
        self.stack, self.threads = stack, min(8, os.cpu_count() or 1)
        self.parts: dict[Any, Part] = {}
        self.refused = set[np.dtype[Any]]()  # the types of batches that are not computed part by part
        self.whole = any(why_not(layer.formula) is not None or layer.formula.labels for layer in stack.layers)

    def part(self, images: int, dtype: np.dtype[Any], keep: bool) -> Part:
        """The programs for parts of this size. Raises NotCompiled."""
        key = images, dtype, keep
        if key not in self.parts:
            if len(self.parts) >= KEPT:
                self.parts.pop(next(iter(self.parts)))
            self.parts[key] = Part(self.stack, images, dtype, keep)
        return self.parts[key]

    def forward(self, x: np.ndarray, keep: bool) -> Pass | None:
        """A batch, put through the stack part by part; None for a stack that is not computed so."""
        if self.whole or x.dtype in self.refused or x.dtype.name not in ELEMENTS:
            return None
        try:
            return Pass(self, x, keep)
        except NotCompiled:
            self.refused.add(x.dtype)
            return None


records.is_as_written()  # what is as it was imported counts as written
