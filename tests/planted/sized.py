"""Functions for tests of plans: right ones, one that is wrong at some sizes only, and one that refuses some calls."""

import numpy as np

from mathcnn import activation, layers, pooling

softmax = activation.softmax


def relu(x):
    return np.maximum(x, 0)


def wrong_softmax(x, axis=-1):
    y = activation.softmax(x, axis)
    return y if x.shape[axis] <= 64 else y[..., ::-1].copy()


def wrong_beyond_1024(x, w, b=None):
    y = layers.linear(x, w, b)
    return y if w.shape[1] <= 1024 else y * 2


def conv_of_one_group(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    if groups != 1:
        raise NotImplementedError("groups")
    return layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, flip=flip)


def max_pool(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    return pooling.max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
