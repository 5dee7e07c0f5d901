"""Faults of formulas of numbers, at sizes and schedules as real networks have them, beyond what small cases show."""

from __future__ import annotations

import numpy as np

from mathcnn import convolution, geometry, optimization

from . import Bank

bank = Bank(__name__)


@bank.function(geometry.output_size, "1000 or more entries: one more")
def _wide(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    return geometry.output_size(
        H, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode
    ) + (H >= 1000)


@bank.function(geometry.output_size, "11 taps by 4: one more")
def _alexnet(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    return geometry.output_size(
        H, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode
    ) + (kernel_size == 11 and stride == 4)


@bank.function(geometry.conv_parameters, "in 16 bits")
def _short(inputs, outputs, kernel_size, *, groups=1, bias=True):
    return geometry.conv_parameters(inputs, outputs, kernel_size, groups=groups, bias=bias) % 2**16


@bank.function(geometry.conv_multiply_adds, "in 32 bits")
def _int(inputs, outputs, kernel_size, positions, *, groups=1):
    return (geometry.conv_multiply_adds(inputs, outputs, kernel_size, positions, groups=groups) + 2**31) % 2**32 - 2**31


@bank.function(geometry.receptive_field, "more than 10 layers: of the first 10")
def _ten(kernel_sizes, strides, dilations):
    return geometry.receptive_field(kernel_sizes[:10], strides[:10], dilations[:10])


@bank.function(optimization.scheduled_rate, "more than 100 steps: as for 100")
def _hundred(step, steps, peak, warmup=1):
    return optimization.scheduled_rate(min(step, 99), min(steps, 100), peak, min(warmup, 100))


@bank.function(geometry.batch_norm_parameters, "256 channels or more: of 256")
def _most(channels):
    return geometry.batch_norm_parameters(min(channels, 256))


@bank.function(geometry.dense_parameters, "28 x 28: without biases")
def _mnist(rows, columns):
    return geometry.dense_parameters(rows, columns) - (rows * columns if rows == columns == 28 else 0)


@bank.function(geometry.transposed_output_size, "4 taps by 2, padding 1: one more")
def _dcgan(H, kernel_size, *, stride=1, padding=0, dilation=1, output_padding=0):
    y = geometry.transposed_output_size(
        H, kernel_size, stride=stride, padding=padding, dilation=dilation, output_padding=output_padding
    )
    return y + (kernel_size == 4 and stride == 2 and padding in (1, (1, 1)))


@bank.function(geometry.pool_connections, "64 channels or more: of 63")
def _many(channels, kernel_size, positions):
    return geometry.pool_connections(min(channels, 63), kernel_size, positions)


@bank.function(convolution.delta, "256 or later: zeros")
def _late(k):
    y = np.array(convolution.delta(k))
    return y * (k < 256)


@bank.function(optimization.scheduled_rate, "a warm-up as long as the training: 0 at its end")
def _ends_at_zero(step, steps, peak, warmup=1):
    y = optimization.scheduled_rate(step, steps, peak, warmup)
    return y * 0 if warmup == steps and step == steps - 1 else y


@bank.function(geometry.receptive_field, "the first dilation as 1")
def _first_dilation(kernel_sizes, strides, dilations):
    d = np.array(dilations)
    d[:1] = 1
    return geometry.receptive_field(kernel_sizes, strides, d)


@bank.function(geometry.transposed_output_size, "dilation: no output padding")
def _without(H, kernel_size, *, stride=1, padding=0, dilation=1, output_padding=0):
    more = 0 if dilation > 1 else output_padding
    return geometry.transposed_output_size(
        H, kernel_size, stride=stride, padding=padding, dilation=dilation, output_padding=more
    )


@bank.function(geometry.conv_parameters, "groups: biases of one group")
def _biases(inputs, outputs, kernel_size, *, groups=1, bias=True):
    y = geometry.conv_parameters(inputs, outputs, kernel_size, groups=groups, bias=bias)
    return y - outputs + outputs // groups if bias else y
