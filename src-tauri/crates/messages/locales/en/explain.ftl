# Explanations of errors: explain-CODE says what it is, -why where it comes from, -fix what to do.


## The QR page's error pages (connect/qrconnect)

explain-appid = WeChat does not know this AppID (page: AppID 参数错误).
explain-appid-why = The consumer key is mistyped, still a placeholder, or belongs to another product, such as a WeCom CorpID, which begins with ww.
explain-appid-fix = Copy the AppID again from open.weixin.qq.com, 管理中心, 网站应用, and paste it into Consumer key. It is wx followed by 16 hexadecimal digits.

explain-scope = WeChat refuses the scope (page: Scope 参数错误或没有 Scope 权限).
explain-scope-why = The AppID belongs to an Official Account, a Mini Program or a mobile application; or the website application is not approved yet or has not been granted 微信登录; or the source has additional scopes, which authentik joins with a space that WeChat does not accept.
explain-scope-fix = Use the AppID of an approved 网站应用 whose 微信登录 shows 已获得, and leave Scopes empty in authentik, so that exactly snsapi_login is sent.

explain-redirect-uri = WeChat refuses the callback URL (page: redirect_uri 参数错误).
explain-redirect-uri-why = The host of the callback URL is not exactly the 授权回调域: the field holds https:// or a path, a parent or sub-domain, an IP address or localhost; or the URL has a port other than 80 or 443; or a reverse proxy does not pass the public host and scheme on to authentik.
explain-redirect-uri-fix = Enter only the bare host of your authentik as 授权回调域, for example auth.example.com, and open authentik by that very name without a port. Behind a proxy, check X-Forwarded-Host and X-Forwarded-Proto.

explain-link-unreachable = WeChat says that the link cannot be visited (page: 该链接无法访问).
explain-link-unreachable-why = This is the older wording for a callback URL whose host is not the 授权回调域, or for a scope other than snsapi_login.
explain-link-unreachable-fix = Compare the host of the callback URL with the 授权回调域 letter by letter, and leave Scopes empty in authentik.

explain-open-in-wechat = The page only opens inside the WeChat app (page: 请在微信客户端打开链接).
explain-open-in-wechat-why = The address is connect/oauth2/authorize, which is the login of Official Accounts. A website login uses connect/qrconnect.
explain-open-in-wechat-fix = Use authentik's WeChat source as it is: it always opens connect/qrconnect. Check whether a proxy or a home-made link leads to the other page.


## Error pages of Official Accounts (connect/oauth2/authorize)

explain-10003 = The callback's domain is not the configured one (10003).
explain-10003-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens.
explain-10003-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用. If you do want an Official Account, correct its 网页授权域名.

explain-10004 = The Official Account is banned (10004).
explain-10004-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. WeChat has banned the account that the AppID belongs to.
explain-10004-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.

explain-10005 = The Official Account may not use this scope (10005).
explain-10005-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. A test account (测试号) gives it too, because it cannot do snsapi_login.
explain-10005-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.

explain-10006 = The user must follow the test account first (10006).
explain-10006-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. The AppID is that of a test account (测试号).
explain-10006-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.

explain-10009 = Too many attempts (10009).
explain-10009-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. WeChat slows the person down.
explain-10009-fix = Wait a minute and try again. Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.

explain-10010 = The scope is empty (10010).
explain-10010-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. The link has no scope.
explain-10010-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用. Do not enter a lone * as Scopes.

explain-10011 = The callback URL is empty (10011).
explain-10011-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. The link has no redirect_uri.
explain-10011-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.

explain-10012 = The AppID is empty (10012).
explain-10012-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. The link has no appid.
explain-10012-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用. Fill in Consumer key.

explain-10013 = The state is empty (10013).
explain-10013-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. The link has no state; authentik always sends one.
explain-10013-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.

explain-10015 = The Official Account has not authorised the third-party platform (10015).
explain-10015-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. The link names a platform that the account does not trust.
explain-10015-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.

