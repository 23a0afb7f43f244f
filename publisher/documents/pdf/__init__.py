"""From PDF to lines of text.

A PDF says which letter stands where on which page, and nothing of words, lines or tables. The text
that comes out looks like the text exports of the same systems:

* Words on one baseline are one line, whatever their order in the file; so is what is raised or
  lowered beside it (m², the mark of a footnote).
* A gap much wider than a blank parts two cells, and becomes a tab. What an item of a list begins
  with is no cell: it stays with its text, after a blank.
* A label in the margin stands before the first line of its text, ``Label<TAB>text``; the other
  lines of the text follow without one. A label that is broken over several lines is put together,
  and no piece of it gets into the text beside it.
* Two columns of running text are read one after the other.
* A blank line stands where two lines are clearly further apart than the lines of a paragraph are.
  Where a page or a column ends nobody can see that; there, no paragraph begins if a sentence goes
  on: with a small letter, or after a full line without a full stop.
* A line is noted that ends only because the next word had no room on it: the two are one where the
  text is read as text.
* A word that is broken at the end of a line is put together in that line, also over a page break. A
  hyphen that belongs to it stays, as far as one can tell (`publisher.documents.pdf.hyphens`).
* The header and footer of a page stand as lines where they are printed, and are told from the
  others (`publisher.documents.furniture`). So are a few lines that run in another direction than
  the page, such as a stamp; they follow at its end.
* What nobody sees is left out: what lies outside of the page, a word that is printed over the same
  word to look bold, and invisible text, unless there is more of it than of visible text, as where
  OCR put it over a scan.
"""
