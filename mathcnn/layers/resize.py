"""Resizing of the spatial axes: by the nearest entry, or by linear interpolation."""

from __future__ import annotations

import functools
from fractions import Fraction

import numpy as np
from sympy import Abs, Eq, Max, Rational, Sum, Symbol, ceiling, floor

from ..geometry.letters import H
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import AllAxes, Axis, Clamp, Convention, Ratio, Spelling, Within, axes, equation
from ..laws.families import additive, moves_with, part_by_part
from ..laws.words import every, first, one_size, space, turned
from .letters import a, c, i, n, x, y

L, P, Q = axes("L, P, Q", positive=True)  # the size of the result, and the scale P / Q
at = Axis("at", integer=None, real=True)  # the place in the input that an entry of the result is for
near = Axis("near")  # the integer that this place is rounded to
value = Symbol("value", real=True)
centred = (2 * i + 1) * Q / (2 * P) - Rational(1, 2)


def held(k):
    """The entry of an axis that is nearest to the place k."""
    return Clamp(k, 0, H - 1)


@formula(
    equation(y[n, c, i], value),
    shapes="(N, C, *H) -> (N, C, *L)",
    requires={Eq(L, floor(H * P / Q)): "a size that is floor(size of x * scale), if both are given"},
    source="ONNX, Resize; PyTorch, torch.nn.functional.interpolate",
    size=Spelling(L, {None: (floor(H * P / Q),)}),
    scale=Ratio((P, Q), {None: (L, H)}),
    mode=Convention(
        value,
        {
            "nearest": (x[n, c, held(near)],),
            "linear": (Sum(x[n, c, held(floor(at) + a)] * AllAxes(1 - Abs(at - floor(at) - a)), (a, 0, 1)),),
        },
    ),
    coordinates=Convention(
        at,
        {
            "half_pixel": (centred,),
            "pytorch_half_pixel": (centred * Within(1, 0, L),),
            "align_corners": (i * (H - 1) / Max(1, L - 1),),
            "asymmetric": (i * Q / P,),
            "half_pixel_symmetric": (((2 * i + 1 - L) * Q / P + H - 1) / 2,),
        },
    ),
    rounding=Convention(
        near,
        {
            "round_prefer_floor": (ceiling(at - Rational(1, 2)),),
            "round_prefer_ceil": (floor(at + Rational(1, 2)),),
            "floor": (floor(at),),
            "ceil": (ceiling(at),),
        },
    ),
)
def resize(x, size=None, scale=None, mode="nearest", coordinates="half_pixel", rounding="round_prefer_floor"):
    """The input resized along its spatial axes.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    size : int >= 1, or one for each axis: the size of the result; floor(size of x * scale) if None
    scale : rational number > 0, or one for each axis: the distance of two entries of the input, counted in entries of
        the result; size / size of x if None. A float counts as the fraction that it is. One of size and scale must be
        given
    mode : "nearest", the entry next to a place; "linear", linear interpolation between the two entries around it along
        each axis. Places outside the input count as the entry at its border
    coordinates : which place in the input belongs to entry i of the result, for a scale s, h entries of the input and l
        of the result: "half_pixel", (i + 1/2) / s - 1/2; "pytorch_half_pixel", the same, but 0 if l = 1;
        "align_corners", i (h - 1) / (l - 1), and 0 if l = 1; "asymmetric", i / s; "half_pixel_symmetric",
        (i + 1/2) / s - 1/2 + (h - l / s) / 2
    rounding : for the nearest entry, how a place is rounded to an integer: "round_prefer_floor" and
        "round_prefer_ceil", to the nearest one, the smaller or the larger of two; "floor"; "ceil"

    Returns
    -------
    Array (N, C, *sizes).

    Raises
    ------
    ValueError : neither size nor scale is given, they do not fit each other, or the result would be empty.

    >>> resize([[[1.0, 2.0, 4.0]]], scale=2, mode="linear").tolist()
    [[[1.0, 1.25, 1.75, 2.5, 3.5, 4.0]]]
    >>> resize([[[1.0, 2.0, 4.0]]], size=2, coordinates="asymmetric", rounding="floor").tolist()
    [[[1.0, 2.0]]]
    """
    for axis, (l, s) in enumerate(zip(size, scale, strict=True), 2):
        h = x.shape[axis]
        if mode == "nearest":
            x = np.take(x, nearest(h, l, s, coordinates, rounding), axis)
            continue
        lower, upper, share = shares(h, l, s, coordinates)
        share = share.astype(x.dtype).reshape(-1, *[1] * (x.ndim - axis - 1))
        x = np.take(x, lower, axis) * (1 - share) + np.take(x, upper, axis) * share
    return x


