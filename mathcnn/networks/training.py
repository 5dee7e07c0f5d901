"""Training a network: stochastic gradient descent with momentum over shuffled batches, which can be interrupted.

All random numbers depend on the seed, the epoch and the step alone. So the same settings give the same weights, bit for
bit on the same machine, and a training that is continued from a checkpoint ends with the same weights as one that was
not interrupted.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import numpy as np

from ..data import Dataset, load
from ..memory import Buffers
from ..optimization import next_velocity, next_weight, scheduled_rate
from ..processes import Ended, handling
from ..text.extras import MissingExtra, need
from ..text.files import sweep
from . import checkpoint
from .checkpoint import CheckpointError
from .lenet import CLASSES, VARIANTS, Network, prepared
from .sequential import ENGINES

AT_ONCE = 256  # images in a batch for inference
AUGMENTATIONS = ("none", "shift", "flip")


@dataclass(frozen=True)
class Settings:
    """The settings of a training.

    variant, batch_norm: of the network; epochs: passes over the images; batch: images in each step; rate: the largest
    learning rate; momentum, decay: of the descent; warmup: the share of all steps in which the rate rises; augment:
    "none", "shift" (by up to two pixels) or "flip" (half of the images); seed: of all that is random; engine: "numpy"
    or "compiled", whose roundings differ. Raises ValueError for an invalid value.
    """

    variant: str = "document"
    batch_norm: bool = False
    epochs: int = 10
    batch: int = 64
    rate: float = 0.1
    momentum: float = 0.9
    decay: float = 5e-4
    warmup: float = 0.2
    augment: str = "none"
    seed: int = 0
    engine: str = "numpy"

    def __post_init__(self) -> None:
        for name, least in (("epochs", 1), ("batch", 1), ("seed", 0)):
            if isinstance(v := getattr(self, name), bool) or not isinstance(v, int) or v < least:
                raise ValueError(f"{name} = {v!r}: it must be an integer >= {least}")
        for name, low, high in (("rate", 0, np.inf), ("momentum", 0, 1), ("decay", 0, np.inf), ("warmup", 0, 1)):
            if (
                isinstance(v := getattr(self, name), bool)
                or not isinstance(v, int | float)
                or not low <= v <= high
                or v == np.inf
            ):
                raise ValueError(
                    f"{name} = {v!r}: it must be a finite number >= {low}{'' if high == np.inf else f' and <= {high}'}"
                )
        for name, words in (("variant", tuple(VARIANTS)), ("augment", AUGMENTATIONS), ("engine", ENGINES)):
            if getattr(self, name) not in words:
                raise ValueError(f"{name} = {getattr(self, name)!r}: it must be one of {', '.join(words)}")


PRESETS: dict[str, dict[str, Any]] = {  # by the name of the data; a directory gets those of MNIST
    "digits": {"epochs": 5},  # the renderer moves them already
    "mnist-sample": {"epochs": 25, "augment": "shift"},
    "mnist": {"epochs": 10, "augment": "shift"},
    "fashion-mnist": {"epochs": 25, "augment": "flip"},
}
OF_1998 = {"rate": 0.005, "decay": 0.0}  # penalties of 84 squares are steeper than logits


def preset(data: str, **asked: Any) -> Settings:
    """The settings for these data, with the values that are given, and the engine that is faster here.

    Raises ValueError for an invalid value.
    """
    suited = {**PRESETS.get(data, PRESETS["mnist"]), **(OF_1998 if asked.get("variant") == "1998" else {})}
    return Settings(**{"engine": faster_engine(bool(asked.get("batch_norm"))), **suited, **asked})


def faster_engine(batch_norm: bool = False) -> str:
    """The engine that trains faster here: machine code where llvmlite is installed, but not with batch normalisation,
    which reads the whole batch, so that a batch is not computed part by part."""
    if batch_norm:
        return "numpy"
    try:
        need("native", "the compiled engine")
    except MissingExtra:
        return "numpy"
    return "compiled"


@dataclass(frozen=True)
class Source:
    """The arguments of `mathcnn.data.load` for the data of a training."""

    name: str = "digits"
    train: int | None = None
    test: int | None = None
    seed: int = 0


def loaded(source: Source) -> Dataset:
    """The data of a source. Raises what `mathcnn.data.load` raises."""
    return load(source.name, source.train, source.test, source.seed)


@dataclass
class Epoch:
    """The results of an epoch: mean loss in nats and accuracy during training, and accuracy on the test images after
    it.
    """

    loss: float = 0.0
    accuracy: float = 0.0
    test_accuracy: float | None = None


@dataclass(frozen=True)
class Evaluation:
    """The result of a test; confusion[t, a] is the number of images of class t that were classified as a."""

    confusion: np.ndarray

    @property
    def accuracy(self) -> float:
        return float(np.trace(self.confusion) / self.confusion.sum())

    def per_class(self) -> Iterator[tuple[int, float, float, float]]:
        """For each class: the number of images, precision, recall and F1, their harmonic mean; NaN for 0 / 0."""
        right, there, answered = np.diag(self.confusion), self.confusion.sum(axis=1), self.confusion.sum(axis=0)
        for k in range(len(right)):
            precision = right[k] / answered[k] if answered[k] else np.nan
            recall = right[k] / there[k] if there[k] else np.nan
            yield (
                int(there[k]),
                float(precision),
                float(recall),
                float(2 * right[k] / (there[k] + answered[k])) if there[k] + answered[k] else np.nan,
            )


def batches(images: np.ndarray, size: int = AT_ONCE) -> Iterator[tuple[slice, np.ndarray]]:
    """Images in order, `size` at a time, each part after its slice."""
    for begin in range(0, len(images), size):
        at = slice(begin, begin + size)
        yield at, images[at]


def evaluate(network: Network, images: np.ndarray, labels: np.ndarray) -> Evaluation:
    """The confusion matrix of a network over labelled images (N, 28, 28) of uint8."""
    confusion = np.zeros((CLASSES, CLASSES), int)
    with Buffers():
        for at, some in batches(images):
            answers = network.answers(network.outputs(prepared(some, network.dtype)))
            np.add.at(confusion, (labels[at], answers), 1)
    return Evaluation(confusion)


def _network(settings: Settings) -> Network:
    """The network of a training before its first step."""
    return Network(settings.variant, batch_norm=settings.batch_norm, seed=settings.seed, engine=settings.engine)


@dataclass
class Training:
    """A training, finished or not: settings, data, network, velocity, progress and results."""

    settings: Settings
    source: Source
    trained_on: str  # a digest of images and labels
    classes: tuple[str, ...]
    network: Network
    velocity: np.ndarray
    step: int = 0  # of the current epoch
    loss: float = 0.0  # its sum over the images of this epoch
    right: int = 0
    epochs: list[Epoch] = field(default_factory=list)

    @classmethod
    def begun(cls, settings: Settings, data: Dataset, source: Source) -> Training:
        """A training before its first step. Raises ValueError unless the data have ten classes."""
        if len(data.classes) != CLASSES:
            raise ValueError(f"{data.name} has {len(data.classes)} classes; LeNet-5 has {CLASSES}")
        network = _network(settings)
        return cls(settings, source, digest(data), data.classes, network, np.zeros_like(network.theta))

    def run(
        self,
        data: Dataset,
        *,
        path: str | os.PathLike[str] | None = None,
        every: float = 20.0,
        after_step: Callable[[Training], object] | None = None,
        after_epoch: Callable[[Training], object] | None = None,
    ) -> Training:
        """Train to the end.

        data: those of the training; path: the checkpoint, written after each epoch, every `every` seconds and on
        Ctrl-C, which raises KeyboardInterrupt once the step is done; after_step: called after each step; after_epoch:
        called after each epoch. Raises CheckpointError for other data, OSError if the checkpoint cannot be written,
        FloatingPointError if the loss is not finite.
        """
        if self.trained_on != digest(data):
            raise CheckpointError(f"the training began with other data than {data.name} ({data.origin})")
        steps = -(-len(data.train_labels) // self.settings.batch)
        if path is not None:
            sweep(path)
            self.keep(path)  # a path that cannot be written is an error before the run
        written = time.monotonic()
        with Buffers(), put_off_interrupts() as interrupted:
            while len(self.epochs) < self.settings.epochs:
                order = chance(self.settings.seed, len(self.epochs)).permutation(len(data.train_labels))
                while self.step < steps:
                    self._step(data, order, steps)
                    if after_step:
                        after_step(self)
                    if path is not None and (interrupted() or time.monotonic() - written > every):
                        self.keep(path)
                        written = time.monotonic()
                    if number := interrupted():
                        raise Ended(number)
                self._end_epoch(data)
                if path is not None:
                    self.keep(path)
                if after_epoch:
                    after_epoch(self)
        return self

    def _step(self, data: Dataset, order: np.ndarray, steps: int) -> None:
        """One batch: gradient, velocity, weights."""
        s, theta = self.settings, self.network.theta
        some = order[self.step * s.batch : (self.step + 1) * s.batch]
        images, t = data.train_images[some], data.train_labels[some].astype(np.int64)
        images = (
            augmented(images, s.augment, chance(s.seed, len(self.epochs), self.step + 1))
            if s.augment != "none"
            else images
        )
        loss, gradient, activations = self.network.gradient(prepared(images, theta.dtype), t)
        whole = steps * s.epochs
        rate = scheduled_rate.fn(
            len(self.epochs) * steps + self.step, whole, s.rate, warmup=max(1, round(s.warmup * whole))
        )
        np.copyto(self.velocity, next_velocity.fn(self.velocity, gradient, theta, s.momentum, s.decay))
        np.copyto(theta, next_weight.fn(theta, self.velocity, rate))
        if s.batch_norm:
            self.network.follow(activations)
        self.step += 1
        self.loss += loss * len(t)
        self.right += int(np.count_nonzero(self.network.answers(activations[-1]) == t))
        if not np.isfinite(self.loss):
            raise FloatingPointError(
                f"the loss is {loss} at step {self.step} of epoch {len(self.epochs) + 1}: rate = {s.rate} is too large"
            )

    def _end_epoch(self, data: Dataset) -> None:
        count = len(data.train_labels)
        test = evaluate(self.network, data.test_images, data.test_labels).accuracy
        self.epochs.append(Epoch(self.loss / count, self.right / count, test))
        self.step, self.loss, self.right = 0, 0.0, 0

    # -------------------------------------------------------------- on disk

    def _arrays(self) -> dict[str, np.ndarray]:
        return {**self.network.parameters, **self.network.statistics, "velocity": self.velocity}

    def keep(self, path: str | os.PathLike[str]) -> None:
        """Write a checkpoint."""
        checkpoint.write(
            path,
            {
                "settings": asdict(self.settings),
                "source": asdict(self.source),
                "classes": self.classes,
                "trained_on": self.trained_on,
                "step": self.step,
                "loss": self.loss,
                "right": self.right,
                "epochs": [asdict(epoch) for epoch in self.epochs],
            },
            self._arrays(),
        )

    @classmethod
    def kept(cls, path: str | os.PathLike[str], engine: str | None = None) -> Training:
        """The training in a checkpoint. engine : of its network, if not that of the training.

        Raises CheckpointError for a file that is not a checkpoint, or is inconsistent, MissingExtra if the engine is
        "compiled" and llvmlite is not installed.
        """
        said = checkpoint.description(path)
        try:
            known = {f.name for f in fields(Settings)}
            said["settings"] = {"engine": "numpy", **said["settings"]}  # which checkpoints before there were two lack
            if unknown := sorted(set(said["settings"]) ^ known):
                raise ValueError(f"the setting {unknown[0]} is {'missing' if unknown[0] in known else 'unknown'}")
            settings, source = Settings(**said["settings"]), Source(**said["source"])
            classes = tuple(map(str, said["classes"]))
            epochs = [Epoch(float(e["loss"]), float(e["accuracy"]), float(e["test_accuracy"])) for e in said["epochs"]]
            trained_on, step, loss, right = (
                str(said["trained_on"]),
                int(said["step"]),
                float(said["loss"]),
                int(said["right"]),
            )
            if len(classes) != CLASSES:
                raise ValueError(f"{len(classes)} classes; LeNet-5 has {CLASSES}")
            if step < 0 or len(epochs) > settings.epochs:
                raise ValueError(f"step {step} after {len(epochs)} of {settings.epochs} epochs")
        except (KeyError, TypeError, ValueError) as error:
            said_wrong = error if isinstance(error, ValueError) else f"its description lacks or garbles {error}"
            raise CheckpointError(f"{path}: {said_wrong}") from None
        network = _network(settings if engine is None else replace(settings, engine=engine))
        training = cls(
            settings, source, trained_on, classes, network, np.zeros_like(network.theta), step, loss, right, epochs
        )
        checkpoint.fill(path, training._arrays())
        return training


# ---------------------------------------------------------------- random numbers and augmentation


def chance(*key: int) -> np.random.Generator:
    """A generator of random numbers for a seed, an epoch and a step."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence(key)))


