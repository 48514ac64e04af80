# Fill in the id of the server whose members are let in: Discord, developer mode, Copy Server ID.
GUILD = "000000000000000000"

is_admitted = False
try:
    answer = requests.get(
        "https://discord.com/api/users/@me/guilds",
        headers={"Authorization": f"Bearer {token['access_token']}"},
        timeout=5,
    )
    answer.raise_for_status()
    is_admitted = any(guild["id"] == GUILD for guild in answer.json())
except Exception as error:
    ak_logger.warning("The servers cannot be read", error=str(error))
return {"attributes": {"is_admitted": is_admitted}}
