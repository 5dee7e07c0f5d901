"""Whole networks for people: tables on the terminal, and a drawing by the shapes of layers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any  # Any: what is written as JSON

from rich.text import Text

from .. import catalogue
from ..evidence.verdicts import FAILS, HOLDS, NORMWISE, SUSPECT
from ..language.wording import statement_of
from ..models import Diff, Network, Report, Row
from ..models.graph import Node
from ..models.inspecting import Layer
from ..models.verifying import NOT_CHECKED, WORST
from ..numbers.formats import UNIT
from ..text.tables import Grid
from ..text.wording import plural
from .terminal import fitted, indented, page

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = {HOLDS: "green", NORMWISE: "green", SUSPECT: "magenta", FAILS: "bold red", NOT_CHECKED: "yellow"}
FEW = 40  # nodes up to which a table has a row for each
MOST = 20  # rows that fall short, and nodes that are not checked, that are listed


# ---------------------------------------------------------------- inspect


def size(shape: Sequence[int]) -> str:
    """A shape as "1 x 3 x 224 x 224"."""
    return " x ".join(map(str, shape))


def count(n: int) -> str:
    """A count, nothing for 0."""
    return f"{n:,}" if n else ""


def memory(n: int) -> str:
    """Bytes in a unit that fits."""
    for unit, of in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if n >= of:
            return f"{n / of:.1f} {unit}"
    return f"{n} B" if n else ""


def print_network(network: Network) -> None:
    """Print the layers of a network, totals, and what ports badly."""
    figures = ("parameters", "multiply-adds", "memory")
    table = Grid("layer", "operator", "formula", "output", *figures, "padding", "sees", right=figures, whole=figures)
    for one in network.layers:
        table.add_row(
            Text(one.name, "bold"),
            one.op,
            one.formula or Text("none", "yellow"),
            size(one.shape),
            count(one.parameters),
            count(one.multiply_adds),
            memory(one.memory),
            one.padding,
            one.sees(),
        )
    total = sum(one.memory for one in network.layers)
    table.add_row("in all", "", "", "", count(network.parameters), count(network.multiply_adds), memory(total), "", "")
    inputs = ", ".join(f"{name} {size(shape)}" for name, shape in network.inputs.items())
    with page() as out:
        out.print(Text(f"{network.source}: {plural(len(network.layers), 'layer')}, input {inputs}", "bold"))
        for note in network.notes:
            out.print(note)
        out.print()
        out.print(table)
        if warnings := grouped(network.warnings):
            out.print()
            out.print(Text("what ports badly", "bold"))
            for text, names in warnings:
                out.print(indented(f"{listed(names)}: {text}"))


def grouped(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Texts with the names that each belongs to."""
    found: dict[str, list[str]] = {}
    for name, text in pairs:
        found.setdefault(text, []).append(name)
    return list(found.items())


