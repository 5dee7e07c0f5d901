"""The rule of each operator, by its domain and name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from . import fused, integers, layers, layout, pointwise, quantized
from .calls import Call, NotChecked, Rule
from .graph import Node
from .values import Value

RULES: dict[tuple[str, str], Rule] = {
    **{
        ("", op): rule
        for table in (layers.RULES, pointwise.RULES, layout.RULES, integers.RULES, quantized.RULES)
        for op, rule in table.items()
    },
    **{(fused.DOMAIN, op): rule for op, rule in fused.RULES.items()},
}


def computed(
    node: Node,
    values: list[Value | None],
    changes: Mapping[str, object] | None = None,
    kind: type[Call] = Call,
    dtype: str = "",
) -> tuple[list[Value], Call]:
    """What the outputs of a node should be, and the call that says which formulas were used.

    node: the node; values: of its inputs; changes: attributes with other values than the node's; kind: `Plain` for
    results without bounds; dtype: of the arithmetic, that of the inputs if left out. Raises NotChecked.
    """
    if any(isinstance(v, SUBGRAPH) for v in node.attributes.values()):
        raise NotChecked(f"{node.op} holds a graph of its own")
    rule = RULES.get((node.domain, node.op))
    if rule is None:
        raise NotChecked(f"operator {node.kind} has no formula" if not node.domain else f"custom operator {node.kind}")
    call = kind(node, values, changes)
    call.dtype = dtype or call.dtype
    try:
        with np.errstate(all="ignore"):
            found = rule(call)
    except (ValueError, TypeError, IndexError, KeyError, ZeroDivisionError, OverflowError) as error:
        raise NotChecked(f"{node.kind}: {str(error).partition(chr(10))[0]}") from None
    return (found if isinstance(found, list) else [found]), call


def _subgraph() -> tuple[type, ...]:
    try:
        from onnx import GraphProto
    except ImportError:  # a graph of PyTorch needs no onnx
        return ()
    return (GraphProto,)


SUBGRAPH = _subgraph()
