# 窗口界面用语。

## 通用

ui-main = 内容
ui-skip-to-content = 跳到内容
ui-loading = 正在加载
ui-back = 上一步
ui-next = 下一步
ui-cancel = 取消
ui-close = 关闭
ui-done = 完成
ui-open = 打开
ui-delete = 删除
ui-yes = 是
ui-no = 否
ui-undo = 撤销
ui-redo = 重做
ui-try-again = 重试
ui-copy = 复制
ui-copy-copied = 已复制
ui-copy-refused = 复制失败
ui-copy-what = { $label }：{ $what }
ui-empty-text = （空）
ui-milliseconds = { $ms } 毫秒
ui-toasts = 消息
ui-tone-danger = 出错：
ui-tone-warning = 警告：
ui-tone-info = 提示：
ui-tone-success = 成功：
ui-problem-details = 问题详情
ui-unexpected = Source Desk 遇到了意料之外的情况。这是程序的错误，与您的操作无关。
ui-unexpected-fix = 已保存的内容都在。请重试；如果再次出现，请复制下面的详情并反馈给我们。
ui-not-found = 这里什么也没有
ui-not-found-about = 该地址没有对应的页面。您的草稿都在列表里。
ui-to-sources = 返回列表
ui-breadcrumb = 当前位置

## 撤销与重做的结果

ui-undo-created = 已撤销：「{ $name }」已移除
ui-undo-saved = 已撤销：「{ $name }」的上一次修改
ui-undo-deleted = 已撤销：「{ $name }」已恢复
ui-undo-nothing = 没有可撤销的操作
ui-redo-created = 已重做：「{ $name }」已恢复
ui-redo-saved = 已重做：「{ $name }」的修改
ui-redo-deleted = 已重做：「{ $name }」已删除
ui-redo-nothing = 没有可重做的操作

## 设置

ui-settings = 设置
ui-language = 语言
ui-theme-follows = 浅色或深色跟随系统。
ui-about = 关于 Source Desk
ui-about-text = Source Desk 让您在自己的电脑上准备 authentik 的登录源，无需账号。演练所用的提供方都是内置的模拟器；只有在您检查网络或在真实提供方测试登录时，才会连接其他服务器。
ui-version = 版本
ui-data-folder = 数据文件夹
ui-data-folder-about = 您的草稿只保存在这个文件夹里。

## 源列表

ui-sources = 登录源
ui-source = 登录源
ui-new-source = 新建登录源
ui-unnamed = （未命名）
ui-search = 搜索登录源
ui-search-placeholder = 搜索名称、Slug、域名、标签和备注
ui-search-clear = 清除搜索
ui-search-count = 找到 { $count } 个登录源
ui-column-name = 名称
ui-column-slug = Slug
ui-column-type = 类型
ui-column-host = authentik 域名
ui-column-state = 状态
ui-column-changed = 修改时间
ui-host-open = 尚未填写
ui-state-errors = { $count } 个错误
ui-state-warnings = { $count } 个警告
ui-state-ready = 就绪
ui-actions-for = { $name } 的操作
ui-copy-draft = 创建副本
ui-copy-of = { $name }（副本）
ui-copied-draft = 已创建「{ $name }」，Slug 为 { $slug }
ui-deleted-draft = 已删除「{ $name }」
ui-no-sources = 准备您的第一个登录源
ui-no-sources-about = 选择登录方式，填写与 authentik 相同的表单，试跑一次登录，最后带走一份 authentik 可以直接应用的蓝图。
ui-no-sources-offline = 所有内容都留在这台电脑上，不连接任何服务器。
ui-no-match = 没有匹配的登录源
ui-no-match-about = 没有名称或 Slug 包含「{ $search }」。
ui-unreadable = 有 { $count } 份草稿无法显示
ui-unreadable-about = 它们原样保留，没有改动。
ui-unreadable-newer = 由更新版本的 Source Desk 写入，升级后即可打开。
ui-unreadable-damaged = 内容已损坏，可从备份恢复。
ui-pages = 分页
ui-page-of = 共
ui-page-current = 当前页
ui-page-first = 第一页
ui-page-previous = 上一页
ui-page-next = 下一页
ui-page-last = 最后一页

