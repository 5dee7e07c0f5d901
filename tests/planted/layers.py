"""Wrong fast forms and wrong statements of the layers."""

import numpy as np
from sympy import Abs, Eq, Max, Mod, Piecewise, Rational, Sum, floor

from mathcnn import layers as L
from mathcnn.geometry.letters import H, dilation, kernel_size, p, stride
from mathcnn.language.statement import AllAxes
from mathcnn.layers import conv, conv_transpose, linear, pad, resize
from mathcnn.layers.letters import C, M, a, b, c, e, from_, i, n, o, t, tap, w, x, y, z
from mathcnn.layers.resize import at, held, near, value


def _swapped(v):
    return v[::-1] if isinstance(v, tuple) else v


def _one_tap_dropped(x, w, b=None, **kw):
    w = w.copy()
    w.flat[-1] = 0
    return conv(x, w, b, **kw)


def _interleaved(x, w, b=None, *, groups=1, **kw):
    shuffled = x.reshape(len(x), groups, -1, *x.shape[2:]).swapaxes(1, 2).reshape(x.shape)
    return conv(shuffled, w, b, groups=groups, **kw)


def _last_column_missed(x, w, b=None, **kw):
    y = conv(x, w, b, **kw)
    y[..., -1] = y[..., 0]
    return y


def resized(x, size=None, scale=None, *, wrong, **options):
    """`resize` with other options than those that are given: `wrong` takes them to others."""
    return resize(x, size, scale, **{**options, **wrong(options)})


def recomputed(x, size=None, scale=None, **options):
    """The scale is that of the sizes, also where another one is given."""
    return resize(x, resize.shape(x, size, scale)[2:], None, **options)


def halves(x, *args, **options):
    """Entries in half precision."""
    return resize(x.astype(np.float16).astype(x.dtype), *args, **options)


def as_nearest(options):
    return {"mode": "nearest"}


def unaligned(options):
    return {"coordinates": "half_pixel"} if options.get("coordinates") == "align_corners" else {}


def asymmetric(options):
    return {"coordinates": "asymmetric"} if options.get("coordinates", "half_pixel") == "half_pixel" else {}


def half_up(options):
    return {"rounding": "round_prefer_ceil"} if options.get("rounding") != "floor" else {}


def down(options):
    return {"rounding": "floor"}


FAST = {
    "resize: the nearest entry for linear": (resize, lambda *args, **k: resized(*args, **k, wrong=as_nearest)),
    "resize: corners are not aligned": (resize, lambda *args, **k: resized(*args, **k, wrong=unaligned)),
    "resize: asymmetric for half pixels": (resize, lambda *args, **k: resized(*args, **k, wrong=asymmetric)),
    "resize: rounds half up": (resize, lambda *args, **k: resized(*args, **k, wrong=half_up)),
    "resize: always rounds down": (resize, lambda *args, **k: resized(*args, **k, wrong=down)),
    "resize: the scale of the sizes": (resize, recomputed),
    "resize: in half precision": (resize, halves),
    "dilation ignored": (conv, lambda x, w, b=None, *, dilation=1, **kw: conv(np.asarray(x), w, b, **kw)),
    "dilation axes swapped": (
        conv,
        lambda x, w, b=None, *, dilation=1, **kw: conv(x, w, b, dilation=_swapped(dilation), **kw),
    ),
    "stride[0] on every axis": (
        conv,
        lambda x, w, b=None, *, stride=1, **kw: conv(
            x, w, b, stride=stride[0] if isinstance(stride, tuple) else stride, **kw
        ),
    ),
    "padding before and after swapped": (
        conv,
        lambda x, w, b=None, *, padding=0, **kw: conv(
            x,
            w,
            b,
            padding=tuple(pair[::-1] if isinstance(pair, tuple) else pair for pair in padding)
            if isinstance(padding, tuple)
            else padding,
            **kw,
        ),
    ),
    "one tap dropped": (conv, _one_tap_dropped),
    "channels of groups interleaved": (conv, _interleaved),
    "inputs rounded to half": (conv, lambda x, w, b=None, **kw: conv(x.astype("f2").astype(x.dtype), w, b, **kw)),
    "last column wrong": (conv, _last_column_missed),
    "bias added twice": (conv, lambda x, w, b=None, **kw: conv(x, w, None if b is None else 2 * b, **kw)),
    "kernel always flipped": (conv, lambda x, w, b=None, *, flip=False, **kw: conv(x, w, b, flip=True, **kw)),
    "output padding ignored": (
        conv_transpose,
        lambda x, w, b=None, *, output_padding=0, **kw: conv_transpose(x, w, b, **kw),
    ),
    "transposed kernel flipped": (conv_transpose, lambda x, w, b=None, **kw: conv_transpose(x, w[..., ::-1], b, **kw)),
    "a matrix the wrong way round": (linear, lambda x, w, b=None: linear(x, w[::-1], b)),
    "circular by one too many": (
        pad,
        lambda x, padding, mode="zero": (
            np.roll(pad(x, padding, mode), 1, -1) if mode == "circular" else pad(x, padding, mode)
        ),
    ),
    "circular padding replaced by zeros": (
        pad,
        lambda x, padding, mode="zero": pad(x, padding, "zero" if mode == "circular" else mode),
    ),
    "reflect repeats the border": (
        pad,
        lambda x, padding, mode="zero": (
            np.pad(x, ((0, 0), (0, 0), *padding), "symmetric") if mode == "reflect" else pad(x, padding, mode)
        ),
    ),
    "cropped from the beginning only": (
        L.crop,
        lambda x, padding: L.crop(x, tuple((sum(pq), 0) for pq in padding) if isinstance(padding, tuple) else padding),
    ),
    "cropping by before on both sides": (L.crop, lambda x, padding: np.roll(L.crop(x, padding), 1, -1)),
    "columns first": (L.flatten, lambda x: x.reshape(len(x), -1, order="F")),
}


