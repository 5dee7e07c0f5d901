"""Wrong fast forms and wrong statements of sizes and counts."""

import sympy as sp
from sympy import Eq, Product, Sum, floor

from mathcnn import geometry as G
from mathcnn.geometry.counts import channels as geometry_channels
from mathcnn.geometry.counts import columns, count, inputs, outputs, places, rows, weights, with_bias
from mathcnn.geometry.letters import H, dilation, kernel_size, output_padding, p, q, reach, span, stride
from mathcnn.geometry.letters import kernel_size as geometry_kernel_size
from mathcnn.geometry.receptive_field import L as depth
from mathcnn.geometry.receptive_field import d, k, l, m, s
from mathcnn.geometry.sizes import o
from mathcnn.language.statement import AllAxes
from mathcnn.language.statement import AllAxes as geometry_AllAxes

FAST = {
    "ceil mode not clamped": (
        G.output_size,
        lambda H, kernel_size, *, ceil_mode=False, **kw: (
            G.output_size(H, kernel_size, **kw)
            if not ceil_mode
            else -(
                -(H + sum(_pair(kw, H, kernel_size)) - kw.get("dilation", 1) * (kernel_size - 1) - 1)
                // kw.get("stride", 1)
            )
            + 1
        ),
    ),
    "dilation ignored": (
        G.output_size,
        lambda H, kernel_size, *, dilation=1, **kw: G.output_size(H, kernel_size, **kw),
    ),
    "65 instead of 64": (
        G.output_size,
        lambda H, kernel_size, *, stride=1, dilation=1, **kw: (
            G.output_size(H, kernel_size, stride=stride, dilation=dilation, **kw) + (stride > 1 and dilation > 1)
        ),
    ),
    "output padding times dilation": (
        G.transposed_output_size,
        lambda H, kernel_size, *, output_padding=0, dilation=1, **kw: (
            G.transposed_output_size(H, kernel_size, output_padding=0, dilation=dilation, **kw)
            + output_padding * dilation
        ),
    ),
    "stride counts from its own layer": (G.receptive_field, lambda k, s, d: 1 + (d * (k - 1) * s.cumprod()).sum()),
    "bias forgotten": (G.conv_parameters, lambda *args, bias=True, **kw: G.conv_parameters(*args, bias=False, **kw)),
    "groups ignored": (G.conv_parameters, lambda *args, groups=1, **kw: G.conv_parameters(*args, **kw)),
}


def _pair(kw, H, kernel_size):
    return G.output_size.read((H, kernel_size), kw).scalars["padding"]


def _size(e):
    return G.output_size.restated(Eq(o, e))


def _back(e):
    return G.transposed_output_size.restated(Eq(o, e))


def _field(e):
    return G.receptive_field.restated(Eq(sp.Symbol("r"), e))


def _count(of, e):
    return of.restated(Eq(count, e))


STATEMENTS = {
    "one too few": _size(floor(span / stride)),
    "rounded up": _size(-floor(-span / stride) + 1),
    "padding on one side": _size(floor((span - q) / stride) + 1),
    "padding before twice": _size(floor((span - q + p) / stride) + 1),
    "dilation times kernel": _size(floor((H + p + q - dilation * kernel_size) / stride) + 1),
    "stride ignored": _size(span + 1),
    "transposed: stride times H": _back(stride * H + reach + 1 - p - q + output_padding),
    "transposed: padding added": _back(stride * (H - 1) + reach + 1 + p + q + output_padding),
    "transposed: kernel less one": _back(stride * (H - 1) + reach - p - q + output_padding),
    "transposed: output padding lost": _back(stride * (H - 1) + reach + 1 - p - q),
    "field: stride of its own layer": _field(1 + Sum(d[l] * (k[l] - 1) * Product(s[m], (m, 0, l)), (l, 0, depth - 1))),
    "field: strides of the layers after": _field(
        1 + Sum(d[l] * (k[l] - 1) * Product(s[m], (m, l, depth - 1)), (l, 0, depth - 1))
    ),
    "field: kernels add up": _field(1 + Sum(d[l] * k[l] * Product(s[m], (m, 0, l - 1)), (l, 0, depth - 1))),
    "field: dilation lost": _field(1 + Sum((k[l] - 1) * Product(s[m], (m, 0, l - 1)), (l, 0, depth - 1))),
    "field: zero for one pixel": _field(Sum(d[l] * (k[l] - 1) * Product(s[m], (m, 0, l - 1)), (l, 0, depth - 1))),
    "dense: n^3": _count(G.dense_parameters, (rows * columns) * rows + rows * columns),
    "dense: no bias": _count(G.dense_parameters, (rows * columns) ** 2),
    "conv: groups ignored": _count(G.conv_parameters, outputs * inputs * AllAxes(kernel_size) + with_bias * outputs),
    "conv: bias an input": _count(G.conv_parameters, weights + with_bias * inputs),
    "conv: one bias": _count(G.conv_parameters, weights + with_bias),
    "connections: bias once": _count(G.conv_connections, weights * AllAxes(places) + with_bias * outputs),
    "multiply-adds: doubled": _count(G.conv_multiply_adds, 2 * weights * AllAxes(places)),
    "pooling: channels squared": _count(
        G.pool_connections, geometry_channels**2 * AllAxes(kernel_size) * AllAxes(places)
    ),
    "batch norm: scale only": _count(G.batch_norm_parameters, geometry_channels),
    "subsample: the coefficient alone": _count(G.subsample_parameters, geometry_channels),
    "subsample: no bias": _count(
        G.subsample_connections, geometry_channels * geometry_AllAxes(geometry_kernel_size) * geometry_AllAxes(places)
    ),
    "subsample: one bias in all": _count(
        G.subsample_connections,
        geometry_channels * geometry_AllAxes(geometry_kernel_size) * geometry_AllAxes(places) + 1,
    ),
}
