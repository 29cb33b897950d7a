"""Figures: layouts that are numbers without markup, drawn by templates that compute nothing.

==============  ======================================================================
`text_width`    How wide is a text in the shipped font?
`axis`          Which stretch of time is drawn, to scale, and what lies beyond it?
`places`        Where on the axis does each entry sit, also when its time is unknown?
`ticks`         Which times are written along the axis?
`flags`         Where do pins and labels stand, so that none covers another? (wide, mid)
`rail`          The same for the narrow layout, from top to bottom.
`timeline`      Puts these together for one incident, and hands them to the templates.
==============  ======================================================================

Lengths are CSS pixels. `x` is a `Place`: a fraction of the drawn width, plus pixels that do not scale.
"""
