"""The everyday part of a plan: the calls that the layers of real networks make.

Each layer of `networks.toml` becomes calls of the formulas that it uses: a convolution has sizes and parameters to
count, a normalization a mean and a variance. Where a padding can be spelled as a word and as numbers, both are asked
for, since an implementation may resolve the word itself.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any  # Any: arguments as a user writes them

from ...language.formula import Formula
from .fills import INTEGERS, NEAR_ZERO, NORMAL
from .networks import Layer, frozen, half, layers, tables, whole_layers
from .points import EVERYDAY, Point

Shapes = Mapping[str, tuple[int, ...]]
Arguments = Mapping[str, Any]  # Any: numbers, words and tuples
Call = tuple[Shapes, Arguments] | tuple[Shapes, Arguments, str]  # the third is a fill, if not each in turn
Maker = Callable[[Layer], Iterator[Call]]

MAKERS: dict[tuple[str, str], Maker] = {}  # by formula and kind of layer
HYPER = ("stride", "dilation", "groups")  # arguments that a table names as the formulas do
TYPE = "float32"  # in which calls of full size are made: one type only, since they are large


def everyday(of: Formula) -> list[Point]:
    """The calls of a formula that the layers of real networks make, each once.

    of: the formula. Returns points in the order of the table of networks, those of `EVERYDAY` origin; an empty list
    if no network uses the formula.
    """
    return list(_everyday(of.name, of))


@functools.cache
def _everyday(name: str, of: Formula) -> tuple[Point, ...]:
    found: dict[str, Point] = {}
    if not of.arrays and not of.scalars:
        _add(found, of, "the constant itself", ({}, {}))
    for network, table in tables().items():
        for row in table.get("calls", ()):
            if row["formula"] == name:
                shapes = {a: tuple(shape) for a, shape in row.get("shapes", {}).items()}
                kwargs = {a: frozen(v) for a, v in row.get("kwargs", {}).items()}
                _add(found, of, f"{network}, {row['name']}", (shapes, kwargs, row.get("fill", "")))
    for layer in layers():
        for call in MAKERS.get((name, layer.kind), _nothing)(layer):
            _add(found, of, layer.title, call)
    for layer in wider():
        for call in itertools.islice(MAKERS.get((name, layer.kind), _nothing)(layer), 1):
            _add(found, of, f"{layer.title}, one wider", call)
    dense = INTEGERS if of.plan(1 if of.ranked else None, of.default_words()).exact else NORMAL
    for k, layer in enumerate(whole_layers() if of.arrays else ()):
        calls = list(MAKERS.get((name, layer.kind), _nothing)(layer))
        if calls:  # one of them is enough
            _add(found, of, layer.title, (*calls[k % len(calls)][:2], dense), TYPE)
    return tuple(found.values())


@functools.cache
def wider() -> tuple[Layer, ...]:
    """The first layer of each kind, kernel, stride, padding and dilation with a stride above 1, one entry wider.

    A network for images of one size has one remainder of the width by the stride. One that finds or segments objects
    takes images of any size.
    """
    found: dict[str, Layer] = {}
    for layer in layers():
        strides = layer.per_axis("stride", 1) if layer.width else ()
        if max(strides, default=1) > 1:
            key = repr((layer.kind, layer.kernel, strides, layer.others.get("padding"), layer.others.get("dilation")))
            found.setdefault(key, replace(layer, width=tuple(n + 1 for n in layer.width)))
    return tuple(found.values())


def _add(found: dict[str, Point], of: Formula, name: str, call: Call, dtype: str = "") -> None:
    """Add a call that no layer has made before."""
    (shapes, kwargs), fill = call[:2], "".join(call[2:])
    shapes = {a: shape for a, shape in shapes.items() if a in of.names}
    kwargs = {a: v for a, v in kwargs.items() if a in of.names}
    key = repr((sorted(shapes.items()), sorted(kwargs.items()), "" if dtype else fill))
    found.setdefault(key, Point(shapes, kwargs, EVERYDAY, name, dtype, fill=fill))


def _nothing(layer: Layer) -> Iterator[Call]:
    return iter(())


def made_by(*kinds: str, of: tuple[str, ...]) -> Callable[[Maker], Maker]:
    """Register a function as the maker of calls of the formulas `of` from layers of these kinds."""

    def register(maker: Maker) -> Maker:
        for name in of:
            for kind in kinds:
                MAKERS[name, kind] = maker
        return maker

    return register


# ---------------------------------------------------------------- arguments of windows


def spelled(layer: Layer) -> Iterator[dict[str, Any]]:
    """The paddings of a layer as a user writes them: "half" is asked for as the word and as numbers."""
    padding = layer.others.get("padding")
    if padding == "half":
        yield {"padding": half(layer.kernel, layer.per_axis("dilation", 1))}
        yield {"padding": "same"}
    else:
        yield {} if padding is None else {"padding": padding}


def windows(layer: Layer) -> Iterator[dict[str, Any]]:
    """The arguments of a layer beside its arrays, once for each spelling of its padding."""
    for padding in spelled(layer):
        yield {a: layer.others[a] for a in HYPER if a in layer.others} | padding


# ---------------------------------------------------------------- layers with weights


@made_by("conv", of=("layers.conv",))
def _conv(layer: Layer) -> Iterator[Call]:
    w = (layer.out, layer.into // layer.groups, *layer.kernel)
    for k, kwargs in enumerate(windows(layer)):  # with and without a bias, where there are two spellings
        b = _bias(layer) if not k else {} if _bias(layer) else {"b": (layer.out,)}
        yield {"x": layer.x, "w": w, **b}, kwargs


@made_by("up", of=("layers.conv_transpose",))
def _up(layer: Layer) -> Iterator[Call]:
    w = (layer.into, layer.out // layer.groups, *layer.kernel)
    extra = {"output_padding": layer.others["extra"]} if "extra" in layer.others else {}
    for kwargs in windows(layer):
        yield {"x": layer.x, "w": w, **_bias(layer)}, kwargs | extra


@made_by("linear", of=("layers.linear",))
def _linear(layer: Layer) -> Iterator[Call]:
    yield {"x": (layer.batch, layer.into), "w": (layer.out, layer.into), "b": (layer.out,)}, {}
    yield {"x": (layer.batch, layer.into), "w": (layer.out, layer.into)}, {}


def _bias(layer: Layer) -> dict[str, tuple[int, ...]]:
    return {"b": (layer.out,)} if layer.others.get("bias", True) else {}


@made_by("linear", of=("optimization.next_velocity", "optimization.next_weight"))
def _trained(layer: Layer) -> Iterator[Call]:
    names = ("velocity", "gradient", "weight")
    yield dict.fromkeys(names, (min(layer.out, 128), min(layer.into, 512))), {"rate": 0.01}
    yield dict.fromkeys(names, (layer.out,)), {"momentum": 0.9, "decay": 0.0005, "rate": 0.1}  # of ResNet


# ---------------------------------------------------------------- pools, padding, shapes


@made_by("max", of=("pooling.max_pool", "pooling.max_pool_indices"))
@made_by("avg", of=("pooling.avg_pool",))
def _pool(layer: Layer) -> Iterator[Call]:
    kernel = layer.others["kernel"]
    given = {"kernel_size": kernel}
    if "ceil" in layer.others:
        given["ceil_mode"] = layer.others["ceil"]
    counted = [layer.others["counted"]] if "counted" in layer.others else [True, False]
    for kwargs in windows(layer):
        if layer.kind == "max":
            yield {"x": layer.x}, given | kwargs
        else:
            for word in counted if kwargs.get("padding") else [None]:
                yield {"x": layer.x}, given | kwargs | ({} if word is None else {"count_include_pad": word})


@made_by("global", of=("pooling.global_avg_pool", "pooling.global_max_pool"))
def _whole(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x}, {}


@made_by("pad", of=("layers.pad",))
def _pad(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x}, {"padding": layer.others["padding"], "mode": layer.others.get("mode", "zero")}


@made_by("conv", of=("layers.pad",))
def _padded(layer: Layer) -> Iterator[Call]:
    if layer.others.get("padding") == "half" and any(k > 1 for k in layer.kernel):
        yield {"x": layer.x}, {"padding": half(layer.kernel, layer.per_axis("dilation", 1)), "mode": "zero"}


@made_by("crop", of=("layers.crop",))
def _crop(layer: Layer) -> Iterator[Call]:
    yield {"x": (1, 2, *layer.asked)}, {"padding": layer.others["padding"]}
    yield {"x": layer.x}, {"padding": 4}
    yield {"x": layer.x}, {"padding": ((4, 3), (4, 3))}


@made_by("max", of=("layers.resize",))
def _resized(layer: Layer) -> Iterator[Call]:
    half = tuple(max(1, n // 2) for n in layer.asked)  # what a pool has halved is doubled again
    yield {"x": (1, 2, *half)}, {"scale": 2, "coordinates": "asymmetric", "rounding": "floor"}  # of YOLO
    yield {"x": (1, 2, *half)}, {"scale": 2, "mode": "linear"}
    yield {"x": (1, 2, *layer.asked)}, {"size": 7, "mode": "linear", "coordinates": "align_corners"}


@made_by("max", "avg", of=("layers.flatten",))
def _flat(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x}, {}


# ---------------------------------------------------------------- activations and scores


@made_by("norm", of=("activation.relu", "activation.leaky_relu", "activation.sigmoid", "activation.scaled_tanh"))
def _active(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x}, {}
    yield {"x": layer.x}, {"alpha": 0.2}  # of DCGAN's discriminator


@made_by("linear", of=("activation.relu", "activation.leaky_relu", "activation.sigmoid", "activation.scaled_tanh"))
def _active_units(layer: Layer) -> Iterator[Call]:
    yield {"x": (layer.batch, layer.out)}, {}


@made_by("norm", of=("activation.silu", "activation.hard_swish", "activation.hard_sigmoid", "activation.clip"))
def _bounded(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x}, {"low": 0.0, "high": 6.0}  # ReLU6 of MobileNets


@made_by("linear", of=("activation.silu", "activation.hard_swish", "activation.hard_sigmoid", "activation.clip"))
def _bounded_units(layer: Layer) -> Iterator[Call]:
    yield {"x": (layer.batch, layer.out)}, {"low": -1.0, "high": 1.0, "alpha": 1 / 6}


@made_by("scores", of=("activation.softmax", "activation.log_softmax"))
def _softmax(layer: Layer) -> Iterator[Call]:
    rows, classes = layer.others["rows"], layer.others["classes"]
    yield {"x": (*rows, classes)}, {"axis": -1}
    yield {"x": (*rows, classes)}, {"axis": len(rows)}
    yield {"x": (rows[0], classes, *rows[1:])}, {"axis": 1}
    if len(rows) == 1 and classes < 100:  # each pixel of a picture
        yield {"x": (2, classes, 12, 12)}, {"axis": 1}
        yield {"x": (2, classes, 12, 9)}, {"axis": (2, 3)}  # heat maps of key points, and spatial attention


@made_by("scores", of=("activation.cross_entropy",))
def _loss(layer: Layer) -> Iterator[Call]:
    rows, classes = layer.others["rows"], layer.others["classes"]
    yield {"x": (math.prod(rows), classes), "t": (math.prod(rows),)}, {}
    yield {"x": (1, classes), "t": (1,)}, {}


# ---------------------------------------------------------------- normalization

CHANNEL = ("gamma", "beta", "running_mean", "running_var")


@made_by("norm", of=("normalization.batch_norm",))
def _norm(layer: Layer) -> Iterator[Call]:
    given = {a: layer.others[a] for a in ("eps", "momentum") if a in layer.others}
    every = {"x": layer.x, **dict.fromkeys(CHANNEL, (layer.into,))}
    yield {a: every[a] for a in ("x", "gamma", "beta")}, given | {"training": True}
    yield every, given | {"training": False}
    yield every, given | {"training": True}
    for eps in (layer.others.get("eps", 1e-5), 1e-12):  # which matters for small variances only
        yield {a: every[a] for a in ("x", "gamma", "beta")}, {"eps": eps, "training": True}, NEAR_ZERO


@made_by("norm", of=("normalization.batch_mean", "normalization.batch_var"))
def _moments(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x}, {}
    yield {"x": layer.x}, {"correction": 1}


@made_by("norm", of=("normalization.next_running_mean",))
def _running_mean(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x, "running_mean": (layer.into,)}, {"momentum": layer.others.get("momentum", 0.1)}


@made_by("norm", of=("normalization.next_running_var",))
def _running_var(layer: Layer) -> Iterator[Call]:
    for word in (1, 0):
        kwargs = {"momentum": layer.others.get("momentum", 0.1), "running_correction": word}
        yield {"x": layer.x, "running_var": (layer.into,)}, kwargs


@made_by("norm", of=("normalization.group_norm",))
def _groups(layer: Layer) -> Iterator[Call]:
    every = {"x": layer.x, "gamma": (layer.into,), "beta": (layer.into,)}
    for groups in sorted({1, math.gcd(32, layer.into), layer.into}):  # layer, group and instance normalization
        yield every, {"groups": groups}
    yield every, {"groups": 1, "eps": 1e-12}, NEAR_ZERO


@made_by("linear", of=("normalization.layer_norm",))
def _vectors(layer: Layer) -> Iterator[Call]:
    k = layer.out
    for x in ((layer.batch, k), (2, 5, k)):
        yield {"x": x, "gamma": (k,), "beta": (k,)}, {}
        yield {"x": x, "gamma": (k,), "beta": (k,)}, {"eps": 1e-12}, NEAR_ZERO


@made_by("max", "avg", of=("pooling.adaptive_avg_pool",))
def _adaptive(layer: Layer) -> Iterator[Call]:
    if math.prod(layer.x) <= 2**15:  # windows of many entries take the reference long
        for size in (1, 6, 7) if layer.kind == "avg" else (3,):  # 6 of AlexNet, 7 of VGG, 1 to 6 of pyramids
            yield {"x": layer.x}, {"size": size}


@made_by("lrn", of=("normalization.local_response_norm",))
def _local(layer: Layer) -> Iterator[Call]:
    x = (layer.batch, layer.into, *layer.width)
    yield {"x": x}, {}
    yield {"x": x}, {"size": layer.others["size"], "alpha": 0.0001, "beta": 0.75, "bias": 2.0}  # as AlexNet's paper
    yield {"x": x}, {"size": 3, "alpha": 0.00005, "beta": 0.75}  # as CIFAR-10's network of cuda-convnet


# ---------------------------------------------------------------- arithmetic


@made_by("norm", of=("arrays.add", "arrays.sub", "arrays.mul", "arrays.div"))
def _combined(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x, "z": layer.x}, {}  # a residual connection
    yield {"x": layer.x, "z": (1, layer.into, *[1] * len(layer.width))}, {}  # a number for each channel
    yield {"x": layer.x, "z": (layer.batch, layer.into, *[1] * len(layer.width))}, {}  # squeeze and excitation


@made_by("linear", of=("arrays.matmul",))
def _matrices(layer: Layer) -> Iterator[Call]:
    x, z = (layer.batch, layer.into), (layer.into, min(layer.out, 128))
    yield {"x": x, "z": z}, {}
    yield {"x": (1, *x), "z": (1, *z)}, {}


@made_by("global", of=("arrays.mean",))
def _means(layer: Layer) -> Iterator[Call]:
    yield {"x": layer.x}, {"axis": tuple(range(2, len(layer.x)))}


# ---------------------------------------------------------------- sizes and counts, of the network itself


def on_axis(v: Any, k: int) -> Any:
    """What an argument says about one axis: geometries of sizes are asked for axis by axis."""
    return v[k] if isinstance(v, tuple) else v


@made_by("conv", "max", "avg", of=("geometry.output_size",))
@made_by("up", of=("geometry.transposed_output_size",))
def _size(layer: Layer) -> Iterator[Call]:
    extra = {"output_padding": layer.others["extra"]} if "extra" in layer.others else {}
    ceil = {"ceil_mode": layer.others["ceil"]} if "ceil" in layer.others else {}
    for kwargs in windows(layer):
        if layer.kind in ("max", "avg"):
            kwargs.setdefault("stride", layer.others["kernel"])
        every = {"H": layer.asked, "kernel_size": layer.others["kernel"], **kwargs, **extra, **ceil}
        for k in range(len(layer.asked)):
            yield {}, {a: on_axis(v, k) for a, v in every.items()}


@made_by("conv", of=("geometry.conv_parameters", "geometry.conv_connections", "geometry.conv_multiply_adds"))
def _counts(layer: Layer) -> Iterator[Call]:
    inputs, outputs = layer.channels
    given = {"inputs": inputs, "outputs": outputs, "kernel_size": layer.kernel, "positions": layer.asked}
    yield {}, given | {"groups": layer.groups, "bias": layer.others.get("bias", True)}


@made_by("max", "avg", of=("geometry.pool_connections",))
def _pool_counts(layer: Layer) -> Iterator[Call]:
    yield {}, {"channels": layer.channels[0], "kernel_size": layer.kernel, "positions": layer.asked}


@made_by("linear", of=("geometry.dense_parameters",))
def _dense_counts(layer: Layer) -> Iterator[Call]:
    yield {}, {"rows": layer.channels[1], "columns": layer.channels[0]}


@made_by("norm", of=("geometry.batch_norm_parameters",))
def _norm_counts(layer: Layer) -> Iterator[Call]:
    yield {}, {"channels": layer.channels[0]}