## 单个登录源

ui-tabs = 此登录源的各个视图
ui-tab-overview = 概览
ui-tab-edit = 编辑
ui-tab-export = 导出
ui-facts = 在 authentik 中的设置

## 向导

ui-wizard-steps = 向导步骤
ui-wizard-steps-toggle = 向导步骤，当前为「{ $step }」
ui-step-type = 选择类型
ui-step-create = { $protocol ->
    [none] 创建源
   *[other] 创建 { $protocol } 源
}
ui-step-preview = 预览
ui-step-test = 测试登录
ui-step-finish = 完成
ui-finish-later = 稍后继续
ui-select-type-about = 用户通过哪家平台登录？接下来的表单与 authentik 中的一致。
ui-since = authentik { $version } 起支持
ui-create-about = 与 authentik 中的表单相同。您填写的内容会自动保存在这台电脑上。
ui-still-to-mend = 表单中还有 { $count } 个错误
ui-still-to-mend-about = 您可以先随意查看和试用，但按现在的设置登录不会成功。
ui-mend-now = 前往表单

## 表单

ui-label-with-term = { $label } · { $term }
ui-saved-at = 已保存 { $time }
ui-saving = 正在保存…
ui-not-saved = 未保存
ui-findings-none = 没有需要处理的问题
ui-findings-only-info = 字段旁的提示供您参考。
ui-findings-count = { $errors ->
    [0] { $warnings } 个警告
   *[other] { $warnings ->
        [0] { $errors } 个错误
       *[other] { $errors } 个错误，{ $warnings } 个警告
    }
}
ui-findings-to-do = 还有 { $count } 项需要处理
ui-finding-why = 为什么重要
ui-fix = 修复
ui-fix-what = 修复：{ $finding }
ui-use-default = 使用 { $value }
ui-use-proposed-slug = 使用与名称对应的 { $slug }
ui-secret-kept = 已存入内存，共 { $characters } 个字符
ui-secret-none = 未填写
ui-secret-keep = 保存
ui-secret-keep-what = 保存：{ $label }
ui-secret-replace = 替换
ui-secret-replace-what = 替换：{ $label }
ui-secret-forget = 清除
ui-secret-forget-what = 清除：{ $label }
ui-secret-memory-only = 还没有保险库，它只存在于内存中，关闭窗口后即清除。
ui-deployment = 部署信息
ui-deployment-about = authentik 的表单不问这些，但对方的后台需要。它们不属于登录源本身。
ui-callback-url = 回调地址
ui-callback-domain = 应填写的授权回调域
ui-callback-domain-hint = 请原样填写到微信开放平台后台：不带 https://，不带路径，不带端口。
ui-host-placeholder = authentik.company 只是占位。填写您的 authentik 域名后，这里会随之更新。
ui-registered-as = 已登记为 { $url }

## 预览

ui-preview-login-page = 登录页
ui-preview-login-page-alt = 带有「{ $name }」按钮的 authentik 登录页
ui-preview-login-page-about = authentik 默认登录页加上新按钮后的样子，浅色或深色跟随系统。
ui-preview-qr = 二维码
ui-preview-qr-alt = 只包含一句话的二维码
ui-preview-qr-about = 微信会显示类似的二维码。此图不是真正的登录二维码：扫码后只会看到一句话。
ui-preview-requests = 实际发送的请求
ui-preview-requests-about = authentik 将依次发送这些请求。登录时才知道的值写在花括号里，机密信息已遮盖。
ui-request-url = 「{ $step }」的 URL

## 测试登录

