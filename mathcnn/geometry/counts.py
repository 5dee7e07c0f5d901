"""Numbers of parameters, connections and multiply-adds of layers.

A connection is one use of a parameter at one position. Counts are for one image.
"""

from __future__ import annotations

import math

import sympy as sp
from sympy import Eq, floor, symbols

from ..language.formula import formula
from ..language.statement import AllAxes, Axis, Convention, equation
from .letters import kernel_size
from .words import product

rows, columns, inputs, outputs, channels, groups = symbols(
    "rows columns inputs outputs channels groups", integer=True, positive=True
)
with_bias = sp.Symbol("with_bias", integer=True, nonnegative=True)
places = Axis("positions", positive=True)  # of a kernel on the input, one number an axis
bias = Convention(with_bias, {True: (1,), False: (0,)})
divides = [Eq(sp.Mod(inputs, groups), 0), Eq(sp.Mod(outputs, groups), 0)]
count = sp.Symbol("count")
weights = outputs * floor(inputs / groups) * AllAxes(kernel_size)


@formula(equation(count, (rows * columns) ** 2 + rows * columns), source="zhang2023, section 7.1.1")
def dense_parameters(rows, columns):
    """Parameters of the dense map of an image to an image: a weight for each pair of pixels, a bias for each pixel.

    Parameters
    ----------
    rows, columns : int >= 1, the size of the image

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : rows or columns is not such an integer.

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
    """Only the number of pixels matters."""
    return dense_parameters(rows, columns), dense_parameters(1, rows * columns)


@formula(
    equation(count, weights + with_bias * outputs),
    requires=divides,
    source="lecun1998, section II.B",
    bias=bias,
)
def conv_parameters(inputs, outputs, kernel_size, *, groups=1, bias=True):
    """Parameters of a convolution: its weights, and a bias for each output channel. A linear layer has kernel_size 1.

    Parameters
    ----------
    inputs, outputs : int >= 1, the numbers of channels
    kernel_size : int >= 1, or one for each axis
    groups : int >= 1
    bias : bool; whether biases are counted

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : the groups do not divide both numbers of channels.

    >>> conv_parameters(1, 6, (5, 5)), conv_parameters(120, 84, 1)
    (156, 10164)
    """
    return outputs * (inputs // groups) * math.prod(kernel_size) + bias * outputs


@formula(
    equation(count, (weights + with_bias * outputs) * AllAxes(places)),
    requires=divides,
    source="lecun1998, section II.B",
    bias=bias,
)
def conv_connections(inputs, outputs, kernel_size, positions, *, groups=1, bias=True):
    """Connections of a convolution: each parameter is used once at each position.

    Parameters
    ----------
    inputs, outputs : int >= 1, the numbers of channels
    kernel_size, positions : int >= 1, or one for each axis
    groups : int >= 1
    bias : bool; whether biases are counted

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : the groups do not divide both numbers of channels.

    >>> conv_connections(1, 6, (5, 5), (28, 28))
    122304
    """
    return (outputs * (inputs // groups) * math.prod(kernel_size) + bias * outputs) * math.prod(positions)


@formula(equation(count, weights * AllAxes(places)), requires=divides, source="dumoulin2016, section 2")
def conv_multiply_adds(inputs, outputs, kernel_size, positions, *, groups=1):
    """Multiply-adds of a convolution for one image.

    Parameters
    ----------
    inputs, outputs : int >= 1, the numbers of channels
    kernel_size, positions : int >= 1, or one for each axis
    groups : int >= 1

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : the groups do not divide both numbers of channels.

    >>> conv_multiply_adds(1, 6, (5, 5), (28, 28))
    117600
    """
    return outputs * (inputs // groups) * math.prod(kernel_size) * math.prod(positions)


@formula(equation(count, channels * AllAxes(kernel_size) * AllAxes(places)), source="lecun1998, section II.B")
def pool_connections(channels, kernel_size, positions):
    """Connections of a pooling layer without parameters: each entry of each window.

    Parameters
    ----------
    channels : int >= 1
    kernel_size, positions : int >= 1, or one for each axis

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : an argument is not such an integer.

    >>> pool_connections(6, (2, 2), (14, 14))
    4704
    """
    return channels * math.prod(kernel_size) * math.prod(positions)


@formula(equation(count, 2 * channels), source="lecun1998, section II.B")
def subsample_parameters(channels):
    """Parameters of a subsampling layer: a coefficient and a bias for each channel.

    Parameters
    ----------
    channels : int >= 1

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : channels is not such an integer.

    >>> subsample_parameters(6)
    12
    """
    return 2 * channels


@formula(equation(count, channels * (AllAxes(kernel_size) + 1) * AllAxes(places)), source="lecun1998, section II.B")
def subsample_connections(channels, kernel_size, positions):
    """Connections of a subsampling layer: each entry of each window, and the bias of each window.

    Parameters
    ----------
    channels : int >= 1
    kernel_size, positions : int >= 1, or one for each axis

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : an argument is not such an integer.

    >>> subsample_connections(6, (2, 2), (14, 14))
    5880
    """
    return channels * (math.prod(kernel_size) + 1) * math.prod(positions)


@formula(equation(count, 2 * channels), source="ioffe2015, algorithm 1")
def batch_norm_parameters(channels):
    """Parameters of batch normalisation: a scale and a shift for each channel.

    Parameters
    ----------
    channels : int >= 1

    Returns
    -------
    An integer.

    Raises
    ------
    ValueError : channels is not such an integer.

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
    """There is one bias for each output channel."""
    return conv_parameters(inputs, outputs, kernel_size) - conv_parameters(
        inputs, outputs, kernel_size, bias=False
    ), outputs


