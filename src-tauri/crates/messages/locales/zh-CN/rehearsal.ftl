# 谁来登录模拟器，以及会出什么故障。

profile-chinese-emoji = 张三😀
profile-chinese-emoji-about = 带表情的中文昵称：最常见的情况，authentik 会存成乱码。
profile-no-unionid = 没有 unionid
profile-no-unionid-about = 微信不返回 unionid，authentik 改用 openid。
profile-empty-avatar = 没有头像
profile-empty-avatar-about = headimgurl 为空。
profile-control-characters = 昵称含控制字符
profile-control-characters-about = 含原始控制字符，严格的 JSON 解析器会拒绝。
profile-wechat-user = 微信用户
profile-wechat-user-about = 选择不展示昵称的用户。
profile-with-region = 带性别和地区
profile-with-region-about = 2021 年底以前微信的返回方式。
profile-empty-unionid = unionid 为空
profile-empty-unionid-about = 有 unionid 但内容为空，authentik 的标识符和用户名也为空。
profile-latin = 纯拉丁字母昵称
profile-latin-about = 只有 a–z，不会变成乱码。
profile-long-name = 很长的昵称
profile-long-name-about = 看看长名称在哪里被截断。

fault-40029 = 40029 · code 无效
fault-40163 = 40163 · code 已被使用
fault-40125 = 40125 · AppSecret 错误
fault-40013 = 40013 · AppID 不存在
fault-45011 = 45011 · 调用过于频繁
fault-minus-1 = -1 · 微信系统繁忙
fault-40003 = 40003 · openid 错误
fault-42001 = 42001 · access_token 已过期
fault-48001 = 48001 · 没有接口权限
fault-slow = 微信响应超时
fault-500 = 微信返回 HTTP 500
fault-denied = 用户在手机上拒绝
fault-expired = 二维码过期
fault-appid = 页面：AppID 参数错误
fault-scope = 页面：Scope 参数错误或没有 Scope 权限
fault-redirect-uri = 页面：redirect_uri 参数错误
