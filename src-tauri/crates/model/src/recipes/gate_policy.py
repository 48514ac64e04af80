# Other sources may use the same flow: this is about one of them only.
source = context.get("source")
if source is None or source.slug != "__SLUG__":
    return True
attributes = context.get("prompt_data", {}).get("attributes", {})
if attributes.get("is_admitted") is True:
    return True
ak_message("This account does not belong to us.")
return False
