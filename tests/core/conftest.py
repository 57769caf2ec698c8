"""How hard Hypothesis tries: quickly by default, harder with HYPOTHESIS_PROFILE=thorough."""

import os

from hypothesis import HealthCheck, settings

slow_is_fine = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "quick", max_examples=40, deadline=None, derandomize=True, suppress_health_check=slow_is_fine
)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, suppress_health_check=slow_is_fine
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
