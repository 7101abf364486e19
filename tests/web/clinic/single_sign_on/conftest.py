"""An identity provider for these tests: one server for all of them, as good as new for each, and our program set up for it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from screener.settings import Settings
from tests.identity_provider import Provider, running
from tests.web.clinic.single_sign_on.signing_on import HOME


@pytest.fixture(scope="session")
def running_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """A provider that runs."""
    with running(tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def provider(running_provider: Provider) -> Provider:
    """The provider, with nobody known from before."""
    running_provider.reset()
    return running_provider


@pytest.fixture
def settings(settings: Settings, provider: Provider) -> Settings:
    """Settings with single sign-on beside local accounts."""
    return replace(settings, base_url=HOME, identity_provider=provider.settings())
