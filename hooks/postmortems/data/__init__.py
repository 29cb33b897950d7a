"""The archive as other programs read it.

An `Incident` becomes a `record` (plain values, JSON's own types); records become `tables` (the API's JSON and CSV),
`feeds` (Atom and JSON Feed) and one file for each incident. `schema` describes the other end: the file people write.
Everything here is stable within v1, as the page `/data/` promises.
"""
