"""Both sides of a law as expressions, from the law's own function. No side of a law is typed a second time.

Trusted. A derivation is about the law only if these modules are right:

    sizes          what is known of the sizes in one law
    arrays         arrays whose sizes are letters
    numpy_arrays   NumPy's operators and functions on them
    unfolding      a formula that is called, as the expression that its statement gives
    namespaces     running a law's function with other meanings of the names outside it
    laws           both sides of a law about arrays
    functions      both sides of a law about functions on the line, or about sequences on all of Z
"""

from __future__ import annotations

from mathcnn.language.formula import Law

from ..subject import by_subject
from . import functions, laws
from .laws import Sides, conventions, sides
from .numpy_arrays import Array
from .sizes import Untraced
from .unfolding import replaced

__all__ = ["Array", "Sides", "Untraced", "conventions", "every_sides", "replaced", "sides"]


def every_sides(law: Law) -> list[Sides]:
    """The sides of a law under each choice of words that it leaves open. Raises Untraced."""
    return by_subject(law.of, arrays=laws.every_sides, functions=functions.every_sides)(law)
