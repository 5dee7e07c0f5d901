"""exp, log and tanh of compiled forms: within 2 units in the last place of the true value, in all lanes and alone."""

import ctypes

import mpmath
import numpy as np
import pytest

from mathcnn.compiled import functions
from mathcnn.compiled.functions import Body, function

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
from mathcnn.compiled.native import Code

pytestmark = pytest.mark.usefixtures("compiling")

NAMES = pytest.mark.parametrize("name", ["exp", "log", "tanh"])
WIDTHS = {"float": 16, "double": 8}
SPECIAL = [0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0]
BESIDE = [-745.13, -745.14, 709.78, 709.79, -103.9, -104.0, 88.72, 88.73, 0.35, 0.7, 5e-324, 2.2e-308, 1e-45, 1.2e-38]
LOOP = """define void @run(ptr %x, ptr %y, i64 %n) {{
entry:
  br label %next
next:
  %i = phi i64 [0, %entry], [%j, %next]
  %p = getelementptr {element}, ptr %x, i64 %i
  %q = getelementptr {element}, ptr %y, i64 %i
  %v = load {kind}, ptr %p, align 4
  %r = call {kind} {title}({kind} %v)
  store {kind} %r, ptr %q, align 4
  %j = add i64 %i, {step}
  %more = icmp slt i64 %j, %n
  br i1 %more, label %next, label %end
end:
  ret void
}}"""


def ran(name, element, lanes, x):
    """The function of an array, whose size is a multiple of 16."""
    title, texts = function.__wrapped__(name, element, lanes)
    kind = f"<{lanes} x {element}>" if lanes else element
    code = Code("\n".join([*sorted(texts), LOOP.format(element=element, kind=kind, title=title, step=max(1, lanes))]))
    y = np.empty_like(x)
    call = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)(code.address("run"))
    call(x.ctypes.data, y.ctypes.data, len(x))
    return y


def numbers(element):
    """Numbers of the whole range, more of them where the functions change, and special ones."""
    draw = np.random.default_rng(0)
    if element == "float":
        anything = np.arange(0, 2**32, 5003, dtype=np.uint64).astype(np.uint32).view(np.float32)
    else:
        anything = draw.integers(0, 2**64, 1000, dtype=np.uint64).view(np.float64)
    parts = [draw.uniform(-a, a, 600) for a in (1e-3, 0.5, 1, 25, 110, 750)]
    parts += [np.exp(draw.uniform(-1, 1, 600)), SPECIAL, BESIDE, np.negative(BESIDE)]
    with np.errstate(all="ignore"):  # numbers beyond the range, and NaN of every kind
        x = np.concatenate([anything, *(part.astype(anything.dtype) for part in map(np.asarray, parts))])
    return np.concatenate([x, np.zeros(-len(x) % 16, x.dtype)])


def error_of(name, x, y):
    """The largest error in units in the last place; special values must be the right ones."""
    mpmath.mp.prec = 120
    with np.errstate(all="ignore"):
        near = getattr(np, name)(x.astype(np.float64))
        want = near.astype(x.dtype)
    np.testing.assert_array_equal(np.isnan(y), np.isnan(want))
    plain = np.isfinite(want)
    np.testing.assert_array_equal(y[~plain], want[~plain])
    np.testing.assert_array_equal(np.signbit(y[plain]), np.signbit(want[plain]))
    unit = np.spacing(np.abs(want[plain])).astype(float)
    if x.dtype == np.float32:
        return (np.abs(y[plain].astype(float) - near[plain]) / unit).max()
    exact = getattr(mpmath, name)
    rows = zip(x[plain], y[plain], unit, strict=True)
    return max(float(abs(mpmath.mpf(float(b)) - exact(mpmath.mpf(float(a)))) / u) for a, b, u in rows)


@NAMES
@pytest.mark.parametrize("element", ["float", "double"])
def test_within_two_units_in_the_last_place(name, element):
    x = numbers(element)
    y = ran(name, element, WIDTHS[element], x)
    assert error_of(name, x, y) <= 2
    for lanes in (0, 2):  # a number has the same bits alone and in every vector
        np.testing.assert_array_equal(ran(name, element, lanes, x), y)


def fails(name, element="float"):
    """Whether the check finds a fault that was planted."""
    x = numbers(element)
    try:
        return error_of(name, x, ran(name, element, WIDTHS[element], x)) > 2
    except AssertionError:
        return True


def test_a_series_that_is_too_short_is_found(monkeypatch):
    monkeypatch.setattr(functions, "TERMS", {"float": (6, 2), "double": (12, 8)})
    assert fails("exp") and fails("log") and fails("exp", "double") and fails("log", "double")


def test_a_wrong_part_of_log_2_is_found(monkeypatch):
    monkeypatch.setattr(functions.FORMATS["float"], "ln2_low", 0)
    assert fails("exp") and fails("log") and fails("tanh")


def test_subnormal_results_that_are_lost_are_found(monkeypatch):
    monkeypatch.setattr(functions, "LEAST", {"float": -87.0, "double": -708.0})
    assert fails("exp") and fails("exp", "double")


def test_a_lost_nan_is_found(monkeypatch):
    within = Body.within
    turned = lambda self, x, least, most: within(self, self.call("minnum", x, self.number(most)), least, most)
    monkeypatch.setattr(Body, "within", turned)
    assert fails("exp") and fails("tanh")
