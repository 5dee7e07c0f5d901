"""Each node of a network judged by itself, and the errors of the whole network added up.

A node is judged on the target's own inputs of that node, so that no error is handed on: the first faulty node is found
as such. A tensor that the target does not show is computed by the formulas with a bound, and the nodes up to the next
one that is shown are judged together. Beside that the network is computed in float64 from its inputs, and each tensor
that is shown is compared with it: the error that has added up so far.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ..conformance import judgement
from ..conformance.judgement import Judgement
from ..evidence.verdicts import FAILS, HOLDS, NORMWISE, SUSPECT
from ..numbers.formats import ACCUMULATOR
from ..numbers.rounding import wide
from .calls import NotChecked
from .counts import multiply_adds
from .following import gap
from .graph import Graph, Node
from .rules import computed
from .values import Value

NOT_CHECKED = "not checked"
WORST = (FAILS, SUSPECT, NOT_CHECKED, NORMWISE, HOLDS)
ABSOLUTE = "within 4 roundings of 1, and not of each value: an approximation with an absolute bound"
NO_INPUT = "the input is not given"
AXES = {5: ("image", "channel", "plane", "row", "column"), 4: ("image", "channel", "row", "column")}


@dataclass
class Row:
    """What is found about one node.

    node: the node; verdict: HOLDS, NORMWISE, SUSPECT, FAILS or NOT_CHECKED; formulas: that it was judged by; shape: of
    its first output; tier, entries, rho, place: as for `Judgement`; got, want: the entry there; shown: what is wrong;
    says: what it looks like, or why it was not checked; multiply_adds: of the node; error: the largest error made
    here, scale: the largest entry; total: the largest error since the input of the network, None where the network
    could not be followed; with_: the nodes before it that were judged together with it, since they are not shown;
    inside: whether the node was judged with a later one; reproduce: Python that runs the node alone
    """

    node: Node
    verdict: str
    formulas: list[str] = field(default_factory=list)
    shape: tuple[int, ...] = ()
    dtype: str = ""
    tier: str = ""
    entries: int = 0
    rho: float = 0.0
    place: tuple[int, ...] | None = None
    got: float | None = None
    want: float | None = None
    radius: float | None = None
    shown: str = ""
    says: str = ""
    multiply_adds: int = 0
    error: float = 0.0
    scale: float = 0.0
    total: float | None = None
    with_: list[str] = field(default_factory=list)
    inside: str = ""
    reproduce: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing is wrong here."""
        return self.verdict in (HOLDS, NORMWISE, NOT_CHECKED)


@dataclass
class Report:
    """What is found about a network.

    model: where it comes from; target: what ran it; rows: one for each node, in the order of the graph; versions: of
    what ran; seconds: that it took; inputs: shapes by name; how: which way of running the target
    """

    model: str
    target: str
    rows: list[Row]
    versions: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    inputs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    how: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def falls_short(self) -> list[Row]:
        """The rows that are wrong, in the order of the graph."""
        return [row for row in self.rows if not row.good]

    @property
    def first(self) -> Row | None:
        """The first faulty node; None if there is none."""
        judged = [row for row in self.falls_short if not row.inside]
        return next(iter([*(row for row in judged if row.verdict == FAILS), *judged]), None)

    @property
    def share(self) -> float:
        """The share of the multiply-adds that was checked, 0 to 1; 1 if there are none."""
        total = sum(row.multiply_adds for row in self.rows)
        return 1 - sum(row.multiply_adds for row in self.rows if row.verdict == NOT_CHECKED) / total if total else 1.0


Diagnose = Callable[[Row, list[Value | None], Mapping[str, np.ndarray], Value], None]


