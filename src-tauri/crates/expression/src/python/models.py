"""Evaluates one property mapping as authentik does, with offline doubles in place of what needs a server.

This file runs in both engines: in the interpreter inside `source-desk-expression`, and in a Python of the system.
It is given one request as JSON and returns one answer as JSON; `protocol.rs` says what both look like.
Source: authentik/lib/expression/evaluator.py, authentik/core/expression/evaluator.py, authentik/lib/sync/mapper.py.
"""

import builtins
import json
import re
import sys
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


# Objects that stand for what authentik has


class Model:
    """An object of authentik's: what the sample data says of it, and the server for everything else."""

    def __init__(self, model, values, known=()):
        self.__dict__["_model"] = model
        self.__dict__["_known"] = frozenset(known)
        for key, value in values.items():
            self.__dict__[key] = value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(f"'{self._model}' object has no attribute '{name}'")
        if name in self._known or not self._known:
            needs_server(f"reads {self._model}.{name}")
        raise AttributeError(f"'{self._model}' object has no attribute '{name}'")

    def __str__(self):
        return shown(self.__dict__.get("name") or self.__dict__.get("username") or self._model)

    def __repr__(self):
        return f"<{self._model}: {self}>"

    def __eq__(self, other):
        return self is other or (
            isinstance(other, Model) and self._model == other._model and "pk" in self.__dict__
            and self.__dict__.get("pk") is not None and self.__dict__["pk"] == other.__dict__.get("pk")
        )

    def __hash__(self):
        return hash((self._model, shown(self.__dict__.get("pk"))))


USER_METHODS = (
    "save delete refresh_from_db set_password check_password has_perm has_perms all_roles direct_groups "
    "group_attributes serializer locale avatar set_unusable_password has_usable_password authenticatedsession_set "
    "useroauthsourceconnection_set usersourceconnection_set usersamlsourceconnection_set token_set objects "
    "get_managed_role default_path assign_perms_to_managed_role first_name last_name get_full_name get_short_name "
    "invalidate_all_sessions accessible_applications ak_groups groups roles user_permissions"
).split()


class Groups:
    """The groups of a user, as far as a mapping usually asks for them."""

    def __init__(self, groups):
        self._groups = list(groups)

    def all(self):
        return self

    def filter(self, **filters):
        return Groups([group for group in self._groups if matches(group, filters)])

    def exclude(self, **filters):
        return Groups([group for group in self._groups if not matches(group, filters)])

    def values_list(self, *names, flat=False):
        rows = [tuple(getattr(group, name) for name in names) for group in self._groups]
        return [row[0] for row in rows] if flat else rows

    def exists(self):
        return bool(self._groups)

    def count(self):
        return len(self._groups)

    def first(self):
        return self._groups[0] if self._groups else None

    def __iter__(self):
        return iter(self._groups)

    def __len__(self):
        return len(self._groups)

    def __bool__(self):
        return bool(self._groups)

    def __getitem__(self, index):
        return self._groups[index]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        needs_server(f"reads groups.{name}")


def group_of(value):
    values = {"pk": None, "name": "", "is_superuser": False, "attributes": {}}
    values.update(value if isinstance(value, dict) else {"name": value})
    return Model("Group", values)


def user_of(value, is_known=True):
    values = {
        "pk": None, "username": "", "name": "", "email": "", "is_active": True, "type": "internal",
        "path": "users", "attributes": {}, "last_login": None, "is_anonymous": False, "is_authenticated": True,
        "is_superuser": False, "password": "",
    }
    value = dict(value)
    groups = Groups([group_of(group) for group in value.pop("groups", [])])
    values.update(value)
    if is_known:
        values.update(groups=groups, ak_groups=groups)
    return Model("User", values, USER_METHODS)


LOOKUPS = {
    "exact": lambda have, want: have == want,
    "iexact": lambda have, want: have is not None and shown(have).lower() == shown(want).lower(),
    "contains": lambda have, want: have is not None and shown(want) in shown(have),
    "icontains": lambda have, want: have is not None and shown(want).lower() in shown(have).lower(),
    "startswith": lambda have, want: have is not None and shown(have).startswith(shown(want)),
    "istartswith": lambda have, want: have is not None and shown(have).lower().startswith(shown(want).lower()),
    "endswith": lambda have, want: have is not None and shown(have).endswith(shown(want)),
    "iendswith": lambda have, want: have is not None and shown(have).lower().endswith(shown(want).lower()),
    "in": lambda have, want: have in list(want),
    "isnull": lambda have, want: (have is None) == bool(want),
    "regex": lambda have, want: have is not None and re.search(want, shown(have)) is not None,
    "iregex": lambda have, want: have is not None and re.search(want, shown(have), re.I) is not None,
}


