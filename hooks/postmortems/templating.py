"""Our own Jinja environment: every value is escaped, every missing name is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from postmortems import words


def render(template: str, **context: object) -> Markup:
    """Return a template of `templates/` filled in; values are escaped unless they are `Markup`."""
    return Markup(_environment().get_template(template).render(context))  # noqa: S704  autoescape is on, always


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("postmortems"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = words
    return environment
