ak_logger.info("looked", openid=info["openid"])
properties["phone"] = "123"
return {"attributes": {"avatar": info["headimgurl"]}}
