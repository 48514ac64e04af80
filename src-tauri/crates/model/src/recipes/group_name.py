# What the names of this source's groups begin with in authentik.
PREFIX = "__SLUG__: "

return {"name": f"{PREFIX}{properties.get('name') or group_id}"}
