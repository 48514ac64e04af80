# Explanations of errors: Microsoft Entra ID (AADSTS). explain-CODE says what it is, -why where it comes from, -fix what to do.

explain-aadsts50011 = Microsoft does not know the callback URL (AADSTS50011).
explain-aadsts50011-why = The redirect URI of the request is not exactly one of those of the app registration.
explain-aadsts50011-fix = Add the callback URL of this source under App registrations, Authentication, platform Web. Every character counts, including the last slash.

explain-aadsts500113 = The app registration has no callback URL (AADSTS500113).
explain-aadsts500113-why = No reply address is registered for the application.
explain-aadsts500113-fix = Add the platform Web under App registrations, Authentication, and enter the callback URL of this source.

explain-aadsts700016 = The application does not exist in this tenant (AADSTS700016).
explain-aadsts700016-why = The consumer key is not the Application (client) ID, or the authorization URL names another tenant than the one of the app registration.
explain-aadsts700016-fix = Copy the Application (client) ID, not the object id, and put your tenant id into the URLs of the source.

explain-aadsts7000215 = The client secret is wrong (AADSTS7000215).
explain-aadsts7000215-why = Often the Secret ID was copied instead of the secret's Value, or the secret belongs to another app registration.
explain-aadsts7000215-fix = Create a new client secret and copy its Value; it is shown only once.

explain-aadsts7000222 = The client secret has expired (AADSTS7000222).
explain-aadsts7000222-why = Microsoft's client secrets have an end date, and this one has passed it.
explain-aadsts7000222-fix = Create a new client secret, enter its Value in the source, and note the new end date.

explain-aadsts7000218 = The client secret is missing from the request (AADSTS7000218).
explain-aadsts7000218-why = The consumer secret is empty, or a proxy dropped it from the token request.
explain-aadsts7000218-fix = Enter the Value of a client secret as Consumer secret, and register the callback URL under the platform Web.

explain-aadsts65001 = Nobody has agreed to what the application asks for (AADSTS65001).
explain-aadsts65001-why = The user or an administrator has not consented to the application's permissions.
explain-aadsts65001-fix = In API permissions, grant admin consent for the tenant, or let the user consent on the next login.

explain-aadsts65004 = The user declined the consent (AADSTS65004).
explain-aadsts65004-why = The person pressed Cancel on Microsoft's consent page.
explain-aadsts65004-fix = Let the person log in again and accept, or grant admin consent for the tenant.

explain-aadsts90094 = An administrator must agree (AADSTS90094).
explain-aadsts90094-why = The tenant does not let users consent to these permissions themselves.
explain-aadsts90094-fix = Have an administrator grant consent under API permissions.

explain-aadsts90002 = The tenant was not found (AADSTS90002).
explain-aadsts90002-why = The tenant id or domain in the URLs of the source is mistyped, or belongs to another cloud, such as China's.
explain-aadsts90002-fix = Copy the Directory (tenant) ID into the URLs. For the cloud operated by 21Vianet the host is login.partner.microsoftonline.cn.

explain-aadsts9002313 = Microsoft cannot read the request (AADSTS9002313).
explain-aadsts9002313-why = The request is malformed: a parameter is empty, cut off or wrongly encoded.
explain-aadsts9002313-fix = Check consumer key, scopes and URLs for blanks and line breaks, and start the login again at authentik.

explain-aadsts9002325 = The callback URL is registered for a single-page application (AADSTS9002325).
explain-aadsts9002325-why = For that platform Microsoft wants PKCE and a request from the browser, but authentik's server redeems the code.
explain-aadsts9002325-fix = Remove the callback URL from the platform Single-page application and add it under Web.

explain-aadsts50105 = The user is not assigned to the application (AADSTS50105).
explain-aadsts50105-why = The enterprise application requires an assignment, and this user or group has none.
explain-aadsts50105-fix = In Enterprise applications, Users and groups, assign the user, or set Assignment required to No.

explain-aadsts50020 = The user's account is from another tenant (AADSTS50020).
explain-aadsts50020-why = The application only takes accounts of its own tenant; the browser is logged in with another work account or a personal one.
explain-aadsts50020-fix = Log in with an account of the tenant, invite the user as a guest, or widen the supported account types of the app registration.

explain-aadsts50194 = The application belongs to one tenant, but the URL says /common (AADSTS50194).
explain-aadsts50194-why = authentik's default URLs use /common, which only works for applications of several tenants.
explain-aadsts50194-fix = Replace common by your tenant id in the authorization and access token URL of the source.

explain-aadsts53003 = Conditional Access blocks the login (AADSTS53003).
explain-aadsts53003-why = A policy of the tenant refuses this user, device, place or application.
explain-aadsts53003-fix = Open the sign-in log in Entra ID; the tab Conditional Access names the policy.

explain-aadsts50076 = A second factor is required (AADSTS50076).
explain-aadsts50076-why = Because of a change by the administrator or a new place, the user must use multi-factor authentication.
explain-aadsts50076-fix = Let the user log in again in the browser and pass the second factor.

explain-aadsts70008 = The code has expired (AADSTS70008).
explain-aadsts70008-why = Too much time passed between the login and the exchange, or the token was revoked.
explain-aadsts70008-fix = Start the login again. If it stays, check the server's clock and its way to login.microsoftonline.com.

explain-aadsts54005 = The code has been used already (AADSTS54005).
explain-aadsts54005-why = A code works once. The callback was loaded twice: by a reload, a link scanner, or a proxy that repeats requests.
explain-aadsts54005-fix = Start the login again and do not reload the callback. If it stays, look for what loads the address a second time.

explain-aadsts70011 = A scope is not valid (AADSTS70011).
explain-aadsts70011-why = A scope is misspelt, belongs to another API, or mixes two resources.
explain-aadsts70011-fix = Leave Scopes empty for the defaults, or compare them with the API permissions of the app registration.

explain-aadsts-unknown = This is an error of Microsoft Entra ID that is not explained here.
explain-aadsts-unknown-why = The number after AADSTS says what Microsoft refused. The sentence behind it is Microsoft's own.
explain-aadsts-unknown-fix = Enter the number at login.microsoftonline.com/error, or look for it in the sign-in log of the tenant.
