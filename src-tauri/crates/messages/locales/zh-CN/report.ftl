# 诊断：报告、日志、启动失败。

ui-report = 诊断报告
ui-report-about = 供协助您的人使用：版本、数据目录的状态和日志的最后若干行。其中没有名称、Slug、主机名、客户端 ID 或网址。复制之前请先阅读。
ui-report-show = 显示报告

cli-doctor-report = 改为输出诊断报告，其中不含任何名称

start-title = Source Desk 无法启动
start-home =
    { $what }

    { $fix }

## 问题

err-home-unusable = 数据目录 { $subject } 无法使用：{ $detail }。
fix-home-unusable = 请确认它是您自己的文件夹且磁盘可用，或用 SOURCE_DESK_HOME 指定其他文件夹。
