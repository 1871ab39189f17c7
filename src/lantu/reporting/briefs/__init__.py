"""One page for who decides, and the bulletin of a month: chosen figures, what is behind and who answers for it.

========  =======================================================================
brief     what a page holds
figures   a target told in one line: value, change, gaps, place among others
gaps      how far two values lie apart, as they are printed
problems  what is behind, in a sentence
building  which targets stand on the page, and what its headline says
sections  the parts of a page in their order, as every form prints them
sheet     how large letters and margins are, so that one page stays one
text      as plain text
document  as a document in official layout (docx)
print     as PDF
========  =======================================================================
"""

from __future__ import annotations

from lantu.reporting.briefs.brief import Brief, Figure, Problem
from lantu.reporting.briefs.building import Grounds, brief, bulletin
from lantu.reporting.briefs.document import brief_docx
from lantu.reporting.briefs.print import brief_pdf
from lantu.reporting.briefs.problems import how_far
from lantu.reporting.briefs.sections import heads_of, note_of, rows_of
from lantu.reporting.briefs.text import brief_text

__all__ = [
    "Brief",
    "Figure",
    "Grounds",
    "Problem",
    "brief",
    "brief_docx",
    "brief_pdf",
    "brief_text",
    "bulletin",
    "heads_of",
    "how_far",
    "note_of",
    "rows_of",
]
