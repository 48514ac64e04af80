# 窗口中保留下来的测试登录。

ui-test-runs = 历次测试登录
ui-test-runs-about = 与此源一起保留最近 50 次，机密均已隐去。选中两次即可比较。
ui-test-runs-none = 还没有保留下来的测试登录
ui-test-runs-none-about = 每次测试登录结束后都会保留在这里，可以重新查看、两两比较，或保存给其他程序使用。
ui-test-runs-choose = 比较
ui-test-runs-choose-one = 选中测试登录 { $run } 进行比较
ui-test-runs-chosen = { $count ->
    [0] 请选中两次测试登录进行比较。
    [1] 已选中一次，请再选一次与之比较。
   *[other] 已选中 { $count } 次。
}
ui-test-runs-compare = 比较 { $a } 与 { $b }
ui-test-runs-open-one = 查看测试登录 { $run }
ui-test-runs-opened = 测试登录 { $run }
ui-test-runs-close = 关闭
ui-test-runs-close-one = 关闭测试登录 { $run }
ui-test-runs-save-har = 保存为 HAR
ui-test-runs-save-svg = 保存示意图
ui-test-runs-saved = 已保存到 { $path }
ui-test-runs-delete = 删除这次测试登录
ui-test-runs-delete-title = 要删除测试登录 { $run } 吗？
ui-test-runs-delete-about = 其中的记录将永久删除，无法恢复。此源及其他测试登录不受影响。
ui-test-runs-delete-keep = 保留
ui-test-runs-deleted = 已删除测试登录 { $run }
ui-test-runs-compared = 测试登录 { $a } 与 { $b }
ui-test-runs-compared-close = 关闭比较
ui-test-runs-same = 两次的过程相同
ui-test-runs-same-about = 除每次登录都会变化的内容、已隐去的内容和所用时间外，没有任何不同。
ui-test-runs-different = 有 { $count } 个步骤不同
ui-test-runs-differences = 不同之处：{ $step }
ui-test-runs-part = 内容
ui-test-runs-in = 测试登录 { $run }
ui-test-runs-ignored = 以下内容每次登录都不同或已隐去，未作比较：{ $parts }
ui-timings-of = 用时：{ $step }
