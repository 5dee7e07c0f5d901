"""What the result of a call has to be.

`exact`     the statement over Python's exact numbers
`balls`     the statement in balls that hold every rounding error of the type computed in
`floats`    the statement over IEEE floats, for NaN and infinities
`others`    SciPy and PyTorch, by the adapters of mathcnn.conformance, and formulas written here with NumPy: nothing
            that they compute
            comes from a statement of mathcnn
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import scipy.special

from mathcnn.conformance import NoTarget, target
from mathcnn.evidence.checks import NotOffered
from mathcnn.numbers import formats, rounded, rounding
from mathcnn.numbers.floats import FLOATS

from .arrays import is_float
from .calls import Call

Oracle = Callable[..., Any]


def meant(call: Call) -> dict[str, Any]:
    """The arguments as the numbers that they stand for."""
    return {a: g.means for a, g in call.arguments.items()}


def exact(call: Call) -> Any:
    return call.of.literal(**meant(call))


def floats(call: Call) -> Any:
    with np.errstate(all="ignore"):
        return call.of.literal(**as_floats(call), number=FLOATS)


def as_floats(call: Call) -> dict[str, Any]:
    """Arrays in float64, but for labels, and for what lies in a domain up to roundings of its own type."""

    def taken(a: str, v: Any) -> Any:
        if a not in call.of.arrays or v is None:
            return v
        if a in call.of.labels:
            return np.asarray(v, np.int64)
        own = np.asarray(call.arguments[a].value)
        narrow = a in call.of.domain and is_float(own.dtype) and own.dtype.itemsize < 8
        return own.astype(own.dtype.newbyteorder("=")) if narrow else np.asarray(v, np.float64)

    return {a: taken(a, v) for a, v in meant(call).items()}


def balls(call: Call, dtype: np.dtype) -> Any:
    """Halves are computed in float32, and rounded once more where they are returned. A longdouble keeps its own bound
    in sums of products; elsewhere it keeps that of float64, in which constants are."""
    name = "float64" if dtype.itemsize > 8 else dtype.name
    kind = rounded.Rounded(formats.ACCUMULATOR.get(name, name))
    if (
        dtype.itemsize > 8
        and call.of.plan(call.rank, words(call)).exact
        and all(map(integral, call.arguments.values()))
    ):
        kind.u, kind.tiny = float(np.finfo(dtype).eps) / 2, 1e-320
    with rounded.precision():
        found = call.of.literal(**as_floats(call), number=kind)
        narrow = "float32" if dtype.itemsize == 4 else name
        parts = found if isinstance(found, tuple) else (found,)
        return (
            tuple(rounding.stored(part, narrow) for part in parts)
            if name in (*formats.ACCUMULATOR, "float32")
            else parts
        )


def words(call: Call) -> tuple[tuple[str, Any], ...]:
    """The words of a call, as a plan knows them."""
    of, given = call.of, meant(call)
    chosen = {a: given[a] if a in given else of.signature.parameters[a].default for a in of.words}
    return tuple((a, of.word(a, v)) for a, v in chosen.items() if of.is_word(a, v))


def integral(given: Any) -> bool:
    """Whether an argument is an array, a whole number, or a word."""
    return isinstance(given.means, (np.ndarray, int, str, tuple, type(None)))


# ---------------------------------------------------------------- implementations that owe the statements nothing


def _entropy(p: Any, base: float, axis: Any = None) -> Any:
    return scipy.special.entr(p).sum(axis) / np.log(base)


def _joint_entropy(joint: Any, axes: tuple[int, ...], base: float) -> Any:
    """The entropy of some of the variables of a table."""
    return _entropy(joint.sum(tuple(k for k in range(joint.ndim) if k not in axes)), base)


def _given(joint: Any, axis: Any, base: float) -> Any:
    kept = tuple(np.atleast_1d(axis).tolist())
    kept = tuple(k % joint.ndim for k in kept)
    return _entropy(joint, base) - _joint_entropy(joint, kept, base)


def _response_norm(x: Any, size: int, alpha: float, beta: float, bias: float) -> Any:
    """PyTorch's documentation, torch.nn.LocalResponseNorm: size // 2 channels before, (size - 1) // 2 after."""
    padded = np.pad(x**2, [(0, 0), (size // 2, (size - 1) // 2)] + [(0, 0)] * (x.ndim - 2))
    total = sum(padded[:, k : k + x.shape[1]] for k in range(size))
    return x / (bias + alpha / size * total) ** beta


def _circular(f: Any, g: Any) -> Any:
    return sum(tap * np.roll(f, at, tuple(range(f.ndim))) for at, tap in np.ndenumerate(g))


def _mutual(joint: Any, base: float) -> Any:
    return _joint_entropy(joint, (0,), base) + _joint_entropy(joint, (1,), base) - _entropy(joint, base)


def _conditional_mutual(joint: Any, base: float) -> Any:
    return (
        _joint_entropy(joint, (0, 2), base)
        + _joint_entropy(joint, (1, 2), base)
        - _joint_entropy(joint, (2,), base)
        - _entropy(joint, base)
    )


def _delta(k: int) -> Any:
    y = np.zeros(k + 1)
    y[k] = 1
    return y


def _dense(x: Any, w: Any, u: Any) -> Any:
    return u + np.tensordot(w, x, 2)


def _rejecting(y: Any, t: Any, rejection: float) -> Any:
    right = y[np.arange(len(y)), t]
    wrong = np.array([np.logaddexp.reduce([-rejection, *-np.delete(row, k)]) for row, k in zip(y, t, strict=True)])
    return (right + wrong).mean()


OWN: dict[str, Oracle] = {
    "information.entropy": lambda p, base: _entropy(p, base),
    "information.conditional_entropy": lambda joint, axis, base: _given(joint, axis, base),
    "information.kl_divergence": lambda p, q, base: scipy.special.rel_entr(p, q).sum() / np.log(base),
    "information.mutual_information": _mutual,
    "information.conditional_mutual_information": _conditional_mutual,
    "probability.marginal": lambda joint, axis: joint.sum(
        tuple({*range(joint.ndim)} - {int(a) % joint.ndim for a in np.atleast_1d(axis)})
    ),
    "perceptron.dense": _dense,
    "geometry.dense_parameters": lambda rows, columns: (rows * columns) ** 2 + rows * columns,
    "convolution.delta": _delta,
    "convolution.shift": lambda f, k: np.r_[np.zeros(k), f],
    "convolution.difference": lambda f: np.diff(f, prepend=0, append=0),
    "convolution.circular": _circular,
    "convolution.flip": lambda f: np.flip(f),
    "kernels.total": lambda K: K.sum(),
    "layers.linear": lambda x, w, b=None: x @ w.T + (0 if b is None else b),
    "layers.flatten": lambda x: x.reshape(len(x), -1),
    "activation.relu": lambda x: np.maximum(x, 0),
    "activation.leaky_relu": lambda x, alpha: np.where(x > 0, x, alpha * x),
    "activation.scaled_tanh": lambda x: 1.7159 * np.tanh(2 * x / 3),
    "normalization.batch_mean": lambda x: x.mean((0, *range(2, x.ndim))),
    "normalization.local_response_norm": _response_norm,
    "normalization.next_running_mean": lambda x, running_mean, momentum: (
        (1 - momentum) * running_mean + momentum * x.mean((0, *range(2, x.ndim)))
    ),
    "classic.euclidean_rbf": lambda x, w: ((x[:, None] - w[None]) ** 2).sum(-1),
    "optimization.next_velocity": lambda velocity, gradient, weight, momentum, decay: (
        momentum * velocity + (gradient + decay * weight)
    ),
    "optimization.next_weight": lambda weight, velocity, rate: weight - rate * velocity,
    "fitting.line": lambda x, slope, intercept: slope * x + intercept,
    "fitting.mean_squared_error": lambda prediction, target: ((prediction - target) ** 2).mean(),
    "pooling.global_avg_pool": lambda x: x.mean(tuple(range(2, x.ndim)), keepdims=True),
    "pooling.global_max_pool": lambda x: x.max(tuple(range(2, x.ndim)), keepdims=True),
    "convolution.dft": lambda f: np.fft.fft(f),
}


@functools.cache
def libraries() -> list[Any]:
    found = []
    for name in ("scipy", "torch"):
        try:
            found.append(target(name))
        except NoTarget:  # pragma: no cover  not installed here
            continue
    return found


def others(call: Call) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The name of each implementation that offers this call, and the call, in float64."""
    of = call.of
    given = as_floats(call)
    if of.name in OWN:
        defaults = {a: p.default for a, p in of.signature.parameters.items() if p.default is not p.empty}
        wide = {
            a: v.astype(np.float64) if isinstance(v, np.ndarray) and is_float(v.dtype) else v for a, v in given.items()
        }
        numbers = {a: float(v) if type(v).__name__ == "Fraction" else v for a, v in {**defaults, **wide}.items()}
        yield "written here", functools.partial(quietly, functools.partial(OWN[of.name], **numbers))
    if any(
        a in of.domain and is_float(v.dtype) and v.dtype != np.float64
        for a, v in given.items()
        if isinstance(v, np.ndarray)
    ):
        return  # whose sums are off by more than float64 explains
    for library in libraries():
        if of.name in library.functions:
            yield library.name, functools.partial(_offered, library.subject(of), given)


def _offered(subject: Any, given: dict[str, Any]) -> Any:
    return quietly(functools.partial(subject, **given))


def quietly(run: Callable[[], Any]) -> Any:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return run()


__all__ = ["NotOffered", "balls", "exact", "floats", "meant", "others"]
