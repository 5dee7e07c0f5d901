"""Training: reproducible, interruptible at any moment, never with an unreadable checkpoint."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcnn.data import load
from mathcnn.networks import checkpoint, training
from mathcnn.networks.checkpoint import CheckpointError
from mathcnn.networks.training import Settings, Source, Training

from .marks import slow_but

SOURCE = Source("digits", 150, 30, 1)


@pytest.fixture(scope="module")
def digits():
    return training.loaded(SOURCE)


def begun(data, **asked):
    return Training.begun(Settings(**{"epochs": 2, "batch": 16, **asked}), data, SOURCE)


def whole(run):
    """All that a training came to, as bytes."""
    return (
        b"".join(x.tobytes() for x in run._arrays().values())
        + repr((run.step, run.loss, run.right, run.epochs)).encode()
    )


@pytest.mark.parametrize(
    "asked", [{}, {"variant": "1998", "rate": 0.005}, {"batch_norm": True, "augment": "shift"}, {"augment": "flip"}]
)
def test_the_same_seed_gives_the_same_weights(digits, asked):
    first, second, other = (begun(digits, seed=seed, **asked).run(digits) for seed in (3, 3, 4))
    assert whole(first) == whole(second) != whole(other)
    assert first.epochs[1].loss < first.epochs[0].loss


class Stop(Exception):
    pass


def stop_after(steps):
    def after_step(run):
        if len(run.epochs) * 10 + run.step >= steps:
            raise Stop

    return after_step


@pytest.mark.parametrize("variant", ["document", "1998"])
@pytest.mark.parametrize("steps", slow_but([1, 7, 10, 13], 7))
def test_goes_on_bit_for_bit(digits, tmp_path, steps, variant):
    """Stopped after any step, a training goes on from its checkpoint to the weights of an undisturbed one, and to the
    same file.
    """
    asked = {"variant": variant, "batch_norm": True, "augment": "shift", "rate": 0.004}
    undisturbed, path = begun(digits, **asked).run(digits, path=tmp_path / "a.npz"), tmp_path / "b.npz"
    with pytest.raises(Stop):
        begun(digits, **asked).run(digits, path=path, every=0, after_step=stop_after(steps))
    resumed = Training.kept(path)
    assert (
        steps - 1 <= len(resumed.epochs) * 10 + resumed.step <= steps
    )  # `after_step` comes before the checkpoint of its step
    assert whole(resumed.run(digits, path=path)) == whole(undisturbed)
    assert path.read_bytes() == (tmp_path / "a.npz").read_bytes()


def test_planted_a_state_that_is_left_out_shows(digits, tmp_path):
    """Were the velocity not kept, the comparison above would see it."""
    undisturbed, path = begun(digits).run(digits), tmp_path / "c.npz"
    with pytest.raises(Stop):
        begun(digits).run(digits, path=path, every=0, after_step=stop_after(7))
    resumed = Training.kept(path)
    resumed.velocity[:] = 0
    assert whole(resumed.run(digits)) != whole(undisturbed)


def test_ctrl_c_is_kept(digits, tmp_path):
    """On Ctrl-C the step is finished and kept; handlers are what they were."""
    path, before = tmp_path / "d.npz", signal.getsignal(signal.SIGINT)
    press = lambda run: os.kill(os.getpid(), signal.SIGINT) if run.step == 4 else None
    with pytest.raises(KeyboardInterrupt):
        begun(digits).run(digits, path=path, every=1e9, after_step=press)
    assert signal.getsignal(signal.SIGINT) is before
    resumed = Training.kept(path)
    assert resumed.step == 4 and whole(resumed.run(digits)) == whole(begun(digits).run(digits))


KILLED = """
import json, os, random, signal, sys, time
from mathcnn.networks import training
path, whole, source, rng = sys.argv[1], sys.argv[2], training.Source("digits", 150, 30, 1), random.Random(0)
data = training.loaded(source)
asked = training.Settings(epochs=40, batch=16, batch_norm=True, augment="shift")

def train(going):
    run = training.Training.kept(path) if os.path.exists(path) else training.Training.begun(asked, data, source)
    os.write(going, b"!")
    run.run(data, path=path, every=0)

kills, reached, code = 0, [], None
while code != 0:
    hears, says = os.pipe()
    child = os.fork()
    if not child:
        train(says)
        os._exit(0)
    os.close(says)
    os.read(hears, 1)
    if kills < 30:
        time.sleep(rng.uniform(0, 0.12))
        os.kill(child, signal.SIGKILL)
        kills += 1
    code = os.waitpid(child, 0)[1]
    os.close(hears)
    if os.path.exists(path):
        run = training.Training.kept(path)
        reached.append(len(run.epochs) * 10 + run.step)
