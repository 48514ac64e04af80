# Globals (authentik/lib/expression/evaluator.py, BaseEvaluator.__init__)


def slugify(value, allow_unicode=False):
    """django.utils.text.slugify"""
    import unicodedata

    value = str(value)
    if allow_unicode:
        value = unicodedata.normalize("NFKC", value)
    else:
        value = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode("ascii")
    value = re.sub(r"[^\w\s-]", "", value.lower())
    return re.sub(r"[-\s]+", "-", value).strip("-_")


def list_flatten(value):
    if isinstance(value, list):
        return value[0] if value else None
    return value


def regex_match(value, regex):
    return re.search(regex, value) is not None


def regex_replace(value, regex, repl):
    return re.sub(regex, repl, value)


# The users of the sample data, made when a mapping first asks for one.
USERS = []


def users_of(sample):
    if not USERS:
        USERS.extend(user_of(user) for user in sample["users"])
    return USERS


def fresh(value):
    """A copy of what JSON has."""
    if type(value) is dict:
        return {key: fresh(item) for key, item in value.items()}
    return [fresh(item) for item in value] if type(value) is list else value


def double_globals(sample):
    """What every mapping may call, answered from the sample data."""
    def ak_user_by(**filters):
        call = record("ak_user_by", **filters)
        if sample.get("users") is None:
            needs_server("looks for a user with ak_user_by")
        for place, user in enumerate(users_of(sample)):
            if matches(user, filters):
                call["answer"] = user.username
                # The mapping may change it, and the next one of the run is not to see that.
                return user_of(fresh(sample["users"][place]))
        call["answer"] = None
        return None

    def ak_is_group_member(user, **filters):
        record("ak_is_group_member", user=user, **filters)
        return any(matches(group, filters) for group in user.groups.all())

    def ak_call_policy(name, **context):
        call = record("ak_call_policy", name=name, **context)
        for policy in sample.get("policies", []):
            if policy.get("name") == name:
                call["answer"] = policy.get("passing", False)
                return types.SimpleNamespace(
                    passing=policy.get("passing", False), messages=tuple(policy.get("messages", [])), raw_result=None,
                    source_binding=None, source_results=None, log_messages=None,
                )
        needs_server(f"calls the policy {shown(name)}")

    def ak_create_event(action, **context):
        record("ak_create_event", action=action, **context)

    def ak_send_email(address, subject, body=None, stage=None, template=None, context=None, cc=None, bcc=None):
        if body is None and template is None:
            raise ValueError("Either body or template parameter must be provided")
        if body is not None and template is not None:
            raise ValueError("Cannot specify both body and template parameters")
        record(
            "ak_send_email", address=address, subject=subject,
            **without_none(body=body, stage=stage, template=template, context=context, cc=cc, bcc=bcc),
        )
        return True

    def ak_user_has_authenticator(user, device_type=None):
        record("ak_user_has_authenticator", user=user, **without_none(device_type=device_type))
        devices = user.__dict__.get("authenticators")
        if devices is None:
            needs_server("looks for the authenticators of a user")
        return bool(devices) if device_type is None else device_type in devices

    def ak_create_jwt(user, provider, scopes, validity="seconds=60"):
        # Without a request in the context authentik returns None.
        record("ak_create_jwt", user=user, provider=provider, scopes=scopes, validity=validity)

    def ak_create_jwt_raw(provider, validity="seconds=60", **claims):
        record("ak_create_jwt_raw", provider=provider, validity=validity, **claims)
        needs_server("signs a token with ak_create_jwt_raw")

    def resolve_dns(host, ip_version=None):
        call = record("resolve_dns", host=host, **without_none(ip_version=ip_version))
        for entry in sample.get("dns", []):
            if entry.get("host") == host:
                addresses = entry.get("addresses", [])
                if ip_version is not None:
                    addresses = [address for address in addresses if (":" in address) == (ip_version == 6)]
                call["answer"] = list(addresses)
                return list(addresses)
        needs_server(f"resolves {shown(host)}")

    def reverse_dns(ip_addr):
        call = record("reverse_dns", ip_addr=ip_addr)
        for entry in sample.get("dns", []):
            if shown(ip_addr) in entry.get("addresses", []):
                call["answer"] = entry.get("host")
                return entry.get("host")
        needs_server(f"resolves {shown(ip_addr)}")

    from ipaddress import ip_address, ip_network

    return {
        "ak_call_policy": ak_call_policy,
        "ak_create_event": ak_create_event,
        "ak_create_jwt": ak_create_jwt,
        "ak_create_jwt_raw": ak_create_jwt_raw,
        "ak_is_group_member": ak_is_group_member,
        "ak_logger": Logger(),
        "ak_send_email": ak_send_email,
        "ak_user_by": ak_user_by,
        "ak_user_has_authenticator": ak_user_has_authenticator,
        "ip_address": ip_address,
        "ip_network": ip_network,
        "list_flatten": list_flatten,
        "regex_match": regex_match,
        "regex_replace": regex_replace,
        "requests": RequestsSession(sample.get("http", [])),
        "resolve_dns": resolve_dns,
        "reverse_dns": reverse_dns,
        "slugify": slugify,
    }


