"""Layers over arrays (N, C, *space), at every spatial rank from 1 to 3.

Conventions: `conv` slides the kernel without turning it (cross-correlation), as frameworks do; `flip=True` turns it. Weights
are (O, C/groups, *kernel) for `conv`, and for its transpose those of the convolution that it transposes. Padding: "valid",
"full", "same" (ceil(i / s) positions, the odd zero after), a number, one an axis, or a pair (before, after) an axis.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from sympy import Abs, Eq, IndexedBase, Max, Min, Mod, Piecewise, Sum, floor, symbols

from . import geometry
from .formula import formula
from .geometry import H, dilation, kernel_size, output_padding, p, padding, q, reach, stride
from .statement import Axis, Convention, Spelling
from .writing import writable

n, o, c, e = symbols("n o c e", integer=True)
N, C, O, M, groups = symbols("N C O M groups", integer=True, positive=True)  # M output channels a group
i, a, t = Axis("i j k"), Axis("u v t"), Axis("r s t")
tap, from_ = Axis("tap"), Axis("from_")
x, w, b, y, z = map(IndexedBase, "xwbyz")
size, size_transposed = geometry.positions, geometry.positions_transposed
flip = Convention(tap, {False: (a,), True: (kernel_size - 1 - a,)})


@formula(
    Eq(y[n, o, i], b[o] + Sum(w[o, c, tap] * x[n, floor(o / M) * C + c, stride * i + dilation * a - p], (c, 0, C - 1), (a, 0, kernel_size - 1))),
    shapes="(N, groups*C, *H), (groups*M, C, *kernel_size), (groups*M)? -> (N, groups*M, *size)",
    source="dumoulin2016, section 2; goodfellow2016, eq. 9.6",
    padding=padding, flip=flip,
)  # fmt: skip
def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    """Cross-correlation of channels, which frameworks call convolution; `flip=True` is the true convolution.

    x: (N, groups*C, *space); w: (groups*M, C, *kernel); b: (groups*M) or None. Returns (N, groups*M, *size).
    Raises ValueError where the groups don't divide the channels or the kernel does not fit the padded input. Weights are meant
    to be finite: the fast form multiplies the padding's zeros, too, so an infinite weight there gives NaN, as in frameworks.

    >>> conv(np.ones((1, 2, 4, 5)), np.ones((3, 2, 2, 3)), stride=(2, 1)).shape
    (1, 3, 2, 3)
    """
    rank = x.ndim - 2
    if flip:
        w = w[(..., *[slice(None, None, -1)] * rank)]
    taps = windows(zero_padded(x, padding), w.shape[2:], stride, dilation)
    over = tuple(range(2 + rank, 2 + 2 * rank))
    per_group = [
        np.tensordot(x_g, w_g, ((1, *over), (1, *range(2, 2 + rank))))
        for x_g, w_g in zip(np.split(taps, groups, 1), np.split(w, groups), strict=True)
    ]
    y = np.moveaxis(np.concatenate(per_group, -1), -1, 1)
    return y if b is None else y + b.reshape(-1, *[1] * rank)


def zero_padded(x, padding, fill=0):
    """The input with `fill` before and after each spatial axis."""
    if not np.any(padding):
        return x
    shape = [h + before + after for h, (before, after) in zip(x.shape[2:], padding, strict=True)]
    out = np.full((*x.shape[:2], *shape), fill, x.dtype)
    out[(..., *(slice(before, before + h) for h, (before, _) in zip(x.shape[2:], padding, strict=True)))] = x
    return out


def windows(x, kernel, stride, dilation):
    """What each position of a kernel sees, as a view (N, C, *positions, *kernel)."""
    reaches = [d * (k - 1) + 1 for d, k in zip(dilation, kernel, strict=True)]
    view = sliding_window_view(x, reaches, tuple(range(2, x.ndim)))
    return view[(..., *(slice(None, None, s) for s in stride), *(slice(None, None, d) for d in dilation))]


def tap_places(kernel, stride, dilation, positions):
    """For each tap of a kernel, where in the padded input its positions lie, as slices."""
    for tap in np.ndindex(*kernel):
        yield tap, tuple(
            slice(d * u, d * u + s * (m - 1) + 1, s) for d, u, s, m in zip(dilation, tap, stride, positions, strict=True)
        )


def cropped(x, padding, shape):
    """The inverse of `zero_padded`: the spatial part that was there before."""
    return x[(..., *(slice(before, before + h) for (before, _), h in zip(padding, shape, strict=True)))]


def channel_groups(groups, *arrays_and_axes):
    """The groups of several arrays, side by side: views that can be written to."""
    return zip(*(np.split(array, groups, axis) for array, axis in arrays_and_axes), strict=True)


@conv.gradient
def conv_backward(dy, x, w, b=None, *, stride, padding, dilation, groups, flip):
    """Each tap sends dy back to where it read, and gathers there what dy weighs."""
    rank, positions = x.ndim - 2, dy.shape[2:]
    turn = (..., *[slice(None, None, -1 if flip else 1)] * rank)
    seen = zero_padded(x, padding)
    d_seen, dw = np.zeros(seen.shape, np.result_type(dy, w)), np.zeros(w.shape, np.result_type(dy, x))
    over = (0, *range(2, 2 + rank))
    for tap, at in tap_places(w.shape[2:], stride, dilation, positions):
        here = (slice(None), slice(None), *at)
        for d_in, x_g, w_g, dw_g, dy_g in channel_groups(groups, (d_seen, 1), (seen, 1), (w[turn], 0), (dw[turn], 0), (dy, 1)):
            d_in[here] += np.moveaxis(np.tensordot(dy_g, w_g[(..., *tap)], (1, 0)), -1, 1)
            dw_g[(..., *tap)] = np.tensordot(dy_g, x_g[here], (over, over))
    return cropped(d_seen, padding, x.shape[2:]), dw, None if b is None else dy.sum(axis=over)


@formula(
    Eq(y[n, o, i], b[o] + Sum(w[floor(o / M) * C + c, Mod(o, M), a] * z[n, floor(o / M) * C + c, i + p - dilation * a],
                              (c, 0, C - 1), (a, 0, kernel_size - 1))),
    where=[Eq(z[n, e, t], Piecewise((x[n, e, floor(t / stride)], Eq(Mod(t, stride), 0)), (0, True)))],
    shapes="(N, groups*C, *H), (groups*C, M, *kernel_size), (groups*M)? -> (N, groups*M, *size_transposed)",
    requires=[output_padding < Max(stride, dilation)],
    source="dumoulin2016, section 4",
    padding=Spelling((p, q), {"valid": (0, 0), "full": (reach, reach)}),
)  # fmt: skip
def conv_transpose(x, w, b=None, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    """The transpose (adjoint) of `conv` with the same weights and settings: each entry of x spreads the kernel.

    x: (N, groups*C, *space); w: (groups*C, M, *kernel); b: (groups*M) or None. `output_padding` (less than the stride or
    the dilation) chooses among the sizes that `conv` takes to the same one.

    >>> conv_transpose(np.ones((1, 2, 3, 4)), np.ones((2, 3, 3, 2)), stride=2).shape
    (1, 3, 7, 8)
    """
    rank, kernel = x.ndim - 2, w.shape[2:]
    M = w.shape[1]
    sizes = [s * (h - 1) + d * (k - 1) + 1 + extra
             for s, h, d, k, extra in zip(stride, x.shape[2:], dilation, kernel, output_padding, strict=True)]  # fmt: skip
    spread = np.zeros((len(x), groups * M, *sizes), np.result_type(x, w))
    for tap, at in tap_places(kernel, stride, dilation, x.shape[2:]):
        for out, x_g, w_g in channel_groups(groups, (spread, 1), (x, 1), (w, 0)):
            out[(slice(None), slice(None), *at)] += np.moveaxis(np.tensordot(x_g, w_g[(..., *tap)], (1, 0)), -1, 1)
    kept = [m - before - after for m, (before, after) in zip(sizes, padding, strict=True)]
    y = cropped(spread, padding, kept)
    return y if b is None else y + b.reshape(-1, *[1] * rank)


@conv_transpose.gradient
def conv_transpose_backward(dy, x, w, b=None, *, stride, padding, output_padding, dilation, groups):
    """The transpose of a transpose is the convolution itself."""
    rank, kernel = x.ndim - 2, w.shape[2:]
    seen = zero_padded(dy, padding)
    dx, dw = np.zeros(x.shape, np.result_type(dy, w)), np.zeros(w.shape, np.result_type(dy, x))
    over = (0, *range(2, 2 + rank))
    for tap, at in tap_places(kernel, stride, dilation, x.shape[2:]):
        for d_in, x_g, w_g, dw_g, dy_g in channel_groups(groups, (dx, 1), (x, 1), (w, 0), (dw, 0), (seen, 1)):
            here = dy_g[(slice(None), slice(None), *at)]
            d_in += np.moveaxis(np.tensordot(here, w_g[(..., *tap)], (1, 1)), -1, 1)
            dw_g[(..., *tap)] = np.tensordot(x_g, here, (over, over))
    return dx, dw, None if b is None else dy.sum(axis=over)


@formula(
    Eq(y[n, o], b[o] + Sum(w[o, c] * x[n, c], (c, 0, C - 1))),
    shapes="(N..., C), (O, C), (O)? -> (N..., O)",
    source="goodfellow2016, section 6.3",
)
def linear(x, w, b=None):
    """The fully connected layer, on the last axis of x.

    x: (..., C); w: (O, C); b: (O) or None. Returns (..., O).

    >>> linear([1.0, 2.0], [[1.0, 1.0], [0.0, 3.0]], [10.0, 20.0]).tolist()
    [13.0, 26.0]
    """
    y = x @ w.T
    return y if b is None else y + b


@linear.gradient
def linear_backward(dy, x, w, b=None):
    rows, outs = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    return dy @ w, outs.T @ rows, None if b is None else outs.sum(axis=0)


@formula(
    Eq(y[n, c, i], x[n, c, from_]),
    shapes="(N, C, *H) -> (N, C, *H + p + q)",
    source="PyTorch, torch.nn.functional.pad; NumPy, numpy.pad",
    padding=Spelling((p, q), {"full": (H - 1, H - 1)}),
    mode=Convention(from_, {
        "zero": (i - p,),
        "circular": (Mod(i - p, H),),
        "reflect": (Abs(Mod(i - p + H - 1, Max(1, 2 * H - 2)) - (H - 1)),),
        "replicate": (Min(Max(i - p, 0), H - 1),),
    }),
)  # fmt: skip
def pad(x, padding, mode="zero"):
    """The input continued beyond its border: by zeros, around a torus, mirrored at its last entry, or by that entry.

    x: (N, C, *space); padding: a number, one an axis, or a pair (before, after) an axis, or "full", one less than the size.

    >>> pad([[[1.0, 2.0, 3.0]]], 2, mode="reflect").tolist()
    [[[3.0, 2.0, 1.0, 2.0, 3.0, 2.0, 1.0]]]
    """
    if mode == "zero":
        return zero_padded(x, padding)
    for axis, at in enumerate(sources(x.shape[2:], padding, mode), 2):
        x = np.take(x, at, axis)
    return x


def sources(shape, padding, mode):
    """For each axis, the entry that each place of the padded input shows."""
    return [np.pad(np.arange(h), pair, {"circular": "wrap", "replicate": "edge"}.get(mode, mode))
            for h, pair in zip(shape, padding, strict=True)]  # fmt: skip


@pad.gradient
def pad_backward(dy, x, padding, mode):
    if mode == "zero":
        return (cropped(dy, padding, x.shape[2:]),)
    for axis, at in enumerate(sources(x.shape[2:], padding, mode), 2):
        shown = np.moveaxis(dy, axis, 0)
        entries = np.zeros((x.shape[axis], *shown.shape[1:]), dy.dtype)
        np.add.at(entries, at, shown)
        dy = np.moveaxis(entries, 0, axis)
    return (dy,)


@formula(Eq(y[n, c], x[n, c]), shapes="(N, C...) -> (N, C)", source="goodfellow2016, section 9.3")
def flatten(x):
    """Everything after the batch axis in one row, the last axis fastest.

    x: (N, ...). Returns (N, entries of one image).

    >>> flatten(np.zeros((2, 3, 4, 5))).shape
    (2, 60)
    """
    return x.reshape(len(x), -1)


@flatten.gradient
def flatten_backward(dy, x):
    return (dy.reshape(x.shape),)


# ---------------------------------------------------------------- what laws are said with


@writable(r"{}\!\downarrow_{{{stride}}}")
def every(y, *, stride):
    """Every s-th entry of each spatial axis."""
    return y[(..., *(slice(None, None, s) for s in stride))]


@writable(r"\operatorname{{pad}}_{{{padding}}} {}")
def surrounded(x, *, padding):
    """Zeros around the spatial axes, in the type of x."""
    return np.pad(x, ((0, 0), (0, 0), *padding))


@writable(r"{}\!\uparrow_{{{dilation}}}")
def spaced(w, *, dilation):
    """Zeros between the taps."""
    out = np.zeros((*w.shape[:2], *(d * (k - 1) + 1 for d, k in zip(dilation, w.shape[2:], strict=True))), w.dtype)
    out[(..., *(slice(None, None, d) for d in dilation))] = w
    return out


@writable(r"{}_{{[g]}}")
def last_group(array, *, groups, axis):
    """The last of the groups of channels."""
    return np.split(array, groups, axis)[-1]


@writable(r"\mathbf{{1}}")
def identity(x):
    """The kernel of one tap that sends each channel to itself."""
    C = x.shape[1]
    return np.eye(C, dtype=x.dtype).reshape(C, C, *[1] * (x.ndim - 2))


@writable(r"(0, {})")
def after_zero(w):
    """A tap of zero before the taps of the last axis."""
    return np.concatenate([w[..., :1] * 0, w], -1)


@writable(r"{}_{{1:}}")
def tail(x):
    """Without the first entry of the last axis."""
    return x[..., 1:]


@writable(r"{}_{{[0]}}")
def first(x):
    """The first entry of the first axis, which stays."""
    return x[:1]


@writable(r"{}_{{\cdot [0]}}")
def first_channel(y):
    """The first entry of the second axis, which stays."""
    return y[:, :1]


@writable(r"{}_{{\cdot}}")
def per_channel(b, *, like):
    """A bias as an array that broadcasts over space."""
    return b.reshape(-1, *[1] * (like.ndim - 2))


@writable(r"{}^{{\top}}")
def transposed(x):
    """The last two axes swapped."""
    return np.swapaxes(x, -1, -2)


@writable(r"{}^{{\top}}")
def axes_swapped(v):
    """A parameter of two axes with the axes swapped."""
    return v[::-1]


@writable(r"\tilde {}")
def turned(w):
    """The kernel turned about its centre."""
    return w[(..., *[slice(None, None, -1)] * (w.ndim - 2))]


@writable(r"\langle {}, {} \rangle")
def inner(a, b):
    """The sum of the products of two arrays' entries."""
    return (a * b).sum()


