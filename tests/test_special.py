"""What fast forms and gradients promise about NaN, infinities, signed zeros and subnormal numbers: for all formulas and
all arrays.
"""

import importlib
import math
import warnings

import numpy as np
import pytest

import mathcnn
from mathcnn import activation, convolution, layers, normalization, optimization, pooling
from mathcnn.evidence import cases, checks, special, verdicts
from mathcnn.language.formula import Formula
from mathcnn.numbers import formats, rounded, rounding
from mathcnn.numbers.floats import FLOATS

INF, NAN = math.inf, math.nan
ALL = list(
    dict.fromkeys(
        f
        for t in mathcnn.TOPICS
        for f in vars(importlib.import_module(f"mathcnn.{t}")).values()
        if isinstance(f, Formula) and f.topic == t and not f.spaces
    )
)
FORMS = [f for f in ALL if set(f.arrays) - set(f.domain) - f.labels]
GRADIENTS = [f for f in ALL if f.backward]


def name_of(of):
    return of.name


def gradient_of(of):
    assert of.backward is not None
    return of.backward


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# ---------------------------------------------------------------- all formulas


@pytest.mark.parametrize("of", FORMS, ids=name_of)
def test_every_fast_form_keeps_its_promise_in_every_array(of):
    run = checks.form_special(of, of, 16, 0, ("float64", "float32"))
    assert run.count >= 16
    assert not run.wrong, f"{run.worst} {run.fault} {run.case.kwargs} {run.arrays}"
    assert run.informative or of is pooling.max_pool_indices  # places are finite; they are compared below


@pytest.mark.parametrize("of", GRADIENTS, ids=name_of)
def test_every_gradient_keeps_its_promise(of):
    run = checks.gradient_special(of, of.backward, 16, 0)
    if special.promise(of.name, gradient=True).kind == special.NOTHING:
        assert run.count == 0
        return
    assert run.count >= 8
    assert run.informative
    assert not run.wrong, f"{run.worst} {run.fault} {run.case.kwargs} {run.arrays}"


@pytest.mark.parametrize("of", [f for f in FORMS if f.name != "convolution.dft"], ids=name_of)
def test_subnormal_numbers_are_kept(of):
    """Within the rounding bound, underflow included."""
    for (case, rng), dtype in zip(cases.sampled(of, 6, 0), ["float64", "float32"] * 3, strict=True):
        arrays, first = cases.floats(case, rng, dtype), checks.free(of, of.arrays)[0]
        scales = 2.0 ** np.random.default_rng(rng.randrange(2**32)).integers(-6, 2, arrays[first].shape)
        arrays[first] = np.array((np.sign(arrays[first]) * formats.NORMAL[dtype] * scales).astype(dtype))
        kwargs = checks.float_scalars(case.kwargs)
        got = checks.call(of, of, arrays, kwargs)
        if "ArgMax" in str(of.statement.rhs.func):
            assert rounding.exactly(got, of.literal(**arrays, **kwargs)).rho == 0
            continue
        with rounded.precision():
            assert rounding.rho(got, checks.bounded(of, dtype, arrays, kwargs)).rho <= (
                2 if of.name in special.SUBNORMAL else 1
            )


@pytest.mark.parametrize("of", [f for f in FORMS if not f.plan(1, f.default_words()).operations], ids=name_of)
def test_signed_zeros_keep_their_sign_where_entries_are_moved(of):
    seen = 0
    for case, rng in cases.sampled(of, 24, 0):
        if case.plan.operations:
            continue  # with these words it computes
        arrays = {
            a: np.where(np.random.default_rng(rng.randrange(2**32)).random(x.shape) < 0.5, -0.0, 0.0)
            for a, x in cases.floats(case, rng, "float64").items()
        }
        got = np.asarray(checks.call(of, of, arrays, checks.float_scalars(case.kwargs)), float)
        want = np.asarray(of.literal(**arrays, **checks.float_scalars(case.kwargs), number=FLOATS), float)
        assert (np.signbit(got) == np.signbit(want)).all()
        seen += np.signbit(want).any()
    assert seen


def test_weaker_promises_are_about_formulas_that_there_are_and_are_printed():
    names = {f.name for f in ALL}
    assert set(special.WEAKER) | set(special.WEAKER_GRADIENTS) <= names
    for name, found in [*special.WEAKER.items(), *special.WEAKER_GRADIENTS.items()]:
        assert f"{name}" in special.table()
        assert found.why in special.table()
    row = next(
        r for r in verdicts.verify_formula(optimization.next_velocity, 20, 0, only="form") if r.law == "special values"
    )
    assert row.good
    assert "is not read" in row.says


@pytest.mark.parametrize("name", [name for name in special.WEAKER if name != "convolution.dft"])
def test_a_weaker_promise_is_needed(name, monkeypatch):
    """Otherwise the form keeps the statement's, and the table says too little."""
    of = next(f for f in ALL if f.name == name)
    monkeypatch.delitem(special.WEAKER, name)
    assert checks.form_special(of, of, 60, 0).wrong


def test_of_complex_results_being_finite_is_compared():
    """A NaN reaches every result of a transform; one that loses it is caught."""
    assert not np.isfinite(convolution.dft([1.0, INF, 2.0, 5.0])).any()
    assert checks.form_special(convolution.dft, lambda f: convolution.dft(np.nan_to_num(f)), 20, 0, strict=True).wrong


