import hashlib

# What the username begins with where the name has no Latin letters or digits, as most Chinese names.
FALLBACK = "__SLUG__"

identifier = __IDENTIFIER__
if not identifier:
    return {}
name = slugify(properties.get("name") or "")[:40] or FALLBACK
return {"username": f"{name}-{hashlib.sha256(str(identifier).encode()).hexdigest()[:12]}"}
