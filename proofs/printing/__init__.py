"""Statements printed into Coq: what a law says is generated, and a theorem must have this type.

Trusted. A law counts as proved in this sense if

    expressions, extended
                   an expression of a statement is printed as text of Coq
    formulas       a formula is a definition
    words          functions of arrays that are not run themselves have a statement each
    traces, arrays, tables, functions, calls, domains, laws
                   the law's own function is run on arrays of text, which gives its proposition
    check          a fresh process of Coq accepts the theorem as a proof of this proposition

`record` keeps what the last run found. The definitions are compared with the literal forms in
tests/test_coq_printing.py.
"""
