"""The MkDocs events, and nothing else: what the archive is lives in the package `postmortems` beside this file.

Nothing is kept here between builds; what a build needs travels on its own configuration and files.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path as Folder
from typing import Any, cast

# Imports work only while this file loads, and only from what is installed, unless its own folder is on the path.
sys.path.insert(0, str(Folder(__file__).parent))

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generated import Generated, Written
from postmortems import reporting
from postmortems.credentials import covered
from postmortems.loading import load
from postmortems.pages import TOP, head, head_of_text, lacking, pages
from postmortems.pages import files as site_files
from postmortems.repositories import Repository, edit_page
from postmortems.settings import Project, Settings, SettingsError, Site

log = get_plugin_logger("archive")
ARCHIVE = "archive loaded for this build"


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check the incidents, while the site of before still stands."""
    root, own = Folder(config.config_file_path).parent, config.extra.get("archive")
    try:
        repository = Repository.of(config.repo_url, config.repo_name, config.edit_uri)
        loaded = load(Project.of(root, archive=own, name=config.site_name, url=config.site_url, repository=repository))
    except (SettingsError, OSError) as error:
        raise PluginError(covered(str(error))) from None
    if loaded.problems:
        # Printed as `postmortems check` prints them; the logger would wrap the lines and move the carets.
        sys.stderr.write(f"{reporting.as_text(loaded.problems)}\n")
        raise PluginError(reporting.summary(loaded.problems, (), len(loaded.archive.incidents)))
    config.extra[ARCHIVE] = loaded.archive
    for level, notice in lacking(loaded.archive):
        log.log(level, notice)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the pages, outside the navigation: a page in it costs every other page."""
    archive = config.extra.pop(ARCHIVE)
    views = tuple(pages(archive))
    for view in views:
        inclusion = InclusionLevel.NOT_IN_NAV if view.parent else InclusionLevel.UNDEFINED
        file = cast("Generated", Generated.generated(config, f"{view.path}.md", content="", inclusion=inclusion))
        file.view, file.head = view, partial(head, view, archive.site)
        file.edit_uri = f"../{view.source}" if view.source else None  # from docs/, as MkDocs sees files
        files.append(file)
    for made in site_files(archive, views, Folder(config.config_file_path).parent / ".cache/cards"):
        written = cast("Written", Written.generated(config, made.path, content=""))
        written.make = made.make
        files.append(written)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Tie pages outside the navigation to the page above them and to their neighbours below it."""
    last: dict[str, Page] = {}
    for file in files.documentation_pages():
        if isinstance(file, Generated) and file.view.parent:
            above = files.get_file_from_path(f"{file.view.parent.path}.md")
            page = Page(None, file, config)
            page.parent = above and above.page  # type: ignore[assignment]  # its title and address are all that is asked
            if previous := last.get(file.view.parent.path):
                previous.next_page, page.previous_page = page, previous
            last[file.view.parent.path] = page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Say what the theme prints about a page. It escapes nothing, and may escape `Markup` again without harm."""
    page.edit_url = edit_page(config.repo_url, config.repo_name, config.edit_uri, page.file.edit_uri)
    if isinstance(page.file, Generated):
        view = page.file.view
        page.meta.update(title=escape(view.title), description=escape(view.description), head=page.file.head())
        page.meta.update(scripts=view.scripts, tags=list(view.keywords), search={"exclude": not view.searched})
        page.meta["hide"] = list(view.hidden)
    else:
        first = page.parent.children[0] if isinstance(page.parent, Section) else page
        above = (first.file.src_uri, str(first.parent.title)) if isinstance(first, Page) and first.parent else None
        title, said = page.meta.get("title") or page.title, page.meta.get("description") or config.site_description
        site, page.meta["description"] = Site.of(config.site_name, config.site_url), escape(said or "")
        page.meta["head"] = head_of_text(page.file.src_uri, str(title), str(said or ""), site, above)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Fill the table of contents. The text itself is none of Markdown's business and comes later."""
    if isinstance(page.file, Generated):
        top = AnchorLink(escape(page.file.view.title), TOP, 1)
        top.children = [AnchorLink(escape(heading), anchor, 2) for anchor, heading in page.file.view.headings]
        page.toc = TableOfContents([top])
        page.present_anchor_ids = {TOP, *(child.id for child in top.children)}


@event_priority(100)
def _before_search(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Show the search the words alone: it reads tag by tag, and a diagram has hundreds that say nothing to it."""
    if isinstance(page.file, Generated):
        view = page.file.view
        parts = [section.html() for section in view.sections]
        page.file.html = view.filled(parts)
        page.content = view.filled(parts, searched=True)


@event_priority(-100)
def _after_search(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Print the page itself. No page is rendered before its turn, and none is held after it."""
    if isinstance(page.file, Generated):
        page.content, page.file.html = page.file.html, ""


on_page_context = CombinedEvent(_before_search, _after_search)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
    """Build again when an incident changes. Only what is there can be watched, and the first is still to come."""
    folder = Folder(config.config_file_path).parent / Settings.of(config.extra.get("archive")).incidents
    folder.mkdir(exist_ok=True)
    server.watch(str(folder))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Let go of a page that is written."""
    if isinstance(page.file, Generated):
        page.content = ""