@writable(r"{}_{{n}}")
def kept(y, *, like):
    """The part of an array that is as large as another."""
    return y[tuple(map(slice, like.shape))]


@writable(r"\mathbf{{1}}")
def unit_matrix(x):
    """The unit matrix for the last axis of x."""
    return np.eye(x.shape[-1], dtype=x.dtype)


@writable(r"{}_{{\cdot\cdot 0}}")
def one_pixel(rows):
    """Rows as images of one pixel."""
    return rows.reshape(-1, rows.shape[-1], 1)


@writable(r"{}\vert_{{{padding}}}")
def inside(y, *, padding):
    """What lies between the padding before and after."""
    return y[(..., *(slice(before, n - after) for (before, after), n in zip(padding, y.shape[2:], strict=True)))]


@writable(r"{}[H\!:]")
def turn_later(y, *, like):
    """From one size of `like` on, along the last axis."""
    return y[..., like.shape[-1] :]


@writable(r"{}[:\!-H]")
def without_last_turn(y, *, like):
    """All but the last size of `like`, along the last axis."""
    return y[..., : y.shape[-1] - like.shape[-1]]


@writable(r"{}^{{\leftrightarrow}}")
def exchanged(padding):
    """Before and after exchanged."""
    return tuple((after, before) for before, after in padding)


