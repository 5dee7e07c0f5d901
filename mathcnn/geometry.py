"""Sizes: outputs, receptive fields, parameters, connections, multiply-adds.

Output sizes are stated along one axis; a tuple of sizes gives a tuple of results. The expressions here are the ones that
the shape lines of `layers` and `pooling` name.

Conventions: padding is p before and q after; "same" gives ceil(i / s), the odd zero after; in ceil mode a window that
would start beyond the input and the padding before it is dropped.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import sympy as sp
from sympy import And, Eq, IndexedBase, Max, Min, Piecewise, Product, Sum, ceiling, floor, symbols

from .formula import Domain, as_objects, formula
from .statement import AllAxes, Axis, Convention, Spelling, axes
from .writing import writable

H = Axis("H W D", positive=True)                         # sizes of the input, one an axis
kernel_size, stride, dilation = axes("kernel_size, stride, dilation", positive=True)
p, q, output_padding = axes("p, q, output_padding", nonnegative=True)
ceil, transposed = symbols("ceil transposed", integer=True, nonnegative=True)

reach = dilation * (kernel_size - 1)                     # from the first tap to the last
same = Max(0, (ceiling(H / stride) - 1) * stride + reach + 1 - H)

PADDINGS = {"valid": (0, 0), "full": (reach, reach), "same": (floor(same / 2), same - floor(same / 2))}
padding = Spelling((p, q), PADDINGS)
ceil_mode = Convention(ceil, {False: (0,), True: (1,)})

span = H + p + q - reach - 1
positions = floor(span / stride) + 1
positions_ceil = Piecewise((Min(ceiling(span / stride) + 1, floor((H + p - 1) / stride) + 1), And(Eq(ceil, 1), span >= 0)), (positions, True))
positions_transposed = stride * (H - 1) + reach + 1 - p - q + output_padding

o = Axis("o")


@formula(
    Eq(o, positions_ceil),
    requires=[span >= 0],
    source="dumoulin2016, relationships 1 to 7 and 15; PyTorch, torch.nn.MaxPool2d, for the clamp of ceil mode",
    padding=Spelling((p, q), PADDINGS), ceil_mode=ceil_mode,
)  # fmt: skip
def output_size(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    """How many positions a kernel takes along an axis of length H.

    Tuples, one entry an axis, give a tuple. `padding` is a number, a pair (before, after), "valid", "same" or "full".

    >>> output_size(28, 5), output_size((28, 30), (5, 3), stride=(2, 1))
    (24, (12, 28))
    """
    before, after = padding if isinstance(padding, tuple) else (padding, padding)
    span = H + before + after - dilation * (kernel_size - 1) - 1
    if ceil_mode:
        return min(-(-span // stride), (H + before - 1) // stride) + 1
    return span // stride + 1


@formula(
    Eq(o, positions_transposed),
    requires=[positions_transposed >= 1, output_padding < Max(stride, dilation)],
    source="dumoulin2016, relationships 8 to 14",
    padding=Spelling((p, q), {"valid": (0, 0), "full": (reach, reach)}),
)
def transposed_output_size(H, kernel_size, *, stride=1, padding=0, dilation=1, output_padding=0):
    """The size of the input that a convolution takes to H positions: the output of its transpose.

    `output_padding` chooses among the sizes that the convolution takes to the same H.

    >>> transposed_output_size(24, 5), transposed_output_size(12, 3, stride=2, padding=1, output_padding=1)
    (28, 24)
    """
    before, after = padding if isinstance(padding, tuple) else (padding, padding)
    return stride * (H - 1) + dilation * (kernel_size - 1) + 1 - before - after + output_padding


# ---------------------------------------------------------------- Dumoulin & Visin, relationships 1 to 15


@output_size.law(plain=True)
def relationship_1(output_size, H, kernel_size):
    """No padding, unit stride."""
    return output_size(H, kernel_size), H - kernel_size + 1


@output_size.law(zeros="0..4", plain=True)
def relationship_2(output_size, H, kernel_size, zeros):
    """Padding, unit stride."""
    return output_size(H, kernel_size, padding=zeros), H - kernel_size + 2 * zeros + 1


@output_size.law(half="0..3", plain=True)
def relationship_3(output_size, H, half):
    """Half padding: an odd kernel keeps the size."""
    return output_size(H, 2 * half + 1, padding=half), H


@output_size.law(plain=True)
def relationship_4(output_size, H, kernel_size):
    """Full padding."""
    return output_size(H, kernel_size, padding="full"), H + kernel_size - 1


@output_size.law(plain=True)
def relationship_5(output_size, H, kernel_size, stride):
    """No padding, any stride: as many as fit."""
    return output_size(H, kernel_size, stride=stride), (H - kernel_size) // stride + 1


@output_size.law(zeros="0..4", plain=True)
def relationship_6(output_size, H, kernel_size, stride, zeros):
    """Padding, any stride."""
    return output_size(H, kernel_size, stride=stride, padding=zeros), (H + 2 * zeros - kernel_size) // stride + 1


@output_size.law(plain=True)
def relationship_7(output_size, H, kernel_size):
    """Pooling in windows that do not overlap: each takes kernel_size entries."""
    return output_size(H, kernel_size, stride=kernel_size), H // kernel_size


@transposed_output_size.law(plain=True)
def relationship_8(transposed_output_size, H, kernel_size):
    """No padding, unit stride, transposed."""
    return transposed_output_size(H, kernel_size), H + (kernel_size - 1)


@transposed_output_size.law(zeros="0..4", plain=True)
def relationship_9(transposed_output_size, H, kernel_size, zeros):
    """Padding, unit stride, transposed."""
    return transposed_output_size(H, kernel_size, padding=zeros), H + (kernel_size - 1) - 2 * zeros


@transposed_output_size.law(half="0..3", plain=True)
def relationship_10(transposed_output_size, H, half):
    """Half padding, transposed."""
    return transposed_output_size(H, 2 * half + 1, padding=half), H


@transposed_output_size.law(plain=True)
def relationship_11(transposed_output_size, H, kernel_size):
    """Full padding, transposed."""
    return transposed_output_size(H, kernel_size, padding="full"), H - (kernel_size - 1)


@transposed_output_size.law(plain=True)
def relationship_12(transposed_output_size, H, kernel_size, stride):
    """No padding, any stride, transposed, where the stride takes up the whole input."""
    return transposed_output_size(H, kernel_size, stride=stride), stride * (H - 1) + kernel_size


@transposed_output_size.law(zeros="0..4", plain=True)
def relationship_13(transposed_output_size, H, kernel_size, stride, zeros):
    """Padding, any stride, transposed, where the stride takes up the whole input."""
    return transposed_output_size(H, kernel_size, stride=stride, padding=zeros), stride * (H - 1) + kernel_size - 2 * zeros


@transposed_output_size.law(plain=True)
def dilation_widens_the_kernel(transposed_output_size, H, kernel_size, stride, dilation):
    """A dilated kernel counts like one that reaches as far: kernel_size + (kernel_size - 1)(dilation - 1) entries."""
    wide = kernel_size + (kernel_size - 1) * (dilation - 1)
    return transposed_output_size(H, kernel_size, stride=stride, dilation=dilation), transposed_output_size(H, wide, stride=stride)


@transposed_output_size.law(plain=True)
def is_taken_back(transposed_output_size, H, kernel_size, stride, dilation):
    """The convolution takes the size back to H positions."""
    options = {"stride": stride, "dilation": dilation}
    return output_size(transposed_output_size(H, kernel_size, **options), kernel_size, **options), H


@transposed_output_size.law()
def output_padding_adds(transposed_output_size, H, kernel_size, stride, dilation, output_padding):
    """Output padding is so many more entries."""
    options = {"stride": stride, "dilation": dilation}
    return (transposed_output_size(H, kernel_size, output_padding=output_padding, **options),
            transposed_output_size(H, kernel_size, output_padding=0, **options) + output_padding)  # fmt: skip


@output_size.law(zeros="0..4", plain=True)
def relationship_14(output_size, H, kernel_size, stride, zeros):
    """Padding, any stride: the transpose comes back to the size, with the rest of the division as output padding."""
    rest = (H + 2 * zeros - kernel_size) % stride
    back = transposed_output_size(output_size(H, kernel_size, stride=stride, padding=zeros), kernel_size, stride=stride,
                                  padding=zeros, output_padding=rest)  # fmt: skip
    return back, H


@output_size.law(zeros="0..4", plain=True)
def relationship_15(output_size, H, kernel_size, stride, zeros, dilation):
    """Dilation: the kernel reaches over kernel_size + (kernel_size - 1)(dilation - 1) entries."""
    wide = kernel_size + (kernel_size - 1) * (dilation - 1)
    return (output_size(H, kernel_size, stride=stride, padding=zeros, dilation=dilation),
            (H + 2 * zeros - wide) // stride + 1)  # fmt: skip


@output_size.law(plain=True)
def same_is_ceil(output_size, H, kernel_size, stride, dilation):
    """SAME padding: ceil(i / s) positions, whatever the kernel."""
    return output_size(H, kernel_size, stride=stride, padding="same", dilation=dilation), -(-H // stride)


@output_size.law(before="0..4", after="0..4", plain=True)
def padding_is_input(output_size, H, kernel_size, stride, dilation, before, after):
    """Asymmetric padding counts like entries of the input."""
    return (output_size(H, kernel_size, stride=stride, padding=((before, after),), dilation=dilation),
            output_size(H + before + after, kernel_size, stride=stride, dilation=dilation))  # fmt: skip


@output_size.law(">=", zeros="0..4", plain=True, requires=[lambda zeros, kernel_size: zeros < kernel_size])
def ceil_adds(output_size, H, kernel_size, stride, zeros):
    """Ceil mode gives at least as many positions, where the padding is smaller than the kernel."""
    return (output_size(H, kernel_size, stride=stride, padding=zeros, ceil_mode=True),
            output_size(H, kernel_size, stride=stride, padding=zeros))  # fmt: skip


@output_size.fails(">=", plain=True)
def ceil_always_adds(output_size, H, kernel_size, stride, padding):
    """With more padding than kernel, floor mode keeps windows wholly in the padding, which ceil mode drops."""
    return (output_size(H, kernel_size, stride=stride, padding=padding, ceil_mode=True),
            output_size(H, kernel_size, stride=stride, padding=padding))  # fmt: skip


@output_size.law("<=", before="0..4", plain=True)
def every_window_meets_the_input(output_size, H, kernel_size, stride, before):
    """In ceil mode the last window starts at or before the last entry of the input."""
    count = output_size(H, kernel_size, stride=stride, padding=before, ceil_mode=True)
    return (count - 1) * stride - before, H - 1


@output_size.fails(plain=True)
def ceil_mode_is_harmless(output_size, H, kernel_size, stride):
    """Floor and ceil mode differ where the stride leaves a rest."""
    return output_size(H, kernel_size, stride=stride, ceil_mode=True), output_size(H, kernel_size, stride=stride)


@output_size.fails(zeros="0..4", plain=True)
def is_undone_without_output_padding(output_size, H, kernel_size, stride, zeros):
    """Several sizes lead to one output, so the transpose needs to be told which."""
    return transposed_output_size(output_size(H, kernel_size, stride=stride, padding=zeros), kernel_size, stride=stride, padding=zeros), H


# ---------------------------------------------------------------- receptive fields

k, s, d = map(IndexedBase, ("kernel_sizes", "strides", "dilations"))
L = sp.Symbol("L", integer=True, positive=True)          # layers of a stack
l, m = symbols("l m", integer=True)


def _not_counts(x, env):
    bad = [v for v in x.ravel().tolist() if v != int(v) or v < 1]
    return f"holds {bad[0]!r}; each layer has a whole number >= 1" if bad else ""


def _counts(raw, env):
    """Free numbers as whole ones >= 1; letters stay letters."""
    whole = lambda v: int(abs(v)) + 1 if isinstance(v, (int, float, Fraction)) else v
    return as_objects(map(whole, raw.ravel().tolist())).reshape(raw.shape)


counts = Domain(r"\in \{1, 2, \dots\}", _not_counts, _counts)


@formula(
    Eq(sp.Symbol("r"), 1 + Sum(d[l] * (k[l] - 1) * Product(s[m], (m, 0, l - 1)), (l, 0, L - 1))),
    shapes="(L), (L), (L) -> ()",
    domain={"kernel_sizes": counts, "strides": counts, "dilations": counts},
    source="dumoulin2016, section 2; araujo2019, eq. 2",
)
def receptive_field(kernel_sizes, strides, dilations):
    """How many entries of the input, along one axis, a result of a stack of layers depends on.

    One kernel size, stride and dilation a layer, first layer first.

    >>> int(receptive_field([5, 2, 5, 2, 5], [1, 2, 1, 2, 1], [1, 1, 1, 1, 1]))
    32
    """
    jumps = np.concatenate([[1], np.cumprod(strides[:-1])])
    return 1 + (dilations * (kernel_sizes - 1) * jumps).sum()


@receptive_field.law(kernel_size="1..4", dilation="1..3", stride="1..3")
def of_one_layer(receptive_field, kernel_size, stride, dilation):
    """One layer sees its dilated kernel, whatever its stride."""
    return receptive_field([kernel_size], [stride], [dilation]), 1 + dilation * (kernel_size - 1)


@writable(r"\operatorname{{stack}}({}, {})")
def stacked(first, then):
    """The layers of one stack, and those of another after them."""
    return np.concatenate([first, then])


@writable(r"\prod {}")
def product(numbers):
    """Of strides, how far apart neighbouring results lie in the input; of positions, how many there are."""
    return math.prod(numbers)


@writable(r"{}^{{\leftarrow}}")
def backwards(numbers):
    """Last layer first."""
    return numbers[::-1]


@receptive_field.law(kernel_sizes_2="(B)", strides_2="(B)", dilations_2="(B)",
                     domain={"kernel_sizes_2": counts, "strides_2": counts, "dilations_2": counts})  # fmt: skip
def composes(receptive_field, kernel_sizes, strides, dilations, kernel_sizes_2, strides_2, dilations_2):
    """A stack on a stack: the upper one sees results that lie as far apart as the lower one's strides make them."""
    both = (stacked(kernel_sizes, kernel_sizes_2), stacked(strides, strides_2), stacked(dilations, dilations_2))
    lower, upper = receptive_field(kernel_sizes, strides, dilations), receptive_field(kernel_sizes_2, strides_2, dilations_2)
    return receptive_field(*both), lower + product(strides) * (upper - 1)


