# What a mapping logs and prints


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


