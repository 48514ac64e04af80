"""Loads a blueprint with PyYAML, as authentik's own loader does, without resolving anything.

authentik reads blueprints with a subclass of PyYAML's SafeLoader that knows fourteen tags
(`blueprints/v1/common.py`). This is such a loader, written against PyYAML's documentation: each tag takes
the kinds of node that authentik's takes, and any other tag is an error.

    load_blueprint.py FILE

Prints the document as JSON, where a tag and what it holds are an object with one key, `{"!KeyOf": "wechat"}`.
Exits with 1 and says why on standard error if the file is no YAML or has another tag.
"""

import json
import sys

import yaml

SCALAR, SEQUENCE = yaml.ScalarNode, yaml.SequenceNode
TAGS = {
    "!KeyOf": (SCALAR,),
    "!Find": (SEQUENCE,),
    "!FindObject": (SEQUENCE,),
    "!Context": (SCALAR, SEQUENCE),
    "!Format": (SEQUENCE,),
    "!Condition": (SEQUENCE,),
    "!If": (SEQUENCE,),
    "!Env": (SCALAR, SEQUENCE),
    "!File": (SCALAR, SEQUENCE),
    "!Enumerate": (SEQUENCE,),
    "!Value": (SCALAR,),
    "!Index": (SCALAR,),
    "!AtIndex": (SEQUENCE,),
    "!ParseJSON": (SCALAR,),
}


class BlueprintLoader(yaml.SafeLoader):
    """A SafeLoader that knows the tags of blueprints."""


def construct(loader: BlueprintLoader, node: yaml.Node) -> dict:
    if not isinstance(node, TAGS[node.tag]):
        raise yaml.constructor.ConstructorError(None, None, f"{node.tag} takes no {node.id}", node.start_mark)
    if isinstance(node, SCALAR):
        return {node.tag: node.value}
    return {node.tag: loader.construct_sequence(node, deep=True)}


for tag in TAGS:
    BlueprintLoader.add_constructor(tag, construct)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        try:
            document = yaml.load(file, Loader=BlueprintLoader)
        except yaml.YAMLError as error:
            print(error, file=sys.stderr)
            return 1
    print(json.dumps(document, ensure_ascii=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
