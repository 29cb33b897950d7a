"""`postmortems schema`."""

from __future__ import annotations

import click

from postmortems.commands import project
from postmortems.data import schema as schemas
from postmortems.data.tables import dumped


@click.command()
def schema() -> None:
    """Print the JSON Schema of the incident file, for editors.

    It knows the site's own list of severities. The site publishes the same at schema/incident.json.
    """
    here = project()
    # Bytes: JSON is UTF-8 whatever the terminal, or the file behind a `>`, would make of a text.
    click.echo(dumped(schemas.schema(here.settings, schemas.address(here.site))).encode(), nl=False)
