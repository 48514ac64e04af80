# `requests`


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


