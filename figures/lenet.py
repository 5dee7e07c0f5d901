"""LeNet-5, drawn: its layers from their computed shapes, what they cost, how it learns, what it sees, and what it
knows.
"""

from __future__ import annotations

import functools

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from mathcnn import activation, geometry, information, layers, pooling
from mathcnn.data import load
from mathcnn.memory import Buffers
from mathcnn.networks import lenet, representations, training

from . import Data, figure
from .style import DASHES, MARKERS, Style, board, cells, page

# ---------------------------------------------------------------- the stack

KINDS = {
    "conv": "convolution",
    "conv_by_table": "convolution by a table",
    "avg_pool": "average",
    "subsample": "subsampling",
    "linear": "all to all",
    "euclidean_rbf": "distances",
}


def stack(variant, output_size):
    """Each named layer with the shape that its result really has, and the side that the formula gives."""
    network = lenet.Network(variant)
    held = list(network.inference.activations(np.zeros((1, 1, lenet.SIDE, lenet.SIDE), np.float32)))
    rows, side = (
        [Data(name="input", kind="", shape=held[0].shape[1:], side=lenet.SIDE, window=0, follows="")],
        lenet.SIDE,
    )
    for layer, y in zip(network.inference.layers, held[1:], strict=True):
        kind = layer.formula.name.partition(".")[2]
        if not layer.name:
            if kind != "flatten":
                rows[-1].follows = {"scaled_tanh": "tanh", "relu": "ReLU"}.get(kind, kind)
            continue
        window = layer.arguments["w"].shape[-1] if kind.startswith("conv") else layer.arguments.get("kernel_size", 0)
        if window:
            side = output_size(side, window, stride=1 if kind.startswith("conv") else window)
        rows.append(
            Data(name=layer.name, kind=kind, shape=y.shape[1:], side=side if window else 1, window=window, follows="")
        )
    return Data(rows=rows)


def sides_are_computed(data):
    """All maps are squares of the sides that the formula gives, in whole numbers."""
    return all(row.shape[1:] in ((), (row.side, row.side)) for row in data.rows) and [row.side for row in data.rows][
        :6
    ] == [32, 28, 14, 10, 5, 1]


def stack_of_document(output_size=geometry.output_size):
    return stack("document", output_size)


def stack_of_1998(output_size=geometry.output_size):
    return stack("1998", output_size)


def one_too_few(h, k, *, stride):
    """The fault of every other first attempt: fences without the last post."""
    return (h - k) // stride or 1