@writable(r"{}\vert_{{\pm {padding}}}")
def around_first(y, *, padding):
    """As many places after the first entry as there are before it, where that many exist."""
    reach = [min(before, n - before - 1) for (before, _), n in zip(padding, y.shape[2:], strict=True)]
    return y[(..., *(slice(before - r, before + r + 1) for (before, _), r in zip(padding, reach, strict=True)))]


@writable(r"\operatorname{{row}} {}")
def row(x):
    """The entries of each image one after another, by counting."""
    return np.array([[x[k, *at] for at in np.ndindex(*x.shape[1:])] for k in range(len(x))])


# ---------------------------------------------------------------- laws: each removes one parameter, the last fix what is left


@conv.law()
def subsamples(conv, x, w, stride, padding, dilation, groups):
    """A stride is a subsampling of the result without it; padding is given in numbers, since "same" depends on it."""
    common = {"padding": padding, "dilation": dilation, "groups": groups}
    return conv(x, w, stride=stride, **common), every(conv(x, w, **common), stride=stride)


@conv.law()
def pads(conv, x, w, padding):
    """Padding is an input with zeros around it."""
    return conv(x, w, padding=padding), conv(surrounded(x, padding=padding), w)


@conv.law()
def dilates(conv, x, w, dilation):
    """A dilated kernel is a zero-stuffed kernel."""
    return conv(x, w, dilation=dilation), conv(x, spaced(w, dilation=dilation))