@receptive_field.fails()
def ignores_order(receptive_field, kernel_sizes, strides, dilations):
    """A stride matters to the layers after it, so the order of layers does, too."""
    return receptive_field(*map(backwards, (kernel_sizes, strides, dilations))), receptive_field(kernel_sizes, strides, dilations)


# ---------------------------------------------------------------- parameters, connections, multiply-adds
#
# A connection is one use of a parameter for one entry of the result, taps on the padding included. A multiply-add is one
# product and the sum that takes it; a bias is a parameter and a connection, and no multiply-add.

rows, columns, inputs, outputs, channels, groups = symbols("rows columns inputs outputs channels groups", integer=True, positive=True)
with_bias = sp.Symbol("with_bias", integer=True, nonnegative=True)
places = Axis("positions", positive=True)             # of a kernel on the input, one number an axis
bias = Convention(with_bias, {True: (1,), False: (0,)})
divides = [Eq(sp.Mod(inputs, groups), 0), Eq(sp.Mod(outputs, groups), 0)]
count = sp.Symbol("count")
weights = outputs * floor(inputs / groups) * AllAxes(kernel_size)


@formula(Eq(count, (rows * columns) ** 2 + rows * columns), source="zhang2023, section 7.1.1")
def dense_parameters(rows, columns):
    """Parameters of the dense map of an image to an image: a weight for each pair of pixels, a bias for each pixel.

    >>> dense_parameters(28, 28)
    615440
    """
    return (rows * columns) ** 2 + rows * columns


