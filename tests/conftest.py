"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No test depends on how fast the machine is. A check that gates a change gives the same verdict twice; whoever tests at
# a desk tries new examples each time.
settings.register_profile(
    "dragoman",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("dragoman")
