# 在真实提供方进行测试登录：命令、过程中的提示，以及粘贴的地址可能有的问题。

cli-test-login = 在真实的提供方测试登录：用浏览器登录，再粘贴返回的地址；不涉及 authentik 服务器
cli-test-login-slug = 草稿的 slug
cli-test-login-route = 浏览器如何返回：browser（返回这台电脑，需提供方允许）或 paste（由您粘贴最后的地址）
cli-test-login-host = authentik 的主机名，与草稿中的不同时使用
cli-test-login-secret = 登录所用的消费者密钥密文；不指定时使用保险库中的
cli-test-login-after = 浏览器返回后显示 authentik 的错误，或打不开页面，都是正常的。在本命令使用之前，任何人拿到这个地址都能使用其中的 code；地址不会被保存。
cli-test-login-port = 使用 --route browser 时，浏览器返回的 127.0.0.1 端口
cli-test-login-register = 测试期间，必须在提供方逐字符登记以下重定向 URI：
cli-test-login-open = 请在浏览器中打开此地址并登录：
cli-test-login-paste = 随后浏览器会转到 { $callback }，那里可能显示错误。请复制地址栏中的完整地址，粘贴到这里并按回车：

err-test-login-nothing = 「{ $subject }」没有测试登录：只有通过 OAuth 登录的类型才有。
fix-test-login-nothing = 请在应用蓝图后到 authentik 中实际登录一次。
err-test-login-form-post = 「{ $subject }」的登录地址无法粘贴：提供方用表单发送 code，地址栏里看不到。
fix-test-login-form-post = 请对着模拟器演练，它和 authentik 一样接收表单。
err-test-login-tagged = 字段 { $subject } 由服务器上的标签填写，这台电脑不知道它的值。
fix-test-login-tagged = 请复制一份草稿用于测试，并在其中填写实际的值。
err-test-login-no-secret = 手头没有「{ $subject }」的消费者密钥密文，而真实的提供方需要它。
fix-test-login-no-secret = 请在表单中填写密文或解锁保险库；在命令行中也可以用 --secret consumer_secret=env:变量名 提供。
err-test-login-no-loopback = 「{ $subject }」的登录无法返回这台电脑：其提供方不接受 127.0.0.1 的 http 地址。
fix-test-login-no-loopback = 请使用 --route paste：浏览器会停在 authentik 自己的回调 URL，由您粘贴地址。
err-test-login-port = 无法监听 127.0.0.1 的端口 { $subject }，可能已被其他程序占用。
fix-test-login-port = 请用 --port 换一个端口，并按新端口登记重定向 URI。
err-landing-no-address = 这不是地址。
fix-landing-no-address = 请复制浏览器地址栏中从 https:// 开始的全部内容。
err-landing-too-long = 内容太长，不可能是登录返回的地址（上限 16 KB）。
fix-landing-too-long = 请只复制地址栏，不要复制页面。
err-landing-elsewhere = 这个地址不是回调 URL { $subject }。
fix-landing-elsewhere = 请等浏览器从提供方返回，地址以回调 URL 开头后再复制。如果始终没有返回，说明在提供方登记的不是这个 URL。
err-landing-nothing = 这个地址是回调 URL，但既没有 code 也没有错误。
fix-landing-nothing = 请在页面跳转之前复制地址，问号后面还有内容。如果 authentik 已经转到登录页，请用浏览器的后退按钮或历史记录找回。
err-landing-duplicate = 地址中的 code 或 state 出现了两次，无法确定以哪个为准。
fix-landing-duplicate = 请重新登录，并原样复制地址。
err-landing-wrong-state = 这个地址属于另一次登录：其中的 state 不是本次测试登录发送的。
fix-landing-wrong-state = 请重新打开本次测试登录的地址，并粘贴它返回的地址。如果返回的 state 被改动，是提供方或代理的问题。
err-landing-late = 测试登录已经结束，不再等待地址。
fix-landing-late = 请重新开始。
