# The test login: its steps, its notes and the page that the browser shows at the end.

## Steps

step-authorize = Open WeChat's login page
step-authorize-about = The browser opens the page with the QR code, with the parameters that authentik sends.
step-scan = Scan the QR code
step-scan-about = The page asks WeChat again and again whether a phone has scanned its QR code.
step-confirm = Confirm on the phone
step-confirm-about = The page waits until the person confirms or cancels on the phone.
step-callback = Come back with a code
step-callback-about = The browser goes to the callback URL with a code and the state. In a test login the callback arrives on this computer.
step-token = Exchange the code
step-token-about = authentik sends AppID, AppSecret and code to WeChat and gets an access token.
step-userinfo = Ask who the user is
step-userinfo-about = authentik sends the access token and the openid to WeChat and gets nickname, picture and unionid.
step-mapping = Make the user
step-mapping-about = authentik makes a user's properties of WeChat's answer.

## Notes

note-identifier-empty = WeChat sent an empty unionid. authentik takes it as it is, so every such user would be the same one, and enrollment stops at the empty username.
note-identifier-openid = WeChat sent no unionid, so authentik recognises the user by the openid, which is different for every AppID.
note-nickname-garbled = authentik reads the nickname with the wrong character set and stores it garbled. A property mapping repairs it.
note-nickname-repaired = The property mapping repaired the nickname.
note-mappings-not-evaluated = These property mappings were not run in this test login, and their effect is not shown.
note-user-path-unusable = The user path cannot be filled in. authentik then puts new users under “users”.
note-token-incomplete = The token answer lacks this value, so authentik leaves it out of the next request.
note-callback-wrong-state = A request came to the callback address with a wrong state. It was refused and the login went on.
note-callback-duplicate = A request came to the callback address with code or state given twice. It was refused and the login went on.
note-callback-wrong-host = A request came to the callback address under another host name. It was refused and the login went on.

## The page that the browser shows at the end

callback-page-title = Back from the login
callback-page-text = Source Desk has received the callback. You can close this page and return to Source Desk.
callback-page-refused-title = Back without a code
callback-page-refused-text = The login was cancelled or refused. You can close this page; Source Desk explains what happened.