def drawn_stack(data, style: Style):
    """Feature maps as squares, all to one scale; vectors as columns.

    A window on each stack, and the cell that it goes into.
    """
    sheet, ax = page(7.5, 2.75)
    fills = {
        "": style.muted,
        "conv": style.blue,
        "conv_by_table": style.blue,
        "avg_pool": style.orange,
        "subsample": style.orange,
        "linear": style.green,
        "euclidean_rbf": style.purple,
    }
    step, unit, x, last = 1.3, 0.4, 0.0, None  # between maps; a unit's height
    for row in data.rows:
        maps, side, colour = row.shape[0], row.side, fills[row.kind]
        if side > 1:
            depth = step * (maps - 1)
            low = -(side + depth) / 2
            for k in range(maps - 1, -1, -1):
                at = np.array([x + step * k, low + depth - step * k])
                ax.add_patch(
                    Polygon(
                        at + side * np.array([(0, 0), (1, 0), (1, 1), (0, 1)]),
                        fc=style.tint(colour, 0.35),
                        ec=colour,
                        lw=0.6,
                    )
                )
            width, front = side + depth, np.array([x, low + depth])
        else:
            width, front = 3.0, np.array([x, -unit * maps / 2])
            side = unit * maps
            ax.add_patch(
                Polygon(
                    front + np.array([(0, 0), (3, 0), (3, side), (0, side)]),
                    fc=style.tint(colour, 0.35),
                    ec=colour,
                    lw=0.8,
                )
            )
        if last is not None:
            begin, reach = last
            into = front + (np.array([0.25, 0.7]) * side if row.side > 1 else np.array([0.0, 0.7 * side]))
            if row.window:  # a window, and the lines to the cell that it makes
                corner = begin.front + np.array([0.45 * begin.side, min(0.55 * begin.side, begin.side - row.window)])
                window = corner + row.window * np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
                ax.add_patch(Polygon(window, fc=style.paper, ec=style.ink, lw=0.9, zorder=4))
                for end in (window[1], window[2]):
                    ax.plot(*zip(end, into, strict=True), color=style.ink, lw=0.6, ls="-", zorder=4)
            else:
                for end, to in ((0, 0), (1, 1)):
                    ax.plot(
                        [begin.front[0] + reach, x],
                        [begin.front[1] + end * begin.side, front[1] + to * side],
                        color=style.muted,
                        lw=0.6,
                        ls="-",
                    )
        size = f"{row.side} × {row.side}" if row.side > 1 else "units"
        ax.text(x + width / 2, -31, row.name, ha="center", va="top", weight="bold", size=9)
        ax.text(
            x + width / 2,
            -36.5,
            f"{maps}\n{size}" if row.side == 1 else f"{maps} @\n{size}",
            ha="center",
            va="top",
            size=7.5,
        )
        if row.kind:
            words = KINDS[row.kind].replace(" by a table", "\nby a table") + (
                f"\n{row.window} × {row.window}" if row.window else ""
            )
            words = words.replace("all to all", "all\nto all") + (f"\n{row.follows}" if row.follows else "")
            ax.text(x + width / 2, 31, words, ha="center", va="bottom", size=7, color=style.muted, linespacing=1.1)
        last = Data(front=front, side=side), width
        x += width + (13 if row.side > 1 else 17)
    ax.set(xlim=(-3, x - 12), ylim=(-47, 46), aspect="equal")
    ax.axis("off")
    return sheet


@figure(
    data=stack_of_document, holds=sides_are_computed, wrong={"output_size": one_too_few}, source="lecun1998, figure 2"
)
def layers_of_the_document(data, style: Style):
    """LeNet-5, as it is built today

    Three convolutions, two averages and two layers from all to all, drawn to scale from the shapes that the network's
    results have; above, what each does. The output-size formula, applied from one layer to the next, gives each of
    these sides: 32, 28, 14, 10, 5, 1.
    """
    return drawn_stack(data, style)


@figure(data=stack_of_1998, holds=sides_are_computed, wrong={"output_size": one_too_few}, source="lecun1998, figure 2")
def layers_of_1998(data, style: Style):
    """LeNet-5, as it was published

    The network of 1998: C3 reads the maps that a table names, S2 and S4 have a trained coefficient and bias, tanh bends
    everything up to F6, and the output is the squared distance from a picture of each digit. The shapes are the
    network's own, and the output-size formula gives each side.
    """
    return drawn_stack(data, style)