@conv_parameters.law(more="1..3", plain=True)
def adds_inputs(conv_parameters, inputs, outputs, kernel_size, more):
    """Input channels in two parts have the weights of both parts."""
    alone = lambda n: conv_parameters(n, outputs, kernel_size, bias=False)
    return alone(inputs + more), alone(inputs) + alone(more)


@conv_parameters.law(more="1..3", plain=True)
def adds_outputs(conv_parameters, inputs, outputs, kernel_size, more):
    """Output channels in two parts have the parameters of both parts."""
    return (
        conv_parameters(inputs, outputs + more, kernel_size),
        conv_parameters(inputs, outputs, kernel_size) + conv_parameters(inputs, more, kernel_size),
    )


@conv_parameters.law(wide="1..4", high="1..4", plain=True)
def multiplies_axes(conv_parameters, inputs, outputs, wide, high):
    """A kernel of two axes has as many parameters as one of one axis with the product of the sizes."""
    return conv_parameters(inputs, outputs, (high, wide)), conv_parameters(inputs, outputs, high * wide)


@conv_parameters.law(taps="1..5", plain=True)
def counts_taps(conv_parameters, inputs, outputs, taps):
    """The weights are proportional to the number of taps."""
    return conv_parameters(inputs, outputs, taps, bias=False), taps * conv_parameters(inputs, outputs, 1, bias=False)


@conv_parameters.law(part="1..3")
def groups_share_nothing(conv_parameters, inputs, outputs, kernel_size, part):
    """Groups are layers of their own, each on its share of the channels."""
    return (
        conv_parameters(part * inputs, part * outputs, kernel_size, groups=part),
        part * conv_parameters(inputs, outputs, kernel_size, groups=1),
    )


@conv_connections.law()
def uses_each_parameter_once_a_position(conv_connections, inputs, outputs, kernel_size, positions, groups, bias):
    """Parameters times positions."""
    return (
        conv_connections(inputs, outputs, kernel_size, positions, groups=groups, bias=bias),
        conv_parameters(inputs, outputs, kernel_size, groups=groups, bias=bias) * product(positions),
    )


@conv_multiply_adds.law()
def are_connections_without_bias(conv_multiply_adds, inputs, outputs, kernel_size, positions, groups):
    """A bias is added, not multiplied."""
    return (
        conv_multiply_adds(inputs, outputs, kernel_size, positions, groups=groups),
        conv_connections(inputs, outputs, kernel_size, positions, groups=groups, bias=False),
    )


@pool_connections.law()
def is_a_convolution_of_single_channels(pool_connections, channels, kernel_size, positions):
    """Pooling is a convolution with as many groups as channels."""
    return (
        pool_connections(channels, kernel_size, positions),
        conv_connections(channels, channels, kernel_size, positions, groups=channels, bias=False),
    )


@batch_norm_parameters.law()
def is_a_scale_and_a_shift(batch_norm_parameters, channels):
    """As many parameters as a convolution of one tap on each channel alone."""
    return batch_norm_parameters(channels), conv_parameters(channels, channels, 1, groups=channels)


@subsample_parameters.law()
def is_a_weight_and_a_bias(subsample_parameters, channels):
    """As many parameters as a convolution of one tap on each channel alone."""
    return subsample_parameters(channels), conv_parameters(channels, channels, 1, groups=channels)


@subsample_connections.law()
def adds_biases_to_pooling(subsample_connections, channels, kernel_size, positions):
    """The connections of a pooling layer, and a bias for each window."""
    return (
        subsample_connections(channels, kernel_size, positions),
        pool_connections(channels, kernel_size, positions) + pool_connections(channels, 1, positions),
    )


@subsample_connections.fails()
def has_no_bias(subsample_connections, channels, kernel_size, positions):
    """A subsampling layer has more connections than a pooling layer: its biases."""
    return subsample_connections(channels, kernel_size, positions), pool_connections(channels, kernel_size, positions)
