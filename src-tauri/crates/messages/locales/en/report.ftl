# Diagnostics: the report, the log, a start that fails.

ui-report = Diagnostics report
ui-report-about = For somebody who helps you: versions, the state of the data folder and the last lines of the log. It holds no names, slugs, hosts, client ids or URLs. Read it before you copy it.
ui-report-show = Show the report

cli-doctor-report = Print the diagnostics report instead, which names nobody

start-title = Source Desk cannot start
start-home =
    { $what }

    { $fix }

## Problems

err-home-unusable = The data folder { $subject } cannot be used: { $detail }.
fix-home-unusable = Check that it is a folder of yours and that the disk is there, or set SOURCE_DESK_HOME to another folder.
