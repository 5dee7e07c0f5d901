"""What the layers of LeNet-5 cost, and what the layer C3 of 1998 reads."""

from __future__ import annotations

import functools

import numpy as np

from mathcnn import geometry
from mathcnn.networks import lenet

from .. import Data, figure
from ..style import Style, board, cells, page

PUBLISHED = {
    "C1": (156, 122_304),
    "S2": (12, 5_880),
    "C3": (1_516, 151_600),
    "S4": (32, 2_000),
    "C5": (48_120, 48_120),
    "F6": (10_164, 10_164),
}
"""Trained parameters and connections (lecun1998, section II.B)."""


def costs(
    conv_parameters=geometry.conv_parameters,
    conv_connections=geometry.conv_connections,
    subsample_parameters=geometry.subsample_parameters,
    subsample_connections=geometry.subsample_connections,
):
    tables = {
        variant: {row.name: row for row in lenet.Network(variant).table() if row.name} for variant in lenet.VARIANTS
    }
    reads = [int(n) for n in lenet.c3_table().sum(axis=1)]
    convs = {"C1": ([1], 6, 5, 28), "C3": (reads, 1, 5, 10), "C5": ([16], 120, 5, 1), "F6": ([120], 84, 1, 1)}
    found = {
        name: (
            sum(conv_parameters(r, o, (k, k)) for r in ins),
            sum(conv_connections(r, o, (k, k), (h, h)) for r in ins),
        )
        for name, (ins, o, k, h) in convs.items()
    }
    found |= {
        name: (subsample_parameters(c), subsample_connections(c, (2, 2), (h, h)))
        for name, c, h in (("S2", 6, 14), ("S4", 16, 5))
    }
    return Data(tables=tables, found=found)


def costs_are_published(data):
    """The formulas, the network's own count and the paper agree, layer by layer."""
    counted = {name: (row.parameters, row.connections) for name, row in data.tables["1998"].items() if name != "output"}
    return data.found == counted == PUBLISHED


@figure(
    data=costs,
    holds=costs_are_published,
    source="lecun1998, section II.B",
    wrong={
        "conv_parameters": functools.partial(geometry.conv_parameters, bias=False),
        "conv_connections": functools.partial(geometry.conv_connections, bias=False),
        "subsample_parameters": lambda c: c,
        "subsample_connections": lambda c, k, h: geometry.pool_connections(c, k, h),
    },
)
def layer_details(data, style: Style):
    """What the layers of LeNet-5 cost

    Trained parameters and connections for one image. C1 has few parameters, each used at 784 places; C5 uses each of
    its 48,120 once. Of the network of 1998 the formulas give the numbers that the paper prints, layer by layer.
    """
    sheet, axes = page(7.5, 3.6, 1, 2, sharey=True)
    names = list(data.tables["document"])
    for ax, field, title in zip(
        axes, ("parameters", "connections"), ("trained parameters", "connections"), strict=True
    ):
        for shift, (variant, table), colour, hatch in zip(
            (-0.2, 0.2), data.tables.items(), (style.blue, style.orange), ("", "////"), strict=True
        ):
            label = "as it is built today" if variant == "document" else "as it was published in 1998"
            for k, name in enumerate(names):
                n = getattr(table[name], field)
                ax.barh(
                    k + shift,
                    n or np.nan,  # 0 has no place on a logarithmic axis
                    0.36,
                    0,
                    color=style.tint(colour, 0.45),
                    ec=colour,
                    hatch=hatch,
                    lw=0.8,
                    label=label if not k else None,
                )
                ax.text(n * 1.25 or 1, k + shift, f"{n:,}" if n else "none", va="center", size=7.5)
        total = [sum(getattr(row, field) for row in table.values()) for table in data.tables.values()]
        ax.set(
            xscale="log",
            xlim=(0.8, 3e6),
            title=f"{title}: {total[0]:,} and {total[1]:,}",
            yticks=range(len(names)),
            xticks=[1, 100, 10_000, 1_000_000],
        )
        ax.minorticks_off()
    shapes = [data.tables["document"][name].output for name in names]
    axes[0].set_yticklabels(
        [f"{name}\n{' × '.join(map(str, shape))}" for name, shape in zip(names, shapes, strict=True)]
    )
    axes[0].invert_yaxis()
    sheet.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return sheet


def c3(table=lenet.c3_table, conv_parameters=geometry.conv_parameters):
    reads = table()
    return Data(reads=reads, parameters=sum(conv_parameters(int(n), 1, (5, 5)) for n in reads.sum(axis=1)))


def c3_is_as_published(data):
    """Six maps read three neighbours, six four neighbours, three four others, one all; no two the same; 60 of 96
    connections, and 1,516 parameters.
    """
    rows = data.reads.astype(bool)
    together = lambda row: int(np.sum(row != np.roll(row, 1))) <= 2  # neighbours around the circle
    kinds = [(int(row.sum()), together(row)) for row in rows]
    return (
        kinds == [(3, True)] * 6 + [(4, True)] * 6 + [(4, False)] * 3 + [(6, True)]
        and len({tuple(row) for row in rows}) == 16
        and data.parameters == PUBLISHED["C3"][0]
    )


@figure(
    data=c3,
    holds=c3_is_as_published,
    source="lecun1998, table I",
    wrong={
        "table": lambda: np.ones((16, 6)),
        "conv_parameters": functools.partial(geometry.conv_parameters, bias=False),
    },
)
def what_c3_reads(data, style: Style):
    """What C3 reads in the network of 1998

    Each of the 16 maps of C3 reads only those of the 6 maps of S2 that are marked: three neighbours, four neighbours,
    four that are no neighbours, or all (the first is the last one's neighbour). So 60 connections between maps instead
    of 96 break the symmetry, and leave 60 · 25 + 16 = 1,516 parameters.
    """
    sheet, ax = page(7.5, 2.6)
    board(ax, 7.2, 18.4, top=-1.0, left=-2.2)
    groups = [style.blue] * 6 + [style.green] * 6 + [style.purple] * 3 + [style.orange]
    marks, fills = np.full((6, 16), "", object), np.full((6, 16), style.paper, object)
    for o, c in np.argwhere(data.reads):
        marks[c, o], fills[c, o] = "×", style.tint(groups[o], 0.45)
    cells(ax, marks, style, fill=fills, edge=style.rule)
    for o in range(16):
        ax.text(o + 0.5, -0.15, o, ha="center", va="bottom", size=8)
    for c in range(6):
        ax.text(-0.2, c + 0.53, c, ha="right", va="center", size=8)
    ax.text(-1.0, 3, "maps of S2", rotation=90, ha="center", va="center")
    ax.text(8, -0.75, "maps of C3", ha="center", va="bottom")
    return sheet