explain-10016 = An Open Platform AppID does not work on this page (10016).
explain-10016-why = This number only appears on connect/oauth2/authorize, the login of Official Accounts, not on the QR page that authentik opens. The AppID of your 网站应用 is right, the page is the wrong one.
explain-10016-fix = Let the login start at authentik's WeChat source, which opens connect/qrconnect with the AppID of a 网站应用.


## The token call (sns/oauth2/access_token)

explain-40029 = WeChat does not accept the code (40029 invalid code).
explain-40029-why = The code is older than ten minutes, cut off, or was made for another AppID.
explain-40029-fix = Start the login again. If it keeps happening, make sure that one AppID is used throughout: another instance or an old tab may still have a former one.

explain-40163 = The code has been used already (40163 code been used).
explain-40163-why = A code works once. The callback was loaded twice: by a reload, a link preview, a retrying proxy, or a second program. Someone else may also have been faster.
explain-40163-fix = Start the login again and do not reload the callback. If you did nothing twice, look for a proxy that repeats requests, and take it seriously.

explain-40125 = The AppSecret is wrong (40125 invalid appsecret).
explain-40125-why = It was reset in WeChat's console, belongs to another application, or has a character too many or too few. WeChat checks it only after a valid code, so only a real login shows this.
explain-40125-fix = Copy the AppSecret again, or reset it in WeChat's console. The old one stops working at once and the new one is shown only once, so enter it in authentik right away.

explain-40013 = The AppID is unknown (40013 invalid appid).
explain-40013-why = The consumer key is mistyped, has capital letters or white space, or belongs to another product.
explain-40013-fix = Copy the AppID again from open.weixin.qq.com, 管理中心, 网站应用, into Consumer key.

explain-41002 = The AppID is missing from the request (41002 appid missing).
explain-41002-why = The client sent client_id, as standard OAuth does, or a JSON body. authentik's WeChat type sends appid.
explain-41002-fix = Use the provider type WeChat in authentik, not a generic OAuth source, and fill in Consumer key.

explain-41004 = The AppSecret is missing from the request (41004).
explain-41004-why = The consumer secret is empty, or the client sent it under another name.
explain-41004-fix = Enter the AppSecret as Consumer secret and save the source again.

explain-41008 = The code is missing from the request (41008 missing code).
explain-41008-why = The callback came without a code, or the client sent it in a form that WeChat does not read, such as JSON.
explain-41008-fix = Start the login again. If it keeps happening, check whether a proxy strips the query of the callback URL.

explain-40002 = The grant type is wrong (40002 invalid grant_type).
explain-40002-why = The request has no grant_type, or another one than authorization_code. authentik always sends the right one.
explain-40002-fix = Check which program sent the request. A generic OAuth source cannot talk to WeChat; use the type WeChat.

explain-42003 = The code has expired (42003).
explain-42003-why = More than ten minutes passed between the confirmation and the exchange. WeChat documents this number, but in practice answers 40029.
explain-42003-fix = Start the login again. If authentik is slow to reach api.weixin.qq.com, check its network.

explain-45011 = Too many calls in this minute (45011).
explain-45011-why = The application went over WeChat's limit per minute, usually by a load test or a program that retries without a pause.
explain-45011-fix = Wait a minute, then try again. Find out what repeats the calls.

explain-45009 = The daily limit is used up (45009).
explain-45009-why = The application made all the calls of this kind that WeChat allows in a day.
explain-45009-fix = Wait until the next day, and find out what makes so many calls.

explain-50001 = The user has not authorised this (50001 user unauthorized).
explain-50001-why = WeChat does not let the application act for this user.
explain-50001-fix = Let the user log in again and confirm on the phone. If it stays, ask WeChat's support about the account.

explain-50002 = The account is restricted (50002 user limited).
explain-50002-why = WeChat has restricted the user's account or the application's owner.
explain-50002-fix = Try with another WeChat account. If only one is affected, its owner must clear the restriction in WeChat.

