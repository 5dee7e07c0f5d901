"""How a formula is stated: operators, axes, shape lines, plans, calls, laws, and how they are printed."""
