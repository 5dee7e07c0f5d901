"""Right implementations of a part of what their formula takes: matrices, rows, one axis, sizes without a rest, channels
in fours. They raise an exception for all else, in the ways in which kernels do. Each must be accepted by
`mathcnn verify FORMULA --against tests.planted.right_partial:NAME`, which finds out what they take."""

import numpy as np

from . import table

RIGHT, right = table()


@right("activation.softmax")
def softmax_of_rows(x):
    assert x.ndim == 2
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


@right("activation.softmax")
def softmax_of_tensors(x, dim):
    """PyTorch's, whose tensors have no negative strides."""
    import torch

    native = np.ascontiguousarray(x, x.dtype.newbyteorder("="))
    return torch.softmax(torch.as_tensor(native), dim)


@right("layers.linear")
def linear_of_rows(x, w, b):
    assert x.ndim == 2
    return x @ w.T + b


@right("activation.relu")
def relu_of_a_line(x):
    assert x.ndim == 1
    return np.maximum(x, 0)


@right("arrays.matmul")
def product_of_matrices(x, z):
    if x.ndim != 2 or z.ndim != 2:
        raise ValueError("matrices only")
    return (
        (x.astype(np.float32) @ z.astype(np.float32)).astype(x.dtype)
        if x.dtype.itemsize == 2 and x.dtype.kind != "i"
        else x @ z
    )


@right("arrays.matmul")
def product_in_single_precision(x, z):
    assert x.dtype == np.float32 and x.ndim == z.ndim == 2
    return x @ z


@right("fitting.mean_squared_error")
def loss_in_single_precision(prediction, target):
    assert prediction.dtype == np.float32
    return ((prediction - target) ** 2).mean()


@right("pooling.max_pool")
def pool_without_a_rest(x, k):
    n, c, h, w = x.shape
    if h % k or w % k:
        raise ValueError("not divisible")
    return x.reshape(n, c, h // k, k, w // k, k).max((3, 5))


@right("layers.conv")
def channels_in_fours(x, w, stride=1, padding=0):
    """Four channels at a time; one number as stride and as padding, or one for each axis."""
    if x.ndim != 4 or x.shape[1] % 4:
        raise NotImplementedError("channels in fours, of images")
    (s, t), (p, q) = np.broadcast_to(stride, 2), np.broadcast_to(padding, 2)
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (q, q)))
    seen = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], (2, 3))[:, :, ::s, ::t]
    wide = np.float32 if x.dtype.itemsize == 2 and x.dtype.kind != "i" else x.dtype
    y = np.zeros((len(x), len(w), *seen.shape[2:4]), wide)
    for c in range(0, x.shape[1], 4):
        y += np.einsum("nchwij,ocij->nohw", seen[:, c : c + 4].astype(wide), w[:, c : c + 4].astype(wide))
    return y.astype(x.dtype)


@right("layers.conv")
def one_axis(x, w):
    N, _, L = x.shape
    K = w.shape[2]
    wide = np.float32 if x.dtype.itemsize == 2 and x.dtype.kind != "i" else x.dtype
    y = np.zeros((N, len(w), L - K + 1), wide)
    for k in range(K):
        y += np.einsum("ncl,oc->nol", x[:, :, k : k + L - K + 1].astype(wide), w[:, :, k].astype(wide))
    return y.astype(x.dtype)


@right("normalization.group_norm")
def norm_as_in_a_framework(input, num_groups, weight=None, bias=None, epsilon=1e-5):
    """The names and the order of PyTorch's function."""
    wide = np.dtype(np.float32 if input.dtype.itemsize == 2 else input.dtype)
    x = input.astype(wide).reshape(len(input), num_groups, -1)
    x = x - x.mean(2, keepdims=True)
    x = (x / np.sqrt((x * x).mean(2, keepdims=True) + wide.type(epsilon))).reshape(input.shape)
    each = (1, -1, *[1] * (input.ndim - 2))
    return (x * weight.astype(wide).reshape(each) + bias.astype(wide).reshape(each)).astype(input.dtype)
