"""Faults to plant in the fast forms, by topic: each must be found."""
