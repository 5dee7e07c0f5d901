"""Calls that are computed slice by slice, since their axes do not lie at equal distances."""

import numpy as np
import pytest

from mathcnn import activation, layers, normalization
from mathcnn.compiled import Compiled, slices

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling")
SHAPES = {
    "square": (3, 64, 28, 28),
    "distinct": (3, 40, 30, 50),
    "a column": (2, 130, 1, 140),
    "one image": (1, 64, 28, 28),
}


def count_slices(monkeypatch):
    found = []
    joined = slices.joined
    monkeypatch.setattr(slices, "joined", lambda block, *more: found.append(len(block)) or joined(block, *more))
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("threads", [1, 2])
def test_slices_make_up_the_result(shape, threads, monkeypatch):
    x = np.random.default_rng(0).standard_normal(SHAPES[shape]).astype("float32")
    found = count_slices(monkeypatch)
    for of in (activation.softmax, activation.log_softmax):
        for axis in (0, 1, 2, -1):
            for _ in range(2):
                got, want = Compiled(of, threads)(x, axis=axis), of(x, axis=axis)
                assert got.shape == want.shape and got.dtype == want.dtype
                np.testing.assert_allclose(got, want, rtol=2e-6, atol=2e-6)
    assert bool(found) == (shape != "one image")


def test_arrays_in_other_memory_orders(monkeypatch):
    x = np.random.default_rng(0).standard_normal((40, 30, 50, 3))
    found = count_slices(monkeypatch)
    for view in (x.transpose(3, 0, 1, 2), x[:, ::-1], x[..., ::2]):
        got = Compiled(activation.softmax, 2)(view, axis=1)
        np.testing.assert_allclose(got, activation.softmax(view, axis=1), rtol=1e-13, atol=1e-15)
    assert found


def test_arrays_without_the_letter_stay_whole(monkeypatch):
    """Such as the weights of a linear layer of part of a larger array."""
    x, w = np.random.default_rng(0).integers(-4, 5, (2, 36, 501)), np.ones((2, 497))
    part = np.pad(x.astype(float), 1)[1:-1, 1:-1, 3:-3]
    found = count_slices(monkeypatch)
    np.testing.assert_array_equal(Compiled(layers.linear, 2)(part, w), layers.linear(part, w))
    assert found


def test_gradients_are_cut_as_well(monkeypatch):
    x, dy = np.random.default_rng(0).standard_normal((2, 4, 16, 40, 30))
    found = count_slices(monkeypatch)
    got = Compiled(activation.softmax.gradient["x"], 2)(dy, x, axis=1)
    np.testing.assert_allclose(got, activation.softmax.backward(dy, x, axis=1)[0], rtol=1e-11, atol=1e-13)
    assert found == [4]


def test_which_letters_are_independent():
    letters = lambda of: slices.independent_letters(of.plan())
    assert letters(activation.softmax) == letters(activation.relu) == ("N",)
    assert letters(normalization.batch_norm) == ()


def test_threads_and_slices_give_the_same_bits():
    x = np.random.default_rng(0).standard_normal((5, 24, 30, 33)).astype("float32")
    one, two, five = (Compiled(activation.softmax, threads)(x, axis=1) for threads in (1, 2, 5))
    assert one.tobytes() == two.tobytes() == five.tobytes()


def test_slices_in_a_wrong_order_are_found(monkeypatch):
    joined = slices.joined
    monkeypatch.setattr(slices, "joined", lambda block, *more: joined(block[::-1], *more))
    with pytest.raises(AssertionError):
        test_slices_make_up_the_result("distinct", 1, monkeypatch)


@pytest.mark.parametrize("size", [(1 << 17) - 1, 1 << 17, (1 << 17) + 1, (1 << 17) + 16, 1000 * 400, 3 * 65_537 * 2])
def test_one_long_axis_is_shared_among_threads(size):
    x = np.random.default_rng(0).standard_normal(size).astype("float32")
    for of in (activation.relu, activation.leaky_relu):
        for threads in (1, 3):
            np.testing.assert_array_equal(Compiled(of, threads)(x), of(x))
    run = Compiled(activation.relu, 2)
    run(x)
    (program, *_) = next(iter(run.made.values()))
    assert (program.steps[0].shared is not None) == (size in (1 << 17, (1 << 17) + 16, 400_000))
