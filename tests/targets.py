"""Functions as targets, and the text of a module of kernels, good and bad."""

from mathcnn import layers
from mathcnn.conformance import Target, judging
from mathcnn.conformance.subject import Subject

CONV = layers.conv
OPS = """
import os, signal, time
import numpy as np
from mathcnn import layers, activation, pooling

def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    return layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)

def true_convolution(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1):
    return layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=True)

def dies(x): os.kill(os.getpid(), signal.SIGKILL)
def exits(x): os._exit(3)
def hangs(x): time.sleep(3600)
def hangs_when_wide(x):
    if x.size > 10_000: time.sleep(3600)
    return np.maximum(x, 0)
def a_list(x): return np.maximum(x, 0).tolist()
def other_shape(x): return np.maximum(x, 0)[..., None]
def other_type(x): return np.maximum(x, 0).astype(np.float64)
def raises(x): raise KeyError("no kernel")
def prints(x):
    print("hello from the kernel")
    return np.maximum(x, 0)
def writes(x):
    y = np.maximum(x, 0)
    x += 1
    return y
def loses_nan(x): return np.fmax(x, 0)
def flushes(x):
    small = np.finfo(x.dtype).tiny
    return np.where(np.abs(x) < small, 0, np.maximum(x, 0)).astype(x.dtype)
def wrong_signature(signal, taps, mode): return signal
def needs_more(x, *, secret): return x
"""


def subject_of(fn, of=CONV, **options):
    """A function as a target."""
    return Subject(of, Target("planted", {of.name: fn}, **options), fn)


def rows_of(fn, of=CONV, part="form", examples=12):
    return list(judging.verdicts(Target("planted", {of.name: fn}, typed="planted"), of, part, examples, 0))


def shown(rows):
    return {(row.law, row.dtype, row.tier): row.verdict for row in rows}