training.Training.begun(asked, data, source).run(data, path=whole, every=1e9)
print(json.dumps(reached))
"""


@pytest.mark.slow
def test_killed_thirty_times(tmp_path):
    """SIGKILL at thirty random moments: every checkpoint that is left can be read, no other file stays, and the end is
    bit-identical.
    """
    code, path, undisturbed = tmp_path / "code.py", tmp_path / "there" / "killed.npz", tmp_path / "whole.npz"
    code.write_text(KILLED)
    path.parent.mkdir()
    done = subprocess.run(
        [sys.executable, code, path, undisturbed],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    reached = json.loads(done.stdout)
    assert len(reached) >= 25 and reached == sorted(reached) and len(set(reached)) > 10 and reached[-1] == 400
    assert os.listdir(path.parent) == ["killed.npz"]
    assert path.read_bytes() == undisturbed.read_bytes()


def test_a_full_disk_loses_nothing(digits, tmp_path):
    """Where a checkpoint can't be written, the one before it stays, and the error says which file."""
    path = tmp_path / "full.npz"
    begun(digits).run(digits, path=path)
    held = path.read_bytes()

    code = (
        "import resource, signal, sys; from mathcnn.networks.training import Training; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); Training.kept(sys.argv[1]).keep(sys.argv[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert done.returncode == 1 and "OSError" in done.stderr and "File too large" in done.stderr
    assert path.read_bytes() == held and os.listdir(tmp_path) == ["full.npz"]


def test_a_rate_too_large_is_said(digits):
    says = r"the loss is \S+ at step \d+ of epoch \d+: rate = 1e\+30 is too large"
    with pytest.raises(FloatingPointError, match=says), np.errstate(all="ignore"):
        begun(digits, rate=1e30, warmup=0.0).run(digits)


@pytest.mark.slow
def test_learns_unseen_fonts(tmp_path):
    """A quarter of the default's images suffices for 98 % on fonts that were not trained on."""
    source = Source("digits", 5000, 1000, 0)
    data = training.loaded(source)
    run = Training.begun(training.preset("digits", epochs=3), data, source).run(data)
    assert run.epochs[-1].test_accuracy >= 0.98
    found = training.evaluate(run.network, data.test_images, data.test_labels)
    assert found.accuracy == run.epochs[-1].test_accuracy and found.confusion.sum() == 1000
    blind = training.evaluate(run.network, data.test_images[:, ::-1, ::-1], data.test_labels)
    assert blind.accuracy < 0.7  # upside down only 0, 1 and 8 are themselves


def test_per_class():
    """By hand: class 0 has 3 images, 2 found; it was answered 3 times. Class 2 has none, and was never answered."""
    confusion = np.array([[2, 1, 0], [1, 4, 0], [0, 0, 0]])
    rows = list(training.Evaluation(confusion).per_class())
    assert training.Evaluation(confusion).accuracy == 6 / 8
    assert rows[0] == (3, 2 / 3, 2 / 3, 2 * 2 / 6) and rows[1] == (5, 4 / 5, 4 / 5, 8 / 10)
    assert rows[2][0] == 0 and np.isnan(rows[2][1:]).all()


def test_augmentation():
    images = np.random.default_rng(0).integers(1, 256, (60, 28, 28)).astype(np.uint8)
    flipped = training.augmented(images, "flip", training.chance(0, 1, 2))
    same = [(a == b).all() for a, b in zip(flipped, images, strict=True)]
    assert 15 < sum(same) < 45 and all(
        s or (a == b[:, ::-1]).all() for s, a, b in zip(same, flipped, images, strict=True)
    )
    moved = training.augmented(images, "shift", training.chance(0, 1, 2))
    inner = lambda x, down, right: x[max(0, -down) : 28 - max(0, down), max(0, -right) : 28 - max(0, right)]
    found = [
        {
            (down, right)
            for down in range(-2, 3)
            for right in range(-2, 3)
            if (inner(a, -down, -right) == inner(b, down, right)).all()
        }
        for a, b in zip(moved, images, strict=True)
    ]
    assert all(len(shifts) == 1 for shifts in found) and len(set.union(*found)) > 15


# ---------------------------------------------------------------- files that are no checkpoints


@pytest.fixture(scope="module")
def kept(digits, tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "good.npz"
    begun(digits, epochs=1).run(digits, path=path)
    return path


def changed(path, kept, **members):
    """A copy of a checkpoint with some members changed: bytes, an array, or None to leave one out; about changes its
    page.
    """
    with zipfile.ZipFile(kept) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    for name, what in members.items():
        name = f"{name.replace('__', '.')}.npy"
        if callable(what):
            page = json.loads(np.load(io.BytesIO(held[name])).tobytes())
            what(page)
            what = np.frombuffer(json.dumps(page).encode(), np.uint8)
        if what is None:
            del held[name]
        elif isinstance(what, bytes):
            held[name] = what
        else:
            buffer = io.BytesIO()
            np.save(buffer, what, allow_pickle=True)
            held[name] = buffer.getvalue()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return path


HUGE = (
    b"\x93NUMPY\x01\x00\x76\x00"
    + b"{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }".ljust(117)
    + b"\n"
)
FAULTS = [
    (
        "another variant",
        {"about": lambda page: page["settings"].update(variant="1998")},
        r"S2\.b is missing; it is a checkpoint of another network",
    ),
    (
        "another version",
        {"about": lambda page: page.update(version=2)},
        "has version 2 of the format; this is version 1",
    ),
    ("another format", {"about": lambda page: page.update(format="zoo")}, "is not a checkpoint of mathcnn"),
    ("a list", {"about": np.frombuffer(b"[1]", np.uint8)}, "is not a checkpoint of mathcnn"),
    ("no JSON", {"about": np.frombuffer(b"{", np.uint8)}, "is not JSON"),
    ("no UTF-8", {"about": np.frombuffer(b"\xff\xfe", np.uint8)}, "is not JSON"),
    ("no page", {"about": None}, "has no array about"),
    ("a page too long", {"about": np.zeros(1 << 21, np.uint8)}, "bytes; it must have at most"),
    ("objects", {"C1__w": np.array([{}, 1], object)}, "an array of Python objects, which is not read"),
    (
        "another shape",
        {"C1__w": np.zeros((6, 5, 1, 5), np.float32)},
        r"C1\.w: float32 of shape \(6, 5, 1, 5\); it must be float32",
    ),
    ("another type", {"C1__w": np.zeros((6, 1, 5, 5), np.int32)}, r"C1\.w: int32"),
    ("a terabyte", {"C1__w": HUGE}, r"C1\.w: float32 of shape \(1000000000000,\)"),
    ("too large", {"C1__w": np.zeros((600, 100, 5, 5), np.float32)}, r"C1\.w has \d+ bytes; it must have at most"),
    ("nothing in it", {"C1__w": b""}, r"C1\.w: "),
    ("an array missing", {"velocity": None}, "velocity is missing"),
    ("an array too many", {"C9__w": np.zeros(3)}, r"C9\.w is unknown"),
    ("a setting missing", {"about": lambda page: page["settings"].pop("rate")}, "the setting rate is missing"),
    ("a setting unknown", {"about": lambda page: page["settings"].update(speed=1)}, "the setting speed is unknown"),
    ("a setting wrong", {"about": lambda page: page["settings"].update(epochs=-1)}, "epochs = -1"),
    ("a step wrong", {"about": lambda page: page.update(step=-3)}, "step -3"),
    ("no epochs", {"about": lambda page: page.pop("epochs")}, "lacks or garbles 'epochs'"),
    (
        "nine classes",
        {"about": lambda page: page.update(classes=page["classes"][:9])},
        "9 classes; LeNet-5 has 10",
    ),
]


@pytest.mark.parametrize(("members", "says"), [pytest.param(*fault, id=name) for name, *fault in FAULTS])
def test_no_checkpoint(kept, tmp_path, members, says):
    with pytest.raises(CheckpointError, match=says):
        Training.kept(changed(tmp_path / "bad.npz", kept, **members))


def test_a_checkpoint_without_changes_can_be_read(kept, tmp_path):
    assert whole(Training.kept(changed(tmp_path / "same.npz", kept))) == whole(Training.kept(kept))


def test_other_files(kept, tmp_path):
    text = tmp_path / "text.npz"
    text.write_text("no archive")
    for path, says in ((text, "is not a checkpoint, or is damaged"), (tmp_path, "is a directory")):
        with pytest.raises(CheckpointError, match=says):
            checkpoint.description(path)
    with pytest.raises(FileNotFoundError):
        checkpoint.description(tmp_path / "none.npz")


def test_other_data(digits, kept):
    with pytest.raises(CheckpointError, match="began with other data than digits"):
        Training.kept(kept).run(load("digits", train=150, test=30, seed=2))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_fuzzing(kept, tmp_path_factory, data):
    """A checkpoint cut off or with bytes changed is read as it was, or refused by CheckpointError."""
    path = tmp_path_factory.mktemp("fuzz") / "x.npz"
    content = bytearray(kept.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        tail = len(content) - 3000  # where the archive keeps its directory
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(
                st.one_of(st.integers(0, 4000), st.integers(tail, len(content) - 1), st.integers(0, len(content) - 1))
            )
            content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with contextlib.suppress(CheckpointError):
        assert whole(Training.kept(path)) == whole(Training.kept(kept))
