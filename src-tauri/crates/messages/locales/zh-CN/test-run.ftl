# 保留下来的测试登录：重新查看、比较、导出。

test-run-outcome-ok = 成功
test-run-outcome-denied = 在手机上被拒绝
test-run-outcome-failed = 失败
test-run-outcome-cancelled = 已取消
test-run-column-run = 编号
test-run-column-time = 时间
test-run-column-place = 登录位置
test-run-place-simulator = 模拟器
test-run-place-real = 真实提供方
test-run-column-outcome = 结果
test-run-column-step = 失败步骤
test-run-column-problem = 错误
test-run-verdict-only-a = 仅第一次有
test-run-verdict-only-b = 仅第二次有
test-run-verdict-same = 相同
test-run-verdict-differs = 不同
test-run-part-state = 状态
test-run-part-method = 请求方法
test-run-part-address = 网址
test-run-part-parameter = 参数 { $name }
test-run-part-request-header = 请求头 { $name }
test-run-part-request-body = 请求内容 { $name }
test-run-part-status = 状态码
test-run-part-response-header = 响应头 { $name }
test-run-part-response-body = 响应内容 { $name }
test-run-absent = 没有
test-run-empty = 空
test-run-value = 「{ $value }」
dialog-save-test-run-har = 将测试登录保存为 HAR
dialog-save-test-run-svg = 将测试登录保存为示意图
timing-first-byte = 首字节 { $milliseconds } 毫秒
timing-total = 合计 { $milliseconds } 毫秒
test-run-drawing-title = 测试登录 { $run }，{ $at }
test-run-drawing-about = 自上而下是一次测试登录的各个步骤，以及由谁向谁发出请求。结果：{ $outcome }。
test-run-actor-browser = 浏览器
test-run-actor-provider = 提供方
test-run-actor-callback = 回调地址
note-run-not-kept = 这次测试登录未能保留，以后不会出现在历次测试登录中。下面的结果是完整的。

err-test-run-not-found = 没有编号为 { $subject } 的测试登录。它可能已被删除，或因过早而让位给了较新的记录。
fix-test-run-not-found = 请从列表中选择一次测试登录。
err-test-run-unreadable = 无法读取测试登录 { $subject }：它由较新版本的 Source Desk 写入，或已损坏。
fix-test-run-unreadable = 请用最新版本的 Source Desk 打开，或将其删除后重新进行测试登录。

## 命令行

cli-test-run = 查看、比较和导出保留下来的测试登录
cli-test-run-list = 列出草稿的测试登录，最新的在前
cli-test-run-show = 逐步显示一次测试登录
cli-test-run-compare = 比较两次测试登录；若有不同，退出码为 1
cli-test-run-compare-first = 第一次测试登录的编号
cli-test-run-compare-second = 第二次测试登录的编号
cli-test-run-export = 将一次测试登录导出给其他程序使用
cli-test-run-export-format = 供浏览器网络面板使用的 HAR 1.2，或示意图
cli-test-run-export-out = 要写入的文件；不指定则输出到标准输出
cli-test-run-delete = 永久删除一次测试登录
cli-arg-run = 测试登录的编号
cli-test-run-none = 此草稿还没有保留下来的测试登录。
cli-test-run-kept = 已保留为测试登录 { $run }
cli-test-run-same = 两次测试登录的过程相同
cli-test-run-different = 两次测试登录有不同之处
cli-test-run-change = { $name }：{ $before } → { $after }
cli-test-run-ignored = 以下内容每次登录都不同或已隐去，未作比较：{ $parts }
cli-test-run-deleted = 已删除测试登录 { $run }
