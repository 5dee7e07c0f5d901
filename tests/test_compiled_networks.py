"""Networks whose layers are compiled: the same results as with NumPy up to rounding, and the same bits each time."""

import numpy as np
import pytest

from mathcnn import activation, layers, pooling
from mathcnn.networks.lenet import Network
from mathcnn.networks.sequential import Layer, Sequential
from mathcnn.networks.training import Settings

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling")


def test_a_stack_on_whole_numbers():
    draw = np.random.default_rng(0)
    w, v = draw.integers(-3, 4, (3, 2, 3, 2)).astype(float), draw.integers(-3, 4, (4, 36)).astype(float)
    stack = [Layer(layers.conv, w=w), activation.relu, Layer(pooling.max_pool, kernel_size=2), layers.flatten]
    x = draw.integers(-4, 5, (5, 2, 8, 7)).astype(float)
    stack.append(Layer(layers.linear, w=v[:, : 3 * 3 * 3]))
    dy = draw.integers(-4, 5, (5, 4)).astype(float)
    plain, own = (Sequential((2, 8, 7), stack, engine) for engine in ("numpy", "compiled"))
    np.testing.assert_array_equal(own(x), plain(x))
    (dx, grads), (dx_own, grads_own) = plain.backward(dy, x), own.backward(dy, x)
    np.testing.assert_array_equal(dx_own, dx)
    for want, got in zip(grads, grads_own, strict=True):
        assert want.keys() == got.keys()
        for a in want:
            np.testing.assert_array_equal(got[a], want[a])


def test_an_unknown_engine_is_refused():
    with pytest.raises(ValueError, match="engine = 'gpu': it must be one of 'numpy', 'compiled'"):
        Sequential((1, 2, 2), [activation.relu], "gpu")
    with pytest.raises(ValueError, match="engine = 'gpu': it must be one of numpy, compiled"):
        Settings(engine="gpu")


@pytest.mark.slow
def test_lenet_has_the_same_bits_each_time():
    draw = np.random.default_rng(0)
    x, t = draw.standard_normal((32, 1, 32, 32)).astype(np.float32), draw.integers(0, 10, 32)
    (loss, row, _), (again, same, _) = (Network(engine="compiled").gradient(x, t) for _ in range(2))
    assert loss == again and row.tobytes() == same.tobytes()
    want_loss, want, _ = Network(engine="numpy").gradient(x, t)
    steps = 2000 * 2.0**-24  # roundings on the longest way, each of at most half a unit
    assert abs(loss - want_loss) <= steps * abs(want_loss) and abs(row - want).max() <= steps * abs(want).max()
