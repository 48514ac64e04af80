# Objects that stand for what authentik has


class Model:
    """An object of authentik's: what the sample data says of it, and the server for everything else."""

    def __init__(self, model, values, known=()):
        self.__dict__["_model"] = model
        self.__dict__["_known"] = frozenset(known)
        for key, value in values.items():
            self.__dict__[key] = value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(f"'{self._model}' object has no attribute '{name}'")
        if name in self._known or not self._known:
            needs_server(f"reads {self._model}.{name}")
        raise AttributeError(f"'{self._model}' object has no attribute '{name}'")

    def __str__(self):
        return shown(self.__dict__.get("name") or self.__dict__.get("username") or self._model)

    def __repr__(self):
        return f"<{self._model}: {self}>"

    def __eq__(self, other):
        return self is other or (
            isinstance(other, Model) and self._model == other._model and "pk" in self.__dict__
            and self.__dict__.get("pk") is not None and self.__dict__["pk"] == other.__dict__.get("pk")
        )

    def __hash__(self):
        return hash((self._model, shown(self.__dict__.get("pk"))))


class Unknown(Model):
    """A dictionary that the server has and of which nothing was given, such as the token answer."""

    def _ask(self, *_):
        needs_server(f"reads {self._model}")

    __getitem__ = __contains__ = __iter__ = __len__ = __bool__ = _ask


USER_METHODS = (
    "save delete refresh_from_db set_password check_password has_perm has_perms all_roles direct_groups "
    "group_attributes serializer locale avatar set_unusable_password has_usable_password authenticatedsession_set "
    "useroauthsourceconnection_set usersourceconnection_set usersamlsourceconnection_set token_set objects "
    "get_managed_role default_path assign_perms_to_managed_role first_name last_name get_full_name get_short_name "
    "invalidate_all_sessions accessible_applications ak_groups groups roles user_permissions"
).split()


class Groups:
    """The groups of a user, as far as a mapping usually asks for them."""

    def __init__(self, groups):
        self._groups = list(groups)

    def all(self):
        return self

    def filter(self, **filters):
        return Groups([group for group in self._groups if matches(group, filters)])

    def exclude(self, **filters):
        return Groups([group for group in self._groups if not matches(group, filters)])

    def values_list(self, *names, flat=False):
        rows = [tuple(getattr(group, name) for name in names) for group in self._groups]
        return [row[0] for row in rows] if flat else rows

    def exists(self):
        return bool(self._groups)

    def count(self):
        return len(self._groups)

    def first(self):
        return self._groups[0] if self._groups else None

    def __iter__(self):
        return iter(self._groups)

    def __len__(self):
        return len(self._groups)

    def __bool__(self):
        return bool(self._groups)

    def __getitem__(self, index):
        return self._groups[index]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        needs_server(f"reads groups.{name}")


def group_of(value):
    values = {"pk": None, "name": "", "is_superuser": False, "attributes": {}}
    values.update(value if isinstance(value, dict) else {"name": value})
    return Model("Group", values)


def user_of(value, is_known=True):
    values = {
        "pk": None, "username": "", "name": "", "email": "", "is_active": True, "type": "internal",
        "path": "users", "attributes": {}, "last_login": None, "is_anonymous": False, "is_authenticated": True,
        "is_superuser": False, "password": "",
    }
    value = dict(value)
    groups = Groups([group_of(group) for group in value.pop("groups", [])])
    values.update(value)
    if is_known:
        values.update(groups=groups, ak_groups=groups)
    return Model("User", values, USER_METHODS)


LOOKUPS = {
    "exact": lambda have, want: have == want,
    "iexact": lambda have, want: have is not None and shown(have).lower() == shown(want).lower(),
    "contains": lambda have, want: have is not None and shown(want) in shown(have),
    "icontains": lambda have, want: have is not None and shown(want).lower() in shown(have).lower(),
    "startswith": lambda have, want: have is not None and shown(have).startswith(shown(want)),
    "istartswith": lambda have, want: have is not None and shown(have).lower().startswith(shown(want).lower()),
    "endswith": lambda have, want: have is not None and shown(have).endswith(shown(want)),
    "iendswith": lambda have, want: have is not None and shown(have).lower().endswith(shown(want).lower()),
    "in": lambda have, want: have in list(want),
    "isnull": lambda have, want: (have is None) == bool(want),
    "regex": lambda have, want: have is not None and re.search(want, shown(have)) is not None,
    "iregex": lambda have, want: have is not None and re.search(want, shown(have), re.I) is not None,
}


def matches(model, filters):
    """Whether Django's filters hold for an object of the sample data."""
    for name, want in filters.items():
        path = name.split("__")
        lookup = path.pop() if len(path) > 1 and path[-1] in LOOKUPS else "exact"
        have = model.__dict__
        for step in path:
            if step in ("id", "uuid", "group_uuid"):
                step = "pk"
            if isinstance(have, dict) and step in have:
                have = have[step]
            elif isinstance(have, dict) and have is not model.__dict__:
                have = None
            else:
                needs_server(f"looks for {name}")
        if not LOOKUPS[lookup](have, want):
            return False
    return True