explain-40164 = The server's IP address is not on the allow-list (40164).
explain-40164-why = This belongs to Official Accounts and Mini Programs. Website applications have no IP allow-list according to WeChat's documents.
explain-40164-fix = Check whether the AppID really is that of a 网站应用. If it is not, create one or use its AppID.

explain-40243 = The AppSecret is frozen (40243).
explain-40243-why = Freezing an AppSecret exists for Official Accounts and Mini Programs. A website application can only enable or reset it, according to WeChat's documents.
explain-40243-fix = Check whether the AppID really is that of a 网站应用. Otherwise unfreeze the AppSecret in that product's console.

explain-minus-1 = WeChat is busy (-1).
explain-minus-1-why = WeChat's server had a passing problem. Your settings are not the cause.
explain-minus-1-fix = Wait a moment and log in again.


## Refreshing, checking and reading the user (sns/…)

explain-40001 = The access token is not valid (40001 invalid credential).
explain-40001-why = At sns/userinfo the access token is wrong or not the latest one. WeChat's list also gives this number for a wrong AppSecret, but the token call answers 40125 for that.
explain-40001-fix = Start the login again. If it comes back, check that nothing else logs the same user in at the same moment.

explain-40003 = The openid does not belong to the access token (40003 invalid openid).
explain-40003-why = The openid is mistyped, empty, or comes from another AppID. authentik sends the one from the token answer.
explain-40003-fix = Start the login again. If a proxy or another program changes WeChat's answers, take it out of the way.

explain-40014 = The access token is not valid (40014 invalid access_token).
explain-40014-why = The token is unknown to WeChat: cut off, changed, or of another product.
explain-40014-fix = Start the login again, so that authentik gets a new token.

explain-40030 = The refresh token is not valid (40030 invalid refresh_token).
explain-40030-why = The refresh token is wrong or older than 30 days. authentik does not refresh WeChat's tokens, so another program asked.
explain-40030-fix = Let the user log in again.

explain-41001 = The access token is missing from the request (41001 access_token missing).
explain-41001-why = The token answer had no access_token, or the client sent it in a header. WeChat reads it from the query only.
explain-41001-fix = Start the login again. With a generic OAuth source this cannot work; use the type WeChat.

explain-41003 = The refresh token is missing from the request (41003).
explain-41003-why = A refresh was asked for without refresh_token. authentik does not refresh WeChat's tokens, so another program asked.
explain-41003-fix = Check that program. authentik's login does not need it.

explain-41009 = The openid is missing from the request (41009).
explain-41009-why = The token answer had no openid, or the client did not pass it on.
explain-41009-fix = Start the login again. Check that no proxy changes WeChat's answers.

explain-42001 = The access token has expired (42001 access_token expired).
explain-42001-why = An access token lives two hours. authentik uses it at once, so an old one was used, or a clock or cache on the way is wrong.
explain-42001-fix = Start the login again.

explain-42002 = The refresh token has expired (42002).
explain-42002-why = A website application's refresh token lives 30 days and cannot be renewed. authentik does not use it.
explain-42002-fix = Let the user log in again.

explain-48001 = The application may not use this interface (48001 api unauthorized).
explain-48001-why = The token was made without snsapi_login, or WeChat has not granted 微信登录 to the application.
explain-48001-fix = Leave Scopes empty in authentik, and check in WeChat's console that 微信登录 shows 已获得.


## The QR page's long poll

explain-wx-408 = Nothing has happened yet (wx_errcode 408).
explain-wx-408-why = WeChat held the question for a while and nobody scanned in that time. This is no error, and it does not mean expired.
explain-wx-408-fix = Nothing to do: the page asks again after two seconds.

explain-wx-404 = The QR code was scanned and waits for the confirmation (wx_errcode 404).
explain-wx-404-why = The person has scanned but not yet tapped the button on the phone. There is no code in this answer.
explain-wx-404-fix = Confirm on the phone. A program that takes 404 for the confirmation waits for ever: that is 405.

explain-wx-405 = The person has confirmed; the code is in this answer (wx_errcode 405).
explain-wx-405-why = This is success. The page now goes to the callback URL with code and state.
explain-wx-405-fix = Nothing to do. Treat the answer as a secret: whoever has the code can race the login.

