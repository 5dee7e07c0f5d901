"""How much a network's layers know of the image and of its label: mutual information, layer by layer and through
training.

The sample is N images, each as likely as any other, X which of them it is, Y its label, T what a layer makes of it. T
is a function of X, so I(X; T) = H(T). Two descriptions of T are measured:

exact   the bytes of the layer's result. Each layer is a function of the one before, so neither I(X; T) nor I(T; Y) can
rise from
        one layer to the next (cover2006, theorem 2.8.1). Each image goes through the network by itself, since what a matrix product
        rounds to may depend on where in a batch an image stands.
binned  of each feature map its mean over space, of each unit of a vector its value, sorted into intervals; a layer's
pattern T' is all
        of these together. "width": intervals of equal width from the least to the largest value of the whole layer over the sample.
        "frequency": for each map by itself as many images in each interval, equal values in the same one. Numbers of intervals are
        powers of two, so that halving it joins neighbours and I can't rise. From layer to layer it can, since a pattern is no function
        of the pattern before: these rises are what binning does, and they are reported.

For the sample all of this is exact. As estimates for what the images were drawn from they are biased: H(T') is too
small, I(T'; Y) too large, the more so the more patterns there are. Beside each stands Miller's and Madow's first-order
bias, which means little when patterns are many, and `chance`: the mean of I(T'; Y) when labels are dealt out at random.
Where more than half as many patterns as images occur a layer is `saturated`: nearly every image has its own, and I
tells nothing but that. Single maps have few intervals, and little bias, of which Miller and Madow's is taken off.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.text import Text

from ..display.terminal import grid, page, plural
from ..information import entropy, miller_madow, mutual_information_from_samples
from ..information.observations import tally
from ..information.samples import information_of
from ..memory import Buffers
from ..numbers.balls import BALLS
from ..numbers.rounded import precision
from .lenet import Network, prepared

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BINNINGS = ("width", "frequency")


# ---------------------------------------------------------------- what a network makes of images


@dataclass(frozen=True)
class Representation:
    """A layer over the sample. symbols: (N,) whole numbers, equal where the results are the same bytes; values: (N,
    maps), the mean of each map or the value of each unit, floats; or whole numbers, which are not binned."""

    name: str
    shape: tuple[int, ...]
    symbols: np.ndarray
    values: np.ndarray


def representations(network: Network, images: np.ndarray) -> list[Representation]:
    """The image, each layer's result and the answer, for images (N, 28, 28) of uint8."""
    names = ["image", *titles(network), "answer"]
    inputs = prepared(images, network.dtype)
    shapes: list[tuple[int, ...]] = [*network.inference.shapes, ()]
    numbers: list[dict[bytes, int]] = [{} for _ in names]
    symbols = np.empty((len(names), len(images)), np.int64)
    values = [np.empty((len(images), shape[0])) for shape in network.inference.shapes] + [
        np.empty((len(images), 1), np.int64)
    ]
    with Buffers():
        for n in range(len(images)):
            for k, y in enumerate(network.inference.activations(inputs[n : n + 1])):
                symbols[k, n] = numbers[k].setdefault(digest(y), len(numbers[k]))
                values[k][n] = y.reshape(y.shape[1], -1).mean(axis=1, dtype=np.float64)
            symbols[-1, n] = values[-1][n, 0] = network.answers(y)[0]
    for name, v in zip(names, values, strict=True):
        if not np.isfinite(v).all():
            raise ValueError(
                f"{name} holds {v[~np.isfinite(v)][0]}: a network with such results has no information to measure"
            )
    return [Representation(*one) for one in zip(names, shapes, symbols, values, strict=True)]


def titles(network: Network) -> Iterator[str]:
    """A name for each layer; one without a name of its own goes by its formula and the last name before."""
    last = ""
    for layer in network.inference.layers:
        last = layer.name or last
        yield layer.name or f"{last} {layer.formula.name.rpartition('.')[2]}"


def digest(y: np.ndarray) -> bytes:
    """By which the same bytes are known again."""
    return hashlib.blake2b(np.ascontiguousarray(y).data, digest_size=32).digest()


# ---------------------------------------------------------------- patterns


