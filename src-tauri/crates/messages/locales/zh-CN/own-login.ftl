# 演练中由本人在浏览器里登录模拟的提供方。

ui-test-login-who = 登录页面
ui-test-login-automatic = 由所选的人自动登录
ui-test-login-person = 由我在浏览器中登录
ui-own-login = 在模拟器中登录
ui-own-login-about = 请在这台电脑的浏览器中打开此地址，选择登录的人，或者拒绝。浏览器随后会自动回到这里，登录继续进行。这是 Source Desk 自带的模拟器：不需要真实账号，也不会有内容离开这台电脑。
