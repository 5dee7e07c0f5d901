"""Derivations of laws of a step of gradient descent, by algebra in the entries."""

from __future__ import annotations

from mathcnn import optimization as topic

from .derivation import by_definition

by_definition(law for formula in (topic.next_velocity, topic.next_weight) for law in formula.laws.values() if law.holds)
by_definition([topic.scheduled_rate.laws["reaches_its_peak"], topic.scheduled_rate.laws["rises_in_equal_steps"]])
