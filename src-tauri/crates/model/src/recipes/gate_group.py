# Fill in the group whose members are let in, as the provider calls it.
GROUP = "staff"

return {"attributes": {"is_admitted": GROUP in (properties.get("groups") or [])}}
