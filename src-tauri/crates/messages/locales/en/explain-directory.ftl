# Explanations of errors: LDAP, Kerberos and SAML. explain-CODE says what it is, -why where it comes from, -fix what to do.

explain-ldap-52e = The bind name or password is wrong (AcceptSecurityContext error, data 52e).
explain-ldap-52e-why = Active Directory knows the account but not this password, or the bind name is in a form that it does not read.
explain-ldap-52e-fix = Enter the bind password again, and the bind name as user@domain, DOMAIN\user or a whole DN.

explain-ldap-525 = The bind user does not exist (data 525).
explain-ldap-525-why = Active Directory does not find the name: a typing mistake, another domain, or a moved account.
explain-ldap-525-fix = Copy the distinguishedName or userPrincipalName of the account from Active Directory.

explain-ldap-530 = The user may not log on at this time (data 530).
explain-ldap-530-why = The account has logon hours, and now is outside of them.
explain-ldap-530-fix = Widen the Logon Hours of the account.

explain-ldap-531 = The user may not log on from this computer (data 531).
explain-ldap-531-why = The account is limited to certain workstations.
explain-ldap-531-fix = In the account's Log On To, allow the domain controller, or remove the limit.

explain-ldap-532 = The password has expired (data 532).
explain-ldap-532-why = The account's password is older than the domain allows.
explain-ldap-532-fix = Set a new password. For a bind account, use one whose password does not expire.

explain-ldap-533 = The account is disabled (data 533).
explain-ldap-533-why = It was switched off in Active Directory.
explain-ldap-533-fix = Enable the account, or use another bind account.

explain-ldap-701 = The account has expired (data 701).
explain-ldap-701-why = Its end date has passed.
explain-ldap-701-fix = Extend Account expires in Active Directory.

explain-ldap-773 = The user must change the password first (data 773).
explain-ldap-773-why = User must change password at next logon is set.
explain-ldap-773-fix = Change the password once, or clear the option for a bind account.

explain-ldap-775 = The account is locked (data 775).
explain-ldap-775-why = Too many wrong passwords were tried, perhaps by an old configuration that still uses a former password.
explain-ldap-775-fix = Unlock the account, and find what still tries the former password.

explain-ldap-49 = The LDAP server does not accept the bind name or password (49, invalidCredentials).
explain-ldap-49-why = Either of the two is wrong. Active Directory adds data and a number that says more.
explain-ldap-49-fix = Enter bind CN and password again. If the text has "data" with a number, explain that number.

explain-ldap-32 = The LDAP server does not find the place to search in (32, noSuchObject).
explain-ldap-32-why = The base DN, or the addition for users or groups, is mistyped or does not exist.
explain-ldap-32-fix = Compare the base DN with the server; the additions for users and groups are put in front of it.

explain-ldap-8 = The LDAP server demands an encrypted connection (8, strongerAuthRequired).
explain-ldap-8-why = It refuses a bind with a password over plain LDAP.
explain-ldap-8-fix = Use ldaps:// in the server URI, or switch on StartTLS.

explain-ldap-50 = The bind account may not do this (50, insufficientAccessRights).
explain-ldap-50-why = It may not read the users, or, for password writeback, not set passwords.
explain-ldap-50-fix = Give the bind account the right to read, and for writeback the right to reset passwords.

explain-ldap-53 = The LDAP server refuses to do this (53, unwillingToPerform).
explain-ldap-53-why = Often a password was to be set over an unencrypted connection, or does not meet the rules; or an anonymous bind is forbidden.
explain-ldap-53-fix = Use ldaps:// or StartTLS, and check the password rules of the directory.

explain-ldap-4 = The LDAP server gives out no more entries (4, sizeLimitExceeded).
explain-ldap-4-why = A search found more than the server allows at a time.
explain-ldap-4-fix = Narrow the user and group filters, or raise the server's limit for the bind account.

explain-ldap-not-bound = Active Directory wants a bind before a search (000004DC).
explain-ldap-not-bound-why = The search was sent without a login: bind CN or password is empty.
explain-ldap-not-bound-fix = Enter bind CN and bind password.