explain-denied = The person cancelled on the phone (wx_errcode 403).
explain-denied-why = They tapped 取消. WeChat's page then shows 您已取消此次登录 and stays where it is: authentik hears nothing, whatever WeChat's document says about a redirect without code.
explain-denied-fix = Scan again and confirm. Tell your users that nothing more happens on the page after they cancel.

explain-expired = The QR code has expired (wx_errcode 402).
explain-expired-why = Nobody confirmed while it was valid, which is about five minutes; WeChat does not publish the exact time.
explain-expired-fix = Start the login again and scan the new QR code.

explain-wx-500 = WeChat's page server had a problem (wx_errcode 500).
explain-wx-500-why = The long poll failed on WeChat's side. The page treats it like an expired QR code and shows a new one.
explain-wx-500-fix = Start the login again.


## What authentik shows

explain-could-not-retrieve-token = authentik got no token from WeChat (Could not retrieve token.).
explain-could-not-retrieve-token-why = authentik shows these words for every errcode of the token call, for a missing code, and when api.weixin.qq.com cannot be reached. The real reason is only in the server's log, as errcode and errmsg.
explain-could-not-retrieve-token-fix = Look into authentik's server log for “Unable to fetch wechat token” and explain the errcode found there. If there is none, let the server reach api.weixin.qq.com on port 443.

explain-could-not-retrieve-profile = authentik got no user information from WeChat (Could not retrieve profile.).
explain-could-not-retrieve-profile-why = The userinfo call answered with an errcode or an HTTP error, or its answer was no valid JSON, for example because of a control character in the nickname.
explain-could-not-retrieve-profile-fix = Look into authentik's server log for “Unable to fetch wechat userinfo” and explain the errcode found there. Under Events, “Failed to JSON-decode profile.” shows an answer that could not be read.

explain-state = The state is not the one that authentik sent (State check failed.).
explain-state-why = The login was begun under another host name than the callback's, in another tab that was overtaken, or the browser lost authentik's cookie. An old link or an attempt to slip in a foreign login looks the same.
explain-state-fix = Start again from authentik's login page, in one tab, under the same host name as the callback URL. Check that the session cookie survives the way through the provider.

explain-no-identifier = authentik cannot tell who the user is (Could not determine id.).
explain-no-identifier-why = The answer does not have the key that authentik reads for this type: for WeChat unionid or openid, for GitLab id, which its default profile URL does not give, for OpenID Connect sub.
explain-no-identifier-fix = Compare the answer in the transcript with what the type expects. GitLab needs the profile URL https://gitlab.com/api/v4/user. Check that nothing between authentik and the provider changes the answer.

explain-flow-missing = The source has no authentication flow (Configured flow does not exist.).
explain-flow-missing-why = The user is known, but Authentication flow is empty. This happens when a blueprint could not find the flow and set none without saying so.
explain-flow-missing-fix = Choose an Authentication flow in the source, for example default-source-authentication.

explain-no-enrollment = The source enrols nobody (Source is not configured for enrollment.).
explain-no-enrollment-why = The user is new and Enrollment flow is empty.
explain-no-enrollment-fix = Choose an Enrollment flow, for example default-source-enrollment, or create the user first and let them link WeChat in their settings.

explain-denied-by-matching = authentik refuses this user because of the user matching mode (Request to authenticate with … has been denied.).
explain-denied-by-matching-why = A user with the same username exists and the mode denies that, or the mode compares e-mail addresses: WeChat never sends one, so email_link and email_deny always deny.
explain-denied-by-matching-fix = Set User matching mode to identifier. To bring existing users along, let them link WeChat in their settings.

explain-user-write-failed = authentik could not write the user (Failed to update user. Please try again later.).
explain-user-write-failed-why = The username is taken already. With WeChat it is the unionid or openid, so most often the source was deleted and created again: its connections are gone, its users are still there.
explain-user-write-failed-fix = Find the user with this username. Connect them to the source again, or delete them if they are not needed.

