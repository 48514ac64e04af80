# Test logins that were kept: opened again, compared, exported.

test-run-outcome-ok = Went well
test-run-outcome-denied = Refused on the phone
test-run-outcome-failed = Failed
test-run-outcome-cancelled = Cancelled
test-run-column-run = Run
test-run-column-time = Played
test-run-column-place = Where
test-run-place-simulator = Simulator
test-run-place-real = Real provider
test-run-column-outcome = Outcome
test-run-column-step = Failed step
test-run-column-problem = Error
test-run-verdict-only-a = only in the first
test-run-verdict-only-b = only in the second
test-run-verdict-same = the same
test-run-verdict-differs = differs
test-run-part-state = state
test-run-part-method = method
test-run-part-address = URL
test-run-part-parameter = parameter { $name }
test-run-part-request-header = header sent: { $name }
test-run-part-request-body = sent { $name }
test-run-part-status = status
test-run-part-response-header = header of the answer: { $name }
test-run-part-response-body = answer { $name }
test-run-absent = not there
test-run-empty = empty
test-run-value = “{ $value }”
dialog-save-test-run-har = Save test login as HAR
dialog-save-test-run-svg = Save test login as a drawing
timing-first-byte = first byte { $milliseconds } ms
timing-total = in all { $milliseconds } ms
test-run-drawing-title = Test login { $run }, { $at }
test-run-drawing-about = The steps of a test login from top to bottom, with who asks whom. Outcome: { $outcome }.
test-run-actor-browser = Browser
test-run-actor-provider = Provider
test-run-actor-callback = Callback URL
note-run-not-kept = This test login could not be kept, so it will not be among the earlier ones. Its result below is complete.

err-test-run-not-found = There is no test login { $subject }. It was deleted, or it was so old that it made room for newer ones.
fix-test-run-not-found = Choose one of the test logins that the list shows.
err-test-run-unreadable = Test login { $subject } cannot be read: a newer Source Desk wrote it, or it is damaged.
fix-test-run-unreadable = Open it with the newest Source Desk, or delete it and play the test login again.

## Command line

cli-test-run = Open, compare and export the test logins that were kept
cli-test-run-list = List the test logins of a draft, newest first
cli-test-run-show = Show a test login step by step
cli-test-run-compare = Compare two test logins; exit code 1 if they differ
cli-test-run-compare-first = Number of the first test login
cli-test-run-compare-second = Number of the second test login
cli-test-run-export = Write a test login for other programs
cli-test-run-export-format = HAR 1.2 for the network view of a browser, or a drawing
cli-test-run-export-out = File to write; without it the text goes to stdout
cli-test-run-delete = Delete a test login for good
cli-arg-run = Number of the test login
cli-test-run-none = No test login of this draft was kept yet.
cli-test-run-kept = Kept as test login { $run }
cli-test-run-same = Both test logins went the same way
cli-test-run-different = The test logins differ
cli-test-run-change = { $name }: { $before } → { $after }
cli-test-run-ignored = Not compared, because it is new in every login or masked: { $parts }
cli-test-run-deleted = Deleted test login { $run }
