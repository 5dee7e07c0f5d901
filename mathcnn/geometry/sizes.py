"""Output sizes of convolutions, pools and transposed convolutions along one axis.

The laws are the relationships of dumoulin2016 by number, and what they leave out: ceil mode, "same" padding and output
padding.
"""

from __future__ import annotations

from sympy import Max

from ..language.formula import formula
from ..language.statement import Axis, Spelling, equation
from .letters import (
    PADDINGS,
    ceil_mode,
    dilation,
    output_padding,
    p,
    positions_ceil,
    positions_transposed,
    q,
    reach,
    span,
    stride,
)

o = Axis("o")


@formula(
    equation(o, positions_ceil),
    requires=[span >= 0],
    source="dumoulin2016, relationships 1 to 7 and 15; PyTorch, torch.nn.MaxPool2d, for the clamp of ceil mode",
    padding=Spelling((p, q), PADDINGS),
    ceil_mode=ceil_mode,
)
def output_size(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    """The number of positions of a kernel along an axis of length H.

    Parameters
    ----------
    H : int >= 1, the length of the axis, or one for each axis
    kernel_size, stride, dilation : int >= 1, or one for each axis
    padding : int >= 0, a pair (before, after), one of these for each axis, "valid", "same" or "full"
    ceil_mode : bool; whether the number is rounded up, without windows that start beyond the input

    Returns
    -------
    An integer, or a tuple of integers if an argument has one for each axis.

    Raises
    ------
    ValueError : the dilated kernel does not fit the padded input.

    >>> output_size(28, 5), output_size((28, 30), (5, 3), stride=(2, 1))
    (24, (12, 28))
    """
    before, after = padding if isinstance(padding, tuple) else (padding, padding)
    span = H + before + after - dilation * (kernel_size - 1) - 1
    if ceil_mode:
        return min(-(-span // stride), (H + before - 1) // stride) + 1
    return span // stride + 1


@formula(
    equation(o, positions_transposed),
    requires=[positions_transposed >= 1, output_padding < Max(stride, dilation)],
    source="dumoulin2016, relationships 8 to 14",
    padding=Spelling((p, q), {"valid": (0, 0), "full": (reach, reach)}),
)
def transposed_output_size(H, kernel_size, *, stride=1, padding=0, dilation=1, output_padding=0):
    """The size of the input that a convolution takes to H positions: the output size of its transpose.

    Parameters
    ----------
    H : int >= 1, the number of positions, or one for each axis
    kernel_size, stride, dilation : int >= 1, or one for each axis
    padding : int >= 0, a pair (before, after), one of these for each axis, "valid" or "full"
    output_padding : int >= 0, less than the stride or the dilation: which of the sizes that the convolution takes to
        the same H is meant

    Returns
    -------
    An integer, or a tuple of integers if an argument has one for each axis.

    Raises
    ------
    ValueError : the size would be less than 1, or output_padding is too large.

    >>> from mathcnn.geometry.letters import padding
    >>> transposed_output_size(24, 5), transposed_output_size(12, 3, stride=2, padding=1, output_padding=1)
    (28, 24)
    """
    before, after = padding if isinstance(padding, tuple) else (padding, padding)
    return stride * (H - 1) + dilation * (kernel_size - 1) + 1 - before - after + output_padding


@output_size.law(plain=True)
def relationship_1(output_size, H, kernel_size):
    """No padding, unit stride."""
    return output_size(H, kernel_size), H - kernel_size + 1


@output_size.law(zeros="0..4", plain=True)
def relationship_2(output_size, H, kernel_size, zeros):
    """Padding, unit stride."""
    return output_size(H, kernel_size, padding=zeros), H - kernel_size + 2 * zeros + 1


@output_size.law(half="0..3", plain=True)
def relationship_3(output_size, H, half):
    """Half padding: an odd kernel keeps the size."""
    return output_size(H, 2 * half + 1, padding=half), H


@output_size.law(plain=True)
def relationship_4(output_size, H, kernel_size):
    """Full padding."""
    return output_size(H, kernel_size, padding="full"), H + kernel_size - 1


@output_size.law(plain=True)
def relationship_5(output_size, H, kernel_size, stride):
    """No padding, any stride."""
    return output_size(H, kernel_size, stride=stride), (H - kernel_size) // stride + 1


@output_size.law(zeros="0..4", plain=True)
def relationship_6(output_size, H, kernel_size, stride, zeros):
    """Padding, any stride."""
    return output_size(H, kernel_size, stride=stride, padding=zeros), (H + 2 * zeros - kernel_size) // stride + 1


@output_size.law(plain=True)
def relationship_7(output_size, H, kernel_size):
    """Pooling in windows that do not overlap: each takes kernel_size entries."""
    return output_size(H, kernel_size, stride=kernel_size), H // kernel_size


@transposed_output_size.law(plain=True)
def relationship_8(transposed_output_size, H, kernel_size):
    """No padding, unit stride, transposed."""
    return transposed_output_size(H, kernel_size), H + (kernel_size - 1)


@transposed_output_size.law(zeros="0..4", plain=True)
def relationship_9(transposed_output_size, H, kernel_size, zeros):
    """Padding, unit stride, transposed."""
    return transposed_output_size(H, kernel_size, padding=zeros), H + (kernel_size - 1) - 2 * zeros


@transposed_output_size.law(half="0..3", plain=True)
def relationship_10(transposed_output_size, H, half):
    """Half padding, transposed."""
    return transposed_output_size(H, 2 * half + 1, padding=half), H


@transposed_output_size.law(plain=True)
def relationship_11(transposed_output_size, H, kernel_size):
    """Full padding, transposed."""
    return transposed_output_size(H, kernel_size, padding="full"), H - (kernel_size - 1)


@transposed_output_size.law(plain=True)
def relationship_12(transposed_output_size, H, kernel_size, stride):
    """No padding, any stride, transposed, if the windows cover the whole input."""
    return transposed_output_size(H, kernel_size, stride=stride), stride * (H - 1) + kernel_size


@transposed_output_size.law(zeros="0..4", plain=True)
def relationship_13(transposed_output_size, H, kernel_size, stride, zeros):
    """Padding, any stride, transposed, if the windows cover the whole input."""
    return transposed_output_size(H, kernel_size, stride=stride, padding=zeros), stride * (
        H - 1
    ) + kernel_size - 2 * zeros


@transposed_output_size.law(plain=True)
def dilation_widens_the_kernel(transposed_output_size, H, kernel_size, stride, dilation):
    """A dilated kernel counts like one of kernel_size + (kernel_size - 1)(dilation - 1) entries."""
    wide = kernel_size + (kernel_size - 1) * (dilation - 1)
    return transposed_output_size(H, kernel_size, stride=stride, dilation=dilation), transposed_output_size(
        H, wide, stride=stride
    )


@transposed_output_size.law(plain=True)
def is_taken_back(transposed_output_size, H, kernel_size, stride, dilation):
    """The convolution takes the size back to H positions."""
    options = {"stride": stride, "dilation": dilation}
    return output_size(transposed_output_size(H, kernel_size, **options), kernel_size, **options), H


@transposed_output_size.law()
def output_padding_adds(transposed_output_size, H, kernel_size, stride, dilation, output_padding):
    """Output padding adds so many entries."""
    options = {"stride": stride, "dilation": dilation}
    return (
        transposed_output_size(H, kernel_size, output_padding=output_padding, **options),
        transposed_output_size(H, kernel_size, output_padding=0, **options) + output_padding,
    )


@output_size.law(zeros="0..4", plain=True)
def relationship_14(output_size, H, kernel_size, stride, zeros):
    """Padding, any stride: the transpose gives the size back, with the remainder of the division as output padding."""
    rest = (H + 2 * zeros - kernel_size) % stride
    back = transposed_output_size(
        output_size(H, kernel_size, stride=stride, padding=zeros),
        kernel_size,
        stride=stride,
        padding=zeros,
        output_padding=rest,
    )
    return back, H


@output_size.law(zeros="0..4", plain=True)
def relationship_15(output_size, H, kernel_size, stride, zeros, dilation):
    """Dilation: the kernel extends over kernel_size + (kernel_size - 1)(dilation - 1) entries."""
    wide = kernel_size + (kernel_size - 1) * (dilation - 1)
    return (
        output_size(H, kernel_size, stride=stride, padding=zeros, dilation=dilation),
        (H + 2 * zeros - wide) // stride + 1,
    )


@output_size.law(plain=True)
def same_is_ceil(output_size, H, kernel_size, stride, dilation):
    """With padding="same" there are ceil(i / s) positions, whatever the kernel."""
    return output_size(H, kernel_size, stride=stride, padding="same", dilation=dilation), -(-H // stride)


@output_size.law(before="0..4", after="0..4", plain=True)
def padding_is_input(output_size, H, kernel_size, stride, dilation, before, after):
    """Padding counts like entries of the input, also if it differs on both sides."""
    return (
        output_size(H, kernel_size, stride=stride, padding=((before, after),), dilation=dilation),
        output_size(H + before + after, kernel_size, stride=stride, dilation=dilation),
    )


@output_size.law(">=", zeros="0..4", plain=True, requires=[lambda zeros, kernel_size: zeros < kernel_size])
def ceil_adds(output_size, H, kernel_size, stride, zeros):
    """Ceil mode gives at least as many positions, if the padding is smaller than the kernel."""
    return (
        output_size(H, kernel_size, stride=stride, padding=zeros, ceil_mode=True),
        output_size(H, kernel_size, stride=stride, padding=zeros),
    )


@output_size.fails(">=", plain=True)
def ceil_always_adds(output_size, H, kernel_size, stride, padding):
    """With more padding than kernel, floor mode keeps windows in padding only, which ceil mode drops."""
    return (
        output_size(H, kernel_size, stride=stride, padding=padding, ceil_mode=True),
        output_size(H, kernel_size, stride=stride, padding=padding),
    )


@output_size.law("<=", before="0..4", plain=True)
def every_window_meets_the_input(output_size, H, kernel_size, stride, before):
    """In ceil mode the last window starts at or before the last entry of the input."""
    count = output_size(H, kernel_size, stride=stride, padding=before, ceil_mode=True)
    return (count - 1) * stride - before, H - 1


@output_size.fails(plain=True)
def ceil_mode_is_harmless(output_size, H, kernel_size, stride):
    """Floor and ceil mode differ if the stride leaves a remainder."""
    return output_size(H, kernel_size, stride=stride, ceil_mode=True), output_size(H, kernel_size, stride=stride)


@output_size.fails(zeros="0..4", plain=True)
def is_undone_without_output_padding(output_size, H, kernel_size, stride, zeros):
    """Several sizes lead to one output; output padding says which is meant."""
    return transposed_output_size(
        output_size(H, kernel_size, stride=stride, padding=zeros), kernel_size, stride=stride, padding=zeros
    ), H
