"""The information that each layer of LeNet-5 has about the digit."""

from __future__ import annotations

import functools

import numpy as np

from mathcnn import information
from mathcnn.networks import representations

from .. import Data, figure
from ..style import DASHES, MARKERS, Style, page
from .learning import EPOCHS, at_epoch, trained

SAMPLE, INTERVALS = 500, 4


def knowledge(mutual_information=information.mutual_information):
    """I(T'; Y) of each named layer after each epoch, where T' is the pattern of map means and units in four intervals;
    the same with labels in random order; and the entropies by which it is checked.
    """
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
    """I(T'; Y) = H(T') + H(Y) - H(T', Y), and at most H(Y).

    The rounding of a sum of n terms p log p is at most (n + 8) u times the sum.
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
    """The information that each layer has about the digit

    Mutual information of label and layer over 500 digits, minus that with labels in random order, before training,
    after one epoch and after three. A layer is represented by the means of its maps, or by its units, in four
    intervals; this leaves out most of its information, so that the number may increase from one layer to the next.
    Left out where nearly every image has a pattern of its own: from so few images the number cannot be estimated. In
    each case I(T; Y) = H(T) + H(Y) − H(T, Y), and at most H(Y), within rounding.
    """
    sheet, ax = page(7.5, 3.2)
    most = data.epochs[0].rows[0].entropies[1]
    ax.axhline(most, color=style.muted, lw=0.9, ls=DASHES[2])
    ax.text(0, most + 0.05, f"H(Y) = {most:.2f} bits", size=8, va="bottom")
    for epoch, colour, marker, dashes in zip(
        data.epochs, (style.muted, style.orange, style.blue), MARKERS, ("--", DASHES[1], "-"), strict=False
    ):
        bits = np.array([np.nan if row.saturated else row.bits - row.chance for row in epoch.rows])
        label = "before training" if not epoch.after else f"after {epoch.after} epoch{'s' * (epoch.after > 1)}"
        ax.plot(bits, color=colour, ls=dashes, lw=1.5, marker=marker, ms=6, label=label)
    names = [row.name.replace("output softmax", "shares") for row in data.epochs[0].rows]
    for k, rows in enumerate(zip(*(epoch.rows for epoch in data.epochs), strict=True)):
        if missing := sum(row.saturated for row in rows):
            which = "not estimated" if missing == len(rows) else f"{missing} of {len(rows)} not estimated"
            ax.axvspan(k - 0.4, k + 0.4, color=style.tint(style.muted, 0.12), lw=0, zorder=0)
            ax.text(k, most / 2, which, rotation=90, ha="center", va="center", size=8, color=style.muted)
    ax.set(xticks=range(len(names)), ylim=(-0.1, most + 0.45), ylabel="I(T; Y) less chance, bits")
    ax.set_xticklabels(names)
    ax.legend(loc="upper center", bbox_to_anchor=(0.45, 0.85))
    return sheet
