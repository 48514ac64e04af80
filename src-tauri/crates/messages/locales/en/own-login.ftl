# A rehearsal in which the person logs in at the simulated provider with a browser of their own.

ui-test-login-who = The login page
ui-test-login-automatic = The person logs in by itself
ui-test-login-person = I log in myself, in my browser
ui-own-login = Log in at the simulator
ui-own-login-about = Open this address in a browser on this computer, choose who logs in or refuse. The browser then comes back here by itself, and the login goes on. It is Source Desk's own simulator: no real account is needed and nothing leaves this computer.
