# 草稿将呈现的样子与将发出的请求。
request-authorize =
    { $provider ->
        [WeChat] 打开微信的登录页
       *[other] 打开 { $provider } 的登录页
    }
request-token = 用 code 换取令牌
request-userinfo = 查询用户是谁
request-emails = 若上一步没有邮箱，再查询邮箱地址
ui-preview-body = 请求正文