explain-groups-failed = authentik could not update the groups (Failed to update groups. Please try again later.).
explain-groups-failed-why = A property mapping returns groups, and the group matching mode refuses one that exists already.
explain-groups-failed-fix = Set Group matching mode to name_link, or rename the group. WeChat itself sends no groups.

explain-server-error = authentik itself broke down (Server Error, HTTP 500).
explain-server-error-why = This happens when the token answer is no JSON or lacks the token, when the userinfo call loses its connection, or when a property mapping raises an exception.
explain-server-error-fix = Look into authentik's server log and under Events at that moment. Check first whether the provider really answers and not a proxy's own page.

explain-oauth-error = The provider answered with an error of its own.
explain-oauth-error-why = The provider names an error that is none of the standard's. authentik shows its text to the user.
explain-oauth-error-fix = Read the detail in the transcript and look it up in the provider's documentation.


## What the test login itself finds

explain-not-loopback = The test login only talks to this computer.
explain-not-loopback-why = An endpoint is not a literal loopback address such as http://127.0.0.1:8080. This version rehearses against the built-in simulator only.
explain-not-loopback-fix = Start the test login with the built-in simulator.

explain-unreachable = The endpoint cannot be reached.
explain-unreachable-why = Nothing listens there, or the connection broke off. On a real server this means that authentik cannot reach the provider.
explain-unreachable-fix = In a test login, start it again. On a server, open port 443 to the provider (for WeChat api.weixin.qq.com) and check its proxy and DNS.

explain-no-answer = The endpoint did not answer in time.
explain-no-answer-why = authentik waits 30 seconds by default. So that you need not, a rehearsal with a slow provider waits two.
explain-no-answer-fix = Try again. On a server, check the network between authentik and the provider.

explain-too-large = The answer is too large.
explain-too-large-why = It has more than a megabyte; what a provider tells about a user has a few kilobytes. Something else answers.
explain-too-large-fix = Check what listens at that address.

explain-http-500 = The endpoint answered HTTP 500.
explain-http-500-why = The server behind it broke down, or a proxy answers in its place. WeChat answers HTTP 200 even for its errors, so there it is a proxy.
explain-http-500-fix = Wait and try again. If it stays, look at the provider's status page, and check whether a proxy stands between authentik and the provider.

explain-http-error = The endpoint answered with an HTTP error.
explain-http-error-why = The provider did not take the request, or a proxy or firewall answers in its place. WeChat answers HTTP 200 even for its errors.
explain-http-error-fix = Read the status and the answer in the transcript. If it is not the provider's own, let authentik reach it directly.

explain-not-json = The answer is not the JSON that authentik expects.
explain-not-json-why = A proxy's or firewall's page is the usual cause. At the token call authentik then shows its server-error page, at the userinfo call “Could not retrieve profile.”.
explain-not-json-fix = Look at the answer in the transcript. On a server, let authentik reach the provider directly.

explain-control-characters = The nickname has a control character, and authentik cannot read the answer.
explain-control-characters-why = WeChat lets such characters stand raw in its JSON. Python's strict parser refuses them, so authentik shows “Could not retrieve profile.” and no mapping can help: it would run later.
explain-control-characters-fix = Ask the person to remove invisible characters from their WeChat nickname, and tell authentik's developers.

explain-no-code = The browser came back without a code.
explain-no-code-why = WeChat's document says that a refused login comes back with the state alone. authentik then shows “Could not retrieve token.”, which hides that the user simply cancelled.
explain-no-code-fix = Log in again and confirm on the phone. If the person did confirm, check whether a proxy strips the query of the callback URL.

explain-callback-elsewhere = The login went back to another place than the test login's own.
explain-callback-elsewhere-why = The simulator was started without being told where this test login listens, or another program answered there.
explain-callback-elsewhere-fix = Start the test login again from here, so that it starts its own simulator.

