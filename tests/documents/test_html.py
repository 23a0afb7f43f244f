"""Pages as lines, through `read_document`. Municipality and people are invented."""

from __future__ import annotations

from publisher.documents.reading import read_document

DYNASTY_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><title>Suvilahti</title><style>td { color: red }</style></head>
<body>
<table width="100%"><tr><td>
  <table><tr>
    <td>Dynasty tietopalvelu</td><td>Haku</td><td>RSS</td><td><b>Suvilahden kunta</b></td>
  </tr></table>
</td></tr>
<tr><td><hr><label>Kunnanhallitus<br>P&ouml;yt&auml;kirja 03.02.2025/Pyk&auml;l&auml; 12</label>
</td></tr>
<tr><td>
  <div class="doc"><!-- DATA -->
  <table>
    <tr><td>Ymp&auml;rist&ouml;lautakunta</td><td>&sect;&nbsp;4</td><td>20.01.2025</td></tr>
    <tr><td>Kunnanhallitus</td><td>&sect;&nbsp;12</td><td>03.02.2025</td></tr>
  </table>
  <p>&nbsp;</p>
  <p><b>Uimarannan&#8203; kunnostus</b></p>
  <p>77/10.03.01/2025</p>
  <table border="0">
    <tr><td>Valmistelija</td><td><p>Tekninen johtaja Maija Mallila</p></td></tr>
    <tr><td>P&auml;&auml;t&ouml;sehdotus</td><td></td><td>
      <p>Kunnanhallitus p&auml;&auml;tt&auml;&auml;</p><p>1. kunnostaa rannan<br>2. varata
      10&nbsp;000 &euro;.</p></td></tr>
    <tr><td colspan="3"><b>K&auml;sittely</b>&nbsp;&nbsp;&nbsp; Asia k&auml;siteltiin.</td></tr>
    <tr><td></td><td>P&auml;&auml;t&ouml;s</td><td></td><td>Hyv&auml;ksyttiin.</td><td></td></tr>
  </table></div>
</td></tr></table>
<script>document.write("<p>Tulosta</p>");</script></body></html>"""

DYNASTY_TEXT = """Suvilahti

Dynasty tietopalvelu\tHaku\tRSS\tSuvilahden kunta

Kunnanhallitus
Pöytäkirja 03.02.2025/Pykälä 12

Ympäristölautakunta\t§ 4\t20.01.2025
Kunnanhallitus\t§ 12\t03.02.2025

Uimarannan kunnostus

77/10.03.01/2025

Valmistelija\tTekninen johtaja Maija Mallila
Päätösehdotus

Kunnanhallitus päättää

1. kunnostaa rannan
2. varata 10 000 €.