def binned(values: np.ndarray, bins: int, binning: str = "width") -> np.ndarray:
    """The interval, from 0 to bins - 1, of each value (N, maps). Whole numbers stay as they are.

    >>> binned(np.array([[0.0, 1.0], [2.0, 4.0]]), 4).tolist(), binned(np.array([[0.0, 1.0], [2.0, 4.0]]), 4, "frequency").tolist()
    ([[0, 1], [2, 3]], [[0, 0], [2, 2]])
    """
    if values.dtype.kind == "i":
        return values
    if binning == "frequency":  # how many images lie below, and in which part of all of them that is
        below = np.stack([np.searchsorted(np.sort(map_), map_) for map_ in values.T], axis=1)
        return below * bins // len(values)
    low, high = values.min(), values.max()
    if low == high:
        return np.zeros(values.shape, np.int64)
    share = (values - low) / (high - low)  # times a power of two is exact: intervals of twice the width join two
    return np.minimum((share * bins).astype(np.int64), bins - 1)


def patterns(codes: np.ndarray) -> np.ndarray:
    """A number for each row of whole numbers (N, maps), the same for equal rows.

    >>> patterns(np.array([[0, 1], [1, 0], [0, 1]])).tolist()
    [0, 1, 0]
    """
    return np.unique(codes, axis=0, return_inverse=True)[1].reshape(-1)


# ---------------------------------------------------------------- measures of a layer


@dataclass(frozen=True)
class Row:
    """A layer's information, in bits. about_image is H(T'), image_lacks how much more Miller and Madow expect;
    about_label is I(T'; Y), label_excess how much less they expect, chance what random labels give; best_map and
    mean_map are of single maps, corrected, with about_label of the best one (`best` is its number) and the mean of all;
    exact_image and exact_label are those of the bytes."""

    name: str
    shape: tuple[int, ...]
    patterns: int
    saturated: bool
    about_image: float
    image_lacks: float
    about_label: float
    label_excess: float
    chance: float
    best: int
    best_map: float
    mean_map: float
    exact_image: float
    exact_label: float


def row(layer: Representation, labels: np.ndarray, bins: int, binning: str, dealt: Sequence[np.ndarray]) -> Row:
    """The measures of one layer; `dealt` are the labels in random orders."""
    codes = binned(layer.values, bins, binning)
    seen = patterns(codes)
    pairs = tally("representations", seen, labels)
    singles = [mutual_information_from_samples(map_, labels) for map_ in codes.T]
    return Row(
        layer.name,
        layer.shape,
        len(pairs.of_x),
        2 * len(pairs.of_x) > len(labels),
        about_image=float(entropy(pairs.of_x / len(labels))),
        image_lacks=float(miller_madow(pairs.of_x)),
        about_label=information_of(pairs),
        label_excess=float(miller_madow(pairs.counts) - miller_madow(pairs.of_x) - miller_madow(pairs.of_y)),
        chance=float(np.mean([shared(seen, order) for order in dealt])),
        best=int(np.argmax(singles)),
        best_map=max(singles),
        mean_map=float(np.mean(singles)),
        exact_image=float(entropy(np.bincount(layer.symbols) / len(labels))),
        exact_label=shared(layer.symbols, labels),
    )


def shared(symbols: np.ndarray, labels: np.ndarray) -> float:
    """The mutual information of observed frequencies, as it stands."""
    return information_of(tally("representations", symbols, labels))


# ---------------------------------------------------------------- the data processing inequality


@dataclass(frozen=True)
class Step:
    """Bits of a description and of one that is a function of it."""

    finer: str
    coarser: str
    finer_bits: float
    coarser_bits: float
    holds: bool


@dataclass(frozen=True)
class Check:
    """One rule, "I(X;

    T)" or "I(T; Y)" along one kind of step. Without any step nothing was shown, and it does not hold.
    """

    rule: str
    measure: str
    steps: tuple[Step, ...]

    @property
    def holds(self) -> bool:
        return bool(self.steps) and all(step.holds for step in self.steps)

    @property
    def strict(self) -> int:
        """In how many steps information was lost."""
        return sum(step.coarser_bits < step.finer_bits for step in self.steps)

    @property
    def violations(self) -> list[Step]:
        return [step for step in self.steps if not step.holds]