def augmented(images: np.ndarray, how: str, rng: np.random.Generator) -> np.ndarray:
    """Images (N, 28, 28), each shifted by up to two pixels along each axis ("shift"), or half of them mirrored
    ("flip").
    """
    if how == "flip":
        mirrored = rng.random(len(images)) < 0.5
        return np.where(mirrored[:, None, None], images[:, :, ::-1], images)
    reach, side = 2, images.shape[1]
    wide = np.zeros((len(images), side + 2 * reach, side + 2 * reach), images.dtype)
    wide[:, reach:-reach, reach:-reach] = images
    down, right = rng.integers(0, 2 * reach + 1, (2, len(images)))
    here = np.arange(side)
    return wide[
        np.arange(len(images))[:, None, None], (down[:, None] + here)[:, :, None], (right[:, None] + here)[:, None, :]
    ]


def digest(data: Dataset) -> str:
    """A digest of the images and labels of a data set."""
    whole = hashlib.sha256()
    for x in (data.train_images, data.train_labels, data.test_images, data.test_labels):
        whole.update(f"{x.dtype} {x.shape}".encode())
        whole.update(np.ascontiguousarray(x).data)
    return whole.hexdigest()


@contextlib.contextmanager
def put_off_interrupts() -> Iterator[Callable[[], int]]:
    """Note Ctrl-C and SIGTERM instead of raising, so that each step is completed; a second signal raises at once.

    The function that is yielded returns the number of the noted signal, or 0.
    """
    noted: list[int] = []

    def note(number: int, frame: object) -> None:
        if noted:
            raise Ended(number)
        noted.append(number)

    with handling(note):
        yield lambda: noted[0] if noted else 0
