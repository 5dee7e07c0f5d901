"""The number types that a statement runs on, integrals and sequences, and what "equal" means for each type.

`arithmetic` lists the operations that a number type must offer and names the module of each type.
"""
