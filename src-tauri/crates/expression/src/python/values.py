"""Evaluates one property mapping as authentik does, with offline doubles in place of what needs a server.

This file runs in both engines: in the interpreter inside `source-desk-expression`, and in a Python of the system.
It is given one request as JSON and returns one answer as JSON; `protocol.rs` says what both look like.
Source: authentik/lib/expression/evaluator.py, authentik/core/expression/evaluator.py, authentik/lib/sync/mapper.py.
"""

import builtins
import json
import re
import sys
import time
import types

# Whether this is a Python of the system, or the interpreter that comes with the program.
IS_CPYTHON = sys.implementation.name == "cpython"

MOST_TEXT = 64 * 1024
MOST_LINES = 500


class NeedsServer(BaseException):
    """Only a server can say what happens here. No `except Exception` of a mapping catches it."""


class SkipObject(Exception):
    """Raised by a mapping to leave an object of a sync out."""


SkipObject.__module__ = "authentik.lib.sync.mapper"

# What this evaluation has recorded.
LOGS = []
CALLS = []
NEEDS = []
SIZE = {"text": 0, "cut": False}
# The name of the mapping that is evaluated.
MAPPING = []


def needs_server(what):
    NEEDS.append(what)
    raise NeedsServer(what)


def shown(value):
    """The value as text, however its own methods behave."""
    try:
        text = value if type(value) is str else str(value)
    except NeedsServer:
        raise
    except Exception as error:
        text = f"<{type(value).__name__}: {type(error).__name__}>"
    return text[:4096]


def fits(text):
    SIZE["text"] += len(text)
    if SIZE["text"] > MOST_TEXT or len(LOGS) + len(CALLS) >= MOST_LINES:
        SIZE["cut"] = True
    return not SIZE["cut"]


def log(level, event, fields):
    event = shown(event)
    fields = {shown(key): plain(value, [], "") for key, value in fields.items()}
    if fits(event + str(fields)):
        LOGS.append({"level": level, "event": event, "fields": fields})


def record(name, /, **asked):
    asked = {key: plain(value, [], "") for key, value in asked.items()}
    if fits(name + str(asked)):
        CALLS.append({"name": name, "asked": asked})
        return CALLS[-1]
    return {}


# Values as JSON


def plain(value, notes, path, depth=0):
    """The value as JSON has it. What JSON has no type for is noted with its place, its type and its text."""
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value.encode("utf-8", "replace").decode("utf-8") if kind is str else value
    if kind is int:
        # JSON has the number, but not every reader of it has so many digits.
        if -(2**63) <= value < 2**64:
            return value
        return note(notes, path, value, str(value) if value.bit_length() < 10000 else "…")
    if kind is float:
        return value if value - value == 0 else note(notes, path, value, str(value))
    if depth > 60:
        return note(notes, path, value, "…")
    if isinstance(value, dict):
        result = {}
        for key, item in list(value.items()):
            name = key if type(key) is str else shown(key)
            if type(key) is not str:
                note(notes, f"{path}.{name}", key, name)
            result[name] = plain(item, notes, f"{path}.{name}" if path else name, depth + 1)
        if kind is not dict and kind.__module__ != "collections":
            note(notes, path, value, "")
        return result
    if isinstance(value, (list, tuple, set, frozenset)):
        items = value
        if isinstance(value, (set, frozenset)):
            items = sorted(value, key=lambda item: (type(item).__name__, shown(item)))
        if kind is not list:
            note(notes, path, value, "")
        return [plain(item, notes, f"{path}[{n}]", depth + 1) for n, item in enumerate(items)]
    return note(notes, path, value, shown(value))


def note(notes, path, value, text):
    if len(notes) < MOST_LINES:
        notes.append({"path": path, "type": type(value).__name__, "text": text[:200]})
    return text


