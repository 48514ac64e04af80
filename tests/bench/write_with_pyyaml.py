"""Writes a blueprint with PyYAML's dumpers and prints how long each took: a name and seconds on each line.

The blueprint is loaded first, into plain lists, mappings and one class for tags; only the writing is measured.

    write_with_pyyaml.py FILE
"""

import sys
import time

import yaml


class Tagged:
    """What stands behind a tag."""

    def __init__(self, tag, content):
        self.tag = tag
        self.content = content


def construct(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        content = node.value
    elif isinstance(node, yaml.SequenceNode):
        content = loader.construct_sequence(node, deep=True)
    else:
        content = loader.construct_mapping(node, deep=True)
    return Tagged("!" + suffix, content)


def represent(dumper, value):
    if isinstance(value.content, str):
        return dumper.represent_scalar(value.tag, value.content)
    if isinstance(value.content, list):
        return dumper.represent_sequence(value.tag, value.content)
    return dumper.represent_mapping(value.tag, value.content)


def main() -> None:
    loader = type("Loader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {})
    loader.add_multi_constructor("!", construct)
    with open(sys.argv[1], encoding="utf-8") as file:
        document = yaml.load(file, Loader=loader)
    for base in (getattr(yaml, "CSafeDumper", None), yaml.SafeDumper):
        if base is None:
            continue
        dumper = type("Dumper", (base,), {"ignore_aliases": lambda self, data: True})
        dumper.add_representer(Tagged, represent)
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            yaml.dump(document, Dumper=dumper, sort_keys=False, allow_unicode=True)
            best = min(best, time.perf_counter() - start)
        print(f"PyYAML-{base.__name__}", best)


main()
