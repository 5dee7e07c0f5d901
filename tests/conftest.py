"""Profiles of Hypothesis: `ci`, the same cases every time, and `deep`, which looks further on every run:

HYPOTHESIS_PROFILE=deep pytest
"""

import os

from hypothesis import settings

settings.register_profile("deep", max_examples=1000, deadline=None, derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
