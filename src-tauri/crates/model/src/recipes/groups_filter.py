# Fill in how the groups begin that come in; the beginning is cut off. Empty: all of them.
PREFIX = "authentik-"
# Groups that are called otherwise in authentik.
NAMES = {"staff": "Employees"}

groups = []
for group in properties.get("groups") or []:
    if isinstance(group, str) and group.startswith(PREFIX):
        name = group.removeprefix(PREFIX)
        groups.append(NAMES.get(name, name))
# authentik adds a list that is returned to the one before; this one takes its place.
properties["groups"] = groups
return {}
