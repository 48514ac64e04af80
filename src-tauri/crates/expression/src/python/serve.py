

# A Python of the system


def guard_of(library):
    """An audit hook that refuses what reaches out of the cage. It cannot be taken off again.

    A mapping can change every global of this program and every builtin, so the hook has all that it uses as defaults of
    its own, calls nothing that a mapping could have written, and is referred to by nothing but Python.
    """
    import os

    def guard(
        event, arguments, /, type=type, str=str, int=int, frozenset=frozenset, refused=REFUSED, exact=REFUSED_EXACT,
        unloaded=UNLOADED, library=tuple(library), writes=os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC,
        needs=NEEDS.append, error=NeedsServer, mapping=MAPPING, missing=FileNotFoundError,
    ):
        if event == "open" or event == "os.listdir" or event == "os.scandir":
            path = arguments[0]
            is_library = type(path) is str and (path.startswith(library) or path + "/" in library) and ".." not in path
            if event != "open":
                if is_library:
                    return
            elif is_library and type(arguments[2]) is int and not arguments[2] & writes:
                return
            elif type(path) is str and path in mapping:
                # Python looks for the text of a mapping that is no Python.
                raise missing(path)
            else:
                needs(f"opens the file {path}" if type(path) is str else "opens a file")
                raise error
        elif event == "import":
            if type(arguments[0]) is not str or arguments[0] not in unloaded:
                return
            needs(f"imports {arguments[0]}")
            raise error
        elif event == "object.__setattr__" or event == "object.__delattr__":
            if arguments[1] != "__code__":
                return
        elif event.split(".")[0] not in refused and event not in exact:
            return
        needs(f"does {event}")
        raise error

    return guard


REFUSED = frozenset(
    "os socket subprocess ctypes shutil pty fcntl mmap resource signal syslog winreg gc tempfile glob http ftplib "
    "smtplib poplib imaplib nntplib telnetlib urllib sqlite3 webbrowser msvcrt pdb setopencodehook _thread".split()
)
# Code that is put together by hand can reach any memory; frames of other threads show what the hook is doing.
REFUSED_EXACT = frozenset(
    "code.__new__ function.__new__ sys._current_frames sys._current_exceptions sys.addaudithook cpython.run_command".split()
)
# Modules that do without an event what others are refused for.
UNLOADED = frozenset("_ctypes _ctypes_test _posixsubprocess _testcapi _testinternalcapi _interpreters _xxsubinterpreters".split())


def serve():
    """Answers requests until there are none: what `worker.rs` does for the other interpreter."""
    import datetime, decimal, hashlib, ipaddress, random, string, unicodedata, urllib.parse, uuid
    import xml.etree.ElementTree

    requests, answers = sys.stdin, sys.stdout
    sys.addaudithook(guard_of([path.rstrip("/") + "/" for path in sys.path if path]))
    answers.write("ready\n")
    answers.flush()
    for number, line in enumerate(requests, 1):
        answers.write(f"answer {number} {evaluate(line)}\n")
        answers.flush()
