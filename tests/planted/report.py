"""Functions whose faults show how a report groups rows: each has one cause."""

import numpy as np

from mathcnn import activation, layers


def relu_raises(x):
    raise ValueError(f"cannot take {x.size} entries of {x.dtype} at 0x{id(x):x}")


def relu_raises_sometimes(x):
    if x.size > 3:
        raise RuntimeError(f"too many entries: {x.size} > 3")
    return np.maximum(x, 0)


def softmax_flush(x, axis=-1):
    y = activation.softmax(x, axis)
    return np.where(np.abs(y) < np.finfo(np.float32).tiny, y.dtype.type(0), y)


def conv_without_flip(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    """The argument `flip` is ignored where the kernel has more than one spatial axis."""
    return layers.conv(
        x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip and x.ndim < 4
    )
