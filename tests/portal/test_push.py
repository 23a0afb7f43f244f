"""`pykala portal push` against a portal that takes what avoindata.fi takes, and fails as it can."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from publisher.calling.credentials import Credentials
from publisher.calling.patience import ATTEMPTS, FIRST_WAIT_S, retry_after_s
from publisher.cli import main
from publisher.errors import RemoteBusyError, RemoteError, SettingsError
from publisher.portal import ckan, push
from publisher.portal.ckan import Ckan
from publisher.portal.push import Outcome
from publisher.settings import Settings
from tests.portal.avoindata import TOKEN, Avoindata, Fault
from tests.portal.conftest import TOKEN_ENV, publish
from tests.web.catalogue_examples import datasets

KEMI = "kemi-poytakirjat-ja-paatokset"
NAMES = [KEMI, "lapin-hyvinvointialue-poytakirjat-ja-paatokset"]
NAMES.append("metsalahti-poytakirjat-ja-paatokset")
WRITES = {"package_create", "package_patch"}


def pushed(settings: Settings, *, send: bool = True, waits: list[float] | None = None) -> list[Any]:
    told: list[float] = [] if waits is None else waits
    return list(push.push(settings, send=send, pause=told.append))


def fates(outcomes: list[Outcome]) -> dict[str, str]:
    return {each.name: each.fate for each in outcomes}


def writes(portal: Avoindata) -> list[str]:
    return [action for action in portal.asked if action in WRITES]


def test_creates_every_dataset(portal: Avoindata, published: Settings) -> None:
    outcomes = pushed(published)
    assert fates(outcomes) == dict.fromkeys(NAMES, "created")
    assert all(each.sent and each.differences and not each.left for each in outcomes)
    assert sorted(portal.datasets) == NAMES
    kemi = portal.datasets[KEMI]
    assert kemi["title_translated"]["sv"] == "Kemi: protokoll och beslut"
    assert kemi["geographical_coverage"] == ["kemi"]
    assert kemi["license_id"] == "cc-by-4.0"
    assert len(kemi["resources"]) == len(datasets(published)[1].files) + 2


def test_changes_nothing_the_second_time(portal: Avoindata, published: Settings) -> None:
    pushed(published)
    before = msgspec.json.encode(portal.datasets)
    portal.asked.clear()
    assert fates(pushed(published)) == dict.fromkeys(NAMES, "the same")
    assert portal.asked == ["package_show"] * 3
    assert msgspec.json.encode(portal.datasets) == before


def test_without_send_nothing_is_sent(portal: Avoindata, published: Settings) -> None:
    outcomes = pushed(published, send=False)
    assert fates(outcomes) == dict.fromkeys(NAMES, "created")
    assert not any(each.sent for each in outcomes)
    assert set(portal.asked) == {"package_show"}
    assert portal.datasets == {}


def test_a_change_is_all_that_is_sent(portal: Avoindata, published: Settings) -> None:
    pushed(published)
    portal.change(KEMI, notes_translated={"fi": "Vanha kuvaus."}, highvalue=True)
    portal.sent.clear()
    outcomes = pushed(published)
    assert fates(outcomes) == dict.fromkeys(NAMES, "the same") | {KEMI: "updated"}
    (sent,) = portal.sent
    assert sent.keys() == {"id", "notes_translated"}
    assert portal.datasets[KEMI]["notes_translated"]["fi"].startswith("Toimielinten pöytäkirjat")
    places = [each.place for each in outcomes[0].differences]
    assert places == [f"notes_translated.{language}" for language in ("en", "fi", "sv")]
    assert outcomes[0].differences[1].old == "Vanha kuvaus."


def test_what_others_wrote_stays(portal: Avoindata, published: Settings) -> None:
    pushed(published)
    kemi = portal.datasets[KEMI]
    theirs = {"id": "x", "url": "https://example.fi/ohje.pdf", "format": "PDF", "position": 9}
    other = {"id": "y", "name": "oikeus-oikeusjarjestelma-ja-yleinen-turvallisuus"}
    ids = {one["url"]: one["id"] for one in kemi["resources"]}
    lost = kemi["resources"][1:]
    portal.change(KEMI, resources=[*lost, theirs], groups=[other], maintainer="")
    assert fates(pushed(published))[KEMI] == "updated"
    after = portal.datasets[KEMI]
    assert {one["name"] for one in after["groups"]} == {
        "valtioneuvosto-ja-julkinen-sektori",
        "oikeus-oikeusjarjestelma-ja-yleinen-turvallisuus",
    }
    found = {one["url"]: one["id"] for one in after["resources"]}
    assert len(found) == len(ids) + 1
    assert found[theirs["url"]] == "x"
    assert all(found[one["url"]] == one["id"] for one in lost)
    assert fates(pushed(published))[KEMI] == "the same"


def test_a_file_that_is_no_more_leaves_the_portal(portal: Avoindata, published: Settings) -> None:
    pushed(published)
    told = datasets(published)
    fewer = msgspec.structs.replace(told[1], files=told[1].files[:1])
    gone = {f"https://data.example.fi/{file.path}" for _, file in told[1].files[1:]}
    assert gone
    publish(published, [told[0], fewer, told[2]])
    (outcome,) = (each for each in pushed(published) if each.fate == "updated")
    removed = {each.place for each in outcome.differences if each.new is None}
    assert removed == {f"resources {url}" for url in gone}
    assert not gone & {one["url"] for one in portal.datasets[KEMI]["resources"]}
    assert len(portal.datasets[KEMI]["resources"]) == 3


def test_a_refused_token_says_what_to_do(
    portal: Avoindata, published: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_ENV, "of-somebody-else")
    with pytest.raises(RemoteError, match=r"403 \(message: Access denied\).*owner_org") as caught:
        pushed(published)
    assert "of-somebody-else" not in str(caught.value)
    assert portal.datasets == {}
    assert writes(portal) == ["package_create"]


def test_nothing_is_sent_without_a_token(
    portal: Avoindata, published: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN_ENV)
    with pytest.raises(SettingsError, match="make one on the portal"):
        pushed(published)
    assert portal.asked == []
    assert fates(pushed(published, send=False)) == dict.fromkeys(NAMES, "created")
    assert portal.tokens == {None}


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_tries_again_after_an_error_of_the_server(
    portal: Avoindata, published: Settings, status: int, *, done: bool
) -> None:
    waits: list[float] = []
    portal.faults = [Fault("package_create", status, done=done)]
    assert fates(pushed(published, waits=waits)) == dict.fromkeys(NAMES, "created")
    assert waits == [FIRST_WAIT_S]
    # What was done without a word is not done again.
    assert writes(portal) == ["package_create"] * (3 if done else 4)


def test_waits_as_long_as_the_portal_asks(portal: Avoindata, published: Settings) -> None:
    waits: list[float] = []
    portal.faults = [
        Fault("package_show", 503, {"Retry-After": "7"}),
        Fault("package_show", 429, {"Retry-After": "soon"}),
    ]
    assert fates(pushed(published, waits=waits)) == dict.fromkeys(NAMES, "created")
    assert waits == [7.0, 2 * FIRST_WAIT_S]


def test_gives_up_in_the_end(portal: Avoindata, published: Settings) -> None:
    waits: list[float] = []
    portal.faults = [Fault("package_show", 503) for _ in range(ATTEMPTS)]
    with pytest.raises(RemoteError, match=r"503 to package_show, after 5 attempts: try again lat"):
        pushed(published, waits=waits)
    assert waits == [2.0, 4.0, 8.0, 16.0]


def test_does_not_wait_for_an_hour(portal: Avoindata, published: Settings) -> None:
    waits: list[float] = []
    portal.faults = [Fault("package_show", 503, {"Retry-After": "3600"})]
    with pytest.raises(RemoteError, match="asks for 3600 seconds of patience"):
        pushed(published, waits=waits)
    assert waits == []


@contextmanager
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the client wait for a fifth of a second only."""
    whole = Ckan.__init__

    def shorter(self: Ckan, url: str, token: Credentials) -> None:
        whole(self, url, token, timeouts_s=(5.0, 0.2))

    with monkeypatch.context() as patched:
        patched.setattr(ckan.Ckan, "__init__", shorter)
        yield


