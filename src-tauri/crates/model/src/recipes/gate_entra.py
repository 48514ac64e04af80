import base64
import json

# Fill in your tenant's id: Entra admin center, Overview, Tenant ID.
TENANT = "00000000-0000-0000-0000-000000000000"

tenant = None
try:
    # Microsoft sends the ID token directly to authentik, over TLS.
    payload = token["id_token"].split(".")[1]
    tenant = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))).get("tid")
except Exception as error:
    ak_logger.warning("The ID token cannot be read", error=str(error))
return {"attributes": {"is_admitted": tenant == TENANT}}
