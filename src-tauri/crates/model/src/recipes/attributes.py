# What is taken over, as the provider calls it.
CLAIMS = ["given_name", "family_name", "phone_number", "locale"]

return {"attributes": {claim: info[claim] for claim in CLAIMS if info.get(claim) is not None}}
