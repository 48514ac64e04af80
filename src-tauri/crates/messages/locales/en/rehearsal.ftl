# Who may log in to the simulator, and what may go wrong.

profile-chinese-emoji = 张三😀
profile-chinese-emoji-about = A Chinese nickname with an emoji: the usual case, which authentik garbles.
profile-no-unionid = Without a unionid
profile-no-unionid-about = WeChat sends no unionid; authentik falls back to the openid.
profile-empty-avatar = Without a picture
profile-empty-avatar-about = headimgurl is empty.
profile-control-characters = Control characters in the nickname
profile-control-characters-about = Raw control characters, which strict JSON readers refuse.
profile-wechat-user = 微信用户
profile-wechat-user-about = A person who chose not to show a nickname.
profile-with-region = With sex and region
profile-with-region-about = As WeChat answered until the end of 2021.
profile-empty-unionid = With an empty unionid
profile-empty-unionid-about = The unionid is there but empty, so authentik's identifier and username are empty.
profile-latin = Plain Latin nickname
profile-latin-about = Letters a–z only; nothing to garble.
profile-long-name = A very long nickname
profile-long-name-about = Shows where long names are cut.

fault-40029 = 40029 · invalid code
fault-40163 = 40163 · code already used
fault-40125 = 40125 · wrong AppSecret
fault-40013 = 40013 · unknown AppID
fault-45011 = 45011 · too many calls
fault-minus-1 = -1 · WeChat is busy
fault-40003 = 40003 · wrong openid
fault-42001 = 42001 · access token expired
fault-48001 = 48001 · no permission
fault-slow = WeChat answers too slowly
fault-500 = WeChat answers HTTP 500
fault-denied = The person refuses on the phone
fault-expired = The QR code expires
fault-appid = Page: AppID 参数错误
fault-scope = Page: Scope 参数错误或没有 Scope 权限
fault-redirect-uri = Page: redirect_uri 参数错误
