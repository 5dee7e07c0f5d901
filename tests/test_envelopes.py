"""Envelopes hold what they say of an expression beyond a point, and tails hold the integral that lies there."""

import flint
import pytest
import sympy as sp

from mathcnn.numbers.envelopes import Diverges, Envelope, Unbounded, enveloped, tail
from mathcnn.numbers.expressions import ball

s = sp.Symbol("s", positive=True)
R = sp.Rational
EXPRESSIONS = [
    1 / (1 + s**2),
    (s + 3) / (s**2 - s + 1),
    sp.sqrt(s**2 + s),
    sp.exp(-(s**2) + 3 * s) * (1 + s),
    sp.exp(-s) / (1 + sp.exp(-s)) ** 2,
    sp.log(1 + s**2),
    sp.log(s) / s**2,
    sp.tanh(s),
    sp.erf(s) - 1,
    sp.erfc(s),
    sp.sin(1 / s),
    sp.exp(s - sp.exp(s)),
    sp.cosh(s),
    sp.exp(-s) + sp.exp(-2 * s) * s**3,
    sp.atan(-s),
    sp.exp(1 / s),
    sp.exp(2 - 2 * s) - sp.exp(-2 * s),
    sp.log(sp.exp(s) + 1),
    s ** R(1, 3) * (2 + sp.sin(s)),
    sp.exp(-sp.sqrt(s)),
    sp.tanh(1 / s),
    sp.sech(s),
    s ** R(-3, 2) + s ** R(-5, 2),
    sp.exp(-s) + sp.exp(-s - 1 / s),
    sp.erf(-s) + 1,
]


def outside(envelope, e, least):
    """The points, of some beyond the least, at which an expression is outside of its envelope."""
    found = []
    for point in (least, 1.5 * least, 4 * least, 20 * least):
        with flint.ctx.workprec(300):
            at = {s: flint.arb(point)}
            scaled = ball(e, at) / (ball(sp.exp(envelope.exponent), at) * flint.arb(point) ** ball(envelope.power, {}))
            if not envelope.factor.overlaps(flint.acb(scaled).real):
                found.append(point)
    return found


@pytest.mark.parametrize("e", EXPRESSIONS, ids=str)
def test_envelopes_hold(e):
    known = 0
    for least in (1, 2, 8, 50, 400):
        try:
            envelope = enveloped(e, s, {}, flint.arb(least))
        except Unbounded:
            continue
        known += 1
        assert not outside(envelope, e, least)
    assert known


def test_a_narrower_envelope_is_caught():
    """Planted: a tenth of the factor, and a power too small."""
    e = (s + 3) / (s**2 - s + 1)
    right = enveloped(e, s, {}, flint.arb(8))
    assert outside(Envelope(right.exponent, right.power, right.factor / 10), e, 8)
    assert outside(Envelope(right.exponent, right.power - 1, right.factor), e, 8)


TAILS = {  # an integrand, and its integral beyond T
    "algebraic": (s**-2, 1 / s),
    "of higher order": (1 / (1 + s**2), sp.pi / 2 - sp.atan(s)),
    "a root": (s ** R(-3, 2), 2 / sp.sqrt(s)),
    "exponential": (sp.exp(-s), sp.exp(-s)),
    "with a power": (s**3 * sp.exp(-s), sp.exp(-s) * (s**3 + 3 * s**2 + 6 * s + 6)),
    "a bell": (sp.exp(-(s**2)), sp.sqrt(sp.pi) / 2 * sp.erfc(s)),
    "a root in an exponent": (sp.exp(-sp.sqrt(s)), 2 * (1 + sp.sqrt(s)) * sp.exp(-sp.sqrt(s))),
}


@pytest.mark.parametrize("name", TAILS)
def test_tails_are_bounds_and_not_much_more(name):
    e, beyond = TAILS[name]
    for least in (16, 50, 200):
        bound = tail(enveloped(e, s, {}, flint.arb(least)), s, {}, flint.arb(least))
        want = ball(beyond, {s: flint.arb(least)})
        assert not bound < want and bound < 3 * want


DIVERGENT = [
    1 / s,
    sp.Integer(1),
    sp.exp(s),
    1 / (s + sp.sqrt(s)),
    sp.exp(s**2 - s) / s**9,
    -1 / s,
    1 / (1 + sp.exp(-s)) / s,
]


@pytest.mark.parametrize("e", DIVERGENT, ids=str)
def test_divergence_is_shown(e):
    with pytest.raises(Diverges):
        tail(enveloped(e, s, {}, flint.arb(50)), s, {}, flint.arb(50))


@pytest.mark.parametrize("e", [sp.sin(s), sp.sin(s) / s, sp.cos(s) ** 2 / s, (1 - sp.tanh(s) ** 2) * s], ids=str)
def test_divergence_is_not_claimed(e):
    """Of sin(s)^2 / s it would be right, but the envelope does not show it."""
    with pytest.raises(Unbounded):
        tail(enveloped(e, s, {}, flint.arb(50)), s, {}, flint.arb(50))
