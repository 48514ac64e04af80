# Fill in the keys that lead to the list of groups.
CLAIM = ["realm_access", "roles"]
# Only groups that begin so come in, without that beginning. Empty: all of them.
PREFIX = "authentik-"
# Groups that are called otherwise in authentik.
NAMES = {"staff": "Employees"}

found = info
for key in CLAIM:
    found = found.get(key) if isinstance(found, dict) else None
if isinstance(found, str):
    found = [found]
groups = []
for group in found if isinstance(found, list) else []:
    if isinstance(group, str) and group.startswith(PREFIX):
        name = group.removeprefix(PREFIX)
        groups.append(NAMES.get(name, name))
# authentik adds a list that is returned to the one before; this one takes its place.
properties["groups"] = groups
return {}
