"""How the drawn tests run: without a deadline, so that a slow machine does not turn a true test red."""

from hypothesis import HealthCheck, settings


def steadily(examples: int, *allowed: HealthCheck) -> settings:
    """Return settings for so many examples (at length: as many as the profile says), without deadline and files.

    ``allowed`` is what else Hypothesis would warn of: a fixture that all examples share, where each leaves it as it was.
    """
    return settings(
        max_examples=examples if settings.get_current_profile_name() == "steady" else settings().max_examples,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, *allowed],
    )
