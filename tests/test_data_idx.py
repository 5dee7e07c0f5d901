"""IDX files come back as they were written, and whatever else is a clear error within bounded memory."""

import gzip
import math
import os
import struct
import subprocess
import sys
import tempfile
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure
from hypothesis.extra import numpy as arrays

from mathcnn.data import idx
from mathcnn.data.idx import IdxError, read_idx, write_idx

from . import pixels
from .limits import address_space

SUFFIXES = [".idx", ".idx.gz"]
# Inputs of a fuzzing test: a few thousand in the suite, 100,000 in the profile `deep` of conftest.py.
FUZZ = 100_000 if settings.get_current_profile_name() == "deep" else 2000


def numbers(kind, shape, seed=0):
    """Random bits of a type, both ends of its range included, floats without NaN."""
    rng = np.random.default_rng(seed)
    if np.dtype(kind).kind == "f":
        return rng.standard_normal(shape).astype(kind)
    info = np.iinfo(kind)
    x = rng.integers(info.min, info.max, math.prod(shape), kind, endpoint=True)
    x[0], x[-1] = info.min, info.max
    return x.reshape(shape)


def same(x, y):
    assert x.dtype.isnative and y.flags.writeable
    pixels.same(x, y)


def head(code, *sizes, rank=None):
    return bytes([0, 0, code, len(sizes) if rank is None else rank]) + struct.pack(f">{len(sizes)}I", *sizes)


# ---------------------------------------------------------------- what is right


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", idx.TYPES.values())
@pytest.mark.parametrize("shape", [(), (7,), (5, 3), (2, 3, 5), (3, 1, 2, 1, 5), (2,) + (1,) * 63])
def test_round_trip_is_exact(tmp_path, suffix, kind, shape):
    x = numbers(kind, shape)
    write_idx(tmp_path / f"x{suffix}", x)
    same(read_idx(tmp_path / f"x{suffix}"), x)


@pytest.mark.parametrize(
    ("data", "want"),
    [
        (b"\0\0\x08\x01\0\0\0\x03\x01\x02\xff", np.array([1, 2, 255], np.uint8)),
        (b"\0\0\x09\x01\0\0\0\x02\x80\x7f", np.array([-128, 127], np.int8)),
        (b"\0\0\x0b\x02\0\0\0\x01\0\0\0\x02\x01\x00\xff\xfe", np.array([[256, -2]], np.int16)),
        (b"\0\0\x0c\x01\0\0\0\x02\0\0\1\0\x80\0\0\0", np.array([256, -(2**31)], np.int32)),
        (b"\0\0\x0d\x01\0\0\0\x02\x3f\x80\0\0\xc0\x20\0\0", np.array([1, -2.5], np.float32)),
        (b"\0\0\x0e\x01\0\0\0\x01\x3f\xf8\0\0\0\0\0\0", np.array([1.5])),
    ],
)
def test_bytes_by_hand(tmp_path, data, want):
    """Read as the format says, and written so; without the writer's help."""
    (tmp_path / "x").write_bytes(data)
    same(read_idx(tmp_path / "x"), want)
    write_idx(tmp_path / "y", want)
    assert (tmp_path / "y").read_bytes() == data


def test_gzip_is_known_by_its_bytes(tmp_path):
    x = numbers("i2", (4, 3))
    write_idx(tmp_path / "x.gz", x)
    (tmp_path / "x.gz").rename(tmp_path / "x")
    same(read_idx(tmp_path / "x"), x)
    data = gzip.decompress((tmp_path / "x").read_bytes())
    (tmp_path / "parts").write_bytes(b"".join(gzip.compress(data[k : k + 5]) for k in range(0, len(data), 5)))
    same(read_idx(tmp_path / "parts"), x)


def test_same_array_same_bytes(tmp_path):
    x = numbers("u1", (9, 4))
    for name in ("one.gz", "another.gz"):
        write_idx(tmp_path / name, x)
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "another.gz").read_bytes()


