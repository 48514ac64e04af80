username = str(properties.get("username") or "").strip()
if not username:
    return {}
# authentik takes at most 150 characters.
return {"username": username.lower()[:150]}
