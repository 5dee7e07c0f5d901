"""Gradients as formulas, derived from the statements of formulas.

letters     the letters of a derivation
rules       the rules of differentiation
ranges      what follows from the ranges of letters
solving     the equations of indices that differentiation leaves
building    a gradient as one expression
steps       what a derivation starts from, and its steps
derivation  the chain of steps
definition  the definition of a gradient: its arguments, shapes and statement
formulas    the gradient as a formula
"""
