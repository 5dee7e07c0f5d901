"""Padding and cropping of the spatial axes.

`pad` continues an input beyond its border by zeros, periodically, mirrored at its last entry, or by that entry; `crop`
leaves entries out. Cropping undoes padding, and is the adjoint of padding by zeros.
"""

from __future__ import annotations

import numpy as np
from sympy import Abs, Max, Min, Mod

from ..geometry.letters import H, p, q
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Convention, Spelling, equation
from ..laws.families import additive, equivariant
from ..laws.words import identity, inner, lead, rolled, tail, turned
from ..memory import like
from .conv import conv
from .letters import c, from_, i, n, x, y
from .taps import sides
from .windows import cropped, is_padded, zero_padded


@formula(
    equation(y[n, c, i], x[n, c, from_]),
    shapes="(N, C, *H) -> (N, C, *H + p + q)",
    source="PyTorch, torch.nn.functional.pad; NumPy, numpy.pad",
    padding=Spelling((p, q), {"full": (H - 1, H - 1)}),
    mode=Convention(
        from_,
        {
            "zero": (i - p,),
            "circular": (Mod(i - p, H),),
            "reflect": (Abs(Mod(i - p + H - 1, Max(1, 2 * H - 2)) - (H - 1)),),
            "replicate": (Min(Max(i - p, 0), H - 1),),
        },
    ),
)
def pad(x, padding, mode="zero"):
    """The input continued beyond its border.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    padding : int >= 0, one for each axis, a pair (before, after) for each axis, or "full", one less than the size
    mode : "zero"; "circular", the input repeated; "reflect", the input mirrored at its last entry; "replicate", the
        last entry repeated

    Returns
    -------
    Array (N, C, *sizes), before + after entries larger along each axis.

    Raises
    ------
    ValueError : a padding that is negative or no integer, or another mode.

    >>> pad([[[1.0, 2.0, 3.0]]], 2, mode="reflect").tolist()
    [[[3.0, 2.0, 1.0, 2.0, 3.0, 2.0, 1.0]]]
    """
    if not is_padded(padding):
        return x.copy()
    if mode == "zero":
        return zero_padded(x, padding)
    for axis, pair in enumerate(padding, 2):
        before, within, after = sides(x.ndim, axis, pair, x.shape[axis])
        y = like(x, (*x.shape[:axis], x.shape[axis] + sum(pair), *x.shape[axis + 1 :]))
        y[within] = x
        for side, at in zip((before, after), sources(x.shape[axis], pair, mode), strict=True):
            y[side] = np.take(x, at, axis)
        x = y
    return x


def sources(h, pair, mode):
    """The places of an axis of h entries that stand before it and after it, two arrays of integers."""
    shown = {
        "circular": lambda at: at % h,
        "reflect": lambda at: abs((at + h - 1) % max(1, 2 * h - 2) - (h - 1)),
        "replicate": lambda at: at.clip(0, h - 1),
    }[mode]
    return shown(np.arange(-pair[0], 0)), shown(np.arange(h, h + pair[1]))


@pad.gradient
def pad_backward(dy, x, padding, mode):
    """The gradient: each entry of x gets the sum of dy over the places where it stands."""
    if mode == "zero":
        return (cropped(dy, padding, x.shape[2:]),)
    for axis, pair in enumerate(padding, 2):
        before, within, after = sides(dy.ndim, axis, pair, x.shape[axis])
        entries = dy[within].copy()
        for side, at in zip((before, after), sources(x.shape[axis], pair, mode), strict=True):
            np.add.at(np.moveaxis(entries, axis, 0), at, np.moveaxis(dy[side], axis, 0))
        dy = entries
    return (dy,)


@formula(
    equation(y[n, c, i], x[n, c, i + p]),
    shapes="(N, C, *H) -> (N, C, *H - p - q)",
    source="PyTorch, torch.nn.functional.pad with negative padding; XLA, operation semantics of Pad",
    padding=Spelling((p, q), {"valid": (0, 0)}),
)
def crop(x, padding):
    """The input without some entries at its border, which some frameworks write as negative padding.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    padding : the number of entries to leave out: int >= 0, one for each axis, or a pair (before, after) for each axis

    Returns
    -------
    Array (N, C, *sizes), before + after entries smaller along each axis.

    Raises
    ------
    ValueError : nothing would be left along an axis.

    >>> crop([[[1.0, 2.0, 3.0, 4.0]]], ((1, 0),)).tolist()
    [[[2.0, 3.0, 4.0]]]
    """
    return inside(x, padding=padding).copy()


