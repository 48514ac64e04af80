//! Draft to authentik blueprint YAML and back.
