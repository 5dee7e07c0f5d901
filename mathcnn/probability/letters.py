"""Letters of the statements about tables of probabilities, and the statement that several of them contain."""

from __future__ import annotations

from sympy import IndexedBase, Sum, symbols

from ..language.statement import equation

x, y = symbols("x y", integer=True)  # values of the variables that `axis` names, and of the others
X, Y = symbols("X Y", integer=True, positive=True)  # how many values there are
joint, row, q = map(IndexedBase, ("joint", "row", "q"))


def summed(kept, table, *over):
    """The statement of a marginal: `kept` is `table` summed over the variables in `over`.

    kept, table: entries such as row[x] and joint[x, y]; over: pairs (letter, number of values). Returns an equation.
    """
    return equation(kept, Sum(table, *((v, 0, n - 1) for v, n in over)))
