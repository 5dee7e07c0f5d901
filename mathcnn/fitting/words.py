"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

from ..language.latex import writable


@writable(r"\langle {}, {} \rangle")
def inner(p, q):
    """The sum of the products of two arrays' entries."""
    return (p * q).sum()


@writable("|{}|")
def size(x):
    return x.size