explain-ldap-unreachable = The LDAP server cannot be reached.
explain-ldap-unreachable-why = Host, port or way are wrong; or with ldaps:// the certificate is not accepted, which looks the same here.
explain-ldap-unreachable-fix = Check the server URI (389 for ldap://, 636 for ldaps://), the firewall, and the certificate's issuer and name.

explain-krb-client-unknown = The KDC does not know the user (KDC_ERR_C_PRINCIPAL_UNKNOWN).
explain-krb-client-unknown-why = The principal is mistyped, is in another realm, or the realm is not in capital letters.
explain-krb-client-unknown-fix = Check the principal and the realm of the source; compare with kinit on the server.

explain-krb-server-unknown = The KDC does not know the service (KDC_ERR_S_PRINCIPAL_UNKNOWN).
explain-krb-server-unknown-why = There is no principal for the name by which the service was asked for; often the host was reached by an alias or an IP address.
explain-krb-server-unknown-fix = Create the service principal, for example HTTP@auth.example.com, for the exact host name, and check forward and reverse DNS.

explain-krb-preauth = The Kerberos password or keytab is wrong (KDC_ERR_PREAUTH_FAILED).
explain-krb-preauth-why = The password was changed, or the keytab is of an older key version.
explain-krb-preauth-fix = Enter the password again or export a new keytab.

explain-krb-revoked = The Kerberos account is locked or disabled (KDC_ERR_CLIENT_REVOKED).
explain-krb-revoked-why = Too many wrong passwords, or an administrator switched it off.
explain-krb-revoked-fix = Unlock or enable the account.

explain-krb-expired = The Kerberos password has expired (KDC_ERR_KEY_EXPIRED).
explain-krb-expired-why = The account's password is older than the policy allows.
explain-krb-expired-fix = Set a new password, and for the sync user one that does not expire.

explain-krb-etype = The KDC does not take the encryption type (KDC_ERR_ETYPE_NOSUPP).
explain-krb-etype-why = Client and KDC have no encryption in common, often RC4 against AES only.
explain-krb-etype-fix = Allow AES for the account and export the keytab with aes256-cts.

explain-krb-skew = The clocks are too far apart (KRB_AP_ERR_SKEW).
explain-krb-skew-why = Kerberos usually tolerates five minutes between client, server and KDC.
explain-krb-skew-fix = Synchronise all three by NTP.

explain-krb-modified = The ticket does not fit the service's key (KRB_AP_ERR_MODIFIED).
explain-krb-modified-why = The service principal belongs to another account than the keytab, or the keytab is old.
explain-krb-modified-fix = Make sure that exactly one account has the service principal, and export its keytab again.

explain-krb-no-kdc = No KDC can be reached for the realm.
explain-krb-no-kdc-why = The KDC is not named in krb5.conf or DNS, or port 88 is blocked.
explain-krb-no-kdc-fix = Enter the KDC in the source's krb5.conf, and allow port 88 by TCP and UDP.

explain-krb-no-key = The keytab has no fitting key.
explain-krb-no-key-why = It lacks the principal or the key version that the KDC used.
explain-krb-no-key-fix = List it with klist -kte, and export it again for the exact principal.

explain-saml-requester = The identity provider finds a fault in the request (Requester).
explain-saml-requester-why = Often the issuer, the ACS URL, the binding or the signature are not what is configured there. A second status code or a message may say more.
explain-saml-requester-fix = Compare issuer and ACS URL of the source with the identity provider, and whether it expects signed requests.

explain-saml-responder = The identity provider failed by itself (Responder).
explain-saml-responder-why = It could not finish the login. A second status code or its log says why.
explain-saml-responder-fix = Look in the identity provider's log at this time.

explain-saml-version = The identity provider does not speak this version of SAML (VersionMismatch).
explain-saml-version-why = authentik speaks SAML 2.0 only.
explain-saml-version-fix = Use the SAML 2.0 endpoint of the identity provider.

explain-saml-authn-failed = The identity provider could not authenticate the user (AuthnFailed).
explain-saml-authn-failed-why = The password was wrong, the login was cancelled, or a rule refused it.
explain-saml-authn-failed-fix = Let the user log in directly at the identity provider, and look in its log.

explain-saml-name-id = The identity provider cannot give the asked NameID (InvalidNameIDPolicy).
explain-saml-name-id-why = The NameID policy of the source is one that it does not support for this user or application.
explain-saml-name-id-fix = Choose another NameID Policy in the source, such as the one that the identity provider is set to.

explain-saml-denied = The identity provider refuses the request (RequestDenied).
explain-saml-denied-why = It understood the request but does not answer it: mostly the user may not use this application.
explain-saml-denied-fix = Assign the user to the application at the identity provider.

explain-saml-no-passive = The identity provider would have to ask the user (NoPassive).
explain-saml-no-passive-why = The request forbade it, and the user is not logged in there.
explain-saml-no-passive-fix = Let the user log in at the identity provider first.

explain-saml-no-context = The identity provider cannot log in the way that was asked for (NoAuthnContext).
explain-saml-no-context-why = The request names an authentication context that it does not offer.
explain-saml-no-context-fix = Remove the demanded context, or allow it at the identity provider.

explain-saml-unknown-principal = The identity provider does not know the user (UnknownPrincipal).
explain-saml-unknown-principal-why = The account does not exist there, or has no value for the NameID.
explain-saml-unknown-principal-fix = Create the account, or fill in the attribute that the NameID is made from.