def place(k, h, l, s, coordinates):
    """The place in an axis of h entries that entry k of l is for, as a fraction."""
    if coordinates == "asymmetric":
        return k / s
    if coordinates == "align_corners":
        return Fraction(k * (h - 1), max(1, l - 1))
    if coordinates == "half_pixel_symmetric":
        return ((2 * k + 1 - l) / s + h - 1) / 2
    if coordinates == "pytorch_half_pixel" and l == 1:
        return Fraction(0)
    return (2 * k + 1) / (2 * s) - Fraction(1, 2)


HALF = Fraction(1, 2)
ROUNDED = {
    "round_prefer_floor": lambda at: -((HALF - at) // 1),
    "round_prefer_ceil": lambda at: (at + HALF) // 1,
    "floor": lambda at: at // 1,
    "ceil": lambda at: -(-at // 1),
}


@functools.lru_cache(maxsize=256)
def nearest(h, l, s, coordinates, rounding):
    """The entry of an axis of h entries that each of l entries is read from."""
    rounded = ROUNDED[rounding]
    found = np.array([min(max(rounded(place(k, h, l, s, coordinates)), 0), h - 1) for k in range(l)])
    found.flags.writeable = False
    return found


@functools.lru_cache(maxsize=256)
def shares(h, l, s, coordinates):
    """For each of l entries the entries of an axis of h between which its place lies, and the share of the second."""
    places = [place(k, h, l, s, coordinates) for k in range(l)]
    lower = [at // 1 for at in places]
    share = np.array([float(at - k) for at, k in zip(places, lower, strict=True)])
    found = *(np.array([min(max(k + one, 0), h - 1) for k in lower]) for one in (0, 1)), share
    for part in found:
        part.flags.writeable = False
    return found


@resize.gradient
def resize_backward(dy, x, size, scale, mode, coordinates, rounding):
    """The gradient: each entry of x gets what it gives to the result, with the same shares."""
    for axis, (h, l, s) in enumerate(zip(x.shape[2:], size, scale, strict=True), 2):
        dx = np.zeros((*dy.shape[:axis], h, *dy.shape[axis + 1 :]), dy.dtype)
        into = np.moveaxis(dx, axis, 0)
        from_ = np.moveaxis(dy, axis, 0)
        if mode == "nearest":
            np.add.at(into, nearest(h, l, s, coordinates, rounding), from_)
        else:
            lower, upper, share = shares(h, l, s, coordinates)
            share = share.astype(dy.dtype).reshape(-1, *[1] * (dy.ndim - 1))
            np.add.at(into, lower, from_ * (1 - share))
            np.add.at(into, upper, from_ * share)
        dy = dx
    return (dy,)


@writable(r"\operatorname{{rep}}_{{{scale}}} {}")
def repeated(x, *, scale):
    """Each entry repeated along each spatial axis, as often as an integer scale says."""
    for axis, s in enumerate(scale, 2):
        x = np.repeat(x, int(s), axis)
    return x


@writable(r"{}_{{\cdot,\cdot,[0]}}")
def first_places(x):
    """The first entry along each spatial axis; the axes stay."""
    return x[(..., *[slice(1)] * (x.ndim - 2))]


@writable(r"\sum_u u")
def places_of(x):
    """An array in the shape and number type of x whose entries are the sums of their own spatial indices."""
    return x * 0 + np.indices(x.shape[2:]).sum(0)


@writable(r"2 {}")
def doubled(scale):
    """Twice a scale, along each axis."""
    return tuple(2 * s for s in scale)


@writable(r"{}")
def as_integers(scale):
    """A scale of integers, along each axis."""
    return tuple(map(int, scale))


@writable(r"l_{{{}}}")
def length(y):
    """The size of the last axis."""
    return y.shape[-1]


def whole_scale(scale):
    """Whether a scale is an integer for each axis."""
    return isinstance(scale, tuple) and all(s == int(s) for s in scale)


SIZED = {"size": 1, "scale": None}  # so that a case is drawn; the law gives a size of its own
TO_SIZE = {"scale": None}
BY_SCALE = {"size": None}

resize.law(additive("x", "z"), name="resize_adds", says="A sum is resized as its terms are.")
resize.law(
    moves_with("x", "z"), name="resize_keeps_a_constant", says="A constant added to the input is added to the result."
)
resize.law(part_by_part("x", first), name="resizes_images_alone", says="A result depends on its own image only.")


@resize.law(held=SIZED, plain=True)
def changes_nothing_at_its_own_size(resize, x, mode, coordinates, rounding):
    """At the size of the input nothing changes, by every convention."""
    return resize(x, size=space(x), mode=mode, coordinates=coordinates, rounding=rounding), x


@resize.law(held=BY_SCALE, plain=True, requires=[whole_scale])
def repeats_at_an_integer_scale(resize, x, scale):
    """By an integer scale, the nearest entry by half pixels is each entry repeated."""
    return resize(x, scale=scale), repeated(x, scale=scale)


@resize.law(held=BY_SCALE, plain=True, requires=[whole_scale])
def is_undone_by_picking(resize, x, scale, mode):
    """By an integer scale s, with asymmetric coordinates rounded down, every s-th entry of the result is the input."""
    large = resize(x, scale=scale, mode=mode, coordinates="asymmetric", rounding="floor")
    return every(large, stride=as_integers(scale)), x


@resize.law(held=TO_SIZE, plain=True)
def turns_with_the_input(resize, x, size):
    """The input in reverse order gives the result in reverse order, by linear interpolation with half pixels."""
    return resize(turned(x), size=size, mode="linear"), turned(resize(x, size=size, mode="linear"))


@resize.law(held=TO_SIZE, plain=True)
def rounds_up_as_it_rounds_down(resize, x, size):
    """Rounded up, the input in reverse order gives what rounding down gives, in reverse order."""
    return resize(turned(x), size=size, rounding="ceil"), turned(resize(x, size=size, rounding="floor"))


@resize.law(held=TO_SIZE, plain=True)
def prefers_the_larger_as_the_smaller(resize, x, size):
    """Of two nearest entries, the larger index is to the reversed input what the smaller one is to the input."""
    larger = resize(turned(x), size=size, rounding="round_prefer_ceil")
    return larger, turned(resize(x, size=size, rounding="round_prefer_floor"))


@resize.law(held=TO_SIZE, plain=True)
def aligns_the_corners(resize, x, size, mode):
    """With align_corners the first entry of the result is the first entry of the input."""
    return first_places(resize(x, size=size, mode=mode, coordinates="align_corners")), first_places(x)


@resize.law(held=TO_SIZE, plain=True, rank=1, requires=[lambda H, size: size != 1 and size != (1,)])
def aligns_a_ramp(resize, x, size):
    """With align_corners 0, 1, ..., h - 1 become l numbers at equal distances from 0 to h - 1."""
    y = resize(places_of(x), size=size, mode="linear", coordinates="align_corners")
    return y * (length(y) - 1), places_of(y) * (length(x) - 1)


@resize.law(held=TO_SIZE, plain=True)
def is_symmetric_for_a_size(resize, x, size, mode):
    """If the size is given, half_pixel_symmetric is half_pixel."""
    return (
        resize(x, size=size, mode=mode, coordinates="half_pixel_symmetric"),
        resize(x, size=size, mode=mode, coordinates="half_pixel"),
    )


@resize.law(held=SIZED, plain=True)
def reads_the_first_at_size_one(resize, x, mode):
    """With pytorch_half_pixel a result of size 1 is the first entry."""
    return resize(x, size=one_size(x), mode=mode, coordinates="pytorch_half_pixel"), first_places(x)


@resize.law(held=BY_SCALE, plain=True, requires=[whole_scale])
def halves_are_pixels_above_size_one(resize, x, scale, mode):
    """For a result of more than one entry, pytorch_half_pixel is half_pixel."""
    return (
        resize(x, scale=doubled(scale), mode=mode, coordinates="pytorch_half_pixel"),
        resize(x, scale=doubled(scale), mode=mode, coordinates="half_pixel"),
    )


@resize.fails(held=TO_SIZE, plain=True)
def modes_are_one(resize, x, size):
    """The nearest entry is not the linear interpolation."""
    return resize(x, size=size, mode="nearest"), resize(x, size=size, mode="linear")


@resize.fails(held=TO_SIZE, plain=True)
def corners_do_not_matter(resize, x, size):
    """Aligned corners give another result than half pixels."""
    return (
        resize(x, size=size, mode="linear", coordinates="align_corners"),
        resize(x, size=size, mode="linear", coordinates="half_pixel"),
    )


@resize.fails(held=TO_SIZE, plain=True)
def ties_do_not_matter(resize, x, size):
    """Half way between two entries the roundings differ."""
    return resize(x, size=size, rounding="round_prefer_floor"), resize(x, size=size, rounding="round_prefer_ceil")
