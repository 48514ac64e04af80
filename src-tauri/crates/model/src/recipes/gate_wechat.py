# Fill in the unionids of those who are let in; a source without unionids has openids instead.
ADMITTED = {
    "oUNIONID-OF-THE-FIRST-PERSON",
    "oUNIONID-OF-THE-SECOND-PERSON",
}

identifier = info.get("unionid") or info.get("openid")
return {"attributes": {"is_admitted": identifier in ADMITTED}}
