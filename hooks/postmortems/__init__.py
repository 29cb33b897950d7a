"""An archive of postmortems: one YAML file an incident, pages and data for people and programs.

The data flow, left to right::

    incidents/*.yaml --reading--> Incident --------> Archive --pages--> Page --> any site generator
                        |         (model, times,     (collection,  |
                        |          shares)            rankings)    +-- figures (layouts: numbers, no markup)
                        +--> Problem (rules)                       +-- words   (how a number is said)
                             printed by `reporting`                +-- markdown (contributors' text, made safe)

`reading` turns a file into a model and a list of problems; it never prints and never raises for a
contributor's mistake. Everything computed is a property of the model. Nothing here knows MkDocs:
`hooks/archive.py` translates between the two.
"""
