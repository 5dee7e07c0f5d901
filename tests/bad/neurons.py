"""Bad calls of pooling, activations and normalisation."""

import numpy as np

from mathcnn.activation import (
    clip,
    cross_entropy,
    hard_sigmoid,
    hard_swish,
    leaky_relu,
    log_softmax,
    relu,
    scaled_tanh,
    sigmoid,
    silu,
    softmax,
)
from mathcnn.normalization import (
    batch_mean,
    batch_norm,
    batch_var,
    group_norm,
    layer_norm,
    next_running_mean,
    next_running_var,
)
from mathcnn.pooling import adaptive_avg_pool, avg_pool, global_avg_pool, global_max_pool, max_pool, max_pool_indices

x, one, zero = np.ones((2, 3, 4, 5)), np.ones(3), np.zeros(3)
logits = np.zeros((2, 3))
nothing = {"training": False}

CALLS = [
    ("clip without bounds", lambda: clip(x), "activation.clip: missing a required argument: 'low'"),
    ("clip to NaN", lambda: clip(x, np.nan, 1), "activation.clip: low = nan: it must be a finite number"),
    ("clip to infinity", lambda: clip(x, 0, np.inf), "activation.clip: high = inf: it must be a finite number"),
    ("clip to a word", lambda: clip(x, "low", 1), "activation.clip: low = 'low': it must be a number"),
    ("clip to several bounds", lambda: clip(x, 0, [1, 2]), r"activation.clip: high = \[1, 2\]: it must be a number"),
    ("clip in float16 to a huge bound", lambda: clip(np.float32(x), 0, 1e300), "high = 1e\\+300: larger than float32"),
    (
        "hard_sigmoid by another word",
        lambda: hard_sigmoid(x, "torch"),
        "alpha = 'torch': it must be one of 'onnx', 'pyt",
    ),
    ("hard_sigmoid with an infinite slope", lambda: hard_sigmoid(x, np.inf), "alpha = inf: it must be a finite number"),
    ("hard_sigmoid with no height", lambda: hard_sigmoid(x, 0.2, None), "beta = None: it must be a number"),
    ("hard_swish of a word", lambda: hard_swish("x"), "activation.hard_swish: x = 'x': it must be an array of numbers"),
    ("silu with beta NaN", lambda: silu(x, np.nan), "activation.silu: beta = nan: it must be a finite number"),
    ("silu of complex numbers", lambda: silu(x * 1j), "activation.silu: x has dtype complex128"),
    ("adaptive_avg_pool to nothing", lambda: adaptive_avg_pool(x, 0), "size = 0: it must be an integer >= 1"),
    ("adaptive_avg_pool to a half", lambda: adaptive_avg_pool(x, (2, 1.5)), "it must be an integer >= 1"),
    ("adaptive_avg_pool to None", lambda: adaptive_avg_pool(x, None), "size = None: it must be an integer >= 1"),
    (
        "adaptive_avg_pool to three axes",
        lambda: adaptive_avg_pool(x, (1, 2, 3)),
        r"size = \(1, 2, 3\): it must be one number for each of 2 spatial axes",
    ),
    (
        "group_norm with groups that do not divide",
        lambda: group_norm(x, one, zero, groups=2),
        "its axis 1 is 3 = M\\*groups, which no integer M >= 1 gives .*groups = 2",
    ),
    ("group_norm of no groups", lambda: group_norm(x, one, zero, groups=0), "groups = 0: it must be an integer >= 1"),
    ("group_norm with eps 0", lambda: group_norm(x, one, zero, eps=0), "eps = 0: it must be a finite number > 0"),
    ("group_norm with another gamma", lambda: group_norm(x, np.ones(2), zero), "gamma has shape \\(2,\\)"),
    ("layer_norm with another beta", lambda: layer_norm(x, np.ones(5), zero), "beta has shape \\(3,\\)"),
    ("layer_norm of a number", lambda: layer_norm(1.0, one, zero), "layer_norm: x has shape \\(\\)"),
    (
        "max_pool of a string",
        lambda: max_pool("image", 2),
        "pooling.max_pool: x = 'image': it must be an array of numbers",
    ),
    ("max_pool of a ragged list", lambda: max_pool([[[1, 2], [3]]], 2), "pooling.max_pool: x is ragged"),
    ("max_pool of complex numbers", lambda: max_pool(x * 1j, 2), "x has dtype complex128"),
    (
        "max_pool without space",
        lambda: max_pool(np.ones((2, 3)), 2),
        r"x has shape \(2, 3\); it must have 2 axes before 1 to 3 spatial axes",
    ),
    (
        "max_pool over four axes",
        lambda: max_pool(np.ones((1,) * 6), 1),
        "it must have 2 axes before 1 to 3 spatial axes",
    ),
    (
        "max_pool of an empty batch",
        lambda: max_pool(np.ones((0, 3, 4)), 2),
        r"x has shape \(0, 3, 4\), and its axis 0 is 0",
    ),
    (
        "max_pool of an empty axis",
        lambda: max_pool(np.ones((1, 3, 0)), 1),
        r"x has shape \(1, 3, 0\), and its axis 2 is 0",
    ),
    ("max_pool without a kernel", lambda: max_pool(x), "pooling.max_pool: missing a required argument: 'kernel_size'"),
    (
        "a kernel larger than the input",
        lambda: max_pool(x, 6),
        "needs a kernel that fits the padded input .*H = 4.*kernel_size_1 = 6",
    ),
    (
        "a kernel that reaches too far",
        lambda: max_pool(x, 3, dilation=3),
        "needs a kernel that fits the padded input .*dilation_1 = 3",
    ),
    ("a kernel of no taps", lambda: max_pool(x, 0), "kernel_size = 0: it must be an integer >= 1"),
    ("a kernel of a half", lambda: max_pool(x, 2.5), "kernel_size = 2.5: it must be an integer >= 1"),
    ("a kernel of three axes", lambda: max_pool(x, (2, 2, 2)), r"kernel_size = \(2, 2, 2\)"),
    ("a stride of zero", lambda: max_pool(x, 2, stride=0), "stride = 0: it must be an integer >= 1"),
    (
        "a stride in words",
        lambda: max_pool(x, 2, stride="same"),
        "stride = 'same': it must be one of None, or numbers",
    ),
    ("a negative padding", lambda: max_pool(x, 2, padding=-1), "padding = -1: it must be an integer >= 0"),
    ("a misspelt padding", lambda: max_pool(x, 2, padding="sam"), "did you mean same"),
    ("a dilation of zero", lambda: max_pool(x, 2, dilation=0), "dilation = 0: it must be an integer >= 1"),
    (
        "a window in the padding before",
        lambda: max_pool(x, 2, padding=((2, 0), (0, 0))),
        "needs every window to meet the input; i = 0 does not .*p_1 = 2",
    ),
    (
        "a window in the padding after",
        lambda: max_pool(x, 2, stride=1, padding=((0, 0), (0, 2))),
        "every window to meet the input; j = 5 does not .*q_2 = 2",
    ),
    (
        "a window that steps over the input",
        lambda: max_pool([[[1.0]]], 2, dilation=2, padding=1),
        "every window to meet the input; i = 0 does not .*dilation = 2",
    ),
    (
        "ceil_mode in words",
        lambda: max_pool(x, 2, ceil_mode="yes"),
        "ceil_mode = 'yes': it must be one of False, True",
    ),
    (
        "return_indices in words",
        lambda: max_pool(x, 2, return_indices="yes"),
        "return_indices = 'yes': it must be True or False",
    ),
    (
        "an unknown argument",
        lambda: max_pool(x, 2, strides=2),
        "unexpected keyword argument 'strides'; did you mean stride",
    ),
    (
        "indices of a window in padding",
        lambda: max_pool_indices(x, 2, padding=2),
        "pooling.max_pool_indices needs every window to meet the input",
    ),
    (
        "an average over padding",
        lambda: avg_pool(x, 2, padding=2),
        "pooling.avg_pool needs every window to meet the input",
    ),
    (
        "a kernel too large for an average",
        lambda: avg_pool(x, (2, 7)),
        "pooling.avg_pool needs a kernel that fits the padded input .*W = 5",
    ),
    (
        "a divisor of zero",
        lambda: avg_pool(x, 2, divisor_override=0),
        "divisor_override = 0: it must be an integer >= 1",
    ),
    (
        "a divisor of a half",
        lambda: avg_pool(x, 2, divisor_override=0.5),
        "divisor_override = 0.5: it must be an integer >= 1",
    ),
    (
        "count_include_pad as a number",
        lambda: avg_pool(x, 2, count_include_pad=2),
        "count_include_pad = 2: it must be one of True, False",
    ),
    ("global pooling without space", lambda: global_max_pool(logits), "it must have 2 axes before 1 to 3 spatial axes"),
    ("global averages of nothing", lambda: global_avg_pool(np.ones((1, 2, 0))), "its axis 2 is 0"),
    (
        "a gradient of another shape",
        lambda: max_pool.backward(np.ones((2, 3, 2, 3)), x, 2),
        r"dy has shape \(2, 3, 2, 3\); it must have the shape of the result, \(2, 3, 2, 2\)",
    ),
    ("relu of None", lambda: relu(None), "activation.relu: x = None: it must be an array of numbers"),
    ("sigmoid of strings", lambda: sigmoid(["a"]), "activation.sigmoid: x has dtype <U1"),
    ("scaled_tanh of dates", lambda: scaled_tanh(np.zeros(2, "datetime64[s]")), "x has dtype datetime64"),
    ("a slope in words", lambda: leaky_relu([1.0], alpha="small"), "alpha = 'small': it must be a number"),
    ("a slope of infinity", lambda: leaky_relu([1.0], alpha=np.inf), "alpha = inf: it must be a finite number"),
    ("softmax of no axes", lambda: softmax(1.0), "axis = -1: x has 0 axes"),
    ("softmax of no classes", lambda: softmax(np.ones((2, 0))), "activation.softmax"),
    ("softmax along an axis too many", lambda: softmax(logits, axis=2), "axis = 2: x has 2 axes"),
    (
        "softmax twice along an axis",
        lambda: softmax(logits, axis=(1, -1)),
        r"axis = \(1, -1\): x has 2 axes, and each may be named once",
    ),
    (
        "log_softmax along a half",
        lambda: log_softmax(logits, axis=0.5),
        "axis = 0.5: it must be one axis or several, as integers",
    ),
    (
        "a label too large",
        lambda: cross_entropy(logits, [0, 3]),
        r"t holds 3 at \(1,\); a label must be an integer from 0 to 2",
    ),
    (
        "a negative label",
        lambda: cross_entropy(logits, [-1, 0]),
        r"t holds -1 at \(0,\); a label must be an integer from 0 to 2",
    ),
    ("a label of a half", lambda: cross_entropy(logits, [0.0, 0.5]), r"t holds 0.5 at \(1,\)"),
    ("a label that is NaN", lambda: cross_entropy(logits, [0.0, np.nan]), r"t holds nan at \(1,\)"),
    ("labels in words", lambda: cross_entropy(logits, ["cat", "dog"]), "activation.cross_entropy: t has dtype <U3"),
    (
        "a label too few",
        lambda: cross_entropy(logits, [0]),
        r"t has shape \(1,\), and its axis 0 is 1; it must be N = 2",
    ),
    ("one-hot labels", lambda: cross_entropy(logits, np.eye(3)[:2]), r"t has shape \(2, 3\); it must have 1 axes"),
    ("logits of one axis", lambda: cross_entropy([0.0, 1.0], [0, 1]), r"x has shape \(2,\); it must have 2 axes"),
    ("statistics without space", lambda: batch_mean(logits), "it must have 2 axes before 1 to 3 spatial axes"),
    (
        "the variance of one value",
        lambda: batch_var(np.ones((1, 3, 1)), correction=1),
        "needs more values in a channel than the correction .*H = 1",
    ),
    ("a correction of two", lambda: batch_var(x, correction=2), "correction = 2: it must be one of 0, 1"),
    (
        "gamma too short",
        lambda: batch_norm(x, np.ones(2), zero),
        r"gamma has shape \(2,\), and its axis 0 is 2; it must be C = 3",
    ),
    (
        "beta of two axes",
        lambda: batch_norm(x, one, np.ones((3, 1))),
        r"beta has shape \(3, 1\); it must have 1 axes, \(C\)",
    ),
    ("no epsilon", lambda: batch_norm(x, one, zero, eps=0), "eps = 0: it must be a finite number > 0"),
    ("epsilon in words", lambda: batch_norm(x, one, zero, eps="small"), "eps = 'small': it must be a number"),
    (
        "training in words",
        lambda: batch_norm(x, one, zero, training="no"),
        "training = 'no': it must be one of True, False",
    ),
    (
        "inference without statistics",
        lambda: batch_norm(x, one, zero, **nothing),
        "running_mean, running_var is needed with training = False",
    ),
    (
        "inference without a variance",
        lambda: batch_norm(x, one, zero, running_mean=zero, **nothing),
        "running_var is needed with training = False",
    ),
    (
        "training with one running statistic",
        lambda: batch_norm(x, one, zero, running_mean=zero),
        "running_mean and running_var must be given together",
    ),
    (
        "a running mean of another length",
        lambda: batch_norm(x, one, zero, running_mean=np.ones(2), running_var=one),
        r"running_mean has shape \(2,\)",
    ),
    (
        "a negative running variance",
        lambda: batch_norm(x, one, zero, running_mean=zero, running_var=-one, **nothing),
        r"running_var holds -1.0 at 0; a variance must be >= 0",
    ),
    ("a momentum of two", lambda: next_running_mean(x, zero, momentum=2.0), "needs momentum <= 1 .*momentum = 2.0"),
    (
        "a negative momentum",
        lambda: next_running_mean(x, zero, momentum=-0.1),
        "momentum = -0.1: it must be a finite number >= 0",
    ),
    (
        "a sample of one value",
        lambda: next_running_var(np.ones((1, 3, 1)), one),
        "needs more values in a channel than the correction",
    ),
    (
        "training on one value",
        lambda: batch_norm(np.ones((1, 3, 1)), one, zero, correction=1),
        "normalization.batch_norm needs more values in a channel",
    ),
    (
        "the running variance of one value",
        lambda: batch_norm(np.ones((1, 3, 1)), one, zero, running_mean=zero, running_var=one),
        "needs more values in a channel",
    ),
]
