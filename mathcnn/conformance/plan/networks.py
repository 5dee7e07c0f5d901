"""The layers of networks that people run, from `networks.toml`, made smaller where that changes no code path.

Kernels, strides, padding, dilation, groups and classes stay as they are. Widths and batches become smaller but keep
their remainders by the stride and by 4, so that the last window is cut off or not as in the network. Channels above 64
become smaller only where a call would still take too many multiplications, and keep their remainders by 64.

Implementations switch at sizes of networks, too, such as an input of 224 x 224. So each layer that was made smaller is
asked for once more as it is, for one image, with fewer channels if it would take too many multiplications.
"""

from __future__ import annotations

import functools
import itertools
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any  # Any: values of TOML

TILE = 64  # remainders of channels by it are kept
MADDS = 2**22  # multiply-adds of a call at most
WHOLE_MADDS = 2**25  # the same of a call of full size
THIN = 8  # channels that a layer of full size without weights keeps, at most
ENTRIES = 2**18  # entries of an array of a layer without weights at most
FLOOR = {1: 160, 2: 16, 3: 6}  # the least width that a layer is reduced to, by the number of spatial axes
LEAST = {1: 40, 2: 8, 3: 4}  # if it still costs too much
MANY = 2**14  # outputs of a linear layer that are kept as they are
FULL = ("conv", "up", "linear")  # kinds with weights


@dataclass(frozen=True)
class Layer:
    """One layer of a network, reduced.

    network, name, kind: where it is from, and what it is; batch, into, out: examples, channels in and out; width: of
    the input, axis by axis; asked, channels: width and channels in and out in the network itself; others: the arguments
    of the layer as its table has them, with tuples for lists
    """

    network: str
    name: str
    kind: str
    batch: int
    into: int
    out: int
    width: tuple[int, ...]
    asked: tuple[int, ...]
    channels: tuple[int, int]
    others: dict[str, Any] = field(default_factory=dict)  # Any: numbers, words, tuples and truth values

    @property
    def title(self) -> str:
        """ "ResNet-50, conv1"."""
        return f"{self.network}, {self.name}"

    @property
    def x(self) -> tuple[int, ...]:
        """The shape of the input."""
        return (self.batch, self.into, *self.width)

    @property
    def groups(self) -> int:
        """The groups that channels are cut into."""
        return int(self.others.get("groups", 1))

    def per_axis(self, what: str, default: int) -> tuple[int, ...]:
        """An argument as one number for each axis."""
        v = self.others.get(what, default)
        return tuple(v) if isinstance(v, tuple) else (v,) * len(self.width)

    @property
    def kernel(self) -> tuple[int, ...]:
        """The size of the kernel, axis by axis."""
        return self.per_axis("kernel", 1)


@functools.cache
def tables() -> dict[str, dict[str, Any]]:
    """The tables of `networks.toml` by the names of their networks; Any: what TOML holds."""
    return tomllib.loads((resources.files(__package__) / "networks.toml").read_text("utf-8"))


@functools.cache
def layers() -> tuple[Layer, ...]:
    """Every layer of every network, reduced, in the order of the table."""
    return tuple(reduced(one) for one in _layers())


@functools.cache
def whole_layers() -> tuple[Layer, ...]:
    """Every layer that `layers` makes smaller as it is in its network, for one image, in the order of the table."""
    pairs = zip(_layers(), layers(), strict=True)
    changed = (one for one, small in pairs if _sizes(small) != _sizes(one))
    return tuple(whole(one, ("out", "into")[k % 2]) for k, one in enumerate(changed))


def _sizes(layer: Layer) -> tuple[int, int, tuple[int, ...]]:
    return layer.into, layer.out, layer.width


def _layers() -> Iterator[Layer]:
    """Every layer, not reduced."""
    for network, table in tables().items():
        for row in table.get("layers", ()):
            given = {a: frozen(v) for a, v in row.items() if a not in ("name", "kind", "channels", "width")}
            channels = row.get("channels", 1)
            into, out = channels if isinstance(channels, list) else (channels, channels)
            width = row.get("width", ())
            asked = tuple(width) if isinstance(width, list) else (width,) * table.get("rank", 2)
            asked = () if row["kind"] in ("linear", "scores") else asked
            batch, kind = table.get("batch", 2), row["kind"]
            yield Layer(network, row["name"], kind, batch, into, out, asked, asked, (into, out), given)


