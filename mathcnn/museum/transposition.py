"""Faults of transposed convolution, of its sizes, and of gradients."""

from __future__ import annotations

import numpy as np

from .. import activation, geometry, layers
from .collection import DERIVATIVE, exhibit


@exhibit(geometry.transposed_output_size, "onnxruntime#2518", laws=["dilation_widens_the_kernel"])
def dilation_added_once(H, kernel_size, *, dilation=1, **options):
    """The extent of a dilated kernel was computed as kernel_size + dilation - 1, which is right for two taps only."""
    return geometry.transposed_output_size(H, kernel_size, dilation=dilation, **options) - (dilation - 1) * (
        kernel_size - 2
    )


@exhibit(geometry.transposed_output_size, "pytorch#14272", laws=["output_padding_adds"])
def output_padding_without_dilation(H, kernel_size, *, dilation=1, output_padding=0, **options):
    """The output padding for a given size was computed for a kernel without dilation, which was then added again."""
    size = geometry.transposed_output_size(H, kernel_size, dilation=dilation, output_padding=output_padding, **options)
    return size + (dilation - 1) * (kernel_size - 1) * (output_padding > 0)


@exhibit(layers.conv_transpose, "FlagGems#1576", "backpack#30", laws=["is_the_adjoint"])
def remainder_left_out(x, w, b=None, *, output_padding=0, **options):
    """The input's gradient was the transposed convolution without output padding: the last (i + 2p - k) mod s entries
    were missing.
    """
    y = layers.conv_transpose(x, w, b, output_padding=output_padding, **options)
    for axis, rest in enumerate(
        layers.conv_transpose.read((x, w, b), {"output_padding": output_padding, **options}).scalars["output_padding"],
        2,
    ):
        y[(*[slice(None)] * axis, slice(y.shape[axis] - rest, None))] = 0
    return y


@exhibit(layers.conv.backward, "FlagGems#1576", "backpack#30", laws=[DERIVATIVE])
def gradient_without_the_remainder(dy, x, w, b=None, **options):
    """The entries beyond the stride of the last window got no gradient, although its taps read them."""
    given = layers.conv.read((x, w, b), options).scalars
    dx, dw, db = layers.conv.backward(dy, x, w, b, **options)
    axes = zip(
        x.shape[2:], dy.shape[2:], w.shape[2:], given["stride"], given["padding"], given["dilation"], strict=True
    )
    for axis, (h, m, k, s, (before, after), d) in enumerate(axes, 2):
        rest = h + before + after - (s * (m - 1) + d * (k - 1) + 1)
        if 0 < rest < h:
            dx = np.roll(dx, rest, axis)  # the gradient of a smaller input, at the end of this one
    return dx, dw, db


@exhibit(activation.leaky_relu.backward, "deeplearning4j#8178", laws=[DERIVATIVE])
def slope_without_alpha(dy, x, alpha=0.01):
    """The gradient ignored alpha, and used the slope 0.01 for negative entries whatever alpha was."""
    return activation.leaky_relu.backward(dy, x)
