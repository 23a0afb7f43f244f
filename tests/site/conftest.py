"""The builds that the tests look at beside the demo, each made once."""

from __future__ import annotations

import pytest

from tests.benchmark.corpus import write_corpus
from tests.site import samples
from tests.site.building import Built, build, build_demo

GENERATED = 300


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Built:
    replacing = {'mode = "role"': 'mode = "strict"'}
    return build_demo(tmp_path_factory.mktemp("strict"), replacing=replacing)


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The first §§ of the corpus that the benchmark builds, in one language."""
    folder = tmp_path_factory.mktemp("generated")
    write_corpus(folder, GENERATED)
    return build(folder / "pykala.toml", folder / "var")


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Built:
    if not samples.are_here():
        pytest.skip("the samples S0 to S4 are not at ../shared/reading/minutes")
    return samples.build_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Built:
    if not samples.are_here():
        pytest.skip("real minutes are not at ../shared/reading/minutes")
    return samples.build_others(tmp_path_factory.mktemp("others"))
