"""What is inferred with low confidence stays away, or goes out marked, as the settings say."""

from __future__ import annotations

from tests.build.corpora import Folder, Section

NAME = "lumivaara/kh-20.txt"
PAGE = "eli/dl/lumivaara/kaupunginhallitus/2026/20"
# No phrase says what became of it, and it does not repeat the proposal.
TEXT = Section(number=20, decision="Keskusteltiin vilkkaasti ja lähdettiin kotiin.").text()
CONFIDENCE = "https://w3id.org/pykala/def#outcomeConfidence"


def notes(folder: Folder) -> str:
    (document,) = [each for each in folder.build().documents if each["document"] == NAME]
    assert document["fate"] == "published"
    return str(document["notes"])


def test_an_unsure_outcome_is_kept_away_and_counted(built: Folder) -> None:
    built.write(NAME, TEXT)
    assert "1 value(s) were inferred with low confidence and kept away" in notes(built)
    triples = built.page(f"{PAGE}.nt")
    assert "decision_outcome" not in triples
    assert CONFIDENCE not in triples
    assert "Keskusteltiin vilkkaasti" in triples


def test_an_unsure_outcome_is_published_with_its_confidence(built: Folder) -> None:
    built.write(NAME, TEXT)
    built.change_settings("[publisher]", 'unsure = "publish"\n\n[publisher]')
    assert "low confidence" not in notes(built)
    triples = built.page(f"{PAGE}.nt")
    assert "koodi/tulos#muu>" in triples
    assert f"<{CONFIDENCE}> <https://w3id.org/pykala/koodi/varmuus#matala>" in triples
    assert "päätelmä ole varma" in built.page(f"{PAGE}.html")
