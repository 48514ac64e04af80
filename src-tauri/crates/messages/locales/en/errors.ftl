# The page that explains errors, and the names of those whose errors they are.

ui-explain = Explain an error
ui-explain-nav = Errors
ui-explain-paste = Error
ui-explain-paste-help = Paste a code, the text of a page, an address, an answer or log lines, up to 64 KB. It stays on this computer, and is not kept.
ui-explain-placeholder = For example 40029, invalid_grant or certificate has expired
ui-explain-clear = Clear
ui-explain-unknown = No known error in this text
ui-explain-unknown-about = Paste the line with the error code or the exact message. authentik's user only sees a short sentence; its server log and its events have more. Or look for words in the list below.
ui-explain-found = { $count ->
    [one] 1 error explained
   *[other] { $count } errors explained
}
ui-explain-count = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
ui-explain-uncertain = Not certain
ui-explain-uncertain-about = It was not checked against the source, or no document says so. It is the best reading of what is public.
ui-explain-all = Known errors
ui-explain-search = Search known errors
ui-explain-search-placeholder = Search codes and words, in English or Chinese
ui-explain-provider = Provider
ui-explain-provider-all = All providers
ui-explain-no-match = No error matches
ui-explain-no-match-about = No code and no text has all these words.
ui-explain-show-all = Show all
ui-explain-read-more = Open in the list of errors
ui-explain-gone = There is no error “{ $code }” in the list
ui-explain-another = Explain another error

family-wechat = WeChat
family-authentik = authentik
family-test-login = Test login
family-oauth = OAuth 2.0
family-oidc = OpenID Connect
family-google = Google
family-github = GitHub
family-microsoft = Microsoft Entra ID
family-apple = Apple
family-facebook = Facebook
family-discord = Discord
family-slack = Slack
family-okta = Okta
family-gitlab = GitLab
family-twitch = Twitch
family-reddit = Reddit
family-patreon = Patreon
family-twitter = X (Twitter)
family-telegram = Telegram
family-ldap = LDAP
family-kerberos = Kerberos
family-saml = SAML
family-network = Network
family-tls = TLS and certificates
