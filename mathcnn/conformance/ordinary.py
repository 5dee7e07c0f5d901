"""Ordinary geometries for checks of behaviour: layers as networks have them, reduced in size, and arrays of 8, 16, 17
and 33 entries along an axis, so that loops over whole vector registers and what remains of them both run.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..evidence.cases import Case
from ..language.formula import Formula
from .aliases import Scalar

Shapes = Mapping[str, tuple[int, ...]]
Geometry = tuple[Shapes, Mapping[str, Scalar]]
VECTORS: list[Geometry] = [({"x": (n,)}, {}) for n in (8, 16, 17, 33)] + [({"x": (2, 3, 8, 8)}, {})]
CLASSES: list[Geometry] = [({"x": (3, n)}, {"axis": 1}) for n in (8, 16, 17, 33, 65)]
IMAGES: list[Geometry] = [({"x": (2, 3, 8, 8)}, {}), ({"x": (1, 2, 17, 33)}, {}), ({"x": (2, 1, 16)}, {})]
POOLS: list[Geometry] = [
    ({"x": (2, 3, 8, 8)}, {"kernel_size": 2}),
    ({"x": (1, 2, 16, 17)}, {"kernel_size": 3, "stride": 2, "padding": 1}),
    ({"x": (1, 1, 33)}, {"kernel_size": 2}),
]
SAME: list[Geometry] = [
    ({"I": (16, 17), "K": (3, 3)}, {"mode": "same"}),
    ({"I": (8, 8), "K": (2, 2)}, {"mode": "valid"}),
]
CHANNELS: Shapes = {"x": (4, 3, 8, 8), "gamma": (3,), "beta": (3,)}
RUNNING: Shapes = {"running_mean": (3,), "running_var": (3,)}
GEOMETRIES: dict[str, list[Geometry]] = {
    "layers.conv": [
        ({"x": (2, 3, 8, 9), "w": (4, 3, 3, 3), "b": (4,)}, {"padding": 1}),
        ({"x": (1, 16, 8, 8), "w": (17, 16, 1, 1), "b": (17,)}, {}),
        ({"x": (1, 8, 9, 8), "w": (8, 1, 3, 3), "b": (8,)}, {"padding": 1, "groups": 8}),
        ({"x": (2, 4, 33), "w": (3, 4, 3), "b": (3,)}, {"padding": 1, "stride": 2}),
    ],
    "layers.conv_transpose": [({"x": (1, 2, 8, 8), "w": (2, 3, 2, 2), "b": (3,)}, {"stride": 2})],
    "layers.linear": [({"x": (4, 17), "w": (33, 17), "b": (33,)}, {}), ({"x": (8, 16), "w": (8, 16), "b": (8,)}, {})],
    "arrays.matmul": [({"x": (8, 17), "z": (17, 9)}, {}), ({"x": (2, 4, 33), "z": (2, 33, 8)}, {})],
    "layers.pad": [
        ({"x": (2, 3, 8, 8)}, {"padding": 1, "mode": "zero"}),
        ({"x": (1, 1, 33)}, {"padding": 2, "mode": "zero"}),
    ],
    "layers.flatten": IMAGES,
    "pooling.max_pool": POOLS,
    "pooling.max_pool_indices": POOLS,
    "pooling.avg_pool": POOLS,
    "pooling.global_max_pool": IMAGES,
    "pooling.global_avg_pool": IMAGES,
    "activation.relu": VECTORS,
    "activation.leaky_relu": VECTORS,
    "activation.clip": [({"x": (n,)}, {"low": low, "high": 6}) for n in (8, 17, 33) for low in (-1, 0)],
    "activation.sigmoid": VECTORS,
    "activation.scaled_tanh": VECTORS,
    "activation.softmax": CLASSES,
    "activation.log_softmax": CLASSES,
    "activation.cross_entropy": [({"x": (4, n), "t": (4,)}, {}) for n in (8, 17, 33)],
    "normalization.batch_mean": IMAGES,
    "normalization.batch_var": IMAGES,
    "normalization.batch_norm": [(CHANNELS, {}), ({**CHANNELS, **RUNNING}, {"training": False})],
    "normalization.next_running_mean": [({"x": (4, 3, 8, 8), "running_mean": (3,)}, {})],
    "normalization.next_running_var": [({"x": (4, 3, 8, 8), "running_var": (3,)}, {})],
    "normalization.local_response_norm": [({"x": (2, 8, 4, 4)}, {})],
    "convolution.discrete": [({"f": (33,), "g": (8,)}, {}), ({"f": (16,), "g": (17,)}, {})],
    "convolution.circular": [({"f": (16,), "g": (16,)}, {}), ({"f": (17,), "g": (17,)}, {})],
    "convolution.image": SAME,
    "convolution.cross_correlation": SAME,
    "fitting.mean_squared_error": [({"prediction": (n,), "target": (n,)}, {}) for n in (17, 33)],
}


def ordinary(of: Formula) -> list[Case]:
    """The ordinary cases of a formula; none if there are no geometries of it."""
    return [case_of(of, shapes, kwargs) for shapes, kwargs in GEOMETRIES.get(of.name, ())]


def case_of(of: Formula, shapes: Shapes, kwargs: Mapping[str, Scalar]) -> Case:
    """The case with these shapes and arguments; the other arguments have their defaults."""
    arrays = {a: np.zeros(s, np.int64) if a in of.labels else np.ones(s) for a, s in shapes.items()}
    call = of.read((), {**arrays, **kwargs})
    scalars = {a: v for a, v in call.scalars.items() if a not in of.switches}
    return Case(of, call.plan, dict(shapes), scalars, call.env, of.domain)


def integers(case: Case, rng: np.random.Generator, dtype: str) -> dict[str, np.ndarray]:
    """Arrays of integers from -4 to 4 but 0, which every type of numbers holds, taken into the domains of the case."""
    of = case.of
    numbers = [float(v) for v in range(-4, 5) if v]
    arrays = case.filled(lambda a, shape: rng.choice(numbers, shape))
    return {a: x if a in of.labels else x.astype(dtype) for a, x in arrays.items()}