Käsittely    Asia käsiteltiin.
Päätös\t\tHyväksyttiin."""

CASES = {
    "paragraphs": ("<p>a</p><p>b</p>c", "a\n\nb\n\nc"),
    "headings": ("<h1>§ 7</h1>Asia<h3>Päätös</h3>", "§ 7\n\nAsia\n\nPäätös"),
    "divisions": ("<div>a<div>b</div></div><section>c</section>", "a\n\nb\n\nc"),
    "line breaks": ("<p>a<br>b<br/>c</p>", "a\nb\nc"),
    "two line breaks": ("<p>a<br><br>b<br>&nbsp;<br>c<br><br><br>d", "a\n\nb\n\nc\n\nd"),
    "line breaks at the edges": ("<p><br>a<br></p><p>b</p>", "a\n\nb"),
    "lists": ("<p>a<ul><li>b<li>c</ul><ol><li>d</li></ol>", "a\n\nb\nc\n\nd"),
    "paragraphs in items": ("<ul><li><p>a</p></li><li>b</li></ul>", "a\n\nb"),
    "a list in a list": ("<ul><li>a<ul><li>b</ul><li>c</ul>", "a\n\nb\n\nc"),
    "definitions": ("<dl><dt>Esittelijä<dd>Ville Vale</dl>", "Esittelijä\nVille Vale"),
    "inline": ("<p>Pää<b>tös</b> <i>on</i><span> se</span></p>", "Päätös on se"),
    "white space": ("<p>  a\n\t b </p>\n <p>\n</p> <p> c</p>", "a b\n\nc"),
    "white space between tags": ("<p>a <b> b</b> <i> </i> c</p>", "a b c"),
    "no-break spaces stand": ("<p>Päätös&nbsp;&nbsp; <b>Hyväksyttiin</b>", "Päätös   Hyväksyttiin"),
    "only a no-break space": ("<p>a</p><p>&nbsp;</p><p>&#8203;</p><p>b</p>", "a\n\nb"),
    "entities": ("<p>&auml;&Aring;&sect;&amp;&lt;&#8211;&#150;&euro;&nosuch;", "äÅ§&<––€&nosuch;"),
    "label and value": ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
    "headers": ("<table><tr><th>a</th><td>b</td></tr></table>", "a\tb"),
    "head, body and foot": (
        "<table><caption>x</caption><thead><tr><th>a<th>b<tbody><tr><td>c<td>d<tfoot><tr><td>e",
        "x\na\tb\nc\td\ne",
    ),
    "a paragraph in a cell": ("<table><tr><td><p>a</p><td><p>b</p></table>", "a\tb"),
    "paragraphs in every cell": (
        "<table><tr><td><p>a<td><p>b<tr><td><p>c<td><p>d</table>",
        "a\tb\nc\td",
    ),
    "lines in a cell": ("<table><tr><td>a<td>b<br>c<tr><td>d<td>e</table>", "a\nb\nc\n\nd\te"),
    "paragraphs in a cell": ("<table><tr><td>a<td><p>b<p>c</table>d", "a\n\nb\n\nc\n\nd"),
    "one cell": ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
    "empty cells": ("<table><tr><td><td>a<td>&nbsp;<td><td>b<td></table>", "a\t\t\tb"),
    "empty rows": ("<table><tr><td>a<tr><td><p></p><tr><td>b</table>", "a\nb"),
    "a table in a cell": (
        "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d</table><td>e</table>f",
        "a\n\nb\tc\nd\n\ne\n\nf",
    ),
    "a table of one line in a cell": (
        "<table><tr><td>a<td><table><tr><td>b<td>c</table><td>d</table>",
        "a\tb\tc\td",
    ),
    "a table in the first cell": (
        "<table><tr><td><table><tr><td><td>a<tr><td>b</table><td>c</table>",
        "a\nb\n\nc",
    ),
    "text beside a table in a cell": (
        "<p>x<table><tr><td>a<table><tr><td>b</table>c<td>d</table>",
        "x\n\na\n\nb\n\nc\nd",
    ),
    "text outside of cells": ("<table>a<tr>b<td>c</table>d", "ab\n\nc\n\nd"),
    "a piece of a table": ("<tr><td>Päätös</td><td>Hyväksyttiin</td></tr>", "Päätös\tHyväksyttiin"),
    "preformatted": (
        "<pre>\n§ 7\n  a   b\n\n\nc\t<b>d</b> e\n</pre>f",
        "§ 7\n  a   b\n\nc\td e\n\nf",
    ),
    "text areas": ("<div><textarea>a\n b</textarea></div>", "a\n b"),
    "what is not shown": (
        "<p>a<script>x</script><style>x</style><noscript>x</noscript><template>x</template>"
        "<!-- x --><iframe>x</iframe><svg><title>x</title></svg>b",
        "ab",
    ),
    "hidden": (
        '<p hidden>x</p><p>a</p><DIV STYLE="color:red; DISPLAY : none"><p>x</p></DIV>'
        '<p style="display:block">b</p><table><tr><td>c<td style="display:none">x<td>d</table>',
        "a\n\nb\n\nc\td",
    ),
    "title": ("<head><title>x y</title></head><body>a<title>x</title></body>", "x y\n\na"),
    "title that is a line": ("<head><title>a b</title></head><body><p>a b<p>c</body>", "a b\n\nc"),
    "title in a line": ("<title>a</title><p>a b", "a\n\na b"),
    "title with a number": ("<title>§ 7 a</title><p>b", "b"),
    "long title": ("<title>a b c d</title><p>e", "e"),
    "no end tags": ("<html><body><div>a<p>b<div>c<b>d", "a\n\nb\n\ncd"),
    "stray end tags": ("<p>a</p></td></div></tr></p></pre></table>b", "a\n\nb"),
    "a rule": ("<p>a<hr>b", "a\n\nb"),
    "a rule in a row": (
        "<table><tr><td>a<tr><td><hr><tr><td>b<tr><td><hr>c</table>",
        "a\n\nb\n\nc",
    ),
    "controls as entities": ("<p>a&#1;b&#8232;c&#xAD;d&#10;e", "ab\ncd e"),
    "decomposed over tags": ("<p>a<b>&#776;</b>", "ä"),
}


def test_gives_the_text_of_a_page_as_lines() -> None:
    expected = {name: ("text/html", text) for name, (_, text) in CASES.items()}
    documents = {name: read_document(name, markup.encode()) for name, (markup, _) in CASES.items()}
    assert expected == {name: (d.media_type, d.text) for name, d in documents.items()}
    assert len(documents) == 47


def test_reads_a_page_of_tables_in_tables() -> None:
    document = read_document("asia", DYNASTY_PAGE.encode("latin-1"))
    assert document.text == DYNASTY_TEXT


def test_neither_loses_nor_repeats_text_in_tables_in_tables() -> None:
    words = [f"sana{number}" for number in range(60)]
    cells = iter(words)
    markup = "".join(
        f"<table><tr><td>{next(cells)}</td><td>{next(cells)}<td>{next(cells)}<p>{next(cells)}"
        f"<table><tr><td></td><td>{next(cells)}</td></tr><tr><td>{next(cells)}"
        for _ in range(10)
    )
    assert words == read_document("asia", markup.encode()).text.split()


def test_tells_markup_by_its_beginning() -> None:
    markup = (
        "<!DOCTYPE html><p>a",
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>a",
        "\ufeff\n <HTML lang=fi>a",
        "<head></head>a",
        "<body\n>a",
        "<table><tr><td>a",
        "<div class='x'>a",
        "<p>a",
        "<h3>a</h3>",
        "<br/>a",
        "<!-- x --> <!-- y -->\n<div>a",
        "<?xml version='1.0'?>\n<html>a",
    )
    text = (
        "a <b>b</b>",
        "a < b",
        "<5 vuotta",
        "<pykälä 7>",
        "<https://suvilahti.example>",
        "<b@suvilahti.example>",
        "<!-- image -->\nPäätös",
        "<?xml version='1.0'?><rss>a</rss>",
        "<!---->" * 1000,
    )
    kinds = {case: read_document("asia.html", case.encode()).media_type for case in markup + text}
    assert kinds == dict.fromkeys(markup, "text/html") | dict.fromkeys(text, "text/plain")
    assert len(kinds) == 21


def test_leaves_tags_in_plain_text_as_they_are() -> None:
    text = "§ 7\nJäsenmäärä < 10 &amp; <b>lihava</b>"
    assert read_document("asia.html", text.encode()).text == text
