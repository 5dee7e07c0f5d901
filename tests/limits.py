"""Limits of the process that runs a test."""

import contextlib
import resource


@contextlib.contextmanager
def address_space(most):
    """At most so many bytes of address space, so that what would fill the machine is a MemoryError on every machine."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
