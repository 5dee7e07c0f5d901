"""Random calls of every formula, judged against other implementations.

arrays     values, types of numbers and memory layouts
bad        arguments that are no numbers, or not the right ones
calls      a call drawn from a formula's shape line, arguments and conventions; the same one for the same seed and index
oracles    what the result has to be: the statement over exact numbers and balls, SciPy, PyTorch, formulas written here
judge      the rules: a right value or one clear error; no warning, no state, no write into an argument
values     the rule about values
failures   what breaks a rule
campaign   many calls, a table of what was found, a small call for each distinct failure

`python -m tests.differential --calls 100000 --seed 1` runs a campaign; tests/test_differential.py runs one for a
fixed time.
"""
