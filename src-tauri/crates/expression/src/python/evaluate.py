# Imports

# Modules of the standard library that reach out of the cage, or that the interpreter inside has not.
CLOSED = frozenset(
    "_ctypes _posixsubprocess _socket _ssl _thread asyncio concurrent ctypes dbm fcntl ftplib gc glob http.client "
    "http.server imaplib importlib inspect mmap multiprocessing nt os pathlib pickle poplib posix pty resource select "
    "selectors shelve shutil signal smtplib socket socketserver sqlite3 ssl subprocess sys tempfile threading "
    "urllib.request webbrowser xmlrpc".split()
)


if not IS_CPYTHON:
    # Its parser of XML ends the process.
    CLOSED |= {"xml"}


def closed(name):
    return any(name == module or name.startswith(module + ".") for module in CLOSED)


def importer(load, own, doubles):
    """`__import__` for the mapping's own import statements; modules that those import load as usual."""

    def load_for_mapping(name, globals=None, locals=None, fromlist=(), level=0):
        if globals is not own and (globals is not None or name.startswith("encodings")):
            return load(name, globals, locals, fromlist, level)
        if name in doubles:
            return doubles[name]
        if level or closed(name):
            needs_server(f"imports {name}")
        for attribute in fromlist or ():
            if closed(f"{name}.{attribute}"):
                needs_server(f"imports {name}.{attribute}")
        try:
            return load(name, None, None, fromlist, 0)
        except (ImportError, AttributeError):
            needs_server(f"imports {name}")

    return load_for_mapping


# Evaluation (authentik/lib/expression/evaluator.py)


def sanitized(name):
    """authentik's `sanitize_arg`: slugify, then `[:.-]` becomes `_`."""
    if name not in SANITIZED:
        if len(SANITIZED) >= MOST_SANITIZED:
            SANITIZED.clear()
        SANITIZED[name] = re.sub(r"[:\.\-]", "_", slugify(name))
    return SANITIZED[name]


# Every person of a run has the same names.
SANITIZED = {}
MOST_SANITIZED = 256


def indented(text, prefix="    "):
    """textwrap.indent: lines of white space only are left as they are."""
    return "".join(prefix + line if line.strip() else line for line in text.splitlines(True))


def wrapped(expression, names):
    """The text that authentik compiles."""
    signature = ",".join(names)
    return f"def handler({signature}):\n{indented(expression)}\nresult = handler({signature})"


def element_of(name, text):
    """A SAML document, as far as the standard library's elements are lxml's."""
    if not text.lstrip().startswith("<"):
        return types.SimpleNamespace(text=text, attrib={}, tail=None)
    if not IS_CPYTHON:
        # The interpreter inside has no parser for XML.
        return Model(name, {})
    from xml.etree import ElementTree

    return ElementTree.fromstring(text)


def variables_of(request, sample):
    """The variables that the kind of source gives a mapping, from what is known of them."""
    given = dict(request.get("variables", {}))
    values = {}
    for name in request["names"]:
        if name in ("request", "properties"):
            continue
        if name not in given:
            values[name] = Unknown(name, {}) if name in ("info", "token", "ldap", "data") else Model(name, {})
        elif name == "source" and isinstance(given[name], dict):
            values[name] = Model("source", given[name])
        elif name in ("principal_obj", "client", "auth_api") and isinstance(given[name], dict):
            values[name] = Model(name, given[name])
        elif name in ("root", "assertion", "name_id") and isinstance(given[name], str):
            values[name] = element_of(name, given[name])
        else:
            values[name] = given[name]
    if "properties" in request["names"]:
        values["properties"] = given.get("properties", {})
    for name, value in given.items():
        values.setdefault(name, value)
    policy_request = PolicyRequest()
    policy_request.user = user_of({"is_anonymous": False}, is_known=False)
    http_request = sample.get("http_request", "unknown")
    if http_request == "unknown":
        policy_request.http_request = Model("request.http_request", {})
    elif http_request is None:
        policy_request.http_request = None
    else:
        policy_request.http_request = Model("request.http_request", fresh(http_request))
    policy_request.obj = Model(
        "mapping", {"name": request["name"], "expression": request["expression"], "managed": None}
    )
    policy_request.context = dict(values)
    policy_request.debug = False
    context = {}
    if "request" in request["names"]:
        context["request"] = policy_request
    for name in [*request["names"], *values]:
        if name != "request" and name in values:
            context[sanitized(name)] = values[name]
    return context