def frozen(v: Any) -> Any:
    """A value of TOML with tuples for lists."""
    return tuple(map(frozen, v)) if isinstance(v, list) else v


def reduced(layer: Layer) -> Layer:
    """A layer made smaller where that changes no code path: its width, and its channels while it costs too much."""
    found = narrowed(layer, FLOOR)
    if layer.kind not in FULL:
        large = math.prod(found.x) > ENTRIES
        return replace(found, into=smaller_channels(found.into, TILE)) if large else found
    first, second = ("out", "into") if layer.out < MANY else ("into", "out")
    for end, tile in ((first, TILE), (second, TILE), (None, 0), (first, TILE // 4), (second, TILE // 4)):
        if cost(found) <= MADDS:
            break
        found = narrowed(found, LEAST) if end is None else with_channels(found, end, tile)
    return found


def whole(layer: Layer, first: str = "out") -> Layer:
    """A layer of full width for one image, with fewer channels while it costs too much.

    layer: it; first: whether outputs ("out") or inputs ("into") become fewer first, so that the others stay as they are
    """
    found = replace(layer, batch=1, name=f"{layer.name}, full size")
    if layer.kind not in FULL:
        return replace(found, into=min(layer.into, THIN)) if math.prod(found.x) > ENTRIES else found
    ends = (first, "into" if first == "out" else "out")
    for end, tile in itertools.product(ends, (TILE, TILE // 4, 2)):
        if cost(found) > WHOLE_MADDS or end == "into" and math.prod(found.x) > 4 * ENTRIES:
            found = with_channels(found, end, tile)
    return found


def narrowed(layer: Layer, floor: Mapping[int, int]) -> Layer:
    """A layer with smaller widths, none below `floor` of the number of axes."""
    axes = zip(layer.width, layer.kernel, layer.per_axis("dilation", 1), layer.per_axis("stride", 1), strict=True)
    width = tuple(smaller_width(n, (k - 1) * d + 1, s, floor[len(layer.width)]) for n, k, d, s in axes)
    return replace(layer, width=width)


def with_channels(layer: Layer, end: str, tile: int) -> Layer:
    """A layer with fewer channels in ("into") or out ("out"); grouped ones keep their groups, with two in each."""
    n = layer.out if end == "out" else layer.into
    fewer = smaller_channels(n, tile) if layer.groups == 1 else min(n, max(tile, 2 * layer.groups))
    return replace(layer, out=fewer) if end == "out" else replace(layer, into=fewer)


def smaller_width(n: int, reach: int, stride: int, floor: int) -> int:
    """A width of at least `floor` and three positions, with the remainders of n by the stride and by 4.

    n: the width; reach: of the kernel with its dilation; stride: of the kernel
    """
    least, by = max(floor, reach + 2 * stride), math.lcm(stride, 4)
    return n if n <= least + by else least + (n - least) % by


def smaller_channels(n: int, tile: int) -> int:
    """Channels of at least `tile`, with the remainder of n by it."""
    return min(n, tile + n % tile)


def cost(layer: Layer) -> int:
    """About how many multiply-adds a layer with weights takes."""
    taps = layer.batch * layer.into * layer.out // layer.groups * math.prod(layer.kernel)
    if layer.kind == "up":
        return taps * math.prod(layer.width)
    return taps * math.prod(max(1, n // s) for n, s in zip(layer.width, layer.per_axis("stride", 1), strict=True))


def half(kernel: Sequence[int], dilation: Sequence[int]) -> int | tuple[int, ...]:
    """The padding k // 2 * dilation, as one number if it is the same on every axis."""
    found = tuple(k // 2 * d for k, d in zip(kernel, dilation, strict=True))
    return found[0] if len(set(found)) == 1 else found
