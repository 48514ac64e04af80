# 程序本身：窗口、菜单、对话框、图片，以及导出文件中的文字。

window-title = Source Desk
menu-edit = 编辑
menu-undo = 撤销
menu-redo = 重做
menu-cut = 剪切
menu-copy = 复制
menu-paste = 粘贴
menu-select-all = 全选
menu-window = 窗口
menu-minimize = 最小化
menu-maximize = 最大化
menu-close = 关闭窗口
menu-end-test-login = 结束测试登录
dialog-save-blueprint = 保存蓝图
start-no-display =
    Source Desk 无法打开窗口：没有显示器（DISPLAY 和 WAYLAND_DISPLAY 均未设置）。
    请在桌面环境中启动，或使用命令行：source-desk --help
start-no-home =
    Source Desk 不知道该把草稿放在哪里：没有主目录。
    请把 SOURCE_DESK_HOME 设为一个属于您的目录。
start-failed =
    Source Desk 无法打开窗口：{ $detail }
    Debian 和 Ubuntu 需要软件包 libwebkit2gtk-4.1-0，Windows 需要 WebView2 运行时。命令行不受影响：source-desk --help

picture-login-page = 带有新按钮的 authentik 登录页
picture-welcome = 欢迎使用 authentik！
picture-username = 电子邮箱或用户名
picture-log-in = 登录
picture-or = 或
picture-no-button = 这里没有源的按钮
picture-source-disabled = 已停用：不显示按钮
picture-inert-qr = Source Desk 预览，并非登录二维码。要扫可用的码，请开始测试登录。

blueprint-comment = authentik 登录源，由 Source Desk 生成。可以反复应用。
blueprint-comment-secrets = 应用之前，文中引用的机密必须能被 authentik 的 server 和 worker 同时读取；否则该源会被跳过，备好机密后请再次应用。
blueprint-comment-inline = 本文件含有明文机密。请勿提交到版本库，应用后请删除。

doctor-home = 数据目录
doctor-database = 数据库
doctor-integrity = 完整性
doctor-drafts = 草稿
doctor-secrets = 机密
doctor-secrets-memory = 仅存于内存：还没有保险库。
doctor-secrets-vault = 保险库中 { $secrets } 个；打开方式 { $slots } 种；损坏 { $damaged } 个
