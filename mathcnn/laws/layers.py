"""Families of laws of layers: convolutions and pools of arrays (N, C, *space) with stride, padding and groups."""

from __future__ import annotations

from .families import Call, LawFamily, Sides, Values, Word
from .words import axes_swapped, every, last_group, per_channel, restricted, space, strides_into, transposed


def subsamples() -> LawFamily:
    """f(x, stride=s) is every s-th entry of f(x, stride=1)."""

    def sides(call: Call, values: Values) -> Sides:
        stride = values["stride"]
        return call(stride=stride), every(call(stride=1), stride=stride)

    return LawFamily(sides, "A stride picks every s-th entry of the result of stride 1.", reads=("stride",))


def has_its_size(
    size: Word, kernel: str, *options: str, of_kernel: Word = lambda kernel_size: kernel_size
) -> LawFamily:
    """The spatial sizes of the result are size(sizes of x, kernel size, **options).

    Parameters
    ----------
    size : the formula of sizes.
    kernel : the argument that has the kernel, or its size.
    options : names of arguments of the formula that `size` has too.
    of_kernel : takes the argument `kernel` to the size of the kernel.
    """

    def sides(call: Call, values: Values) -> Sides:
        chosen = {a: values[a] for a in options}
        return space(call(**chosen)), size(space(values["x"]), of_kernel(values[kernel]), **chosen)

    return LawFamily(sides, "The result has the size that the formula of sizes gives.", reads=options)


def same_covers_the_input() -> LawFamily:
    """With padding="same", the result has ceil(h / s) entries along an axis of h entries, for every kernel."""

    def sides(call: Call, values: Values) -> Sides:
        stride = values["stride"]
        return space(call(stride=stride, padding="same")), strides_into(values["x"], stride=stride)

    return LawFamily(sides, 'With padding="same", the size is ceil(h / s), whatever the kernel.', reads=("stride",))


def transposes(*others: str) -> LawFamily:
    """Exchanging the last two axes of x, and the two entries of every parameter, exchanges those of the result.

    `others` names the required arguments that are parameters, with two entries.
    """
    options = ("stride", "padding", "dilation")

    def sides(call: Call, values: Values) -> Sides:
        chosen = {a: values[a] for a in options}
        swapped = {a: axes_swapped(values[a]) for a in (*others, *options)}
        return call(x=transposed(values["x"]), **swapped), transposed(call(**chosen))

    says = "Exchanging the two spatial axes of the input and of every parameter exchanges those of the result."
    return LawFamily(sides, says, reads=options)


def ceil_contains_floor() -> LawFamily:
    """The leading entries of f(x, ceil_mode=True) are f(x, ceil_mode=False)."""

    def sides(call: Call, values: Values) -> Sides:
        floor = call(ceil_mode=False)
        return restricted(call(ceil_mode=True), like=floor), floor

    return LawFamily(sides, "The windows of floor mode are the leading windows of ceil mode.")


def splits_into_groups() -> LawFamily:
    """The last group of f(x, w, groups=g) is f(last group of x, last group of w)."""

    def sides(call: Call, values: Values) -> Sides:
        groups = values["groups"]
        last = {
            "x": last_group(values["x"], groups=groups, axis=1),
            "w": last_group(values["w"], groups=groups, axis=0),
        }
        return last_group(call(groups=groups), groups=groups, axis=1), call(**last)

    return LawFamily(sides, "Each group is a convolution of its own; shown for the last.", reads=("groups",))


def adds_bias() -> LawFamily:
    """f(x, w, b) = f(x, w) + b, one number a channel."""

    def sides(call: Call, values: Values) -> Sides:
        return call(b=values["b"]), call() + per_channel(values["b"], like=values["x"])

    return LawFamily(sides, "The bias is added to each channel of the result.", reads=("b",))
