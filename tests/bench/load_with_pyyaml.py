"""Loads a blueprint with PyYAML's loaders and prints how long each took: a name and seconds on each line.

The loaders build plain lists and mappings and keep of a tag only what stands behind it, which is less work than
authentik's own loader, a subclass of SafeLoader, does.

    load_with_pyyaml.py FILE
"""

import sys
import time

import yaml


def construct(loader, _suffix, node):
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    for base in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader):
        if base is None:
            continue
        loader = type("Loader", (base,), {})
        loader.add_multi_constructor("!", construct)
        start = time.perf_counter()
        yaml.load(text, Loader=loader)
        print(f"PyYAML-{base.__name__}", time.perf_counter() - start)


main()