@conv.law()
def splits_into_groups(conv, x, w, groups):
    """Each group is a convolution of its own; shown for the last."""
    return (last_group(conv(x, w, groups=groups), groups=groups, axis=1),
            conv(last_group(x, groups=groups, axis=1), last_group(w, groups=groups, axis=0)))  # fmt: skip


@conv.law()
def flips(conv, x, w):
    """The true convolution is the cross-correlation with the kernel turned."""
    return conv(x, w, flip=True), conv(x, turned(w), flip=False)


@conv.law(v="w")
def adds_kernels(conv, x, w, v):
    return conv(x, w + v), conv(x, w) + conv(x, v)


@conv.law(z="x")
def adds_inputs(conv, x, z, w):
    return conv(x + z, w), conv(x, w) + conv(z, w)


@conv.law()
def adds_bias(conv, x, w, b):
    return conv(x, w, b), conv(x, w) + per_channel(b, like=x)


@conv.law()
def treats_images_alone(conv, x, w):
    """A result depends on its own image only: the batch may be of any size."""
    return first(conv(x, w)), conv(first(x), w)


@conv.law(held={"groups": 1})
def treats_outputs_alone(conv, x, w):
    """An output channel depends on its own weights only."""
    return first_channel(conv(x, w)), conv(x, first(w))


