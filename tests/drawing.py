"""How the drawn tests run: without a deadline, so that a slow machine does not turn a true test red."""

from hypothesis import HealthCheck, settings


def steadily(examples: int) -> settings:
    """Return settings for so many examples, without a deadline and without files."""
    return settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
