"""Faults of normalisation and activation: cancellation, epsilon, NaN, and neighbours that do not exist."""

from __future__ import annotations

import numpy as np

from .. import activation, normalization
from ..laws.words import per_channel
from ..normalization.channels import over
from ..normalization.local_response_norm import divisor
from .collection import FORM, exhibit


@exhibit(normalization.batch_norm, "tt-metal#45968", laws=["ignores_a_large_constant"])
def variance_cancels(x, gamma, beta, eps=1e-5, *, training=True, correction=0, **options):
    """The variance was E[x^2] - E[x]^2.

    Far from zero both are large and nearly equal, and their difference after rounding may be negative.
    """
    if not training:
        return normalization.batch_norm(x, gamma, beta, eps, training=False, correction=correction, **options)
    count, mean = x.size // x.shape[1], x.mean(axis=over(x))
    var = ((x * x).mean(axis=over(x)) - mean * mean) * x.dtype.type(count) / x.dtype.type(count - correction)
    with np.errstate(invalid="ignore"):
        scale = gamma / np.sqrt(var + x.dtype.type(eps))
    return (x - per_channel(mean, like=x)) * per_channel(scale, like=x) + per_channel(beta, like=x)


@exhibit(normalization.batch_norm, "chainer#2214", laws=[FORM, "has_its_variance"])
def epsilon_omitted(x, gamma, beta, eps=1e-5, **options):
    """One of two code paths left epsilon out."""
    return normalization.batch_norm(x, gamma, beta, eps=1e-30, **options)


@exhibit(
    normalization.local_response_norm,
    "caffe#1864",
    laws=[FORM, "reaches_no_further_than_the_channels"],
    modelled="the memory beyond the channels holds ones",
)
def neighbours_beyond_the_channels(x, size=5, alpha=1e-4, beta=0.75, bias=1.0):
    """With more neighbours than channels the running sum over a window read memory beyond the channels, which often
    held NaN.
    """
    missing = max(0, size // 2 + 1 - x.shape[1])
    beyond = divisor(x, size, alpha, bias) + x.dtype.type(alpha) / x.dtype.type(size) * missing
    return x / beyond ** x.dtype.type(beta)


@exhibit(activation.relu, "pytorch#7999", "tensorflow#40072", laws=["passes_nan_on"])
def nan_becomes_zero(x):
    """The larger of 0 and NaN was 0, which hid that a network had diverged."""
    return np.where(x > 0, x, x.dtype.type(0))
