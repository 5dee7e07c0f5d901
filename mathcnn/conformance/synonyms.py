"""The names that frameworks give to the arguments of formulas.

A function of one's own is often written like a framework's: `group_norm(input, num_groups, weight, bias)`. Its
parameters are matched by these names before their order says anything. The names are those of PyTorch, Keras, JAX with
Flax, and ONNX.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

NAMES: dict[str, tuple[str, ...]] = {  # by the formulas' own names
    "x": ("input", "inputs", "X", "data", "operand", "lhs", "logits"),
    "w": ("weight", "weights", "kernel", "kernels", "filter", "filters", "W", "rhs"),
    "b": ("bias", "B"),
    "gamma": ("weight", "scale"),
    "beta": ("bias", "shift", "offset"),
    "running_mean": ("mean", "moving_mean", "input_mean"),
    "running_var": ("var", "variance", "moving_variance", "moving_var", "input_var"),
    "t": ("target", "targets", "label", "labels"),
    "axis": ("dim", "dims", "axes"),
    "eps": ("epsilon",),
    "groups": ("num_groups", "group", "feature_group_count"),
    "kernel_size": ("kernel_shape", "pool_size", "window_shape", "ksize"),
    "stride": ("strides", "window_strides"),
    "padding": ("pad", "pads"),
    "dilation": ("dilations", "dilation_rate", "rhs_dilation"),
    "size": ("output_size",),
    "scale": ("scale_factor", "scales"),
    "alpha": ("negative_slope",),
    "low": ("min", "min_val", "minval", "a_min"),
    "high": ("max", "max_val", "maxval", "a_max"),
    "prediction": ("input", "pred", "predictions", "y_pred"),
    "target": ("targets", "true", "y_true"),
}


def matched(ours: Sequence[str], theirs: Collection[str]) -> dict[str, str]:
    """Parameters that have a framework's name for an argument of a formula.

    Parameters
    ----------
    ours : the formula's arguments.
    theirs : the function's parameters.

    Returns
    -------
    The parameters by the formula's names. One that has a formula's own name, or that could be two arguments, and an
    argument for which there are two parameters, are left out.
    """
    free = [p for p in theirs if p not in ours]
    found = {a: [p for p in free if p in NAMES.get(a, ())] for a in ours if a not in theirs}
    meant = [p for one in found.values() for p in one]
    return {a: one[0] for a, one in found.items() if len(one) == 1 and meant.count(one[0]) == 1}