def matches(model, filters):
    """Whether Django's filters hold for an object of the sample data."""
    for name, want in filters.items():
        path = name.split("__")
        lookup = path.pop() if len(path) > 1 and path[-1] in LOOKUPS else "exact"
        have = model.__dict__
        for step in path:
            if step in ("id", "uuid", "group_uuid"):
                step = "pk"
            if isinstance(have, dict) and step in have:
                have = have[step]
            elif isinstance(have, dict) and have is not model.__dict__:
                have = None
            else:
                needs_server(f"looks for {name}")
        if not LOOKUPS[lookup](have, want):
            return False
    return True


class Json(dict):
    pass


class RequestsSession:
    """`requests`: nothing is sent. The sample data may say what the answer would be."""

    def __init__(self, answers):
        self._answers = answers
        self.headers = {}

    def request(self, method, url, **options):
        url = shown(url)
        method = shown(method).upper()
        asked = {key: value for key, value in options.items() if key in ("params", "data", "json", "headers", "timeout")}
        call = record("requests", method=method, url=url, **asked)
        for answer in self._answers:
            if answer.get("url") == url and answer.get("method", "GET").upper() == method:
                call["answer"] = answer.get("status", 200)
                return Response(url, answer)
        needs_server(f"sends {method} {url}")

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def post(self, url, data=None, json=None, **options):
        return self.request("POST", url, **without_none(data=data, json=json), **options)

    def put(self, url, data=None, **options):
        return self.request("PUT", url, **without_none(data=data), **options)

    def patch(self, url, data=None, **options):
        return self.request("PATCH", url, **without_none(data=data), **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    def head(self, url, **options):
        return self.request("HEAD", url, **options)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        needs_server(f"reads requests.{name}")


def without_none(**values):
    return {key: value for key, value in values.items() if value is not None}


class HTTPError(OSError):
    pass


HTTPError.__module__ = "requests.exceptions"


class Response:
    """An answer of the sample data, with what mappings read of it."""

    def __init__(self, url, answer):
        self.url = url
        self.status_code = answer.get("status", 200)
        self.headers = dict(answer.get("headers", {}))
        self._body = answer.get("body")

    @property
    def text(self):
        return self._body if isinstance(self._body, str) else json.dumps(self._body)

    @property
    def content(self):
        return self.text.encode("utf-8")

    @property
    def ok(self):
        return self.status_code < 400

    def json(self):
        return json.loads(self.text)

    def raise_for_status(self):
        if self.status_code >= 400:
            side = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(f"{self.status_code} {side} Error for url: {self.url}")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        needs_server(f"reads response.{name}")


class Logger:
    """`ak_logger`: a structlog logger whose lines are kept."""

    def __init__(self, bound=None):
        self._bound = dict(bound or {})

    def bind(self, **fields):
        return Logger({**self._bound, **fields})

    new = bind

    def unbind(self, *names):
        return Logger({key: value for key, value in self._bound.items() if key not in names})

    def _log(self, level, event, arguments, fields):
        if arguments:
            try:
                event = event % arguments
            except (TypeError, ValueError):
                pass
        log(level, event, {**self._bound, **fields})

    def debug(self, event=None, *arguments, **fields):
        self._log("debug", event, arguments, fields)

    def info(self, event=None, *arguments, **fields):
        self._log("info", event, arguments, fields)

    def warning(self, event=None, *arguments, **fields):
        self._log("warning", event, arguments, fields)

    def error(self, event=None, *arguments, **fields):
        self._log("error", event, arguments, fields)

    def critical(self, event=None, *arguments, **fields):
        self._log("critical", event, arguments, fields)

    def exception(self, event=None, *arguments, **fields):
        self._log("error", event, arguments, fields)

    warn, msg, fatal = warning, info, critical


class Stream:
    """Standard output: what `print` writes becomes lines of the log."""

    encoding = "utf-8"

    def __init__(self):
        self._rest = ""

    def write(self, text):
        if SIZE["cut"]:
            return len(text)
        lines = (self._rest + text).split("\n")
        self._rest = lines.pop()[:MOST_TEXT]
        for line in lines:
            log("print", line, {})
        return len(text)

    def flush(self):
        pass

    def finish(self):
        if self._rest:
            log("print", self._rest, {})
            self._rest = ""

    def isatty(self):
        return False


