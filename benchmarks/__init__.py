"""How long the formulas take beside other libraries: `python -m benchmarks`; docs/benchmarks.md has the results."""