def verified(
    graph: Graph,
    inputs: Mapping[str, np.ndarray],
    shown: Mapping[str, np.ndarray],
    diagnose: Diagnose | None = None,
    steps: Mapping[str, float] | None = None,
) -> list[Row]:
    """The rows of all nodes.

    graph: the network; inputs: the arrays that the target was given; shown: what it shows, by the names of tensors;
    diagnose: called with a row that is wrong, the inputs of its node, what is shown, and what it should be; steps: of
    tensors that are kept as integers times a scale, the scale.
    """
    sources = {**graph.constants, **inputs}
    values: dict[str, Value | Unknown] = {name: Unknown(name, name, NO_INPUT) for name in graph.inputs}
    values |= {name: Value(x) for name, x in sources.items()}
    hidden: dict[str, list[Row]] = {}  # rows that wait for a tensor that is shown, by the tensors that they led to
    uses = Counter(name for node in graph.nodes for name in node.inputs)
    rows = []
    for node in graph.nodes:
        row = Row(node, NOT_CHECKED)
        rows.append(row)
        given, missing = _inputs(node, values)
        waiting = list({id(one): one for name in node.inputs for one in hidden.get(name, [])}.values())
        if missing:
            row.says = str(missing)
            _unknown(node, values, shown, missing)
        else:
            _judge(row, given, shown, values, waiting, hidden, diagnose, steps or {})
        for name in node.inputs:
            uses[name] -= 1
            if not uses[name]:
                values.pop(name, None)  # read by no node after this one
    for row in rows:
        if row.verdict == NOT_CHECKED and not row.says:
            row.says = "its results are not shown, and neither is what is computed from them"
    return rows


def add_totals(rows: list[Row], totals: Mapping[str, float]) -> None:
    """Write into rows the errors since the inputs of the network, which are known for some tensors."""
    for row in rows:
        found = [totals[name] for name in row.node.results if name in totals]
        row.total = max(found) if found else None


@dataclass(frozen=True)
class Unknown:
    """A tensor that is neither shown nor computed.

    name: its name; node, why: the first node that is not checked among those that it is computed from, and why
    """

    name: str
    node: str
    why: str

    def __str__(self) -> str:
        return f"{self.name} is not shown, and cannot be computed without {self.node} ({self.why})"


def _inputs(node: Node, values: Mapping[str, Value | Unknown]) -> tuple[list[Value | None], Unknown | None]:
    """The values of a node's inputs, or why one is not known."""
    found: list[Value | None] = []
    for name in node.inputs:
        one = values.get(name) if name else None
        if isinstance(one, Unknown):
            return [], one
        found.append(one)
    return found, None


def _unknown(
    node: Node, values: dict[str, Value | Unknown], shown: Mapping[str, np.ndarray], why: str | Unknown
) -> None:
    """The results of a node that is not checked: what is shown of them, and for the others why they are not known."""
    for name in node.results:
        first = (why.node, why.why) if isinstance(why, Unknown) else (node.name, why)
        values[name] = Value(shown[name]) if name in shown else Unknown(name, *first)


def _judge(
    row: Row,
    given: list[Value | None],
    shown: Mapping[str, np.ndarray],
    values: dict[str, Value | Unknown],
    waiting: list[Row],
    hidden: dict[str, list[Row]],
    diagnose: Diagnose | None,
    steps: Mapping[str, float],
) -> None:
    """Judge the results of a node."""
    node = row.node
    halves = [shown[n].dtype.name for n in node.results if n in shown and shown[n].dtype.name in ACCUMULATOR]
    shapes = [v.x.shape for v in given if v is not None]
    try:
        found, call = computed(node, given, dtype=halves[0] if halves else "")
    except NotChecked as error:
        row.says = str(error)
        _unknown(node, values, shown, row.says)
        first = next((shown[name].shape for name in node.results if name in shown), ())
        row.shape, row.multiply_adds = first, multiply_adds(node, shapes, first)
        return
    row.formulas = list(dict.fromkeys(use.formula for use in call.used))
    row.shape, row.dtype = found[0].x.shape, found[0].dtype
    row.multiply_adds = multiply_adds(node, shapes, row.shape)
    judged: list[Judgement] = []
    for name, want in zip(node.results, found, strict=True):
        if name not in shown:
            values[name] = want.hidden()
            hidden[name] = [*waiting, row]
            continue
        if name in steps:  # rounded to the nearest step, and cut off at the ends
            want = _stepped(want, shown[name], steps[name])
        one = judged_entries(shown[name], want)
        fits = shown[name].shape == want.x.shape
        values[name] = Value(shown[name]) if fits else want.hidden()  # one of another shape is of no use to the next
        judged.append(one)
        if WORST.index(one.verdict) <= min(WORST.index(j.verdict) for j in judged):
            _take(row, one, shown[name], want)
        if diagnose is not None and one.verdict in (FAILS, SUSPECT):
            diagnose(row, given, {name: shown[name]}, want)
    if judged:
        row.with_ = [one.node.name for one in waiting]
        for one_row in waiting:
            if not one_row.says:
                one_row.verdict, one_row.inside = (row.verdict if row.good else SUSPECT), node.name
                one_row.says = f"judged together with {node.name}"


