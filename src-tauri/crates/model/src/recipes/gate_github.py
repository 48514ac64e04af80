# Fill in the organization whose members are let in, as in https://github.com/ORGANIZATION.
ORGANIZATION = "company"

is_admitted = False
try:
    answer = requests.get(
        "https://api.github.com/user/orgs",
        params={"per_page": 100},
        headers={"Authorization": f"Bearer {token['access_token']}"},
        timeout=5,
    )
    answer.raise_for_status()
    is_admitted = any(org["login"].lower() == ORGANIZATION.lower() for org in answer.json())
except Exception as error:
    ak_logger.warning("The organizations cannot be read", error=str(error))
return {"attributes": {"is_admitted": is_admitted}}
