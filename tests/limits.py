"""Limits of the process that runs a test."""

import contextlib
import resource

from mathcnn.conformance.limits import held


@contextlib.contextmanager
def address_space(more):
    """At most so many bytes of address space more than now: what would fill the machine is a MemoryError everywhere.

    The limit does not count what libraries take that are loaded: PyTorch takes several GiB, and a limit below that ends
    the process.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = held() + more
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
