# The test login: its steps, its notes and the page that the browser shows at the end.

## Steps

step-authorize = Open the login page
step-authorize-about = The browser opens the provider's page with the parameters that authentik sends. WeChat's page has a QR code.
step-scan = Scan the QR code
step-scan-about = The page asks WeChat again and again whether a phone has scanned its QR code.
step-confirm = Confirm on the phone
step-confirm-about = The page waits until the person confirms or cancels on the phone.
step-callback = Come back with a code
step-callback-about = The browser goes to the callback URL with a code and the state. In a test login the callback arrives on this computer.
step-token = Exchange the code
step-token-about = authentik sends its client ID, its secret and the code (for WeChat AppID and AppSecret) and gets an access token.
step-userinfo = Ask who the user is
step-userinfo-about = authentik sends the access token and gets what the provider tells about the user; some providers tell it in the ID token instead.
step-mapping = Make the user
step-mapping-about = authentik makes a user's properties of what the provider told.
step-discovery = Read the discovery document
step-discovery-about = authentik reads it when the source is saved, not at each login. If that fails, the source cannot be saved.
step-keys = Read the keys (JWKS)
step-keys-about = authentik reads the keys that sign ID tokens when the source is saved, and every three hours.
step-login = Log in at the provider
step-login-about = The person logs in and agrees. In a rehearsal one of the simulator's people does.
step-emails = Ask for the e-mail addresses
step-emails-about = The profile has no address, so authentik asks GitHub for all of them and takes the primary one.
step-groups = Ask for the groups
step-groups-about = The scopes ask for groups, so authentik asks Microsoft Graph for them.

## Notes

note-identifier-empty = WeChat sent an empty unionid. authentik takes it as it is, so every such user would be the same one, and enrollment stops at the empty username.
note-identifier-openid = WeChat sent no unionid, so authentik recognises the user by the openid, which is different for every AppID.
note-nickname-garbled = authentik reads the nickname with the wrong character set and stores it garbled. A property mapping repairs it.
note-nickname-repaired = The property mapping repaired the nickname.
note-mappings-not-evaluated = These property mappings were not run in this test login, and their effect is not shown.
note-user-path-unusable = The user path cannot be filled in. authentik then puts new users under “users”.
note-token-incomplete = The token answer lacks this value, so authentik leaves it out of the next request.
note-issuer-differs = The discovery document names another issuer than the address it came from. authentik does not compare them; other clients refuse such a provider.
note-id-token-not-looked-at = The ID token is not good. authentik does not look at it here, because it reads the user elsewhere, so the login goes on.
note-id-token-claims = What the ID token says
note-profile-says-error = The provider says with HTTP 200 that the call went wrong. authentik does not look at that and finds nobody in the answer.
note-emails-not-read = The addresses could not be read. authentik goes on without one.
note-username-asked = There is no user name in the answer. authentik's default enrollment flow asks the person for one.
note-username-too-long = The user name has more characters than the 150 that authentik stores, so enrollment stops with an error page.
note-no-email = There is no e-mail address. Matching by e-mail always refuses such a person, and applications that need an address get none.
note-callback-wrong-state = A request came to the callback address with a wrong state. It was refused and the login went on.
note-callback-duplicate = A request came to the callback address with code or state given twice. It was refused and the login went on.
note-callback-wrong-host = A request came to the callback address under another host name. It was refused and the login went on.

## The page that the browser shows at the end

callback-page-title = Back from the login
callback-page-text = Source Desk has received the callback. You can close this page and return to Source Desk.
callback-page-refused-title = Back without a code
callback-page-refused-text = The login was cancelled or refused. You can close this page; Source Desk explains what happened.
