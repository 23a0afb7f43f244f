"""Ten builds in a row, with everything that can become of a document, and the web they are on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import pyoxigraph as ox

from publisher.serving.app import Application
from tests.build.corpora import BASE, PREVIEW, Folder, Section, many, pykala_here
from tests.build.windows import AFTER, LAST, TEXTS
from tests.changes.http import Answer
from tests.serving.conftest import Client

NINE = "lumivaara/kh-9.txt"
# The terms of search engines stand in one vocabulary, and tests ask nothing of other hosts.
SEARCH_ENGINES = "https://schema.org"
VOCABULARY = b'{"@context": {"@vocab": "http://schema.org/"}}'
REDIRECTS = {301, 302, 303, 307, 308}


def nothing(folder: Folder) -> None:
    """All stays as it was."""


def add_many(folder: Folder) -> None:
    """More than one page of the log can hold."""
    for name, text in many(80).items():
        folder.write(name.replace("kh-", "kh-osa-"), text.replace(" § ", " § 5"))


def correct(folder: Folder) -> None:
    """A § is mended, so that it is of another law."""
    folder.write(NINE, Section(number=9, title="Valot", law="hallintolain 8 §").text())


def withdraw(folder: Folder) -> None:
    """The publisher takes a § off the network."""
    code, told = pykala_here(
        "withdraw", f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026/10", str(folder.settings),
        "--reason", "Asia oli salainen", "--today", LAST, "--workers", "1",
    )  # fmt: skip
    assert code == 0, told


def lose(folder: Folder) -> None:
    """A document is supplied no more, and neither is the last one of the county."""
    folder.remove("lumivaara/sivistys/sivltk-4.txt")
    folder.remove("hirvisuo/ah-7.txt")


def bring_back(folder: Folder) -> None:
    """What was withdrawn and what was lost are published again; a meeting is foreseen."""
    (folder.path / "withdrawn.toml").unlink()
    folder.write("hirvisuo/ah-7.txt", TEXTS["hirvisuo/ah-7.txt"])
    folder.write("lumivaara/tiedote.txt", PREVIEW.replace("19.1.", "20.4."))


def rename(folder: Folder) -> None:
    """The settings change, so that everything is made afresh."""
    folder.change_settings("Lumivaaran päätökset", "Lumivaaran avoimet päätökset")


def forget(folder: Folder) -> None:
    """The memory of builds is lost, and a § comes."""
    for path in folder.output.glob("state.sqlite*"):
        path.unlink()
    folder.write("lumivaara/kh-23.txt", Section(number=23, title="Latukahvila").text())


@dataclass(frozen=True)
class Step:
    """A build.

    Attributes:
        change: What happens before it.
        today: The day that it goes by.
    """

    change: Callable[[Folder], None]
    today: str


STEPS = (
    Step(nothing, "2026-01-26"),
    Step(add_many, "2026-01-27"),
    Step(correct, "2026-01-27"),
    Step(withdraw, LAST),
    Step(nothing, AFTER),  # the time for an appeal is over, so that texts leave
    Step(lose, "2026-02-11"),
    Step(nothing, "2026-02-11"),  # and really nothing happens
    Step(bring_back, "2026-04-13"),
    Step(rename, "2026-04-14"),
    Step(forget, "2026-04-15"),
)


class Web:
    """The site of a folder, as `pykala serve` shows it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def show(self, folder: Folder) -> None:
        """Let the site of a folder stand at the address from now on."""
        published = folder.output / "published"
        app = Application(published / "site", published / "store", base_iri=BASE)
        self._client = Client(app)

    def __call__(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask for something of the site, and follow redirects."""
        if url == SEARCH_ENGINES:
            return Answer(200, {"content-type": "application/ld+json"}, VOCABULARY, url)
        while True:
            assert url.startswith(BASE), url
            self.asked.append(url)
            answer = self._client.send("GET", "/" + url.removeprefix(BASE), headers)
            if answer.status not in REDIRECTS:
                return Answer(answer.status, answer.headers, answer.body, url)
            url = urljoin(url, answer.headers["location"])


def store_of(folder: Folder) -> ox.Store:
    """What the folder has published, in a store that is nobody's."""
    store = ox.Store()
    store.extend(ox.Store.read_only(str(folder.output / "published" / "store")))
    return store