@pytest.mark.parametrize("done", [False, True])
def test_a_portal_that_does_not_answer_in_time_is_asked_again(
    portal: Avoindata, published: Settings, monkeypatch: pytest.MonkeyPatch, *, done: bool
) -> None:
    portal.faults = [Fault("package_create", 200, slow=1.0, done=done)]
    with impatient(monkeypatch):
        assert fates(pushed(published)) == dict.fromkeys(NAMES, "created")
    assert len(writes(portal)) == (3 if done else 4)
    assert sorted(portal.datasets) == NAMES


def test_a_portal_that_is_not_there_is_named(published: Settings) -> None:
    assert published.portal
    nowhere = msgspec.structs.replace(published.portal, url="http://127.0.0.1:1/data")
    waits: list[float] = []
    with pytest.raises(RemoteError, match=r"127\.0\.0\.1:1/data cannot be reached \(Conn"):
        pushed(msgspec.structs.replace(published, portal=nowhere), waits=waits)
    assert len(waits) == ATTEMPTS - 1


def test_what_the_portal_does_not_take_is_named_by_field(
    portal: Avoindata, published: Settings
) -> None:
    assert published.portal
    wrong = msgspec.structs.replace(published.portal, categories=("no-such-group",))
    with pytest.raises(RemoteError, match=r"409 \(groups: Group does not exist\)"):
        pushed(msgspec.structs.replace(published, portal=wrong))
    assert portal.datasets == {}
    assert writes(portal) == ["package_create"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_is_not_followed(portal: Avoindata, published: Settings, status: int) -> None:
    target = f"{portal.url}/api/3/action/elsewhere"
    portal.faults = [Fault("package_show", status, {"Location": target})]
    with pytest.raises(RemoteError, match=r"leads to .*elsewhere, where no secret was sent"):
        pushed(published)
    assert portal.asked == ["package_show"]


def test_the_wrong_address_is_recognised(portal: Avoindata, published: Settings) -> None:
    assert published.portal
    root = msgspec.structs.replace(published.portal, url=portal.url.removesuffix("/data"))
    with pytest.raises(RemoteError, match="this is no answer of CKAN"):
        pushed(msgspec.structs.replace(published, portal=root))


def test_what_somebody_deleted_is_not_brought_back(portal: Avoindata, published: Settings) -> None:
    pushed(published)
    portal.change(KEMI, state="deleted")
    with pytest.raises(RemoteError, match=r"has been deleted.*restore it there"):
        pushed(published)


def test_what_belongs_to_others_is_left_alone(portal: Avoindata, published: Settings) -> None:
    pushed(published)
    portal.change(KEMI, organization={"name": "kemin-kaupunki"}, owner_org="other", notes="x")
    portal.asked.clear()
    with pytest.raises(RemoteError, match=r"belongs to another organisation.*kemin-kaupunki"):
        pushed(published)
    assert writes(portal) == []


def test_says_in_what_the_portal_still_differs(portal: Avoindata, published: Settings) -> None:
    pushed(published)
    portal.change(KEMI, maintainer="x")
    portal.faults = [Fault("package_patch", 200, text='{"success": true, "result": {}}')]
    outcomes = pushed(published)
    assert outcomes[0].left == ("maintainer",)
    assert list(outcomes[0].lines())[-1] == (
        "  the portal shows otherwise than it was sent: maintainer"
    )


def test_the_token_goes_into_one_header_and_no_text(
    portal: Avoindata, published: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    outcomes = pushed(published)
    assert portal.tokens == {TOKEN}
    told = "\n".join(line for each in outcomes for line in each.lines())
    assert TOKEN not in told + caplog.text + repr(Credentials(TOKEN)) + repr(published)
    assert not [one for one in portal.sent if TOKEN in str(one)]


def test_an_echo_of_the_token_is_not_repeated(portal: Avoindata, published: Settings) -> None:
    said = f'{{"success": false, "error": {{"message": "no {TOKEN}"}}}}'
    portal.faults = [Fault("package_show", 403, text=said)]
    with pytest.raises(RemoteError, match="message: no …") as caught:
        pushed(published)
    assert TOKEN not in str(caught.value)


def test_a_password_for_the_host_does_not_take_its_place(
    portal: Avoindata, published: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    assert requests.utils.get_netrc_auth(portal.url) == ("somebody", "secret")
    pushed(published)
    assert portal.tokens == {TOKEN}


@pytest.mark.parametrize("secret", ["two\nlines", "ä", "bell\a"])
def test_what_is_no_token_is_refused_without_repeating_it(
    published: Settings, tmp_path: Path, secret: str
) -> None:
    file = tmp_path / "token"
    file.write_text(secret, "utf-8")
    assert published.portal
    named = msgspec.structs.replace(published.portal, token_file=file)
    with pytest.raises(SettingsError, match="holds no secret") as caught:
        push.read_token(named, required=False)
    assert secret not in str(caught.value)


def test_the_token_may_stand_in_a_file(
    portal: Avoindata, published: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN_ENV)
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", "utf-8")
    assert published.portal
    named = msgspec.structs.replace(published.portal, token_file=file)
    pushed(msgspec.structs.replace(published, portal=named))
    assert portal.tokens == {TOKEN}
    file.unlink()
    with pytest.raises(SettingsError, match="cannot be read"):
        push.read_token(named, required=False)


def test_reads_how_long_to_wait() -> None:
    moment = dt.datetime(2026, 11, 23, 12, 0, 0, tzinfo=dt.UTC)
    cases = {
        "": None,
        "soon": None,
        "-1": None,
        "0": 0.0,
        "90": 90.0,
        "Mon, 23 Nov 2026 12:01:30 GMT": 90.0,
        "Mon, 23 Nov 2026 11:00:00 GMT": 0.0,
    }
    assert {
        given: retry_after_s({"Retry-After": given}, lambda: moment) for given in cases
    } == cases
    assert len(cases) == 7


def test_an_error_can_be_pickled_away_from_its_wait() -> None:
    assert RemoteBusyError("x").wait_s is None
    assert isinstance(RemoteBusyError("x", 2.0), RemoteError)


def test_the_command_is_a_dry_run_until_told_otherwise(
    portal: Avoindata, published: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert published.portal
    file = str(tmp_path / "pykala.toml")
    assert main(["portal", "push", file]) == 0
    told = capsys.readouterr().out
    assert f"{KEMI}: would be created" in told
    assert "    + Kemi: pöytäkirjat ja päätökset" in told
    assert told.endswith("nothing was sent; to send 3 of them, add --yes\n")
    assert portal.datasets == {}
    assert main(["portal", "push", file, "--yes"]) == 0
    assert f"{KEMI}: created" in capsys.readouterr().out
    assert main(["portal", "push", file, "--yes"]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: the same" for name in NAMES]
    portal.faults = [Fault("package_show", 403)]
    assert main(["portal", "push", file, "--yes"]) == 1
    assert capsys.readouterr().err.startswith(f"pykala: {portal.url} answers 403: ")


def test_a_site_without_a_portal_or_a_build_says_so(published: Settings) -> None:
    with pytest.raises(SettingsError, match=r"write \[portal\]"):
        pushed(msgspec.structs.replace(published, portal=None))
    path = published.output / "published" / "site" / "api" / "3" / "action" / "package_search"
    path.unlink()
    with pytest.raises(SettingsError, match="run `pykala build` first"):
        pushed(published)