def data_processing(layers: Sequence[Representation], labels: np.ndarray, bins: int, binning: str) -> list[Check]:
    """The inequality, wherever one description is a function of another: from layer to layer, from bytes to patterns,
    from narrow intervals to intervals of twice the width. Computed with balls: what is found to be larger is larger."""
    described = [[(layer.name, layer.symbols)] for layer in layers]
    halved = [bins >> k for k in range(bins.bit_length() - 1)]
    for ways, layer in zip(described, layers, strict=True):
        if layer.values.dtype.kind != "i":
            ways += [
                (f"{layer.name} in {count} intervals", patterns(binned(layer.values, count, binning)))
                for count in halved
            ]
    rules = {
        "from layer to layer, exact": [(a[0], b[0]) for a, b in itertools.pairwise(described)],
        "from a layer's bytes to its patterns": [(ways[0], ways[1]) for ways in described if len(ways) > 1],
        "from intervals to intervals twice as wide": [
            pair for ways in described for pair in itertools.pairwise(ways[1:])
        ],
    }
    with precision():
        return [
            Check(rule, measure, tuple(step(*pair, about) for pair in pairs))
            for rule, pairs in rules.items()
            if pairs
            for measure, about in (("I(X; T)", None), ("I(T; Y)", labels))
        ]


Described = tuple[str, np.ndarray]


def step(finer: Described, coarser: Described, labels: np.ndarray | None) -> Step:
    """Whether the coarser description has no more information on the labels, or without labels on the image."""
    before, after = (enclosed(symbols, labels) for _, symbols in (finer, coarser))
    return Step(finer[0], coarser[0], float(before.mid()), float(after.mid()), not after > before)


def enclosed(symbols: np.ndarray, labels: np.ndarray | None) -> Any:
    """H(T), or with labels I(T; Y) = H(T) + H(Y) - H(T, Y), as a ball."""
    of_symbols = entropy_of_counts(counts(symbols))
    if labels is None:
        return of_symbols
    return of_symbols + entropy_of_counts(counts(labels)) - entropy_of_counts(counts(symbols, labels))


def counts(*columns: np.ndarray) -> tuple[int, ...]:
    """How often each value, or combination of values, occurs; in ascending order, since entropy does not ask of what."""
    return tuple(sorted(np.unique(np.stack(columns), axis=1, return_counts=True)[1].tolist()))


@functools.lru_cache(maxsize=256)
def entropy_of_counts(occurrences: tuple[int, ...]) -> Any:
    """The statement of entropy over balls."""
    whole = sum(occurrences)
    shares = np.empty(len(occurrences), object)
    shares[:] = [Fraction(n, whole) for n in occurrences]
    return BALLS.lift(entropy.literal(shares, number=BALLS))


# ---------------------------------------------------------------- a network measured


@dataclass(frozen=True)
class Rise:
    """Where a pattern tells more about the label than that of the layer before: in bits, and what of it bias does not
    explain (chance may have risen, too)."""

    before: str
    after: str
    bits: float
    beyond_chance: float


@dataclass(frozen=True)
class Study:
    """A network measured on a sample. Entropies are in bits."""

    images: int
    image_entropy: float
    label_entropy: float
    bins: int
    binning: str
    permutations: int
    rows: list[Row]
    checks: list[Check]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def rises(self) -> list[Rise]:
        """Where binning breaks the inequality, beyond the bias."""
        found = [
            Rise(
                a.name,
                b.name,
                b.about_label - a.about_label,
                b.about_label - a.about_label - max(0.0, b.chance - a.chance),
            )
            for a, b in itertools.pairwise(self.rows)
        ]
        return [rise for rise in found if rise.beyond_chance > 0]


def measure(
    network: Network,
    images: np.ndarray,
    labels: np.ndarray,
    *,
    bins: int = 4,
    binning: str = "width",
    permutations: int = 5,
    seed: int = 0,
) -> Study:
    """Measure a network on labelled images: (N, 28, 28) of uint8, labels (N,) whole numbers.

    bins: intervals, a power of two; binning: "width" or "frequency"; permutations: how many random orders of the labels
    `chance` is the mean of; seed: where these begin. Raises ValueError for other arguments, or where the network's
    results are not finite.
    """
    if isinstance(bins, bool) or not isinstance(bins, int) or bins < 2 or bins & (bins - 1):
        raise ValueError(
            f"bins = {bins!r}; it has to be a power of two, 2 at least: twice as wide intervals then join neighbours"
        )
    if binning not in BINNINGS:
        raise ValueError(f"binning = {binning!r}; it has to be one of {', '.join(BINNINGS)}")
    if isinstance(permutations, bool) or not isinstance(permutations, int) or permutations < 1:
        raise ValueError(f"permutations = {permutations!r}; it has to be a whole number >= 1")
    images, labels = np.asarray(images), np.asarray(labels)
    if images.ndim != 3 or labels.shape != images.shape[:1] or len(images) < 2:
        raise ValueError(
            f"images have shape {images.shape} and labels {labels.shape}; it takes (N, 28, 28) and (N,), N >= 2"
        )
    return study(representations(network, images), labels, bins, binning, permutations, seed)