def listed(names: Sequence[str], most: int = 3) -> str:
    """Some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def print_layer(layer: Layer, node: Node, statement: Sequence[str], letters: Mapping[str, int]) -> None:
    """Print one layer: its numbers, and the statement of its formula with what its letters stand for."""
    with page() as out:
        out.print(Text(f"{layer.name}: {layer.op}", "bold"))
        for name, value in facts(layer, node):
            out.print(indented(f"{name}: {value}"))
        if layer.formula.partition(".")[2]:
            out.print()
            out.print(Text(layer.formula, "bold"))
            for line in statement or statement_of(catalogue.find_formula(layer.formula)):
                out.print(indented(line))
            if letters:
                out.print(indented(f"with {', '.join(f'{k} = {v}' for k, v in letters.items())}"))
        for text in layer.warnings:
            out.print(f"ports badly: {text}")


def facts(layer: Layer, node: Node) -> list[tuple[str, str]]:
    """What is known of a layer, each with its name; what does not apply is left out."""
    numbers = {k: v for k, v in node.attributes.items() if isinstance(v, (int, float, str, tuple))}
    found = [
        ("reads", ", ".join(layer.inputs)),
        ("output", f"{size(layer.shape)} ({layer.dtype})" if layer.shape else ""),
        *([(("kernel"), size(layer.window.kernel)), ("stride", size(layer.window.stride))] if layer.window else []),
        ("padding", layer.padding),
        ("an entry sees", layer.sees()),
        ("parameters", count(layer.parameters)),
        ("multiply-adds", count(layer.multiply_adds)),
        ("memory", memory(layer.memory)),
        ("attributes", ", ".join(f"{k} = {v}" for k, v in numbers.items())),
    ]
    return [(name, value) for name, value in found if value]


def network_as_dict(network: Network, only: Layer | None = None) -> dict[str, Any]:
    """A network, or one layer of it, for JSON."""
    layers = network.layers if only is None else [only]
    return {
        "model": network.source,
        "inputs": {name: list(shape) for name, shape in network.inputs.items()},
        "notes": network.notes,
        "parameters": network.parameters,
        "multiply_adds": network.multiply_adds,
        "layers": [
            {
                "name": one.name,
                "operator": one.op,
                "formula": one.formula,
                "reads": one.inputs,
                "shape": list(one.shape),
                "dtype": one.dtype,
                "parameters": one.parameters,
                "multiply_adds": one.multiply_adds,
                "memory": one.memory,
                "padding": one.padding,
                "receptive_field": one.sees(),
                "warnings": one.warnings,
            }
            for one in layers
        ],
    }


def drawing(network: Network) -> Figure:
    """A drawing of the layers with weights or windows, by the shapes of their results: a box a layer."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    shown = [one for one in network.layers if len(one.shape) >= 2 and (one.multiply_adds or one.window)]
    shown = shown[:: max(1, -(-len(shown) // 60))]
    heights = [math.log2(1 + (one.shape[2] if len(one.shape) > 2 else one.shape[-1] ** 0.5)) for one in shown]
    widths = [0.25 + 0.12 * math.log2(1 + one.shape[1]) for one in shown]
    figure = Figure(figsize=(max(4.0, 0.32 * len(shown) + 1), 4), layout="constrained")
    axes = figure.add_subplot()
    x = 0.0
    for one, height, width in zip(shown, heights, widths, strict=True):
        axes.add_patch(Rectangle((x, -height / 2), width, height, facecolor="#eaf1f8", edgecolor="#4a78a8"))
        label = f"{one.name}  {size(one.shape[1:])}"
        axes.text(x + width / 2, -height / 2 - 0.2, label, rotation=90, ha="center", va="top", fontsize=6)
        x += width + 0.3
    top = max(heights, default=1.0)
    axes.set_xlim(-0.3, x + 0.3)
    axes.set_ylim(-top / 2 - 6, top / 2 + 0.5)
    axes.axis("off")
    axes.set_title(f"{network.source}: width by channels, height by rows, both on a logarithmic scale", fontsize=8)
    return figure


# ---------------------------------------------------------------- verify


def print_reports(reports: Sequence[Report], every: bool) -> None:
    """Print what was found about a network, once for each way in which it was run."""
    for k, report in enumerate(reports):
        if k:
            print()
        print_report(report, every)


def print_report(report: Report, every: bool) -> None:
    """Print one report: the first faulty node on top, a table, and what was not checked."""
    versions = ", ".join(f"{k} {v}" for k, v in report.versions.items())
    with page() as out:
        out.print(Text(f"{report.model} against {report.target}  {versions}  {report.how}".rstrip(), "bold"))
        for note in report.notes:
            out.print(note)
        if (first := report.first) is not None:
            out.print()
            for line in first_lines(report, first):
                out.print(indented(line))
        out.print()
        if every or len(report.rows) <= FEW:
            out.print(indented(rows_table(report.rows)))
        else:
            out.print(indented(operators_table(report.rows)))
            short = [row for row in report.falls_short if not row.inside]
            if short:
                out.print()
                out.print(indented(rows_table(short[:MOST])))
                if len(short) > MOST:
                    out.print(indented(f"and {len(short) - MOST} more nodes that fall short"))
        missing = [(row.node.name, row.says) for row in report.rows if row.verdict == NOT_CHECKED]
        if missing:
            out.print()
            out.print(Text("not checked", "bold"))
            for text, names in grouped(missing)[:MOST]:
                out.print(indented(f"{listed(names)}: {text}"))
    print()
    print(fitted(summary(report)))


def first_lines(report: Report, row: Row) -> list[str]:
    """What is wrong at the first faulty node, a line each."""
    found = [f"first faulty node: {row.node.name} ({row.node.kind}), by {', '.join(row.formulas) or 'no formula'}"]
    if row.with_:
        found.append(f"it was judged together with {listed(row.with_)}, whose results are not shown")
    found.append(f"{row.verdict}: {row.shown}" if row.shown else row.verdict)
    if math.isfinite(row.rho) and row.rho > 1:
        found.append(f"rho = {row.rho:.3g}, the error in units of the bound")
    if row.says:
        found.append(row.says)
    if row.reproduce:
        found += ["", "the node alone:", *(f"    {line}" for line in row.reproduce.splitlines())]
    return found


def print_diff(found: Diff, every: bool) -> None:
    """Print where two models part, what their nodes have otherwise, and the repair."""
    print_report(found.report, every)
    with page() as out:
        if found.differences:
            out.print()
            out.print(Text(f"what differs, {found.report.model} (there) and {found.report.target} (here)", "bold"))
            pairs = [(one.node, text) for one in found.differences for text in one.says]
            for text, names in grouped(pairs)[:MOST]:
                out.print(indented(f"{listed(names)}: {text}"))
        for names, where in ((found.only_first, "first"), (found.only_second, "second")):
            if names:
                out.print(f"only in the {where} model: {plural(len(names), 'node')}, {listed(names)}")
        for text in found.repairs:
            out.print(f"repair of {found.report.target}: {text}")
        if found.report.first is not None:
            agrees = f"with {plural(len(found.repairs), 'repair')} both models agree: the repaired model was run"
            out.print(agrees if found.repaired else "no repair makes both models agree")


def number(v: float | None) -> str:
    """A number with three digits; nothing for none."""
    return "" if v is None else f"{v:.3g}"


def relative(row: Row) -> str:
    """The error since the inputs, relative to the largest entry, with its size in roundings."""
    if row.total is None or not row.scale:
        return ""
    share = row.total / row.scale
    unit = UNIT.get(row.dtype)
    return f"{share:.1e}" + (f" ({share / unit:.3g} u)" if unit else "")


def rows_table(rows: Sequence[Row]) -> Grid:
    """A table with a row for each node."""
    right = ("rho", "error here", "error since the input")
    table = Grid("node", "operator", "by", "output", "verdict", *right, "what it says", right=right, whole=("verdict",))
    for row in rows:
        says = f"{row.says}; {row.shown}" if row.says and row.shown and not row.good else row.says or row.shown
        table.add_row(
            Text(row.node.name, "bold"),
            row.node.kind,
            ", ".join(row.formulas),
            size(row.shape),
            Text(row.verdict, COLOURS[row.verdict]),
            number(row.rho if row.entries else None),
            number(row.error / row.scale if row.scale else None),
            relative(row),
            says,
        )
    return table


def operators_table(rows: Sequence[Row]) -> Grid:
    """A table with a row for each operator."""
    right = ("nodes", "multiply-adds", "largest rho", "error since the input")
    table = Grid("operator", "by", *right[:2], "verdicts", *right[2:], right=right, whole=right)
    by_kind: dict[str, list[Row]] = {}
    for row in rows:
        by_kind.setdefault(row.node.kind, []).append(row)
    for kind, group in sorted(by_kind.items(), key=lambda item: -sum(row.multiply_adds for row in item[1])):
        counts = Counter(row.verdict for row in group)
        words = Text(", ").join(Text(f"{counts[w]} {w}", COLOURS[w]) for w in WORST if counts[w])
        formulas = list(dict.fromkeys(name for row in group for name in row.formulas))
        judged = [row.rho for row in group if row.entries and row.verdict == HOLDS]
        since = max((row for row in group if relative(row)), key=lambda row: (row.total or 0) / row.scale, default=None)
        table.add_row(
            Text(kind, "bold"),
            ", ".join(formulas),
            str(len(group)),
            count(sum(row.multiply_adds for row in group)),
            words,
            number(max(judged, default=None)),
            relative(since) if since else "",
        )
    return table


def summary(report: Report) -> str:
    """A report in one line."""
    counts = Counter(row.verdict for row in report.rows)
    said = ", ".join(f"{counts[word]} {word}" for word in reversed(WORST) if counts[word])
    last = next((row for row in reversed(report.rows) if relative(row)), None)
    end = f"; at the end of the network an error of {relative(last)} of the largest entry" if last else ""
    how = f" ({report.how})" if report.how else ""
    return (
        f"{report.target}{how}: {plural(len(report.rows), 'node')}: {said}; {100 * report.share:.2f} % of "
        f"{count(sum(row.multiply_adds for row in report.rows))} multiply-adds checked{end}; {report.seconds:.1f} s"
    )
