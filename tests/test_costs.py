"""No fast form takes more than fifty times what plain NumPy takes for the same work, and no check of arguments more
than its work.
"""

import time

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from scipy import signal
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from mathcnn import activation, convolution, layers, normalization, pooling

pytestmark = [pytest.mark.slow, pytest.mark.alone]  # they measure time

RNG = np.random.default_rng(0)
LINE = RNG.standard_normal((1, 1, 10**6))
MAPS = RNG.standard_normal((2, 8, 128, 128))
CHANNELS = RNG.standard_normal((4, 256, 8, 8))
SHORT = LINE[..., : 10**5]


def backward(of):
    assert of.backward is not None
    return of.backward


def padded_back(x, mode):
    return backward(layers.pad)(np.ones(layers.pad(x, 3, mode=mode).shape), x, 3, mode=mode)


def image_of(one, other):
    x, k = RNG.standard_normal(one), RNG.standard_normal(other)
    return lambda: convolution.image(x, k), lambda: signal.convolve(x, k)


WORK = {
    "image, a few short lines by a long one": image_of((3, 127, 2), (1, 3, 256)),
    "image, a column by a row": image_of((300, 1), (1, 300)),
    "image, high by wide": image_of((1000, 4), (4, 1000)),
    "image, two squares": image_of((64, 64), (64, 64)),
    "image, one of a photograph's size": image_of((512, 512), (15, 15)),
    "image, three axes": image_of((40, 40, 40), (5, 5, 5)),
    "max_pool, 100 taps": (
        lambda: pooling.max_pool(LINE, 100, stride=1),
        lambda: sliding_window_view(LINE, 100, 2).max(-1),
    ),
    "max_pool, 50,000 taps": (
        lambda: pooling.max_pool(SHORT, 50_000, stride=1),
        lambda: maximum_filter1d(SHORT, 50_000),
    ),
    "avg_pool, 50,000 taps": (
        lambda: pooling.avg_pool(SHORT, 50_000, stride=1),
        lambda: uniform_filter1d(SHORT, 50_000),
    ),
    "max_pool_indices, 1,000 taps": (
        lambda: pooling.max_pool_indices(SHORT[..., :10_000], 1000, stride=1),
        lambda: sliding_window_view(SHORT[..., :10_000], 1000, 2).argmax(-1),
    ),
    "max_pool, windows of images": (
        lambda: pooling.max_pool(MAPS, 60, stride=1),
        lambda: sliding_window_view(MAPS, 60, 2).max(-1),
    ),
    "max_pool.backward, 100 taps": (
        lambda: backward(pooling.max_pool)(LINE[..., 99:], LINE, 100, stride=1),
        lambda: sliding_window_view(LINE, 100, 2).max(-1),
    ),
    "avg_pool.backward, 50,000 taps": (
        lambda: backward(pooling.avg_pool)(SHORT[..., 49_999:], SHORT, 50_000, stride=1),
        lambda: uniform_filter1d(SHORT, 50_000),
    ),
    "global_max_pool.backward": (
        lambda: backward(pooling.global_max_pool)([[[1.0]]], LINE),
        lambda: np.zeros_like(LINE) + LINE.argmax(),
    ),
    "pad.backward, reflect": (
        lambda: padded_back(LINE, "reflect"),
        lambda: np.pad(LINE, ((0, 0), (0, 0), (3, 3)), "reflect") + 1,
    ),
    "pad.backward, circular": (
        lambda: padded_back(MAPS, "circular"),
        lambda: np.pad(MAPS, ((0, 0), (0, 0), (3, 3), (3, 3)), "wrap") + 1,
    ),
    "pad, replicate": (
        lambda: layers.pad(LINE, 3, mode="replicate"),
        lambda: np.pad(LINE, ((0, 0), (0, 0), (3, 3)), "edge"),
    ),
    "conv, one channel": (
        lambda: layers.conv(SHORT, np.ones((1, 1, 300))),
        lambda: np.convolve(SHORT[0, 0], np.ones(300), "valid"),
    ),
    "conv.backward, one channel": (
        lambda: backward(layers.conv)(SHORT[..., 299:], SHORT, np.ones((1, 1, 300))),
        lambda: np.convolve(SHORT[0, 0], np.ones(300), "valid"),
    ),
    "conv_transpose, one channel": (
        lambda: layers.conv_transpose(SHORT, np.ones((1, 1, 300))),
        lambda: np.convolve(SHORT[0, 0], np.ones(300)),
    ),
    "local_response_norm, wide": (
        lambda: normalization.local_response_norm(CHANNELS, size=255),
        lambda: sliding_window_view(np.pad(CHANNELS**2, ((0, 0), (127, 127), (0, 0), (0, 0))), 255, 1).sum(-1),
    ),
    "relu.backward": (lambda: backward(activation.relu)(LINE, LINE), lambda: LINE * (LINE > 0)),
    "softmax.backward": (lambda: backward(activation.softmax)(LINE, LINE), lambda: np.exp(LINE) * LINE),
    "batch_norm.backward": (
        lambda: backward(normalization.batch_norm)(MAPS, MAPS, np.ones(8), np.ones(8)),
        lambda: (MAPS - MAPS.mean()) / MAPS.std(),
    ),
}


def best(run):
    """The shortest of three times, after a first one that is not counted."""
    run()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("work", WORK)
def test_a_form_costs_at_most_fifty_times_numpy(work):
    ours, numpys = WORK[work]
    assert any(best(ours) <= 50 * best(numpys) for _ in range(3))  # again where other programs took the time


def test_one_that_costs_more_is_seen():
    """A step of Python for each entry."""
    slow = lambda: [max(0.0, v) for v in SHORT.ravel().tolist()]
    assert best(slow) > 50 * best(lambda: np.maximum(SHORT[..., : 10**5], 0))
