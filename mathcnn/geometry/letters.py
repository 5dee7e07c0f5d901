"""Letters of the statements of sizes, and the numbers of positions that the shape lines of layers and pools name."""

from __future__ import annotations

from sympy import And, Eq, Max, Min, Piecewise, ceiling, floor, symbols

from ..language.statement import Axis, Convention, Spelling, axes

H = Axis("H W D", positive=True)  # sizes of the input, one an axis
kernel_size, stride, dilation = axes("kernel_size, stride, dilation", positive=True)
p, q, output_padding = axes("p, q, output_padding", nonnegative=True)
ceil, transposed = symbols("ceil transposed", integer=True, nonnegative=True)
reach = dilation * (kernel_size - 1)  # from the first tap to the last
same = Max(0, (ceiling(H / stride) - 1) * stride + reach + 1 - H)
PADDINGS = {"valid": (0, 0), "full": (reach, reach), "same": (floor(same / 2), same - floor(same / 2))}
padding = Spelling((p, q), PADDINGS)
ceil_mode = Convention(ceil, {False: (0,), True: (1,)})
span = H + p + q - reach - 1
positions = floor(span / stride) + 1
positions_ceil = Piecewise(
    (Min(ceiling(span / stride) + 1, floor((H + p - 1) / stride) + 1), And(Eq(ceil, 1), span >= 0)), (positions, True)
)
positions_transposed = stride * (H - 1) + reach + 1 - p - q + output_padding
