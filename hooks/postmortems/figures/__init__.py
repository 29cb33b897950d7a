"""Figures: layouts that are numbers without markup, drawn by templates that compute nothing.

==============  ======================================================================
`text_width`    How wide is a text in the shipped font?
`axis`          Which stretch of time is drawn, to scale, and what lies beyond it?
`places`        Where on the axis does each entry sit, also when its time is unknown?
`bursts`        Which runs of entries are too close together, and enlarged below?
`ticks`         Which times are written along the axis?
`shades`        Which nights or weekends are shaded along it?
`labels`        What is written beside a pin, how wide is it, and how much is it worth?
`flags`         Where do pins and labels stand, so that none covers another? (wide, mid)
`pins`          Which pins are these, and which are merged?
`profile`       Which share of users was affected when?
`panel`         One scale with all that stands on it.
`overview`      The whole incident, and the runs that are enlarged below it.
`rail`          The same for the narrow layout, from top to bottom.
`marks`         The small marks of the index, beside a number each.
`timeline`      Puts these together for one incident, and hands them to the templates.
==============  ======================================================================

Lengths are CSS pixels. `x` is a `Place`: a fraction of the drawn width, plus pixels that do not scale.
"""
