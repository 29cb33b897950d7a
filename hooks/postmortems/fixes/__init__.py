"""What `check --fix` mends in a file: only what can mean nothing else, with comments and layout as they were.

==========  =========================================================================
`quotes`    Where does a text lack the quotes that YAML asks for?
`blanks`    Which blanks at the ends of lines say nothing?
`forms`     How is a time, a share or a word written that can be meant one way only?
`order`     In which order does the format have the keys?
`source`    What do the lines of a file say?
==========  =========================================================================

Each takes the lines of a file and returns others. It reads what came of it anew, and keeps the lines as they were
unless the file then says the same, but for the values it meant to change.
"""

from __future__ import annotations

import re

from postmortems.fixes.blanks import without_blanks
from postmortems.fixes.forms import with_forms
from postmortems.fixes.order import in_order
from postmortems.fixes.quotes import with_quotes
from postmortems.reading import text as characters
from postmortems.reading.slips import conflict
from postmortems.reading.text import Flaw
from postmortems.settings import Settings

_OTHER_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")
"""They end lines for YAML, and for nobody else; `check` refuses them."""


def fixed(data: bytes, settings: Settings) -> bytes:
    """Return a file with everything mended that is certain; the same bytes where nothing is.

    What is returned has nothing more to mend. Never raises for what the file holds.
    """
    text = characters.decode(data)
    if isinstance(text, Flaw) or conflict(text) or _OTHER_LINE_ENDS.search(text):
        return data
    mark, lines = characters.parted(data)
    lines = with_forms(without_blanks(with_quotes(lines)), settings.severities)
    return characters.joined(mark, in_order(lines))
