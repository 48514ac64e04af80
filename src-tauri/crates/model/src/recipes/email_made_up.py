# Fill in a domain of your own that nobody receives mail at.
DOMAIN = "users.company.example"

if properties.get("email"):
    return {}
identifier = __IDENTIFIER__
if not identifier:
    return {}
return {"email": f"{identifier}@{DOMAIN}".lower()}
