"""Programs that reports show for libraries run where mathcnn is not: for each adapter and each of its formulas, and for
each kind of program."""

import subprocess
import sys

import numpy as np
import pytest

from mathcnn import catalogue
from mathcnn.conformance.alone import alone, needs_adapter
from mathcnn.conformance.client import LIBRARIES
from mathcnn.conformance.reproductions import OF_TARGETS, call_of, gradient_of, whole
from mathcnn.conformance.signatures import NoTarget
from mathcnn.conformance.target import target
from mathcnn.evidence import cases, checks
from mathcnn.evidence.checks import NotOffered

from . import programs as programs_of_reports

BLOCKED = """
import sys
sys.modules["mathcnn"] = None  # import mathcnn raises
import numpy as np
np.set_printoptions(floatmode="unique", threshold=10**6)
"""


def run(programs, folder):
    """What each program prints, or the last line of its error, where mathcnn is not: in an isolated process."""
    done = programs_of_reports.run(programs, folder, BLOCKED, ["-I", "-W", "ignore"])
    return [error.strip().rpartition("\n")[2] or printed for printed, error in done]


def held_by(name):
    try:
        return target(name)
    except NoTarget as error:
        pytest.skip(str(error))


def samples(held, of, dtype, most=3):
    """A few calls that a library offers: its arrays, other arguments, and its result."""
    found = []
    for case, rng in cases.sampled(of, 24, 0):
        try:
            arrays, scalars = cases.floats(case, rng, dtype), checks.float_scalars(case.kwargs)
            subject = held.subject(of)
            asked = subject.read((), {**arrays, **scalars})
            found.append((subject, asked.arrays, asked.scalars, subject(**asked.arrays, **asked.scalars)))
        except Exception:  # the library may raise anything, and lack anything
            continue
        if len(found) == most:
            break
    return found


def same(programs, wanted, folder):
    """Each program needs the library alone, and prints what it should."""
    wrong = [
        f"{got}{want}{program}"
        for program, got, want in zip(programs, run(programs, folder), wanted, strict=True)
        if got != want or "mathcnn" in program
    ]
    assert not wrong, "\n\n".join(wrong)


PRINTED = "print(np.asarray(y).dtype.name, np.asarray(y).shape, np.asarray(y).ravel().tolist())"


@pytest.mark.slow
@pytest.mark.parametrize("name", LIBRARIES)
def test_every_formula_is_called_by_the_library_alone(name, tmp_path):
    held = held_by(name)
    programs, wanted = [], []
    for one in held.functions:
        for layout in ("", *[k for k, table in held.layouts.items() if one in table]):
            for subject, arrays, scalars, y in samples(
                held.laid_out(layout) if layout else held, catalogue.find_formula(one), held.dtypes[-1 if layout else 0]
            ):
                *lines, call = call_of(subject, arrays, scalars).split("\n")
                program = whole(["import numpy as np", *OF_TARGETS], [*lines, f"y = {call}", PRINTED])
                assert needs_adapter(program)
                programs.append(alone(program))
                if y.dtype.name == "bfloat16" and name == "torch":  # NumPy's own types do not have it
                    y = y.astype("float32")
                wanted.append(f"{y.dtype.name} {y.shape} {y.ravel().tolist()}\n")
    assert len(set(programs)) > len(held.functions) / 2
    same(programs, wanted, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["torch", "jax"])
def test_every_gradient_is_that_of_the_library_alone(name, tmp_path):
    held = held_by(name)
    programs, wanted = [], []
    for one in held.functions:
        of = catalogue.find_formula(one)
        for subject, arrays, scalars, y in samples(held, of, "float64", 1) if of.backward else []:
            dy = np.random.default_rng(0).integers(-3, 4, y.shape).astype(float)
            try:
                found = subject.backward(dy, **arrays, **scalars)
            except NotOffered:
                continue
            *lines, call = gradient_of(subject, arrays, scalars, dy).split("\n")
            ending = "print([None if g is None else np.ravel(g).tolist() for g in y.values()])"
            program = whole(["import numpy as np", *OF_TARGETS], [*lines, f"y = {call}", ending])
            programs.append(alone(program))
            wanted.append(f"{[np.ravel(g).tolist() for g in found if g is not None]}\n")
    assert len(programs) > 5
    same(programs, wanted, tmp_path)


def test_a_program_of_another_target_stays_as_it_is():
    program = "import mypkg\nprint(mypkg.relu(1.0))  # 0.5"
    assert not needs_adapter(program) and alone(program) == program


THREADS = """\
import numpy as np
from mathcnn.catalogue import find_formula
from mathcnn.conformance import target
x = np.array([[-1.0, 2.0]], 'float64')
x_2 = np.array([[3.0, -4.0]], 'float64')
import sys; from concurrent.futures import ThreadPoolExecutor
calls = [lambda: target('scipy').subject(find_formula('activation.softmax'))(x, -1),
    lambda: target('scipy').subject(find_formula('activation.softmax'))(x_2, -1)]
with ThreadPoolExecutor(4) as pool:
    found = list(pool.map(lambda k: np.array(calls[k % 2]()), range(8)))
print(all((one == found[k % 2]).all() for k, one in enumerate(found)))
# is wrong when it is called from several threads at once"""


def test_calls_from_threads_share_one_function(tmp_path):
    text = alone(THREADS)
    assert text.count("def softmax(") == 1 and "mathcnn" not in text
    assert text.endswith("# is wrong when it is called from several threads at once")
    assert run([text], tmp_path) == ["True\n"]


CRASH = """
import os
import scipy.special
scipy.special.expit = lambda x: os._exit(3)
"""


def test_a_program_is_passed_on_before_the_call_that_ends_the_process(tmp_path):
    program = "\n".join(
        ["import numpy as np", *OF_TARGETS, "target('scipy').subject(find_formula('activation.sigmoid'))(np.ones(3))"]
    )
    code = (
        f"{CRASH}\nfrom mathcnn.conformance.alone import alone\nalone({program!r}, lambda t: os.write(1, t.encode()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3, done.stderr
    assert "return scipy.special.expit(x)" in done.stdout and "mathcnn" not in done.stdout
    code = f"import sys; sys.modules['mathcnn'] = None\n{CRASH}\n{done.stdout}"
    again = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, timeout=60, check=False)
    assert again.returncode == 3
