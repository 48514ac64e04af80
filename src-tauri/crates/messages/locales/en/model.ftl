# The words of the catalogue: kinds, groups, fields, choices.

type-wechat = WeChat
type-wechat-about = People scan a QR code with WeChat (微信) and are logged in.

group-general = General
group-protocol = Protocol settings
group-attribute-mapping = OAuth Attribute mapping
group-flow = Flow settings
group-advanced = Advanced settings

field-name = Source Name
field-name-help = Shown on the login button.
field-slug = Slug
field-slug-help = Part of the login and callback URLs. Changing it later changes the callback URL.
field-enabled = Enabled
field-enabled-help = A disabled source is hidden from the login page, and its URLs answer 404.
field-promoted = Promoted
field-promoted-help = Shown as a prominent button with its name instead of a small icon.
field-user-matching-mode = User matching mode
field-user-matching-mode-help = How authentik finds the user whom a login belongs to.
field-group-matching-mode = Group matching mode
field-group-matching-mode-help = How authentik finds the groups that a source names. WeChat names none.
field-user-path-template = User path
field-user-path-template-help = Where new users are filed. %(slug)s stands for the source's slug.
field-icon = Icon
field-icon-help = A URL, a path in authentik's media folder, or fa://fa-weixin. Empty: authentik's own WeChat icon.
field-consumer-key = Consumer key
field-consumer-key-help = The AppID of your website application (网站应用) on WeChat Open Platform: wx and 16 hexadecimal digits.
field-consumer-secret = Consumer secret
field-consumer-secret-help = The AppSecret. WeChat shows it only once.
field-additional-scopes = Scopes
field-additional-scopes-help = Leave empty for WeChat: it allows snsapi_login only, and authentik sends that by itself.
field-user-property-mappings = User Property Mappings
field-user-property-mappings-help = Python that changes what authentik stores about a user. Mappings run in the order of their names.
field-group-property-mappings = Group Property Mappings
field-group-property-mappings-help = Python that changes what authentik stores about a group.
field-authentication-flow = Authentication Flow
field-authentication-flow-help = The slug of the flow for people who have used this source before.
field-enrollment-flow = Enrollment flow
field-enrollment-flow-help = The slug of the flow for people who come for the first time. Empty: nobody can enroll.
field-policy-engine-mode = Policy engine mode
field-policy-engine-mode-help = Whether one policy must pass or all of them.
field-authentik-host = authentik host
field-authentik-host-help = The domain on which browsers reach authentik, for example auth.example.com.
field-callback-domain = Authorized callback domain (授权回调域)
field-callback-domain-help = What stands in that field of WeChat's console: the bare host, without https:// and without a path.

choice-user-matching-mode-identifier = Link users on unique identifier
choice-user-matching-mode-email-link = Link to a user with identical email address. Can have security implications when a source doesn't validate email addresses
choice-user-matching-mode-email-deny = Use the user's email address, but deny enrollment when the email address already exists
choice-user-matching-mode-username-link = Link to a user with identical username. Can have security implications when a username is used with another source
choice-user-matching-mode-username-deny = Use the user's username, but deny enrollment when the username already exists
choice-group-matching-mode-identifier = Link groups on unique identifier
choice-group-matching-mode-name-link = Link to a group with identical name. Can have security implications when a group is used with another source
choice-group-matching-mode-name-deny = Use the group's name, but deny enrollment when the name already exists
choice-policy-engine-mode-any = Any policy must match to grant access
choice-policy-engine-mode-all = All policies must match to grant access
