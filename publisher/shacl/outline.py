"""The outline of a SPARQL query: where its groups and its SELECTs are.

Pre-binding a variable means that it has its value in every group of the query, nested or not
(https://www.w3.org/TR/shacl/#pre-binding). SPARQL evaluates each group by itself, so a pattern
that binds the variable is put at the start of each. To find the groups, strings, IRIs, comments
and names have to be told from keywords and brackets; no more of SPARQL is understood here, and
the query's syntax is left to the engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""
    (?P<blank> \s+ | \#[^\n]* )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string>
        \"{3} (?: \\. | [^\\] )*? \"{3} | '{3} (?: \\. | [^\\] )*? '{3}
      | " (?: \\. | [^"\\\n] )* " | ' (?: \\. | [^'\\\n] )* '
    )
  | (?P<variable> [?$]\w+ )
  | (?P<name> [\w.-]*:(?: [\w:.-] | %[0-9A-Fa-f]{2} | \\. )* )
  | (?P<tag> @\w+(?:-\w+)* )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING_WORDS: Final = frozenset({"WHERE", "FROM"})


class Token(NamedTuple):
    """A piece of a query."""

    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word in capitals, or nothing if it is none."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def variable(self) -> str:
        """The name of the variable, or nothing if it is none."""
        return self.text[1:] if self.kind == "variable" else ""


_NOTHING: Final = Token("blank", "")


@dataclass(slots=True)
class Select:
    """A SELECT clause.

    Attributes:
        after: The token after which another variable can be added.
        nested: Whether it belongs to a query within the query.
        variables: The names of the variables that it names, and those after AS.
        everything: Whether it says ``*``.
        words: The keywords and functions in it.
        grouped: Whether a GROUP BY follows.
        filtered: Whether a HAVING follows.
    """

    after: int
    nested: bool
    variables: set[str] = field(default_factory=set)
    everything: bool = False
    words: set[str] = field(default_factory=set)
    grouped: bool = False
    filtered: bool = False


class Outline:
    """A query, and what has to be known of it to bind variables in it.

    Attributes:
        words: Its keywords and functions, in capitals.
        variables: The names of all its variables.
        assigned: The names of the variables after AS.
        selects: Its SELECT clauses, outermost first.
        bodies: The first and last token of each group that is in no other: WHERE, and any EXISTS
            in a SELECT or HAVING.
    """

    __slots__ = ("_by", "_groups", "_tokens", "assigned", "bodies", "selects", "variables", "words")

    def __init__(self, text: str) -> None:
        self._tokens = [
            Token(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)
        ]
        self.words = {token.keyword for token in self._tokens if token.keyword}
        self.variables = {token.variable for token in self._tokens if token.variable}
        self.selects: list[Select] = []
        self._by: list[int] = []
        self.bodies: list[tuple[int, int]] = []
        self._groups: list[int] = []
        places = [at for at, token in enumerate(self._tokens) if token.kind != "blank"]
        self.assigned = {
            self._tokens[after].variable
            for at, after in pairwise(places)
            if self._tokens[at].keyword == "AS"
        }
        self._scan(places)

    def _scan(self, places: list[int]) -> None:
        open_groups: list[int] = []
        open_selects: dict[int, Select] = {}
        for here, at in enumerate(places):
            following = self._tokens[places[here + 1]] if here + 1 < len(places) else _NOTHING
            match self._tokens[at].keyword or self._tokens[at].text:
                case "SELECT":
                    select = self._read_select(places[here:], nested=bool(open_groups))
                    open_selects[len(open_groups)] = select
                    self.selects.append(select)
                case "{":
                    open_groups.append(at)
                    if following.keyword != "SELECT":
                        self._groups.append(at)
                case "}" if open_groups:
                    first = open_groups.pop()
                    self.bodies += [] if open_groups else [(first, at)]
                case "BY" if len(open_groups) in open_selects:
                    self._read_by(open_selects[len(open_groups)], places[here - 1 : here + 1])
                case "HAVING" if len(open_groups) in open_selects:
                    open_selects[len(open_groups)].filtered = True

    def _read_by(self, select: Select, places: list[int]) -> None:
        if self._tokens[places[0]].keyword == "GROUP":
            select.grouped = True
            self._by.append(places[1])

    def _read_select(self, places: list[int], *, nested: bool) -> Select:
        select = Select(after=places[0], nested=nested)
        brackets = 0
        previous = ""
        for at in places[1:]:
            token = self._tokens[at]
            if token.keyword in _OPENING_WORDS or token.text == "{":
                break
            brackets += (token.text == "(") - (token.text == ")")
            if token.keyword in {"DISTINCT", "REDUCED"} and not brackets:
                select.after = at
            select.words.add(token.keyword)
            if token.variable and (brackets == 0 or previous == "AS"):
                select.variables.add(token.variable)
            select.everything = select.everything or (token.text == "*" and brackets == 0)
            previous = token.keyword
        return select

    def with_path(self, path: str) -> Outline:
        """Put a property path where the query says ``$PATH``."""
        texts = (path if token.variable == "PATH" else token.text for token in self._tokens)
        return Outline("".join(texts))

    def bind(self, pattern: str) -> str:
        """Write the query with a pattern at the start of each group."""
        return self._write(dict.fromkeys(self._groups, f" {pattern} "))

    def bind_in_graphs(self, pattern: str, graph: str) -> str:
        """Write the query so that it looks at each named graph by itself.

        The variable for the graph is returned, and grouped by, in every query within the query:
        otherwise the solutions of different graphs would be counted together.

        Args:
            pattern: What to put at the start of each group.
            graph: The name of the variable for the graph.

        Returns:
            The query.
        """
        added = dict.fromkeys(self._groups, f" {pattern} ") | dict.fromkeys(self._by, f" ?{graph} ")
        for select in self.selects:
            if not select.everything:
                added[select.after] = f" ?{graph} "
        first, last = self.bodies[0]
        added[first] = f" GRAPH ?{graph} {{ " + added.get(first, "")
        added[last - 1] = added.get(last - 1, "") + " } "
        return self._write(added)

    def _write(self, added: dict[int, str]) -> str:
        return "".join(token.text + added.get(at, "") for at, token in enumerate(self._tokens))
