"""Leased memory in use: threads, finalizers and forks; reuse, bounds, and pools that are entered and left."""

import collections
import contextlib
import queue
import random
import subprocess
import sys
import threading
import weakref

import numpy as np
import pytest

from mathcnn import memory
from mathcnn.memory import SMALLEST, Buffers, batch_first, batch_last, empty, like

# ---------------------------------------------------------------- threads, finalizers, forks


def test_arrays_released_in_other_threads():
    """Four threads lease from one pool and release what the others leased."""
    buffers, wrong, passed = Buffers(), [], [queue.Queue() for _ in range(4)]

    def work(k):
        rng = random.Random(k)
        with buffers:
            for step in range(200):
                a = empty((160, 256), np.float32)
                a[...] = fill = 1000 * k + step
                passed[rng.randrange(4)].put((a[1:], fill))
                del a
                while passed[k].qsize() > 3:
                    view, fill = passed[k].get()
                    if not (view == fill).all():
                        wrong.append((k, step))
                    del view

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not wrong
    for one in passed:
        one.queue.clear()
    assert buffers.unused == buffers.bytes > 0


def test_only_the_thread_that_entered_leases():
    found = []
    with Buffers() as buffers:
        thread = threading.Thread(target=lambda: found.append(empty((200, 200), np.float32)))
        thread.start()
        thread.join()
    assert found[0].base is None and not buffers.bytes


def test_a_finalizer_may_lease_while_another_array_is_leased(monkeypatch):
    """It runs in the middle of `lease`, wherever the interpreter chooses: here at each of its steps."""
    buffers, inner = Buffers(), []

    def lease_too():
        with contextlib.suppress(RecursionError):
            inner.append(empty((160, 256), np.float32))
            inner[-1][...] = 7

    class Pops(collections.deque):
        def pop(self):
            block = super().pop()
            lease_too()
            return block

        def append(self, lease):
            super().append(lease)
            lease_too() if len(inner) < 40 else None

    monkeypatch.setattr(memory.collections, "deque", Pops)
    with buffers:
        outer = []
        for k in range(30):
            outer.append(empty((160, 256), np.float32))
            outer[-1][...] = 100 + k
            if k % 3 == 2:
                outer.pop(0)
    starts = [a.ctypes.data for a in [*outer, *inner]]
    assert len(set(starts)) == len(starts) and inner
    assert all((a == 7).all() for a in inner) and len({float(a[0, 0]) for a in outer}) == len(outer)


def test_a_forked_process_leases_on_its_own():
    """The child writes into blocks that the parent holds, and the parent's stay as they were."""
    script = """if True:
        import os, sys
        import numpy as np
        from mathcnn.memory import Buffers, empty
        with Buffers() as buffers:
            held = empty((200, 200), np.float32)
            held[...] = 1
            empty((200, 200), np.float32)
            child = os.fork()
            other = empty((200, 200), np.float32)
            other[...] = 2 + (child == 0)
            assert (held == 1).all() and buffers.unused == 0
            if child == 0:
                held[...] = 5
                del held, other
                assert buffers.unused == buffers.bytes == 320_000
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
            assert (held == 1).all() and (other == 2).all()
    """
    if not hasattr(__import__("os"), "fork"):
        pytest.skip("this system has no fork")
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert said.returncode == 0, said.stderr


# ---------------------------------------------------------------- reuse, bounds, entering


def test_memory_is_used_again():
    with Buffers() as buffers:
        places = set()
        for _ in range(50):
            a, b = empty((200, 200), np.float32), like(np.empty((300, 200)).T)
            places |= {a.ctypes.data, b.ctypes.data}
            del a, b
        assert len(places) == 2 and buffers.bytes == 160_000 + 480_000
        buffers.clear()
        assert buffers.bytes == 0


@pytest.mark.parametrize("limit", [0, 500_000, 10**6])
def test_unused_memory_is_bounded(limit):
    with Buffers(limit) as buffers:
        for n in range(200, 300):
            a = empty((n, 200), np.float32)
            assert buffers.unused <= max(0, limit - a.nbytes)
            del a
        assert buffers.bytes <= max(limit, 300 * 800)
        many = [empty((200, 200), np.float32) for _ in range(20)]
        del many
        empty((201, 200), np.float32)
        assert buffers.unused <= limit + 201 * 800


@pytest.mark.parametrize("limit", [-1, 1.5, True, "1", None])
def test_a_limit_is_a_number_of_bytes(limit):
    with pytest.raises(ValueError, match=r"limit = .*; it must be an integer >= 0"):
        Buffers(limit)


def test_small_arrays_and_objects_are_new():
    with Buffers() as buffers:
        side = SMALLEST // 4
        new = [empty((side - 1,), np.float32), empty((0, 5), np.float32), empty((side,), object), empty((), np.float64)]
        assert [a.base for a in new] == [None] * 4 and not buffers.bytes
        assert empty((side,), np.float32).base is not None and buffers.bytes == SMALLEST
    assert empty((side,), np.float32).base is None


def test_arrays_outlive_their_buffers():
    with Buffers() as buffers:
        a = empty((200, 200), np.float32)
        a[...] = 3
    gone = weakref.ref(buffers)
    del buffers
    assert gone() is None and (a == 3).all()
    with Buffers():
        others = [empty((200, 200), np.float32) for _ in range(4)]
        for one in others:
            one[...] = 4
    assert (a == 3).all()


def test_buffers_may_be_entered_within_themselves_and_left_in_any_order():
    one, two = Buffers(), Buffers()

    def leasing(buffers):
        with buffers:
            yield empty((200, 200), np.float32)

    with one, one:
        pass
    assert empty((200, 200), np.float32).base is None
    first, second = leasing(one), leasing(two)
    a, b = next(first), next(second)
    first.close()
    assert empty((200, 200), np.float32).base is not None and two.bytes == 320_000
    second.close()
    assert empty((200, 200), np.float32).base is None and a.base is not b.base


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 2, 3, 0), (3, 1, 0, 2)])
def test_arrays_keep_the_order_of_their_axes_in_memory(order):
    x = np.empty([(40, 41, 9, 8)[k] for k in np.argsort(order)], np.float32).transpose(order)
    with Buffers():
        for shape in (None, (5, 70, 30, 11)):
            y = like(x, shape)
            assert y.shape == (shape or x.shape) and y.dtype == x.dtype
            assert np.argsort([-s for s in y.strides]).tolist() == np.argsort([-s for s in x.strides]).tolist()
    seen = batch_last(x)
    assert seen.shape == (*x.shape[1:], x.shape[0]) and seen.flags.c_contiguous
    assert batch_first(seen).shape == x.shape
