"""A short training of LeNet-5, and its loss."""

from __future__ import annotations

import functools

import numpy as np

from mathcnn import activation
from mathcnn.data import load
from mathcnn.memory import Buffers
from mathcnn.networks import lenet, training

from .. import Data, figure
from ..style import DASHES, Style, page

IMAGES, TESTS, EPOCHS = 4000, 1000, 3
EVERY = 8  # steps between two looks at the test images
LOOKED_AT = 256


@functools.cache
def trained():
    """A short training on rendered digits, from its seed alone: the outputs of the network every few steps, and copies
    of it after each epoch.
    """
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
    history, labels = trained(), trained().digits.test_labels[:LOOKED_AT].astype(np.int64)
    losses = np.array([cross_entropy(logits, labels) for _, logits, _ in history.seen])
    return Data(
        steps=np.array([at for at, _, _ in history.seen]),
        losses=losses,
        labels=labels,
        seen=history.seen,
        of_batches=history.losses,
        epochs=history.run.epochs,
        epoch=history.steps,
    )


def loss_is_the_mean_surprise(data):
    """The loss is the mean of -log of the softmax of the correct digit, from the logits and from the probabilities.

    Both round e^(x - m) with x - m off by u |x - m|, sum 10 of them, and average 256 numbers.
    """
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

    Three epochs of 4,000 rendered digits, from the seed alone: the loss of each batch, and that of 256 digits of other
    typefaces, which are not trained on, every 8 steps. At each of these points the loss from the logits is the mean of
    −log p, where p is the network's own softmax for the correct digit, within the rounding of both. 2.30 is the
    logarithm of 10, the loss of guessing.
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