@conv.law(held={"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "flip": False})
def has_unit(conv, x):
    """The identity kernel changes nothing."""
    return conv(x, identity(x)), x


@conv.law(held={"flip": False, "stride": 1, "padding": 0, "dilation": 1, "groups": 1})
def reads_later(conv, x, w):
    """A kernel that starts with a zero is the kernel without it, one place later."""
    return conv(x, after_zero(w)), conv(tail(x), w)


@conv.law(rank=2)
def transposes(conv, x, w, stride, padding, dilation):
    """Swapping the axes of both arguments, and of every parameter, swaps those of the result."""
    return (conv(transposed(x), transposed(w), stride=axes_swapped(stride), padding=axes_swapped(padding), dilation=axes_swapped(dilation)),
            transposed(conv(x, w, stride=stride, padding=padding, dilation=dilation)))  # fmt: skip


@conv.fails(held={"groups": 1, "stride": 1, "padding": 0, "dilation": 1})
def ignores_tap_order(conv, x, w):
    """The kernel turned gives another result, unless it is symmetric."""
    return conv(x, turned(w)), conv(x, w)


@conv_transpose.law(y="(N, groups*M, *size_transposed)")
def is_the_adjoint(conv_transpose, x, w, y, stride, padding, output_padding, dilation, groups):
    """<conv y, x> = <y, conv_transpose x>: each is the other's transpose, over the entries that x has."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    return (inner(kept(conv(y, w, **options), like=x), x),
            inner(y, conv_transpose(x, w, output_padding=output_padding, **options)))  # fmt: skip


@conv_transpose.law(v="w")
def transpose_adds_kernels(conv_transpose, x, w, v):
    return conv_transpose(x, w + v), conv_transpose(x, w) + conv_transpose(x, v)


@conv_transpose.law(z="x")
def transpose_adds_inputs(conv_transpose, x, z, w):
    return conv_transpose(x + z, w), conv_transpose(x, w) + conv_transpose(z, w)


@conv_transpose.law()
def transpose_adds_bias(conv_transpose, x, w, b):
    return conv_transpose(x, w, b), conv_transpose(x, w) + per_channel(b, like=x)


@conv_transpose.law()
def transpose_splits_into_groups(conv_transpose, x, w, groups):
    """Each group is a transposed convolution of its own; shown for the last."""
    return (last_group(conv_transpose(x, w, groups=groups), groups=groups, axis=1),
            conv_transpose(last_group(x, groups=groups, axis=1), last_group(w, groups=groups, axis=0)))  # fmt: skip


@conv_transpose.law(held={"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1, "groups": 1})
def transpose_has_unit(conv_transpose, x):
    """The identity kernel changes nothing."""
    return conv_transpose(x, identity(x)), x


@conv_transpose.fails(plain=True)
def inverts_the_convolution(conv_transpose, x, w):
    """The transpose goes back to the size, and not to the values."""
    return conv(conv_transpose(x, w), w), x


@linear.law(v="w")
def adds_weights(linear, x, w, v):
    return linear(x, w + v), linear(x, w) + linear(x, v)


@linear.law(z="x")
def adds_rows(linear, x, z, w):
    return linear(x + z, w), linear(x, w) + linear(z, w)


@linear.law()
def adds_a_bias(linear, x, w, b):
    return linear(x, w, b), linear(x, w) + b


@linear.law()
def has_the_unit_matrix(linear, x):
    """The unit matrix changes nothing."""
    return linear(x, unit_matrix(x)), x


@linear.law(v="(P, O)")
def composes(linear, x, w, v):
    """Two layers without anything between them are one, of the product of their matrices."""
    return linear(linear(x, w), v), linear(x, v @ w)


@linear.law()
def is_a_convolution_of_one_tap(linear, x, w, b):
    """A fully connected layer is a convolution with a kernel of one entry."""
    return one_pixel(linear(x, w, b)), conv(one_pixel(x), one_pixel(w), b)


@linear.fails(z="x")
def is_linear(linear, x, z, w, b):
    """With a bias it is affine: the bias would be added twice."""
    return linear(x + z, w, b), linear(x, w, b) + linear(z, w, b)


@flatten.law()
def reads_in_order(flatten, x):
    """Entry by entry, the last axis fastest."""
    return flatten(x), row(x)


@pad.law(held={"mode": "zero"})
def is_a_convolution_with_a_unit(pad, x, padding):
    """Zeros around are what a padded convolution with one tap adds."""
    return pad(x, padding), conv(x, identity(x), padding=padding)


@pad.law(v="x")
def adds(pad, x, v, padding):
    return pad(x + v, padding), pad(x, padding) + pad(v, padding)


@pad.law()
def keeps_the_inside(pad, x, padding):
    """Away from the border nothing changes, whatever the mode."""
    return inside(pad(x, padding), padding=padding), x


@pad.law(held={"mode": "circular"})
def wraps_around(pad, x, padding):
    """On the torus, a place and the one a whole turn later show the same entry."""
    return turn_later(pad(x, padding), like=x), without_last_turn(pad(x, padding), like=x)


@pad.law(held={"mode": "replicate"}, back="1..3", plain=True)
def repeats_the_border(pad, x, back):
    """Every place before the first shows the first, and padding twice is padding further."""
    return pad(pad(x, back, mode="replicate"), back, mode="replicate"), pad(x, back + back, mode="replicate")


@pad.law()
def reverses(pad, x, padding):
    """Turning the input turns the result, with before and after exchanged."""
    return pad(turned(x), exchanged(padding)), turned(pad(x, padding))


@pad.law(held={"mode": "reflect"})
def mirrors_at_its_first_entry(pad, x, padding):
    """The mirrored input, turned about its first entry, shows the same as far as the padding goes."""
    return around_first(pad(x, padding), padding=padding), turned(around_first(pad(x, padding), padding=padding))


@pad.fails(plain=True)
def mode_does_not_matter(pad, x, padding):
    """Zeros, a torus and a mirror differ."""
    return pad(x, padding, mode="circular"), pad(x, padding, mode="zero")