@crop.gradient
def crop_backward(dy, x, padding):
    """The gradient: dy between zeros, since entries that are left out have no influence."""
    return (zero_padded(dy, padding),)


@writable(r"{}\vert_{{{padding}}}")
def inside(y, *, padding):
    """The entries between the padding before and after."""
    return y[(..., *(slice(before, n - after) for (before, after), n in zip(padding, y.shape[2:], strict=True)))]


@writable(r"{}[H\!:]")
def turn_later(y, *, like):
    """The entries from the size of `like` on, along the last axis."""
    return y[..., like.shape[-1] :]


@writable(r"{}[:\!-H]")
def without_last_turn(y, *, like):
    """The entries but for the last ones, as many as `like` has, along the last axis."""
    return y[..., : y.shape[-1] - like.shape[-1]]


@writable(r"{}^{{\leftrightarrow}}")
def exchanged(padding):
    """A padding with before and after exchanged."""
    return tuple((after, before) for before, after in padding)


@writable(r"{}\vert_{{\pm {padding}}}")
def around_first(y, *, padding):
    """As many places after the first entry of the input as there are before it, where there are so many."""
    reach = [min(before, n - before - 1) for (before, _), n in zip(padding, y.shape[2:], strict=True)]
    return y[(..., *(slice(before - r, before + r + 1) for (before, _), r in zip(padding, reach, strict=True)))]


@pad.law(held={"mode": "zero"})
def is_a_convolution_with_a_unit(pad, x, padding):
    """Padding by zeros is a padded convolution with the kernel of one tap."""
    return pad(x, padding), conv(x, identity(x), padding=padding)


pad.law(additive("x", "v"), name="adds", says="A sum is padded as its terms are.")


@pad.law()
def keeps_the_inside(pad, x, padding):
    """In every mode the entries inside are those of the input."""
    return inside(pad(x, padding), padding=padding), x


@pad.law(held={"mode": "circular"})
def wraps_around(pad, x, padding):
    """With mode="circular", the places one size apart have the same entry."""
    return turn_later(pad(x, padding), like=x), without_last_turn(pad(x, padding), like=x)


@pad.law(held={"mode": "circular"})
def commutes_with_a_cyclic_shift(pad, x, padding):
    """With mode="circular", the input moved by one place gives the result moved by one place."""
    return tail(pad(rolled(x), padding)), lead(pad(x, padding))


@pad.law(held={"mode": "replicate"}, back="1..3", plain=True)
def repeats_the_border(pad, x, back):
    """With mode="replicate", padding twice is padding by the sum."""
    return pad(pad(x, back, mode="replicate"), back, mode="replicate"), pad(x, back + back, mode="replicate")


pad.law(
    equivariant("x", turned, padding=exchanged),
    name="reverses",
    says="The input in reverse order, padded with before and after exchanged, gives the result in reverse order.",
)


@pad.law(held={"mode": "reflect"})
def mirrors_at_its_first_entry(pad, x, padding):
    """With mode="reflect", the result is symmetric about the first entry of the input."""
    return around_first(pad(x, padding), padding=padding), turned(around_first(pad(x, padding), padding=padding))


@pad.fails(plain=True)
def mode_does_not_matter(pad, x, padding):
    """The modes differ."""
    return pad(x, padding, mode="circular"), pad(x, padding, mode="zero")


@crop.law()
def is_a_slice(crop, x, padding):
    """The result is what lies between the entries left out."""
    return crop(x, padding), inside(x, padding=padding)


@crop.law()
def undoes_padding(crop, x, padding):
    """Cropping undoes padding, in every mode."""
    return crop(pad(x, padding), padding), x


@crop.law(v="(N, C, *H - p - q)")
def is_the_adjoint_of_padding(crop, x, v, padding):
    """<crop x, v> = <x, pad v>: what is left out of one is zero in the other."""
    return inner(crop(x, padding), v), inner(x, pad(v, padding))


crop.law(
    equivariant("x", turned, padding=exchanged),
    name="crop_reverses",
    says="The input in reverse order, cropped with before and after exchanged, gives the result in reverse order.",
)
crop.law(additive("x", "z"), name="crop_adds", says="A sum is cropped as its terms are.")


@crop.fails(plain=True)
def is_undone_by_padding(crop, x, padding):
    """What was left out does not come back."""
    return pad(crop(x, padding), padding), x