def _conv(
    bias=b[o],
    weight=w[o, c, tap],
    channel=floor(o / M) * C + c,
    place=stride * i + dilation * a - p,
    first=0,
    factor=1,
    image=n,
):
    products = Sum(weight * x[image, channel, place], (c, first, C - 1), (a, 0, kernel_size - 1))
    return conv.restated(Eq(y[n, o, i], bias + factor * products))


def _transpose(
    place=i + p - dilation * a,
    output=Mod(o, M),
    channel=floor(o / M) * C + c,
    stuffed=Piecewise((x[n, e, floor(t / stride)], Eq(Mod(t, stride), 0)), (0, True)),
):
    products = Sum(w[channel, output, a] * z[n, channel, place], (c, 0, C - 1), (a, 0, kernel_size - 1))
    return conv_transpose.restated(Eq(y[n, o, i], b[o] + products), [Eq(z[n, e, t], stuffed)])


TWO_TAPS = x[n, c, held(floor(at) + a)] * AllAxes(1 - Abs(at - floor(at) - a))

STATEMENTS = {
    "resize: twice": resize.restated(Eq(y[n, c, i], 2 * value)),
    "resize: one further": resize.restated(Eq(y[n, c, i], x[n, c, held(near + 1)])),
    "resize: not held at the border": resize.restated(Eq(y[n, c, i], x[n, c, near])),
    "resize: always the nearest": resize.restated(Eq(y[n, c, i], x[n, c, held(floor(at + Rational(1, 2)))])),
    "resize: always linear": resize.restated(Eq(y[n, c, i], Sum(TWO_TAPS, (a, 0, 1)))),
    "resize: one tap": resize.restated(Eq(y[n, c, i], Sum(TWO_TAPS, (a, 0, 0)))),
    "resize: reversed": resize.restated(Eq(y[n, c, i], x[n, c, H - 1 - held(floor(at))])),
    "resize: the first channel": resize.restated(Eq(y[n, c, i], x[n, 0 * c, held(floor(at))])),
    "twice": _conv(factor=2),
    "zero": _conv(factor=0),
    "first channel lost": _conv(first=1),
    "padding added": _conv(place=stride * i + dilation * a + p),
    "dilation times stride": _conv(place=stride * (i + dilation * a) - p),
    "groups start at floor(o / M)": _conv(channel=floor(o / M) + c),
    "bias of channel 0": _conv(bias=b[0]),
    "kernel flipped": _conv(weight=w[o, c, kernel_size - 1 - tap]),
    "always the first image": _conv(image=0 * n),
    "weights of channel 0": _conv(weight=w[o, 0 * c, tap]),
    "shifted by one": _conv(place=stride * i + dilation * a - p + 1),
    "stride ignored": _conv(place=i + dilation * a - p),
    "transposed: padding subtracted": _transpose(place=i - p - dilation * a),
    "transposed: kernel turned": _transpose(place=i + p + dilation * a),
    "transposed: dilation ignored": _transpose(place=i + p - a),
    "transposed: no zeros between": _transpose(stuffed=x[n, e, floor(t / stride)]),
    "transposed: outputs by o": _transpose(output=floor(o / M)),
    "linear: transposed weights": linear.restated(Eq(y[n, o], b[o] + Sum(w[o, C - 1 - c] * x[n, c], (c, 0, C - 1)))),
    "linear: last input lost": linear.restated(Eq(y[n, o], b[o] + Sum(w[o, c] * x[n, c], (c, 0, C - 2)))),
    "linear: twice": linear.restated(Eq(y[n, o], b[o] + 2 * Sum(w[o, c] * x[n, c], (c, 0, C - 1)))),
    "linear: bias subtracted": linear.restated(Eq(y[n, o], -b[o] + Sum(w[o, c] * x[n, c], (c, 0, C - 1)))),
    "flatten: the other way round": L.flatten.restated(Eq(y[n, c], x[n, C - 1 - c])),
    "flatten: the first image": L.flatten.restated(Eq(y[n, c], x[0 * n, c])),
    "pad: doubled": pad.restated(Eq(y[n, c, i], 2 * x[n, c, from_])),
    "pad: channel 0": pad.restated(Eq(y[n, c, i], x[n, 0 * c, from_])),
    "pad: never negative": pad.restated(Eq(y[n, c, i], Max(0, x[n, c, from_]))),
    "crop: nothing left out before": L.crop.restated(Eq(y[n, c, i], x[n, c, i])),
    "crop: twice as much left out": L.crop.restated(Eq(y[n, c, i], x[n, c, i + 2 * p])),
    "crop: of channel 0": L.crop.restated(Eq(y[n, c, i], x[n, 0 * c, i + p])),
    "crop: doubled": L.crop.restated(Eq(y[n, c, i], 2 * x[n, c, i + p])),
    "pad: first image": pad.restated(Eq(y[n, c, i], x[0 * n, c, from_])),
}