class PolicyRequest:
    """authentik/policies/types.py"""


def location(error, filename, expression):
    """Where in the mapping the exception came from, counted in the mapping's own lines."""
    n_lines = expression.count("\n") + 1
    if isinstance(error, SyntaxError) and error.filename in (filename, None):
        return max(1, min((error.lineno or 1) - 1, n_lines))
    line = None
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        # The last two lines of what is compiled are authentik's own.
        if code.co_filename == filename and code.co_name != "<module>":
            line = traceback.tb_lineno - 1
        traceback = traceback.tb_next
    return line


def syntax_message(error, expression):
    """CPython's words, where the other engine has words of its own for the same mistake."""
    message = error.msg if isinstance(error.msg, str) else shown(error)
    if message == "expected an indented block after function definition" and not re.sub(r"\s*(#.*)?\n?", "", expression):
        message += " on line 1"
    line = None
    opened = []
    if "never closed" not in message:
        opened = unclosed(expression)
        if opened:
            bracket, line = opened[-1]
            message = f"'{bracket}' was never closed"
    return message, line


def unclosed(expression):
    """The brackets of the text that nothing closes, with their lines; strings and comments are passed over."""
    opened = []
    line, at = 1, 0
    pairs = {")": "(", "]": "[", "}": "{"}
    while at < len(expression):
        char = expression[at]
        if char == "\n":
            line += 1
        elif char == "#":
            end = expression.find("\n", at)
            at = len(expression) if end < 0 else end
            continue
        elif char in "'\"":
            quote = char * 3 if expression[at : at + 3] == char * 3 else char
            at += len(quote)
            while at < len(expression) and expression[at : at + len(quote)] != quote:
                if expression[at] == "\n":
                    line += 1
                    if len(quote) == 1:
                        return []
                at += 2 if expression[at] == "\\" else 1
            at += len(quote)
            continue
        elif char in "([{":
            opened.append((char, line))
        elif char in ")]}":
            if not opened or opened[-1][0] != pairs[char]:
                return []
            opened.pop()
        at += 1
    return opened


def raised(error, filename, expression):
    module = type(error).__module__
    message = shown(error)
    if not IS_CPYTHON and isinstance(error, UnboundLocalError):
        message = re.sub(
            r"^local variable '(\w+)' referenced before assignment$",
            r"cannot access local variable '\1' where it is not associated with a value",
            message,
        )
    answer = {
        "type": type(error).__name__ if module == "builtins" else f"{module}.{type(error).__name__}",
        "message": message,
        "line": location(error, filename, expression),
    }
    if isinstance(error, SyntaxError) and error.filename in (filename, None):
        answer["message"], line = syntax_message(error, expression)
        answer["line"] = line or answer["line"]
    return answer


# What a mapping could change for the next of the same run, as it was before all of them.
BUILTINS = dict(builtins.__dict__)
READ_JSON, WRITE_JSON, PROCESS_TIME = json.loads, json.dumps, time.process_time
# The sample data of the run, and mappings that are compiled already: each person of a run has the same ones.
SAMPLE = [{}]
COMPILED = {}
MOST_COMPILED = 64


def put_back():
    """Gives the builtins back that a mapping has changed, and takes away what it has put beside them."""
    for name in [name for name in builtins.__dict__ if name not in BUILTINS]:
        del builtins.__dict__[name]
    builtins.__dict__.update(BUILTINS)


def compiled(expression, filename, names):
    key = (expression, filename, names)
    if key not in COMPILED:
        code = compile(wrapped(expression, names), filename, "exec")
        if len(COMPILED) >= MOST_COMPILED:
            COMPILED.clear()
        COMPILED[key] = code
    return COMPILED[key]