def study(
    layers: Sequence[Representation], labels: np.ndarray, bins: int, binning: str, permutations: int, seed: int
) -> Study:
    """The measures of layers, in their order."""
    rng = np.random.Generator(np.random.Philox(seed))
    labels = labels.astype(np.int64)
    dealt = [rng.permutation(labels) for _ in range(permutations)]
    rows = [row(layer, labels, bins, binning, dealt) for layer in layers]
    of_labels = float(entropy(np.unique(labels, return_counts=True)[1] / len(labels)))
    return Study(
        len(labels),
        rows[0].exact_image,
        of_labels,
        bins,
        binning,
        permutations,
        rows,
        data_processing(layers, labels, bins, binning),
    )


# ---------------------------------------------------------------- shown


def as_dicts(history: Sequence[Study]) -> list[dict[str, Any]]:
    """Studies after 0, 1, 2, ... epochs, for JSON."""
    return [
        {
            **asdict(one),
            "epoch": k,
            "holds": one.holds,
            "rises": [asdict(rise) for rise in one.rises],
            "checks": [
                {
                    "rule": c.rule,
                    "measure": c.measure,
                    "holds": c.holds,
                    "steps": len(c.steps),
                    "strict": c.strict,
                    "violations": [asdict(v) for v in c.violations],
                }
                for c in one.checks
            ],
        }
        for k, one in enumerate(history)
    ]


def print_history(history: Sequence[Study]) -> None:
    """The label's information epoch by epoch, the last study in full, what holds and what binning breaks."""
    last = history[-1]
    with page() as out:
        if len(history) > 1:
            out.print("I(T'; Y) less what random labels give, in bits, after each epoch (in parentheses: saturated)\n")
            out.print(through_training(history))
            out.print()
        out.print(
            f"{last.images:,} images: H(X) = {last.image_entropy:.3f} bits; labels: H(Y) = {last.label_entropy:.3f} bits. Patterns are of "
            f"{last.bins} intervals of equal {last.binning}, of map means and units."
        )
        out.print(f"In bits{', after the last epoch' * (len(history) > 1)}:\n")
        out.print(in_full(last))
        out.print("\n  *  saturated: more than half as many patterns as images, so that I only tells images apart")
        out.print(
            "  lacks, excess: Miller's and Madow's bias of the figure before it; chance: the mean of "
            f"{last.permutations} I(T'; Y) with labels in random order"
        )
        out.print("  best map, mean map: I of single maps with the label, less the bias\n")
        for text, style in verdicts(history):
            out.print(Text(text, style))


def through_training(history: Sequence[Study]) -> Any:
    epochs = [str(k) for k in range(len(history))]
    table = grid("layer", *epochs, right=epochs, whole=["layer"])
    for rows in zip(*(one.rows for one in history), strict=True):
        less = [f"{r.about_label - r.chance:.3f}" for r in rows]
        table.add_row(
            rows[0].name,
            *(Text(f"({bits})", "dim") if r.saturated else f"{bits} " for r, bits in zip(rows, less, strict=True)),
        )
    return table


def in_full(last: Study) -> Any:
    figures = [
        "patterns",
        "I(X; T')",
        "lacks",
        "I(T'; Y)",
        "excess",
        "chance",
        "best map",
        "mean map",
        "I(X; T)",
        "I(T; Y)",
    ]
    table = grid("layer", *figures, right=figures, whole=["layer", *figures])
    for r in last.rows:
        bits = [
            r.about_image,
            r.image_lacks,
            r.about_label,
            r.label_excess,
            r.chance,
            r.best_map,
            r.mean_map,
            r.exact_image,
            r.exact_label,
        ]
        table.add_row(
            r.name,
            f"{r.patterns:,}{'*' if r.saturated else ' '}",
            *(f"{b:.3f}" for b in bits),
            style="dim" if r.saturated else "",
        )
    return table


