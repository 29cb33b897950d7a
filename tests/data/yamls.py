"""YAML as others read it, for the schema's sake: every value as text, or as editors do (YAML 1.2, core schema)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from postmortems.reading.tree import FAST

_NULL = re.compile(r"~|null|Null|NULL|")
_TRUTH = re.compile(r"true|True|TRUE|false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

_ENOUGH = 300
"""Digits; Python refuses to read thousands."""


def as_text(text: str) -> Any:
    """Return what a file holds, every scalar as it was typed; raises `yaml.YAMLError`."""
    return _plain(yaml.compose(text, Loader=FAST), str)


def as_editors(text: str) -> Any:
    """Return what a file holds in the eyes of an editor (https://yaml.org/spec/1.2.2/#103-core-schema)."""
    return _plain(yaml.compose(text, Loader=FAST), _core)


def _plain(node: yaml.Node | None, read: Callable[[str], Any]) -> Any:
    match node:
        case yaml.MappingNode(value=pairs):
            return {key.value: _plain(value, read) for key, value in pairs}
        case yaml.SequenceNode(value=items):
            return [_plain(item, read) for item in items]
        case yaml.ScalarNode(value=value, style=style):
            return value if style else read(value)
    return None


def _core(value: str) -> Any:
    if _NULL.fullmatch(value):
        return None
    if _TRUTH.fullmatch(value):
        return value.lower() == "true"
    if _WHOLE.fullmatch(value):
        base = {"0o": 8, "0x": 16}.get(value[:2], 10)
        return int(value[:_ENOUGH], base)
    return float(value) if _NUMBER.fullmatch(value) else value
