# The words that an editor of property mappings offers.

word-variable-request = The request of this evaluation; request.http_request is the browser's.
word-variable-source = The source.
word-variable-properties = The properties so far, which all mappings share.
word-variable-info = What the provider says about the person.
word-variable-client = The OAuth client of this login.
word-variable-token = The token answer, for example token["access_token"].
word-variable-root = The whole SAML response.
word-variable-assertion = The SAML assertion.
word-variable-name-id = The NameID of the assertion.
word-variable-ldap = The LDAP entry: attributes by name, some of them lists.
word-variable-dn = The distinguished name of the LDAP entry.
word-variable-principal = The name of the Kerberos principal.
word-variable-principal-obj = The principal's record; only in a sync.
word-variable-auth-api = The connection to Plex's API.
word-variable-data = What the SCIM client sent.
word-variable-group-id = The group's id at the provider.
word-global-ak-call-policy = Asks a policy of this name; the answer has passing and messages.
word-global-ak-create-event = Writes an event into authentik's log, at each login.
word-global-ak-create-jwt = Makes a token of a provider for a user.
word-global-ak-create-jwt-raw = Makes a token of a provider with any claims.
word-global-ak-is-group-member = Whether a user is in a group, for example name="admins".
word-global-ak-logger = Writes to the server's log: ak_logger.info("text", key=value).
word-global-ak-send-email = Sends a mail, at each login.
word-global-ak-user-by = The user with these values, for example email=…; None if there is none.
word-global-ak-user-has-authenticator = Whether a user has a second factor.
word-global-ip-address = Reads an IP address.
word-global-ip-network = Reads a range of IP addresses.
word-global-list-flatten = The first of a list; any other value as it is.
word-global-regex-match = Whether a pattern is found in a text.
word-global-regex-replace = Replaces what a pattern finds in a text.
word-global-requests = Asks other servers by HTTP. Give a timeout, and catch errors.
word-global-resolve-dns = The addresses of a host.
word-global-reverse-dns = The host of an address.
word-global-slugify = A text in lower case with hyphens, Latin letters only unless allow_unicode is True.
word-global-skipobject = raise SkipObject leaves this object out of the sync.
word-user-username = The username: unique, at most 150 characters.
word-user-name = The name that people read.
word-user-email = The email address.
word-user-path = The folder in which the user is.
word-user-type = internal, external, service_account or internal_service_account.
word-user-is-active = False: the user cannot log in.
word-user-attributes = A dict of anything else.
word-user-groups = A list of the ids of groups.
word-user-password = A new password, in plain text.
word-user-last-login = The time of the last login.
word-user-date-joined = The time when the user was made.
word-group-name = The group's name, unique.
word-group-attributes = A dict of anything else.
word-group-is-superuser = True: every member is an administrator of authentik.