@pytest.mark.parametrize("name", [n for n, found in special.WEAKER_GRADIENTS.items() if found.kind != special.NOTHING])
def test_a_weaker_promise_of_a_gradient_is_needed(name, monkeypatch):
    of = next(f for f in ALL if f.name == name)
    monkeypatch.delitem(special.WEAKER_GRADIENTS, name)
    assert checks.gradient_special(of, of.backward, 150, 0).wrong


# ---------------------------------------------------------------- planted faults: forms that break a promise are caught


def multiplies_the_border(x, w, b=None, **options):
    """Zeros around the input meet infinite weights."""
    y = layers.conv(x, w, b, **options)
    wild = ~np.isfinite(w).all(axis=tuple(range(1, w.ndim)))
    y[:, wild] += NAN
    return y


FAULTS = {
    "a border that is multiplied": (layers.conv, multiplies_the_border),
    "a bias that is cleaned": (
        layers.conv,
        lambda x, w, b=None, **o: layers.conv(x, w, None if b is None else np.nan_to_num(b), **o),
    ),
    "weights that are cleaned": (layers.linear, lambda x, w, b=None: layers.linear(x, np.nan_to_num(w), b)),
    "zeros between entries left out": (
        layers.conv_transpose,
        lambda x, w, b=None, **o: np.nan_to_num(layers.conv_transpose(x, w, b, **o), nan=0.0),
    ),
    "a NaN that a maximum drops": (
        pooling.max_pool,
        lambda x, k, **o: pooling.max_pool(np.where(np.isnan(x), -INF, x), k, **o),
    ),
    "prefix sums": (pooling.avg_pool, lambda x, k, **o: pooling.avg_pool(x, k, **o) + 0 * x.sum()),
    "an infinity made finite": (activation.relu, lambda x: np.nan_to_num(activation.relu(x), nan=NAN, posinf=1e308)),
    "NaN for a row with -inf": (
        activation.softmax,
        lambda x, axis=-1: activation.softmax(x, axis) + 0 * x.min(axis=axis, keepdims=True),
    ),
    "gamma that is cleaned": (
        normalization.batch_norm,
        lambda x, g, b, *a, **o: normalization.batch_norm(x, np.nan_to_num(g), b, *a, **o),
    ),
    "a kernel by transforms": (
        convolution.image,
        lambda I, K, mode="full": convolution.image(I, K, mode) + 0 * K.sum(),
    ),
    "a velocity that is cleaned": (
        optimization.next_velocity,
        lambda v, g, w, **o: optimization.next_velocity(v, np.nan_to_num(g), w, **o),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_form_that_breaks_its_promise_is_caught(fault):
    of, wrong = FAULTS[fault]
    assert checks.form_special(of, wrong, 60, 0, strict=True).wrong


BAD_GRADIENTS = {
    "relu by a product": (activation.relu, lambda dy, x: (dy * (x > 0),)),
    "a NaN swallowed": (activation.relu, lambda dy, x: (np.nan_to_num(gradient_of(activation.relu)(dy, x)[0]),)),
    "a mean of everything": (
        pooling.avg_pool,
        lambda dy, x, k, **o: (gradient_of(pooling.avg_pool)(dy, x, k, **o)[0] + 0 * dy.sum(),),
    ),
    "softmax that cleans dy": (
        activation.softmax,
        lambda dy, x, axis: gradient_of(activation.softmax)(np.nan_to_num(dy), x, axis=axis),
    ),
    "a warning": (
        layers.linear,
        lambda dy, x, w, b=None: ((dy - dy * 0) @ w, *gradient_of(layers.linear)(dy, x, w, b)[1:]),
    ),
}


@pytest.mark.parametrize("fault", BAD_GRADIENTS)
def test_a_gradient_that_breaks_its_promise_is_caught(fault):
    of, wrong = BAD_GRADIENTS[fault]
    assert checks.gradient_special(of, wrong, 60, 0).wrong


# ---------------------------------------------------------------- implementations of others


OTHERS = {
    "zeros around the input meet the weights": (
        layers.conv,
        lambda x, w, b=None, **o: over_a_padded_input(x, w, b, **o),
    ),
    "zeros between entries do not": (
        layers.conv_transpose,
        lambda x, w, b=None, **o: np.asarray(
            layers.conv_transpose.literal(x, w, b, number=special.ZEROS_ABSORB, **o), float
        ),
    ),
    "negative zeros": (layers.linear, lambda x, w, b=None: np.where((y := layers.linear(x, w, b)) == 0, -0.0, y)),
    "subnormal numbers flushed": (
        layers.linear,
        lambda x, w, b=None: np.where(abs(y := layers.linear(x, w, b)) < 2.3e-308, 0.0, y),
    ),
}


def over_a_padded_input(x, w, b=None, **options):
    """As frameworks compute."""
    pairs = layers.conv.read((x, w, b), options).scalars["padding"]
    return layers.conv(np.pad(x, ((0, 0), (0, 0), *pairs)), w, b, **{**options, "padding": 0})


@pytest.mark.parametrize("reading", OTHERS)
def test_other_readings_of_zeros_are_not_called_wrong(reading):
    of, implementation = OTHERS[reading]
    assert not checks.form_special(of, implementation, 40, 0).wrong
    if "zeros " in reading and of is not layers.linear:
        assert checks.form_special(of, implementation, 40, 0, strict=True).wrong


def test_others_are_judged_in_every_array():
    cleaned = lambda x, w, b=None: layers.linear(x, np.nan_to_num(w), b)
    assert checks.form_special(layers.linear, cleaned, 40, 0).wrong
    assert checks.form_special(
        layers.linear, lambda x, w, b=None: layers.linear(x, w, None if b is None else np.nan_to_num(b)), 40, 0
    ).wrong
