"""What differs between the archive at a revision and the archive of today.

===========  ==========================================================================
`compare`    Which reports came, went, changed? The whole answer, as data.
`figures`    Which numbers and texts of a report are other ones now?
`addresses`  Which aliases came, went, or lead to another report now?
`ranks`      How do the places in the two rankings move?
`terms`      Which services, tags and owners are new, and which of them look like slips?
`outline`    The answer in words: parts with a heading and rows.
`printing`   The parts for a terminal, and in Markdown.
===========  ==========================================================================
"""