ui-test-about = 对着 Source Desk 内置的微信走完一次完整登录：请求与顺序都和 authentik 一样，不会有任何数据离开这台电脑。
ui-test-about-provider = 对着 Source Desk 内置的 { $provider } 模拟器走完一次完整登录：请求与顺序都和 authentik 一样，不会有任何数据离开这台电脑。
ui-route = 登录方式
ui-route-simulator = 模拟器
ui-route-simulator-about = 在这台电脑上进行，不需要网络。
ui-route-window = 登录窗口
ui-route-window-about = 在 Source Desk 的窗口中打开提供方的页面，到达 authentik 之前就会停下。
ui-route-browser = 浏览器，返回这台电脑
ui-route-browser-about = 用您自己的浏览器登录，返回到为测试登记的、这台电脑上的重定向 URI。
ui-route-paste = 浏览器，粘贴地址
ui-route-paste-about = 用您自己的浏览器登录，停在回调 URL 后由您粘贴地址。
ui-route-hosts = 浏览器和 hosts 文件
ui-route-hosts-about = 测试期间由这台电脑代替 authentik 应答。
ui-route-not = { $provider } 不提供的方式
ui-route-refused = { $route }：{ $why }
route-not-form = 提供方用表单发送 code，地址和窗口中都看不到。
route-not-embedded = 提供方拒绝在内嵌窗口中登录（disallowed_useragent）。
route-not-domain = 微信只会返回到登记的授权回调域，不会返回到这台电脑的地址。
route-not-https = 提供方不接受没有 TLS 的重定向 URI。
route-not-needed = 有更简单的方式。
ui-real-about = 使用您的消费者密钥和密文，在 { $provider } 本身登录。这台电脑会像 authentik 一样访问提供方；不需要 authentik 服务器，也不会改动它。请先在下方检查网络。
ui-real-open = 请在浏览器中打开此地址并登录
ui-real-open-about = 用无痕窗口可以看到陌生用户看到的页面。此地址只对本次测试登录有效。
ui-real-paste = 粘贴浏览器最后停留的地址
ui-real-paste-about = 地址以 { $callback } 开头，带有 code 和 state。那里的页面可能显示错误，也可能还不存在：没有服务器在等待这次登录。
ui-real-continue = 继续
ui-real-open-browser = 在浏览器中打开
ui-real-window = 登录窗口已打开
ui-real-window-about = 请在窗口中登录。窗口不会保留任何内容；提供方一转到 { $callback }，窗口就会自动结束。原生应用的标准（RFC 8252）不建议使用内嵌窗口，因为难以分辨其中的页面真假：输入密码之前，请先核对这里显示的地址。
ui-real-window-shows = 当前页面来自
ui-real-window-loading = 页面正在加载。如果窗口一直空白，请取消，并在下方检查网络。
ui-real-browser-about = 浏览器会返回到 { $callback }，届时将自动继续。
ui-real-register = 请先在提供方登记此重定向 URI
ui-real-register-about = 请逐字符登记，仅限测试期间。大多数提供方允许与 authentik 的回调 URL 同时登记。
ui-real-port = 这台电脑的端口
ui-real-port-about = 1024 至 65535。如果被其他程序占用，请更换。
ui-real-hosts = 请先在 hosts 文件中加上这一行
ui-real-hosts-about = 需要管理员权限：{ $file }。之后浏览器会在 { $callback } 访问到这台电脑，并对只为本次测试生成的证书发出警告；请忽略警告继续访问。测试结束后请删除这一行。
ui-test-profile = 由谁登录
ui-test-fault = 模拟故障
ui-test-fault-none = 无故障
ui-test-fault-about = 提前看到用户会遇到什么。
ui-test-phone = 手机
ui-test-phone-automatic = 自动扫码并确认
ui-test-phone-person = 由我操作
ui-test-start = 开始测试登录
ui-test-again = 再次运行
ui-test-cancel = 取消测试登录
ui-test-running = 测试登录正在进行
ui-sequence = 登录过程
ui-sequence-title = 登录过程中各方的交互；下面的步骤列表是同样内容的文字版
ui-lifeline-browser = 浏览器
ui-lifeline-wechat = 微信（模拟器）
ui-lifeline-wechat-real = 微信
ui-lifeline-provider = { $provider }（模拟器）
ui-lifeline-callback = 回调
ui-lifeline-authentik = authentik
ui-steps = 步骤
ui-step-running = 进行中
ui-step-ok = 完成
ui-step-failed = 失败
ui-request = 请求
ui-request-of = 请求：{ $step }
ui-response = 响应
ui-response-of = 响应：{ $step }
ui-request-body = 请求正文：{ $step }
ui-response-body = 响应正文：{ $step }
ui-phone-scene = 二维码与手机
ui-phone = 模拟手机
ui-phone-ready = 微信已准备好扫码。
ui-phone-scan = 用手机扫码
ui-phone-confirm = 是否登录此应用？
ui-phone-allow = 允许
ui-phone-deny = 取消
ui-qr-live-alt = 本次测试登录的二维码
ui-qr-live-about = 此二维码属于内置模拟器，仅在这台电脑上有效。
ui-outcome-ok = 登录成功
ui-outcome-ok-about = authentik 会识别此用户，并保存下面的信息。
ui-outcome-denied = 用户拒绝了登录
ui-outcome-denied-about = 下面说明此时用户会看到什么。
ui-outcome-failed = 登录失败
ui-outcome-failed-about = 下面标出了失败的步骤，以及解决办法。
ui-outcome-cancelled = 您取消了测试登录
ui-outcome-cancelled-about = 没有任何改动。
ui-failure-at = { $step }：{ $code }
ui-failure-what = 发生了什么
ui-failure-why = 原因
ui-failure-fix = 如何解决
ui-failure-unknown = 错误码为 { $code }，Source Desk 没有对应的解释。
ui-failure-user-sees = 用户在 authentik 中看到的内容
ui-failure-user-stays = 什么也看不到：浏览器停留在提供方的页面上。
ui-failure-not-saved = 暂时什么也看不到：authentik 在保存来源时读取这些内容，此时会拒绝保存。
ui-failure-detail = 详情
ui-failure-source = 来源：{ $source }。
ui-failure-uncertain = 这是根据公开资料做出的推断，没有文档明确说明。
ui-user = authentik 将保存的用户
ui-user-identifier = 标识符
ui-user-garbled = authentik 会把它存成乱码，原文是：
ui-user-repaired = 已由您的属性映射修复；没有它，authentik 会存成乱码。