@dense_parameters.law(n="1..6")
def grows_as_n_to_the_fourth(dense_parameters, n):
    """For an n x n image, n^4 weights and n^2 biases."""
    return dense_parameters(n, n), n**4 + n**2


@dense_parameters.law()
def depends_on_the_area(dense_parameters, rows, columns):
    """Flattening: only the number of pixels counts."""
    return dense_parameters(rows, columns), dense_parameters(1, rows * columns)


@formula(
    Eq(count, weights + with_bias * outputs),
    requires=divides,
    source="lecun1998, section II.B",
    bias=bias,
)
def conv_parameters(inputs, outputs, kernel_size, *, groups=1, bias=True):
    """Parameters of a convolution: its weights, and a bias an output channel. A linear layer has kernel_size 1.

    >>> conv_parameters(1, 6, (5, 5)), conv_parameters(120, 84, 1)
    (156, 10164)
    """
    return outputs * (inputs // groups) * math.prod(kernel_size) + bias * outputs


@formula(
    Eq(count, (weights + with_bias * outputs) * AllAxes(places)),
    requires=divides,
    source="lecun1998, section II.B",
    bias=bias,
)
def conv_connections(inputs, outputs, kernel_size, positions, *, groups=1, bias=True):
    """Connections of a convolution: each parameter is used once at each position.

    >>> conv_connections(1, 6, (5, 5), (28, 28))
    122304
    """
    return (outputs * (inputs // groups) * math.prod(kernel_size) + bias * outputs) * math.prod(positions)


@formula(Eq(count, weights * AllAxes(places)), requires=divides, source="dumoulin2016, section 2")
def conv_multiply_adds(inputs, outputs, kernel_size, positions, *, groups=1):
    """Multiply-adds of a convolution for one image.

    >>> conv_multiply_adds(1, 6, (5, 5), (28, 28))
    117600
    """
    return outputs * (inputs // groups) * math.prod(kernel_size) * math.prod(positions)


@formula(Eq(count, channels * AllAxes(kernel_size) * AllAxes(places)), source="lecun1998, section II.B")
def pool_connections(channels, kernel_size, positions):
    """Connections of a pooling layer without parameters: each entry of each window.

    >>> pool_connections(6, (2, 2), (14, 14))
    4704
    """
    return channels * math.prod(kernel_size) * math.prod(positions)


@formula(Eq(count, 2 * channels), source="lecun1998, section II.B")
def subsample_parameters(channels):
    """Parameters of a subsampling layer: a coefficient and a bias a channel.

    >>> subsample_parameters(6)
    12
    """
    return 2 * channels


@formula(Eq(count, channels * (AllAxes(kernel_size) + 1) * AllAxes(places)), source="lecun1998, section II.B")
def subsample_connections(channels, kernel_size, positions):
    """Connections of a subsampling layer: each entry of each window, and each window's bias.

    >>> subsample_connections(6, (2, 2), (14, 14))
    5880
    """
    return channels * (math.prod(kernel_size) + 1) * math.prod(positions)


@formula(Eq(count, 2 * channels), source="ioffe2015, algorithm 1")
def batch_norm_parameters(channels):
    """Parameters of batch normalisation: a scale and a shift a channel.

    >>> batch_norm_parameters(6)
    12
    """
    return 2 * channels


@conv_parameters.law(plain=True)
def of_one_connection(conv_parameters):
    """One input, one output, one tap: a weight and a bias."""
    return conv_parameters(1, 1, 1), 2


@conv_parameters.law(plain=True)
def biases_are_outputs(conv_parameters, inputs, outputs, kernel_size):
    """One bias an output channel."""
    return conv_parameters(inputs, outputs, kernel_size) - conv_parameters(inputs, outputs, kernel_size, bias=False), outputs


@conv_parameters.law(more="1..3", plain=True)
def adds_inputs(conv_parameters, inputs, outputs, kernel_size, more):
    """Input channels side by side need the weights of both."""
    alone = lambda n: conv_parameters(n, outputs, kernel_size, bias=False)
    return alone(inputs + more), alone(inputs) + alone(more)


@conv_parameters.law(more="1..3", plain=True)
def adds_outputs(conv_parameters, inputs, outputs, kernel_size, more):
    """Output channels side by side need the parameters of both."""
    return (conv_parameters(inputs, outputs + more, kernel_size),
            conv_parameters(inputs, outputs, kernel_size) + conv_parameters(inputs, more, kernel_size))  # fmt: skip


@conv_parameters.law(wide="1..4", high="1..4", plain=True)
def multiplies_axes(conv_parameters, inputs, outputs, wide, high):
    """A kernel of two axes has as many taps as one of their product."""
    return conv_parameters(inputs, outputs, (high, wide)), conv_parameters(inputs, outputs, high * wide)


@conv_parameters.law(taps="1..5", plain=True)
def counts_taps(conv_parameters, inputs, outputs, taps):
    """Each tap is a layer of one tap."""
    return conv_parameters(inputs, outputs, taps, bias=False), taps * conv_parameters(inputs, outputs, 1, bias=False)


@conv_parameters.law(part="1..3")
def groups_share_nothing(conv_parameters, inputs, outputs, kernel_size, part):
    """Groups are layers side by side, each on its share of the channels."""
    return (conv_parameters(part * inputs, part * outputs, kernel_size, groups=part),
            part * conv_parameters(inputs, outputs, kernel_size, groups=1))  # fmt: skip


@conv_connections.law()
def uses_each_parameter_once_a_position(conv_connections, inputs, outputs, kernel_size, positions, groups, bias):
    """Parameters times positions."""
    return (conv_connections(inputs, outputs, kernel_size, positions, groups=groups, bias=bias),
            conv_parameters(inputs, outputs, kernel_size, groups=groups, bias=bias) * product(positions))  # fmt: skip


@conv_multiply_adds.law()
def are_connections_without_bias(conv_multiply_adds, inputs, outputs, kernel_size, positions, groups):
    """A bias is added, not multiplied."""
    return (conv_multiply_adds(inputs, outputs, kernel_size, positions, groups=groups),
            conv_connections(inputs, outputs, kernel_size, positions, groups=groups, bias=False))  # fmt: skip


@pool_connections.law()
def is_a_convolution_of_single_channels(pool_connections, channels, kernel_size, positions):
    """Pooling is a convolution with as many groups as channels."""
    return (pool_connections(channels, kernel_size, positions),
            conv_connections(channels, channels, kernel_size, positions, groups=channels, bias=False))  # fmt: skip


@batch_norm_parameters.law()
def is_a_scale_and_a_shift(batch_norm_parameters, channels):
    """As many as a convolution of one tap on each channel alone."""
    return batch_norm_parameters(channels), conv_parameters(channels, channels, 1, groups=channels)


@subsample_parameters.law()
def is_a_weight_and_a_bias(subsample_parameters, channels):
    """As many as a convolution of one tap on each channel alone."""
    return subsample_parameters(channels), conv_parameters(channels, channels, 1, groups=channels)


@subsample_connections.law()
def adds_biases_to_pooling(subsample_connections, channels, kernel_size, positions):
    """A pooling layer's, and a bias each window: a window of one entry more."""
    return (subsample_connections(channels, kernel_size, positions),
            pool_connections(channels, kernel_size, positions) + pool_connections(channels, 1, positions))  # fmt: skip


@subsample_connections.fails()
def has_no_bias(subsample_connections, channels, kernel_size, positions):
    return subsample_connections(channels, kernel_size, positions), pool_connections(channels, kernel_size, positions)