def verdicts(history: Sequence[Study]) -> Iterator[tuple[str, str]]:
    """What the data processing inequality came to over all studies, a line each with its style."""
    yield "data processing inequality, where it must hold", "bold"
    for same in zip(*(one.checks for one in history), strict=True):
        steps, strict, wrong = (
            sum(f(c) for c in same) for f in (lambda c: len(c.steps), lambda c: c.strict, lambda c: len(c.violations))
        )
        if all(check.holds for check in same):
            yield f"  holds     {same[0].measure} {same[0].rule}: {steps:,} steps, {strict:,} of them strict", "green"
        else:
            yield f"  VIOLATED  {same[0].measure} {same[0].rule}: in {wrong:,} of {steps:,} steps", "bold red"
            for v in [v for check in same for v in check.violations][:3]:
                yield f"            {v.finer} {v.finer_bits:.6f}, {v.coarser} {v.coarser_bits:.6f} bits", "red"
    found = sorted(
        ((rise, k) for k, one in enumerate(history) for rise in one.rises), key=lambda pair: -pair[0].beyond_chance
    )
    yield (
        f"\nwhere binning breaks it: I(T'; Y) rises {len(found):,} times from a layer to the next{', most by' if found else ''}",
        "bold",
    )
    for rise, k in found[:5]:
        when = f", after {plural(k, 'epoch')}" * (len(history) > 1)
        yield (
            f"  {rise.bits:.3f} bits ({rise.beyond_chance:.3f} beyond chance) from {rise.before} to {rise.after}{when}",
            "",
        )


OF_LABEL, OF_IMAGE, OF_CHANCE = (
    "#0072B2",
    "#D55E00",
    "#999999",
)  # Okabe and Ito's blue and vermilion: told apart by all eyes


def figure(history: Sequence[Study]) -> Figure:
    """Each layer through training, from the image to the answer:

    I(T'; Y) with what chance gives above, I(X; T') below, in bits.
    """
    from matplotlib.figure import Figure

    last, epochs, alone = history[-1], np.arange(len(history)), "_" if len(history) == 1 else None
    fig = Figure(figsize=(1.2 + 0.86 * len(last.rows), 5.2), layout="constrained")
    axes = fig.subplots(2, len(last.rows), sharex=True, sharey="row")
    kinds = (
        ("about_label", "I(T′; Y), bits", OF_LABEL, last.label_entropy, "H(Y)"),
        ("about_image", "I(X; T′), bits", OF_IMAGE, last.image_entropy, "H(X)"),
    )
    for line, (measure, title, colour, most, name) in zip(axes, kinds, strict=True):
        for k, ax in enumerate(line):
            rows = [one.rows[k] for one in history]
            bits, saturated = np.array([getattr(r, measure) for r in rows]), np.array([r.saturated for r in rows])
            ax.axhline(most, color="black", linewidth=0.8, linestyle=":", label=f"{name}, the most there is")
            if measure == "about_label":
                ax.plot(
                    epochs,
                    [r.chance for r in rows],
                    color=OF_CHANCE,
                    linestyle="--",
                    marker=alone,
                    label="with random labels",
                )
            ax.plot(epochs, bits, color=colour, linewidth=1.8, label=title.partition(",")[0])
            ax.plot(epochs[~saturated], bits[~saturated], "o", color=colour, markersize=4.5)
            ax.plot(
                epochs[saturated],
                bits[saturated],
                "o",
                color=colour,
                markersize=4.5,
                markerfacecolor="white",
                label="saturated",
            )
            ax.set_xlim(-0.5, len(history) - 0.5)
            ax.set_ylim(0, 1.06 * most)
            ax.spines[["top", "right"]].set_visible(False)
            ax.tick_params(labelsize=8)
            ax.grid(axis="y", color="0.92")
        line[0].set_ylabel(title)
    for ax, r in zip(axes[0], last.rows, strict=True):
        ax.set_title(r.name.replace(" ", "\n"), fontsize=9)
    if len(history) > 1:
        for ax in axes[1]:
            ax.xaxis.get_major_locator().set_params(integer=True, nbins=3)
        fig.supxlabel("epochs of training", fontsize=10)
    else:
        axes[0][0].set_xticks([])
    entries = {
        label: handle
        for ax in (axes[0][-1], axes[1][-1])
        for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)
    }
    fig.legend(
        entries.values(), entries.keys(), loc="outside upper center", ncols=len(entries), frameon=False, fontsize=9
    )
    return fig
