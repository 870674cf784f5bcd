"""How laws are tried on whatever comes in: however slow the machine is."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
LAW = settings(suppress_health_check=SLOW)
FEW_TIMES = settings(LAW, max_examples=10)  # where each time takes a process
