# Fill in the domain of your Google Workspace. Private accounts have none.
DOMAIN = "company.example"

return {"attributes": {"is_admitted": info.get("hd") == DOMAIN}}
