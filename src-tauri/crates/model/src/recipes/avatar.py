picture = __PICTURE__
if not isinstance(picture, str) or not picture.startswith("https://"):
    return {}
return {"attributes": {"avatar": picture}}