def _stepped(want: Value, got: np.ndarray, step: float) -> Value:
    """What a tensor that is kept in steps should be: within half a step, and no more than the largest that is shown."""
    if want.x.shape != got.shape:
        return want
    kept = np.clip(wide(want.x), float(got.min(initial=0)), float(got.max(initial=0)))
    return Value(kept, want.radius + step * (0.5 + 2.0**-20), want.dtype, "R")


def judged_entries(got: np.ndarray, want: Value) -> Judgement:
    """The judgement of a tensor: what is infinite or NaN must be so in the same entries."""
    if (quick := _within(got, want)) is not None:
        return quick
    should = want.as_reference()
    if got.shape == should.want.shape:
        y = wide(got)
        odd = ~np.isfinite(should.want) if should.want.dtype.kind in "fc" else np.zeros(should.want.shape, bool)
        if odd.any():
            equal = odd & ((y == should.want) | (np.isnan(y) & np.isnan(should.want)))
            should.want = np.where(equal, 0, should.want)
            should.radius = np.where(odd, 0, should.radius)
            got = np.where(equal, 0, y)
        if should.radius.size and not np.isfinite(should.radius).any():
            return Judgement(NOT_CHECKED, "R", says="no bound of the rounding error")
    names = AXES.get(got.ndim, tuple(f"axis {k}" for k in range(got.ndim)))
    if got.dtype == bool:
        got = got.astype(np.int8)
    if should.want.dtype == bool:
        should.want = should.want.astype(np.int8)
    places = got.dtype.kind in "iu" and should.want.dtype.kind in "iu"
    found = judgement.judge_entries(lambda: names, got, should, want.dtype, False, places)
    return replace(found, says=ABSOLUTE) if found.verdict == NORMWISE and want.absolute else found


def _within(got: np.ndarray, want: Value) -> Judgement | None:
    """The judgement of a tensor all of whose entries are finite and within their bounds; None for any other."""
    if got.shape != want.x.shape or (got.dtype.kind == "f") != (want.x.dtype.kind == "f"):
        return None
    if want.rad is None:
        same = got.dtype.kind in "fiub" and np.array_equal(got, want.x)
        return Judgement(HOLDS, "0 ulp", int(got.size)) if same else None
    radius = np.broadcast_to(want.rad, got.shape)
    with np.errstate(all="ignore"):
        error = np.abs(wide(got) - want.x)
        if not (error <= radius).all() or not np.isfinite(radius).all():
            return None
        ratio = np.divide(error, radius, out=np.zeros(got.shape), where=radius > 0)
    if not ratio.size:
        return Judgement(HOLDS, want.tier)
    place = tuple(int(k) for k in np.unravel_index(int(np.argmax(ratio)), ratio.shape))
    return Judgement(HOLDS, want.tier, int(got.size), float(ratio[place]), place)


def _take(row: Row, found: Judgement, got: np.ndarray, want: Value) -> None:
    """Write a judgement into a row."""
    row.verdict, row.tier, row.entries = found.verdict, found.tier, found.entries
    row.rho, row.place, row.shown, row.says = max(0.0, found.rho), found.place, found.shown, found.says
    row.shape, row.dtype = got.shape, got.dtype.name
    if got.shape != want.x.shape or not got.size:
        return
    should, y = wide(want.x), wide(got)
    row.error, row.scale = gap(got, want.x), gap(want.x, np.zeros_like(want.x))
    if found.place is not None and found.verdict in (FAILS, SUSPECT, NORMWISE):
        row.got, row.want = float(y[found.place]), float(should[found.place])
        row.radius = float(np.broadcast_to(want.radius, should.shape)[found.place])


def timed(started: float) -> float:
    """Seconds since a time."""
    return time.perf_counter() - started
