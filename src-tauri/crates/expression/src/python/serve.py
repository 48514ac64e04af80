

# A Python of the system


def guard(event, arguments):
    """An audit hook, which cannot be taken off again: refuses what reaches out of the cage."""
    if event == "open":
        path, mode = arguments[0], arguments[1]
        if isinstance(path, str) and mode in (None, "r", "rb") and path.startswith(tuple(LIBRARY)):
            return
        if [path] == MAPPING:
            # Python looks for the text of a mapping that is no Python.
            raise FileNotFoundError(path)
        needs_server(f"opens the file {shown(path)}")
    if event in ("os.listdir", "os.scandir") and str(arguments[0]).startswith(tuple(LIBRARY)):
        return
    if event.split(".")[0] in REFUSED:
        needs_server(f"does {event}")


REFUSED = frozenset(
    "os socket subprocess ctypes shutil pty fcntl mmap resource signal syslog winreg gc tempfile glob http ftplib "
    "smtplib poplib imaplib nntplib telnetlib urllib sqlite3 webbrowser msvcrt pdb setopencodehook".split()
)
LIBRARY = []


def serve():
    """Answers requests until there are none: what `worker.rs` does for the other interpreter."""
    import datetime, decimal, hashlib, ipaddress, random, string, unicodedata, urllib.parse, uuid
    import xml.etree.ElementTree

    LIBRARY.extend(path for path in sys.path if path)
    requests, answers = sys.stdin, sys.stdout
    sys.addaudithook(guard)
    answers.write("ready\n")
    answers.flush()
    for number, line in enumerate(requests, 1):
        answers.write(f"answer {number} {evaluate(line)}\n")
        answers.flush()
