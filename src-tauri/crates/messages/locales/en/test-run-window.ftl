# The test logins that were kept, in the window.

ui-test-runs = Earlier test logins
ui-test-runs-about = The newest 50 are kept with this source, secrets masked. Choose two to compare them.
ui-test-runs-none = No test login was kept yet
ui-test-runs-none-about = Every test login is kept here when it ends: to look into it again, to compare two, and to save one for other programs.
ui-test-runs-choose = Compare
ui-test-runs-choose-one = Choose test login { $run } to compare
ui-test-runs-chosen = { $count ->
    [0] Choose two test logins to compare them.
    [one] One test login is chosen. Choose another one to compare it with.
   *[other] { $count } test logins are chosen.
}
ui-test-runs-compare = Compare { $a } and { $b }
ui-test-runs-open-one = Open test login { $run }
ui-test-runs-opened = Test login { $run }
ui-test-runs-close = Close
ui-test-runs-close-one = Close test login { $run }
ui-test-runs-save-har = Save as HAR
ui-test-runs-save-svg = Save drawing
ui-test-runs-saved = Saved to { $path }
ui-test-runs-delete = Delete this test login
ui-test-runs-delete-title = Delete test login { $run }?
ui-test-runs-delete-about = What happened in it is gone for good. The source and its other test logins stay.
ui-test-runs-delete-keep = Keep it
ui-test-runs-deleted = Deleted test login { $run }
ui-test-runs-compared = Test logins { $a } and { $b }
ui-test-runs-compared-close = Close comparison
ui-test-runs-same = Both went the same way
ui-test-runs-same-about = Nothing differs but what is new in every login, what is masked, and how long it took.
ui-test-runs-different = { $count ->
    [one] They differ in one step
   *[other] They differ in { $count } steps
}
ui-test-runs-differences = Differences in: { $step }
ui-test-runs-part = What
ui-test-runs-in = In test login { $run }
ui-test-runs-ignored = Not compared, because it is new in every login or masked: { $parts }
ui-timings-of = Times of: { $step }
