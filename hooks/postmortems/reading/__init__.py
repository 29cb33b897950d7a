"""Reading one incident file: bytes -> text -> tree -> model, and every problem on the way.

==========  ==========================================================================
`text`      Is this text? Size, encoding, characters nobody sees.
`tree`      What does the YAML say, where? Nodes with positions; nothing is converted.
`slips`     What did the person mean, where YAML itself cannot be read?
`lines`     What does a line show by its own signs, or by how far it is indented?
`values`    What does one value mean? Times, zones, shares, days, addresses.
`meant`     Which time did a person mean who wrote it in another way?
`places`    Where does a character of a value stand in the file?
`sheet`     The file being read: takes the problems down, hands out its fields.
`incident`  Which fields has an incident, and do they agree with each other?
==========  ==========================================================================

The only entry point is `incident.read`. It never raises for what a file holds, and never prints.
"""
