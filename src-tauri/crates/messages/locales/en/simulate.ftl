# The simulators on the command line.

cli-simulate = Run a stand-in for a login provider on this computer until Ctrl-C
cli-simulate-listen = Address to listen on, of this computer only; port 0 takes a free one
cli-simulate-provider = Whom to stand in for; oidc is a provider of plain OpenID Connect
cli-simulate-callback-domain = Authorized callback domain (授权回调域) of the simulated application; for other providers the host of the redirect URI
cli-simulate-redirect-uri = Redirect URI to register, in place of authentik's callback URL on that domain; may be given more than once, not with wechat
cli-simulate-profile = Who logs in, or comes first on the login page; see below
cli-simulate-fault = What goes wrong; see below
cli-simulate-after =
    Profiles of wechat:
    { $profiles }
    Profiles of the other providers:
    { $people }
    Faults of wechat:
    { $faults }
    Faults of the other providers; each has those of the steps that it has:
    { $provider_faults }

cli-simulate-appid = AppID { $value }
cli-simulate-secret = AppSecret { $value }
cli-simulate-callback-domain-line = Authorized callback domain (授权回调域) { $value }
cli-simulate-consumer-key = Consumer key { $value }
cli-simulate-consumer-secret = Consumer secret { $value }
cli-simulate-redirect-line = Redirect URI, the same in every character { $value }
cli-simulate-authorization-url = Authorization URL { $value }
cli-simulate-access-token-url = Access token URL { $value }
cli-simulate-profile-url = Profile URL { $value }
cli-simulate-well-known-url = OIDC Well-known URL { $value }
cli-simulate-jwks-url = OIDC JWKS URL { $value }
cli-simulate-stop = The simulator runs until you press Ctrl-C

err-provider-unknown = There is no simulator of “{ $subject }”.
fix-provider-unknown = Choose one of: { $choices }.
err-simulator-redirect-uri = “{ $subject }” cannot be registered as a redirect URI: it has to be a whole address without “#”.
fix-simulator-redirect-uri = Write it with its scheme, for example https://auth.example.com/source/oauth/callback/github/.
err-simulator-no-redirect-uri = WeChat registers a domain, not a redirect URI, so “{ $subject }” cannot be registered.
fix-simulator-no-redirect-uri = Leave --redirect-uri out and name the domain with --callback-domain.