## 完成

ui-secrets-style = authentik 从哪里读取机密
ui-secrets-file = 文件
ui-secrets-file-about = 使用 Docker 或 Kubernetes 机密时的常用方式。
ui-secrets-env = 环境变量
ui-secrets-env-about = 为 authentik 的 server 和 worker 设置。
ui-secrets-context = 蓝图实例的上下文
ui-secrets-context-about = 在 authentik 中创建实例时填写。
ui-secrets-inline = 直接写在蓝图里
ui-secrets-inline-about = 仅当您会像保管机密一样保管这个文件时使用。
ui-inline-warning = 任何打开此文件的人都能看到机密
ui-inline-warning-about = authentik 也会保存蓝图原文，管理员都能看到。
ui-inline-confirm = 确认把机密写入蓝图
ui-login-page = 登录页
ui-login-page-add = 把按钮加到登录页
ui-login-page-add-about = 追加到已有的登录源之后，不会移除任何一个。
ui-login-page-stage = 身份识别阶段
ui-save-to-file = 保存到文件…
ui-saved-to-file = 已保存
ui-needed-secrets = authentik 需要的机密
ui-needed-secret = { $slug } 的{ $label }
ui-needed-file = 应用蓝图之前，authentik 的 server 和 worker 都必须能读到这些文件。文件里只放机密本身。
ui-needed-env = 应用蓝图之前，authentik 的 server 和 worker 都必须设置这些环境变量。
ui-needed-context = 请在蓝图实例的上下文中填写这些键。
ui-next-steps = 接下来
ui-next-register = 在微信开放平台后台，把网站应用的授权回调域填写为 { $domain }。
ui-next-secrets = 按上面的列表，把机密放到蓝图读取的位置。
ui-next-apply = 在 authentik 中打开「自定义 › 蓝图」，用此文件创建实例并应用。机密尚未就绪时该源会被跳过，备好后请再次应用。
ui-next-try = 用无痕窗口打开登录页，点新按钮登录。
ui-next-add-and-try = 把登录源加到登录页的身份识别阶段，再用新按钮登录。

## 离开界面

ui-leave = 不保存就离开吗？
ui-leave-about = 刚才输入的内容尚未保存。
ui-leave-stay = 继续编辑
ui-leave-go = 放弃修改
