"""Runs a mapping's wrapped text again and again as authentik does: compiled and executed for each person.

Usage: exec_mapping.py TIMES, with {"expression", "variables"} as JSON on standard input. Prints the seconds that all took.
Beside the plain language it does nothing that authentik or Source Desk do.
"""

import json
import sys
import time


def main():
    asked = json.load(sys.stdin)
    names = ",".join(asked["variables"])
    body = "".join("    " + line for line in asked["expression"].splitlines(True))
    text = f"def handler({names}):\n{body}\nresult = handler({names})"
    start = time.perf_counter()
    for _ in range(int(sys.argv[1])):
        local = dict(asked["variables"])
        exec(compile(text, "mapping", "exec"), {}, local)
    print(time.perf_counter() - start)


main()