def evaluate(text):
    """Returns the answer to one request; both are JSON."""
    for kept in (LOGS, CALLS, NEEDS):
        kept.clear()
    SIZE.update(text=0, cut=False)
    request = READ_JSON(text)
    expression, filename = request["expression"], request["name"]
    if "sample" in request:
        SAMPLE[0] = request["sample"]
        USERS.clear()
    sample = SAMPLE[0]
    context = variables_of(request, sample)
    properties = context.get("properties")
    own = double_globals(sample)
    if request.get("is_sync"):
        own["SkipObject"] = SkipObject
    stream, output = Stream(), (sys.stdout, sys.stderr)
    doubles = {"requests": own["requests"], "structlog": Model("structlog", {"get_logger": lambda *names, **fields: Logger(fields)})}
    own["open"] = lambda file, *arguments, **options: needs_server(f"opens the file {shown(file)}")
    own["input"] = lambda *prompt: needs_server("reads from the server's standard input")
    own["breakpoint"] = lambda *arguments, **options: needs_server("stops in the server's debugger")
    load = builtins.__import__
    MAPPING[:] = [filename]
    answer = {"outcome": "returned", "result": None, "notes": [], "raised": None}
    local = dict(context)
    sys.stdout = sys.stderr = stream
    try:
        code = compiled(expression, filename, tuple(context))
        if request.get("only_compile"):
            exec_result = None
        else:
            builtins.__import__ = importer(load, own, doubles)
            exec(code, own, local)
            exec_result = local["result"]
        answer["result"] = plain(exec_result, answer["notes"], "")
    except NeedsServer:
        pass
    except SkipObject:
        answer["outcome"] = "skipped"
    except BaseException as error:
        # authentik catches `Exception`; what is beyond that would end its worker's request, and is told alike.
        answer["outcome"] = "raised"
        try:
            if not IS_CPYTHON and isinstance(error, LookupError) and "unknown encoding" in shown(error):
                NEEDS.append(f"has the encoding {shown(error).split(': ')[-1]}")
            answer["raised"] = raised(error, filename, expression)
        except BaseException as second:
            answer["raised"] = {"type": type(error).__name__, "message": type(second).__name__, "line": None}
    finally:
        put_back()
        sys.stdout, sys.stderr = output
    stream.finish()
    if NEEDS:
        answer.update(outcome="needs_server", result=None, notes=[])
    after = []
    try:
        answer["properties"] = plain(properties, after, "") if isinstance(properties, dict) else None
    except BaseException:
        answer["properties"] = None
    answer.update(logs=list(LOGS), calls=list(CALLS), needs=list(dict.fromkeys(NEEDS)), is_cut=SIZE["cut"])
    answer["used"] = int(PROCESS_TIME() * 1000)
    return WRITE_JSON(answer)


def furnish():
    """Gives the interpreter inside what other modules expect of those that are left out of it."""
    import _io

    if not hasattr(_io, "FileIO"):

        class FileIO(_io._RawIOBase):
            def __init__(self, file, *arguments, **options):
                needs_server(f"opens the file {shown(file)}")

        _io.FileIO = FileIO
    try:
        import os
    except ImportError:
        os = types.ModuleType("os")

        class PathLike:
            pass

        def fspath(path):
            if isinstance(path, (str, bytes)):
                return path
            raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")

        os.__dict__.update(
            name="posix", sep="/", altsep=None, linesep="\n", curdir=".", pardir="..", pathsep=":", extsep=".",
            devnull="/dev/null", error=OSError, PathLike=PathLike, fspath=fspath, environ={},
            getenv=lambda key, default=None: needs_server("reads the server's environment"),
            urandom=lambda size: needs_server("asks for random bytes"),
            getpid=lambda: needs_server("asks for the number of the process"),
        )
        sys.modules.setdefault("posix", os)
        sys.modules["os"] = os
        try:
            import posixpath

            os.path = sys.modules["os.path"] = posixpath
        except (ImportError, AttributeError):
            pass
    # What a mapping usually imports, so that it is there at once.
    for module in ("contextlib", "dataclasses", "datetime", "enum", "hashlib", "ipaddress", "unicodedata", "urllib.parse"):
        try:
            __import__(module)
        except (ImportError, AttributeError):
            pass


if not IS_CPYTHON:
    furnish()
    sys.__stdout__ = sys.__stderr__ = sys.__stdin__ = None
