"""An identity provider for the tests of the clinic's pages: one server for all of them, as good as new for each."""

from collections.abc import Iterator

import pytest

from tests.identity_provider import Provider, running


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