explain-unknown-page = The page is neither WeChat's QR page nor one of its known error pages.
explain-unknown-page-why = WeChat may have changed its page, or something else answers at this address.
explain-unknown-page-fix = Look at the answer in the transcript. If it is WeChat's, please report it so that it can be explained.

explain-timeout = The test login took longer than five minutes.
explain-timeout-why = Nobody logged in and agreed in that time. A WeChat QR code lives about as long.
explain-timeout-fix = Start it again, or let the test login act as the person by itself.

explain-unknown-errcode = WeChat answered with an errcode that is not explained here.
explain-unknown-errcode-why = It is none of the numbers known for website logins. The detail has WeChat's own text.
explain-unknown-errcode-fix = Look the number up in WeChat's document 全局返回码, and please report it so that it can be explained.

explain-listener = The test login's own callback address broke down.
explain-listener-why = The system closed the port on 127.0.0.1, or no more connections can be opened.
explain-listener-fix = Start the test login again. If it stays, see whether a security program blocks local ports.


## Symptoms without a number

explain-garbled-nickname = Chinese nicknames come out garbled in authentik.
explain-garbled-nickname-why = WeChat sends UTF-8 as text/plain without a charset, and authentik's HTTP library reads that as Latin-1. The login itself works. Observed with 2026.5; other versions may read it rightly.
explain-garbled-nickname-fix = Add the property mapping that repairs the nickname. It leaves names alone that are not garbled.

explain-duplicate-users = One person becomes two users.
explain-duplicate-users-why = authentik recognises a user by the unionid, or by the openid if there is none. The openid changes with the AppID, and the identifier changes when WeChat begins to send a unionid.
explain-duplicate-users-fix = Bind your applications to one WeChat Open Platform account before the first login, and keep the AppID.

explain-text-plain = A program cannot read WeChat's answer because of its type text/plain.
explain-text-plain-why = WeChat sends JSON with the type text/plain, and a client that insists on application/json gives up. authentik does not insist.
explain-text-plain-fix = Let that program read the body as JSON whatever its type is.

explain-fast-login = The quick login of the WeChat desktop program does not work.
explain-fast-login-why = The page talks to a WeChat program on the same computer. It must be running, recent (Windows 3.9.11, Mac 4.0.0) and not locked; a global proxy breaks it. 10057 means that only scanning is possible.
explain-fast-login-fix = Scan the QR code instead. authentik cannot switch quick login off, because a WeChat source has no field for it.

explain-local-network-access = The browser asks for access to the local network on WeChat's page.
explain-local-network-access-why = Chrome 142 and later ask before a page may talk to a program on this computer, which WeChat's quick login does.
explain-local-network-access-fix = Allow it to use quick login, or refuse it and scan the QR code. Both are fine for authentik.

explain-second-qr = The phone shows another QR code after scanning.
explain-second-qr-why = Somebody drew the address of the QR page itself as a QR code. Only the picture on that page can be scanned.
explain-second-qr-fix = Open the login page in a browser and scan the picture that WeChat shows there.

explain-scanned-stall = The login stops after the scan.
explain-scanned-stall-why = The person has not confirmed on the phone yet; or a home-made client takes 404 for the confirmation, while the code comes with 405.
explain-scanned-stall-fix = Confirm on the phone. In a home-made client, wait for wx_errcode 405.

# What an explanation rests on.

evidence-login-document = WeChat Open Platform document 网站应用微信登录
evidence-code-document = WeChat document 全局返回码
evidence-official-account-document = WeChat document 公众号网页授权
evidence-qr-page = the script of WeChat's page connect/qrconnect
evidence-community = threads of WeChat's developer community
evidence-recorded = WeChat's recorded answers
evidence-authentik-wechat = authentik's sources/oauth/types/wechat.py
evidence-authentik-callback = authentik's sources/oauth/views/callback.py
evidence-authentik-client = authentik's sources/oauth/clients/oauth2.py
evidence-authentik-flow-manager = authentik's core/sources/flow_manager.py
evidence-authentik-user-write = authentik's stages/user_write/stage.py
evidence-test-login = Source Desk's test login