# ---------------------------------------------------------------- what layers cost

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
                    max(n, 0.8),
                    0.36,
                    0,
                    color=style.tint(colour, 0.45),
                    ec=colour,
                    hatch=hatch,
                    lw=0.8,
                    label=label if not k else None,
                )
                ax.text(max(n, 0.8) * 1.25, k + shift, f"{n:,}", va="center", size=7.5)
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
    """Six maps read three neighbours, six four neighbours, three four others, one all; no two the same; 60 of 96, and
    1,516 parameters.
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


# ---------------------------------------------------------------- a short training

IMAGES, TESTS, EPOCHS = 4000, 1000, 3
EVERY = 8  # steps between two looks at the test images
LOOKED_AT = 256


@functools.cache
def trained():
    """A short training on rendered digits, from its seed alone, and what was seen on the way: a network's outputs every
    few steps, and copies of it after each epoch."""
    digits = load("digits", train=IMAGES, test=TESTS, seed=0)
    run = training.Training.begun(
        training.preset("digits", epochs=EPOCHS), digits, training.Source("digits", IMAGES, TESTS, 0)
    )
    steps = -(-IMAGES // run.settings.batch)
    x = lenet.prepared(digits.test_images[:LOOKED_AT])
    seen, weights, losses, before = [], [run.network.theta.copy()], [], [0.0]

    def look(at):
        *_, logits = run.network.training.activations(x)
        seen.append((at, np.array(logits), np.array(run.network.outputs(x))))

    def after_step(run):
        some = min(run.settings.batch, IMAGES - (run.step - 1) * run.settings.batch)
        losses.append((run.loss - (before[0] if run.step > 1 else 0.0)) / some)
        before[0] = run.loss
        if len(losses) % EVERY == 0 or len(losses) == EPOCHS * steps:
            look(len(losses))

    look(0)
    with Buffers():
        run.run(digits, after_step=after_step, after_epoch=lambda run: weights.append(run.network.theta.copy()))
    return Data(digits=digits, run=run, steps=steps, seen=seen, losses=np.array(losses), weights=weights)


def at_epoch(k):
    """The network as it was after k epochs."""
    network = lenet.Network(seed=trained().run.settings.seed)
    network.theta[...] = trained().weights[k]
    return network


def curve(cross_entropy=activation.cross_entropy):
    told, labels = trained(), trained().digits.test_labels[:LOOKED_AT].astype(np.int64)
    losses = np.array([cross_entropy(logits, labels) for _, logits, _ in told.seen])
    return Data(
        steps=np.array([at for at, _, _ in told.seen]),
        losses=losses,
        labels=labels,
        seen=told.seen,
        of_batches=told.losses,
        epochs=told.run.epochs,
        epoch=told.steps,
    )


def loss_is_the_mean_surprise(data):
    """The mean of -log of the share that the network gave to the right digit: from the logits, and from the shares.
    Both round e^(x - m) with x - m off by u |x - m|, sum 10 of them, and average 256 numbers."""
    u = 2.0**-24
    for loss, (_, logits, shares) in zip(data.losses, data.seen, strict=True):
        surprise = -np.log(shares[np.arange(len(shares)), data.labels].astype(np.float64))
        widest = float(np.ptp(logits, axis=1).max())
        if not abs(loss - surprise.mean()) <= (4 * widest + 2 * 10 + len(shares) + 30) * u * (1 + surprise.mean()):
            return False
    return True


@figure(
    data=curve,
    holds=loss_is_the_mean_surprise,
    rounded=True,
    source="goodfellow2016, section 6.2.2.1",
    wrong={"cross_entropy": lambda x, t: np.mean(np.log2(np.exp(x).sum(axis=1)) - x[np.arange(len(x)), t])},
)
def training_curve(data, style: Style):
    """LeNet-5 learns to read rendered digits

    Three epochs of 4,000 rendered digits, from the seed alone: the loss of each batch, and that of 256 digits of
    typefaces never trained on, every 8 steps. At each of these points the loss from the logits is the mean of −log p,
    with p the share that the network's own softmax gave to the right digit, within the rounding of both. 2.30 is the
    logarithm of 10: guessing.
    """
    sheet, ax = page(7.5, 3.1)
    ax.plot(
        np.arange(1, len(data.of_batches) + 1),
        data.of_batches,
        color=style.tint(style.muted, 0.55),
        lw=0.9,
        ls="-",
        label="batches of 64 that it is trained on",
    )
    ax.plot(
        data.steps, data.losses, color=style.blue, ls="-", marker="o", ms=3.2, label="256 digits of other typefaces"
    )
    ax.axhline(np.log(10), color=style.muted, lw=0.9, ls=DASHES[2])
    ax.text(len(data.of_batches), np.log(10) * 1.1, "guessing: log 10", ha="right", size=8)
    for k, epoch in enumerate(data.epochs, 1):
        ax.axvline(k * data.epoch, color=style.rule, ls="-", lw=0.8, zorder=0)
        right = f"{100 * epoch.test_accuracy:.1f} % of {TESTS:,} right"
        ax.text(
            k * data.epoch - 2,
            0.0034,
            f"after epoch {k}:\n{right}",
            ha="right",
            va="bottom",
            size=8,
            bbox={"fc": style.paper, "ec": "none", "pad": 1.5},
            zorder=3,
        )
    ax.set(
        yscale="log", ylim=(0.003, 4), xlim=(0, len(data.of_batches) + 1), xlabel="step", ylabel="cross-entropy, nats"
    )
    ax.set_yticks([0.01, 0.03, 0.1, 0.3, 1, 3], ["0.01", "0.03", "0.1", "0.3", "1", "3"])
    ax.minorticks_off()
    ax.legend(loc="upper right", bbox_to_anchor=(1.0, 0.84))
    return sheet


# ---------------------------------------------------------------- what it sees


def maps(conv=layers.conv):
    """What the trained network makes of one digit: C1 and C3 as `conv` computes them, and its shares of the answers."""
    network, digits = at_epoch(EPOCHS), trained().digits
    at = int(np.flatnonzero(digits.test_labels == 5)[3])
    x = lenet.prepared(digits.test_images[at : at + 1])
    w = {name: np.array(network.parameters[f"{name}.w"]) for name in ("C1", "C3")}
    b = {name: np.array(network.parameters[f"{name}.b"]) for name in ("C1", "C3")}
    c1 = conv(x, w["C1"], b["C1"])
    s2 = pooling.avg_pool(activation.relu(c1), 2)
    c3 = conv(s2, w["C3"], b["C3"])
    return Data(x=x, w=w, b=b, into={"C1": x, "C3": s2}, out={"C1": c1, "C3": c3}, shares=network.outputs(x)[0])


def maps_are_correlations(data):
    """Each entry of each map is the sum of what lies under the kernel, times the kernel, and the bias: within (n + 1) u
    times the sum of the absolute terms, for n terms in float32; the sums beside them are of float64, which adds as
    little as 2^-29 of that."""
    for name, w in data.w.items():
        windows = np.lib.stride_tricks.sliding_window_view(data.into[name].astype(np.float64), w.shape[2:], (2, 3))
        total = lambda x, w, b: np.einsum("nchwkl,ockl->nohw", x, w) + b[:, None, None]
        exact, size = (
            total(windows, w.astype(np.float64), data.b[name]),
            total(np.abs(windows), np.abs(w).astype(np.float64), np.abs(data.b[name])),
        )
        if not np.all(np.abs(data.out[name] - exact) <= (w[0].size + 2) * 2.0**-24 * size):
            return False
    return True


@figure(
    data=maps,
    holds=maps_are_correlations,
    rounded=True,
    source="lecun1998, section II",
    wrong={"conv": functools.partial(layers.conv, flip=True)},
)
def filters_and_maps(data, style: Style):
    """Filters and feature maps after training

    A digit, the six kernels of C1 and their maps, the sixteen maps of C3, and the shares that the network gives to the
    ten answers. Blue is positive, vermilion negative, before rectification. Each entry of each map is the sum of what
    lies under the kernel times the kernel, with its bias, within the rounding of its 25 or 150 terms; with the kernel
    turned about it is not.
    """
    sheet = Figure(figsize=(7.5, 4.4), layout="constrained")
    grid = sheet.add_gridspec(4, 9, width_ratios=[1.5, *[1] * 8], height_ratios=[0.8, 1, 1, 1])
    picture = sheet.add_subplot(grid[0:2, 0])
    picture.imshow(data.x[0, 0], cmap=LinearSegmentedColormap.from_list("page", [style.paper, style.ink]))
    picture.set_title("the digit", size=8.5)

    def shown(where, values, title=None):
        ax = sheet.add_subplot(grid[where])
        most = float(np.abs(values).max())
        ax.imshow(values, cmap=style.diverging, vmin=-most, vmax=most)
        ax.set_title(title, size=8.5) if title else None
        return ax

    for k in range(6):
        shown((0, k + 1), data.w["C1"][k, 0], "kernels of C1" if k == 2 else None)
        shown((1, k + 1), data.out["C1"][0, k], "maps of C1" if k == 2 else None)
    for k in range(16):
        shown((2 + k // 8, 1 + k % 8), data.out["C3"][0, k], "maps of C3" if k == 3 else None)
    for ax in sheet.axes:
        ax.set(xticks=[], yticks=[])
        for spine in ax.spines.values():
            spine.set(visible=True, color=style.rule)
    bars = sheet.add_subplot(grid[2:4, 0])
    bars.barh(range(10), data.shares, color=style.tint(style.blue, 0.6), ec=style.blue)
    bars.set(yticks=range(10), ylim=(9.6, -0.6), xlim=(0, 1), xticks=[0, 1], title="shares")
    return sheet


# ---------------------------------------------------------------- what it knows

SAMPLE, INTERVALS = 500, 4


def knowledge(mutual_information=information.mutual_information):
    """I(T'; Y) of each named layer after each epoch, where T' is the pattern of map means and units in four intervals;
    the same with labels dealt at random; and the entropies by which it is checked."""
    digits, rng = trained().digits, np.random.Generator(np.random.Philox(0))
    images, labels = digits.test_images[:SAMPLE], digits.test_labels[:SAMPLE].astype(np.int64)
    dealt = rng.permutation(labels)
    epochs = []
    for k in (0, 1, EPOCHS):
        rows = []
        for layer in representations.representations(at_epoch(k), images):
            if " " not in layer.name.replace("output softmax", ""):
                seen = representations.patterns(representations.binned(layer.values, INTERVALS))
                shares = [information.contingency(seen, of) / SAMPLE for of in (labels, dealt)]
                entropies = [
                    float(information.entropy(p)) for p in (shares[0].sum(axis=1), shares[0].sum(axis=0), shares[0])
                ]
                rows.append(
                    Data(
                        name=layer.name,
                        bits=float(mutual_information(shares[0])),
                        chance=float(mutual_information(shares[1])),
                        entropies=entropies,
                        cells=shares[0].size,
                        saturated=2 * len(shares[0]) > SAMPLE,
                    )
                )
        epochs.append(Data(after=k, rows=rows))
    return Data(epochs=epochs)


def information_is_in_the_entropies(data):
    """I(T'; Y) = H(T') + H(Y) - H(T', Y), and no more than the label has.

    A sum of n terms p log p rounds by (n + 8) u of itself.
    """
    for epoch in data.epochs:
        for row in epoch.rows:
            patterns, label, both = row.entropies
            rounding = (row.cells + 8) * 2.0**-53 * 2 * (patterns + label + both)
            if abs(row.bits - (patterns + label - both)) > rounding or row.bits > label + rounding:
                return False
    return True


@figure(
    data=knowledge,
    holds=information_is_in_the_entropies,
    rounded=True,
    source="cover2006, eq. 2.41",
    wrong={"mutual_information": functools.partial(information.mutual_information, base=np.e)},
)
def mutual_information_per_layer(data, style: Style):
    """What each layer tells about the digit

    Mutual information of label and layer over 500 digits, less what labels in random order give, before training, after
    one epoch and after three. A layer is seen by the means of its maps, or its units, in four intervals, which hide
    most of what it holds: so the number may rise from a layer to the next. Hollow where nearly every image has a
    pattern of its own, so that the number tells images apart and not digits. In each case I(T; Y) = H(T) + H(Y) − H(T,
    Y), and at most H(Y), within rounding.
    """
    sheet, ax = page(7.5, 3.2)
    most = data.epochs[0].rows[0].entropies[1]
    ax.axhline(most, color=style.muted, lw=0.9, ls=DASHES[2])
    ax.text(0, most + 0.05, f"H(Y) = {most:.2f} bits", size=8, va="bottom")
    for epoch, colour, marker, dashes in zip(
        data.epochs, (style.muted, style.orange, style.blue), MARKERS, ("--", DASHES[1], "-"), strict=False
    ):
        bits = np.array([row.bits - row.chance for row in epoch.rows])
        label = "before training" if not epoch.after else f"after {epoch.after} epoch{'s' * (epoch.after > 1)}"
        ax.plot(bits, color=colour, ls=dashes, lw=1.5, marker=marker, ms=6, label=label)
        hollow = [k for k, row in enumerate(epoch.rows) if row.saturated]
        ax.plot(hollow, bits[hollow], marker=marker, ms=6, ls="none", mfc=style.paper, mec=colour, mew=1.4)
    names = [row.name.replace("output softmax", "shares") for row in data.epochs[0].rows]
    ax.set(xticks=range(len(names)), ylim=(-0.1, most + 0.45), ylabel="I(T; Y) less chance, bits")
    ax.set_xticklabels(names)
    ax.legend(loc="upper center", bbox_to_anchor=(0.45, 0.85))
    return sheet
