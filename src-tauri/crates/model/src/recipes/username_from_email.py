# Fill in your own domain. Its addresses become short names; of any other the whole address is the username, so that
# admin@elsewhere does not become your admin.
DOMAIN = "company.example"

email = (properties.get("email") or "").strip().lower()
local, _, domain = email.rpartition("@")
if not local:
    return {}
username = local if domain == DOMAIN else email
return {"username": username[:150]}