@pytest.mark.parametrize("x", [np.zeros((0, 3), np.uint8), np.zeros((2, 0, 5), np.float64)])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_arrays(tmp_path, suffix, x):
    write_idx(tmp_path / f"x{suffix}", x)
    same(read_idx(tmp_path / f"x{suffix}"), x)


@given(
    arrays.arrays(
        st.sampled_from([np.dtype(order + kind) for kind in idx.TYPES.values() for order in "<>"]),
        arrays.array_shapes(min_dims=0),
    )
)
def test_any_memory_layout(x):
    with tempfile.TemporaryDirectory() as home:
        for y in (x, x.T, np.asfortranarray(x), x[::-1] if x.ndim else x):
            write_idx(f"{home}/x", y)
            z = read_idx(f"{home}/x")
            assert (
                z.dtype == y.dtype.newbyteorder("=")
                and z.shape == y.shape
                and z.tobytes() == y.astype(z.dtype).tobytes()
            )


# ---------------------------------------------------------------- what is wrong

WRONG = {
    "nothing": (b"", "inside its header"),
    "half a head": (b"\0\0\x08", "inside its header"),
    "no sizes": (b"\0\0\x08\x02\0\0\0\x01", "inside its header"),
    "not IDX": (b"\x89PNG\r\n\x1a\n", "begins with 89 50 4e 47"),
    "second byte": (b"\0\1\x08\x01\0\0\0\x01\x07", "begins with 00 01"),
    "no such type": (head(10, 1) + b"\x07", "begins with 00 00 0a"),
    "little endian": (b"\x03\x08\0\0" + bytes(12), "begins with 03 08"),
    "cut short": (head(8, 3, 2) + bytes(5), "has at most 5"),
    "one too many": (head(11, 3) + bytes(7), "continues after the last of 6 bytes"),
    "more axes": (head(8, *[1] * 65) + bytes(1), "65 axes"),
    "terabytes": (head(14, 1000, 1000, 1000, 1000) + bytes(100), "8000000000000 bytes"),
    "beyond 64 bits": (head(14, *[2**32 - 1] * 8), "bytes; at most"),
    "empty and vast": (head(8, 0, 2**32 - 1, 2**32 - 1), "too large for NumPy"),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("fault", WRONG)
def test_wrong_files_are_refused(tmp_path, fault, packed):
    data, message = WRONG[fault]
    path = tmp_path / "x"
    path.write_bytes(gzip.compress(data) if packed else data)
    if packed and fault == "cut short":
        message = "5 of 6 bytes"
    with pytest.raises(IdxError, match=message) as caught:
        read_idx(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_no_damage_of_gzip_goes_unseen(tmp_path):
    """Cut anywhere, a packed file is refused; with any bit changed it is refused, or the bit was one that says nothing
    (of the time in the head, or between the last code and the next byte) and the array is the same."""
    path, x = tmp_path / "x.gz", numbers("u1", (5, 7))
    write_idx(path, x)
    whole = path.read_bytes()
    for n in range(len(whole)):
        path.write_bytes(whole[:n])
        with pytest.raises(IdxError):
            read_idx(path)
    refused = 0
    for k in range(8 * len(whole)):
        path.write_bytes(whole[: k // 8] + bytes([whole[k // 8] ^ 1 << k % 8]) + whole[k // 8 + 1 :])
        try:
            same(read_idx(path), x)
        except IdxError:
            refused += 1
    assert refused >= 8 * (len(whole) - 10)
    path.write_bytes(whole + b"more")
    with pytest.raises(IdxError, match="damaged"):
        read_idx(path)


def test_every_cut_of_a_plain_file_is_seen(tmp_path):
    path = tmp_path / "x"
    write_idx(path, numbers("i4", (3, 5)))
    whole = path.read_bytes()
    for n in range(len(whole)):
        path.write_bytes(whole[:n])
        with pytest.raises(IdxError):
            read_idx(path)


def test_limit(tmp_path):
    write_idx(tmp_path / "x", numbers("i2", (5, 4)))
    same(read_idx(tmp_path / "x", most=40), numbers("i2", (5, 4)))
    with pytest.raises(IdxError, match="40 bytes; at most 39"):
        read_idx(tmp_path / "x", most=39)


def test_what_is_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_idx(tmp_path / "none")
    with pytest.raises(IsADirectoryError):
        read_idx(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(IdxError, match="not a regular file"):  # and no waiting for someone to write to it
        read_idx(tmp_path / "pipe")


@pytest.mark.parametrize(
    "x",
    [
        np.zeros(2, np.int64),
        np.zeros(2, np.uint16),
        np.zeros(2, bool),
        np.zeros(2, complex),
        np.array(["a"]),
        [1, 2],
        None,
    ],
)
def test_what_the_format_has_no_type_for(tmp_path, x):
    with pytest.raises(IdxError, match="its type must be one of uint8, int8"):
        write_idx(tmp_path / "x", x)
    assert not list(tmp_path.iterdir())


def test_a_failing_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "x.gz"
    write_idx(path, numbers("u1", (3, 4)))

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gzip.GzipFile, "write", full)
    with pytest.raises(OSError, match="No space"):
        write_idx(path, numbers("u1", (3, 4), seed=1))
    monkeypatch.undo()
    same(read_idx(path), numbers("u1", (3, 4)))
    assert list(tmp_path.iterdir()) == [path]


# ---------------------------------------------------------------- memory

HUNGRY = """
import resource, sys
import numpy as np
from mathcnn.data.idx import IdxError, read_idx
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + int(sys.argv[1]), -1))
try:
    print(read_idx(sys.argv[2]).shape)
except IdxError as error:
    print("IdxError", error)
except MemoryError:
    print("MemoryError")
"""


def within(memory, path):
    """What reading a file says in a process that may take so many more bytes."""
    return subprocess.run(
        [sys.executable, "-c", HUNGRY, str(memory), str(path)], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_claim_takes_no_memory(tmp_path):
    """Claims of terabytes, plain and packed, and a bomb that claims little and goes on for 1 GB, within 48 MB."""
    for name, data in (
        ("plain", head(14, 1000, 1000, 1000, 1000) + bytes(1000)),
        ("packed", gzip.compress(head(14, 1000, 1000, 1000, 1000))),
    ):
        (tmp_path / name).write_bytes(data)
        assert within(48 * 2**20, tmp_path / name).startswith("IdxError"), name
    claim = head(8, 2**31 - 100)  # within the limit, but not within what so short a file can hold
    (tmp_path / "claim").write_bytes(gzip.compress(claim + bytes(2**20)))
    assert "a file of this size has at most" in within(48 * 2**20, tmp_path / "claim")
    with gzip.open(tmp_path / "bomb", "wb", 1) as file:
        file.write(head(8, 100) + bytes(100))
        for _ in range(256):
            file.write(bytes(2**20))
    assert "continues after" in within(48 * 2**20, tmp_path / "bomb")


def test_the_memory_limit_is_felt(tmp_path):
    """The fault planted: an honest file of 100 MB does not go into 48 MB, so the test above could have failed."""
    write_idx(tmp_path / "x", np.zeros(100 * 2**20, np.uint8))
    assert within(48 * 2**20, tmp_path / "x") == "MemoryError"
    assert within(148 * 2**20, tmp_path / "x") == "(104857600,)"


# ---------------------------------------------------------------- fuzzing

SIZES = st.lists(
    st.sampled_from([0, 1, 2, 3, 5, 7, 11, 255, 2**16, 2**24, 2**31 - 1, 2**31, 2**32 - 1]), max_size=3
) | st.just([1] * 64)
CHANGES = st.tuples(st.sampled_from(["none", "byte", "cut", "more"]), st.integers(0, 40), st.integers(0, 255))
FILES = st.tuples(st.sampled_from(sorted(idx.TYPES)), SIZES, st.binary(max_size=4), CHANGES, st.booleans(), CHANGES)


def nearly(code, sizes, elements, change, packed, change_packed):
    """Nearly an IDX file: with the elements that its head claims, where those are few, or not; changed, packed, changed
    again.
    """
    count = math.prod(sizes) * np.dtype(idx.TYPES[code]).itemsize
    data = changed(head(code, *sizes) + (elements * 64)[:count].ljust(count if count < 1000 else 0, b"\1"), *change)
    return changed(gzip.compress(data, mtime=0), *change_packed) if packed else data


def changed(data, how, where, byte):
    """The same bytes, or one of them another, or cut, or continued."""
    where = min(where, max(0, len(data) - 1))
    match how:
        case "byte":
            return data[:where] + bytes([byte]) + data[where + 1 :]
        case "cut":
            return data[:where]
        case "more":
            return data + bytes([byte]) * (where + 1)
    return data


@pytest.fixture
def little_memory():
    """At most 256 MB more than now: what asks for more fails with a MemoryError, which is no documented error."""
    with address_space(2**28):
        yield


KINDS = (
    "begins with",
    "inside its header",
    "axes",
    "at most 2147483648",
    "of this size",
    "it has ",
    "continues",
    "too large for NumPy",
    "gzip stream",
)


def fuzz(path, seen, phases=tuple(Phase)):
    """Read such files: only an array of what the head claims may come, or an IdxError that names the file.

    Counts what came in `seen`.
    """

    @settings(max_examples=FUZZ, deadline=None, database=None, report_multiple_bugs=False, phases=phases)
    @given(FILES)
    def reads(file):
        path.write_bytes(data := nearly(*file))
        try:
            x = read_idx(path)
        except IdxError as error:
            said = str(error)
            assert said.startswith(f"{path}: ") and "\n" not in said
            kind = next((word for word in KINDS if word in said), said)
        else:
            plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            assert x.shape == struct.unpack(f">{plain[3]}I", plain[4 : 4 + 4 * plain[3]])
            assert x.astype(x.dtype.newbyteorder(">")).tobytes() == plain[4 + 4 * plain[3] :]
            kind = "read"
        seen[kind] = seen.get(kind, 0) + 1

    reads()


def test_fuzzing(little_memory, tmp_path):
    """Arrays come, and each kind of error but one that takes luck: a packed file cut so that it could still hold what
    it claims.
    """
    seen = {}
    fuzz(tmp_path / "x", seen)
    print(f"{sum(seen.values())} inputs: {seen}")
    assert {"read", *KINDS} - set(seen) <= {"it has ", "too large for NumPy"} and set(seen) <= {"read", *KINDS}
    assert seen["read"] >= FUZZ // 50 and seen["gzip stream"] >= FUZZ // 50


@pytest.mark.parametrize(
    ("planted", "with_what"),
    [
        ("_exactly", lambda file, count: file.read(count)),  # a head may end anywhere
        ("RATIO", 2**60),  # a packed file may claim anything up to 2 GB
        ("_native", lambda elements: elements.view(elements.dtype.newbyteorder("="))),  # bytes in the wrong order
        ("gzip", SimpleNamespace(GzipFile=gzip.GzipFile, BadGzipFile=EOFError)),  # an error of gzip's own comes through
    ],
)
def test_fuzzing_sees(little_memory, tmp_path, monkeypatch, planted, with_what):
    """Faults planted in the reader are found."""
    monkeypatch.setattr(idx, planted, with_what)
    with pytest.raises(
        (IndexError, ValueError, MemoryError, AssertionError, gzip.BadGzipFile, FlakyFailure)
    ):  # how much memory is left varies
        fuzz(tmp_path / "x", {}, [Phase.generate])
