"""Records of networks: a process that runs one again makes neither plan nor text, and no record is stale."""

from typing import Any  # Any: an object, and a function of it

import numpy as np
import pytest

from mathcnn import activation, layers, pooling
from mathcnn.compiled import programs, records
from mathcnn.compiled.programs import Program
from mathcnn.networks import chunks
from mathcnn.networks.sequential import Layer, Sequential

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling", "recording")

SHAPE = (2, 9, 11)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    """The code of earlier tests is not in the cache of this one."""
    programs.compiled.cache_clear()


def drawn(*shape, dtype=np.float32, seed=0):
    return np.random.default_rng([seed, *shape]).integers(-3, 4, shape).astype(dtype)


def layers_of(dtype=np.float32, seed=0, slope=0.25, stride=(2, 1)):
    return [
        Layer(layers.conv, w=drawn(6, 2, 3, 2, dtype=dtype, seed=seed), b=drawn(6, dtype=dtype), stride=stride),
        Layer(activation.leaky_relu, alpha=slope),
        Layer(pooling.avg_pool, kernel_size=2),
        layers.flatten,
    ]


def results(stack, x):
    """All that a stack computes for a batch, as arrays."""
    y = stack(x)
    dx, grads = stack.backward(np.ones_like(y), x)
    return [y, dx, *(g for one in grads for g in one.values())]


def agree(stack, x):
    """The results of the compiled engine, which must be those of NumPy."""
    own = Sequential(SHAPE, stack, "compiled")
    found = results(own, x)
    assert not own._chunks.refused
    for got, want in zip(found, results(Sequential(SHAPE, stack), x), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-5, atol=1e-5)
    return found


def not_again(monkeypatch, stack):
    """Let every call raise that asks for a plan."""

    def never(*_):
        raise AssertionError("the network was made again")

    for layer in stack.layers:
        for of in (layer.formula, *(layer.formula.gradient[a] for a in layer.formula.gradient)):
            monkeypatch.setattr(of.binder, "bind", never)


@pytest.mark.parametrize("count", [37, 64])
def test_a_network_that_was_run_before_needs_no_plan(count, monkeypatch):
    x = drawn(count, *SHAPE)
    want = agree(layers_of(), x)
    again, other, double = (Sequential(SHAPE, layers_of(seed=seed), "compiled") for seed in (0, 1, 0))
    with monkeypatch.context() as patched:
        not_again(patched, again)
        for a, b in zip(results(again, x), want, strict=True):
            assert a.tobytes() == b.tobytes() and a.shape == b.shape
        changed = results(other, x)  # numbers in arrays are no part of the record
        with pytest.raises(AssertionError, match="made again"):
            double(x.astype(np.float64))
    for got, right in zip(changed, results(Sequential(SHAPE, layers_of(seed=1)), x), strict=True):
        np.testing.assert_allclose(got, right, rtol=1e-5, atol=1e-5)


def test_what_decides_a_network_is_part_of_its_record():
    first, *rest = layers_of()
    turned = np.asfortranarray(first.arguments["w"])
    others = [
        layers_of(slope=0.5),
        layers_of(stride=(1, 2)),
        [first.with_(w=turned), *rest],
        [first.with_(b=None), *rest],
        [first.with_(w=np.flip(turned, 2)), *rest],
        [first, *rest[:-1]],
    ]
    x = drawn(37, *SHAPE)
    for _ in range(2):
        for stack in ([first, *rest], *others):
            own = Sequential(SHAPE, stack, "compiled")
            for given in (x, x[:21], x.astype(np.float64)) if stack[0] is first and stack[1:] == rest else (x,):
                np.testing.assert_allclose(own(given), Sequential(SHAPE, stack)(given), rtol=1e-5, atol=1e-5)


def test_an_array_that_two_layers_have_is_the_array_of_each():
    w = drawn(2, 2, 3, 3)
    x = drawn(21, *SHAPE)
    for other in (w, drawn(2, 2, 3, 3, seed=5), w):
        agree([Layer(layers.conv, w=w), Layer(layers.conv, w=other)], x)


def test_which_gradients_are_wanted_is_part_of_the_record():
    x = drawn(21, *SHAPE)
    plain = Sequential(SHAPE, layers_of())
    dy = np.ones((21, *plain.output_shape), np.float32)
    for _ in range(2):
        own = Sequential(SHAPE, layers_of(), "compiled")
        for wanted in (("w", "b"), ("b",), ("w",), ()):
            for to_input in (False, True):
                asked = [wanted, (), (), ()]
                dx, grads = own.forward(x).pulled(dy, asked, to_input)
                want_dx, want = plain.pulled(dy, [*plain.activations(x)], asked, to_input)
                assert (dx is None) is (want_dx is None) is (not to_input) and grads[0].keys() == {*wanted}
                for got, right in zip([*grads[0].values(), dx], [*want[0].values(), want_dx], strict=True):
                    np.testing.assert_allclose(got, right, rtol=1e-5, atol=1e-5) if right is not None else None


@pytest.mark.parametrize("kind", ["*.o", "*.r"])
def test_damaged_records_and_missing_code_are_made_again(kind, tmp_path):
    x = drawn(21, *SHAPE)
    agree(layers_of(), x)
    files = [*(tmp_path / "cache" / "native").glob(kind)]
    assert len(files) > 2
    for k, file in enumerate(files):
        file.write_bytes(file.read_bytes()[:-1]) if k % 2 else file.unlink()
    agree(layers_of(), x)


PLANTED: list[tuple[Any, str, Any]] = [  # Any: an object, and what stands for one of its functions
    (programs, "separable", lambda *_: 0),
    (Program, "_apart", lambda *_: []),
    (chunks.Part, "_own", lambda *_: {}),
    (chunks, "sizes_of", lambda count: [(1, count)]),
]


@pytest.mark.parametrize("where, name, fault", PLANTED, ids=lambda one: one if isinstance(one, str) else "")
def test_a_function_that_was_replaced_is_seen(where, name, fault, monkeypatch):
    assert records.path_of_all([layers.conv, activation.relu], "network") is not None
    monkeypatch.setattr(where, name, fault)
    assert records.path_of_all([layers.conv, activation.relu], "network") is None
    monkeypatch.undo()
    assert records.is_as_written()


def test_formulas_in_another_order_are_another_network():
    one, other = ([layers.conv, activation.relu], [activation.relu, layers.conv])
    assert records.path_of_all(one, "network") != records.path_of_all(other, "network")
    assert records.path_of_all([type(activation.relu)(activation.relu.definition)], "network") is None
