# A test login at the real provider: the command, what is said meanwhile, and what can be wrong with a pasted address.

cli-test-login = Test a login at the real provider: log in there in your browser, paste where it landed; no authentik is touched
cli-test-login-slug = Slug of the draft
cli-test-login-route = How the browser comes back: browser (to this computer, where the provider allows it) or paste (you paste the address that it landed on)
cli-test-login-host = authentik's host, where it is not the draft's
cli-test-login-secret = Consumer secret to log in with; otherwise the one in the vault
cli-test-login-after = The browser shows an error of authentik, or none at all, when it comes back: that is right. Whoever has the address can use its code until this command has; it is not stored.
cli-test-login-port = Port of 127.0.0.1 that the browser comes back to, with --route browser
cli-test-login-register = This redirect URI must be registered with the provider, character by character, for the time of the test:
cli-test-login-open = Open this address in a browser and log in:
cli-test-login-paste = The browser then goes to { $callback } and may show an error there. Copy the whole address from its address bar, paste it here and press Enter:

err-test-login-nothing = There is no test login for “{ $subject }”. Only kinds that log in by OAuth have one.
fix-test-login-nothing = Try the login in authentik after applying the blueprint.
err-test-login-form-post = The address of an “{ $subject }” login cannot be pasted: the provider sends the code in a form, and the address bar does not show it.
fix-test-login-form-post = Rehearse it against the simulator, which takes the form as authentik does.
err-test-login-tagged = The field { $subject } is filled by a tag on the server, so this computer does not know its value.
fix-test-login-tagged = Make a copy of the draft for the test, and enter the value there.
err-test-login-no-secret = There is no consumer secret for “{ $subject }” at hand, and a real provider wants it.
fix-test-login-no-secret = Enter the secret in the form or unlock the vault; on the command line --secret consumer_secret=env:VARIABLE gives it too.
err-test-login-no-loopback = A login of “{ $subject }” cannot come back to this computer: its provider takes no address of 127.0.0.1 over http.
fix-test-login-no-loopback = Use --route paste: the browser lands on authentik's own callback URL, and you paste the address.
err-test-login-port = The port { $subject } of 127.0.0.1 cannot be listened at; another program probably has it.
fix-test-login-port = Choose another one with --port, and register the redirect URI with that port.
err-landing-no-address = That is not an address.
fix-landing-no-address = Copy the whole content of the browser's address bar, from https:// on.
err-landing-too-long = That is longer than any address of a login (16 KB).
fix-landing-too-long = Copy the address bar only, not the page.
err-landing-elsewhere = That address is not the callback URL { $subject }.
fix-landing-elsewhere = Wait until the browser has come back from the provider and shows an address that begins with the callback URL. If it never does, that URL is not the one registered with the provider.
err-landing-nothing = That address is the callback URL, but it carries neither a code nor an error.
fix-landing-nothing = Copy the address before the page sends you on; it goes on after a question mark. If authentik has already sent you to its login page, use the browser's Back button or its history.
err-landing-duplicate = That address carries code or state twice, so it is not sure which one is meant.
fix-landing-duplicate = Log in again and copy the address as it is.
err-landing-wrong-state = That address is of another login: its state is not the one that this test login sent.
fix-landing-wrong-state = Open the address of this test login again, and paste where that one lands. A state that comes back changed is an error of the provider or of a proxy.
err-landing-late = The test login is over and waits for no address any more.
fix-landing-late = Start it again.
