"""Parts of the fast forms about channels: arrays are (N, C, *space), and statistics are over all axes but C."""

from __future__ import annotations


def over(x):
    """The axes of the batch and of space."""
    return (0, *range(2, x.ndim))


def size(x):
    """The number of values in a channel."""
    return x.size // x.shape[1]


def centred(x):
    """Each entry minus the mean of its channel."""
    return x - x.mean(axis=over(x), keepdims=True)
