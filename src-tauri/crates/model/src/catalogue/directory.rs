//! The forms of LDAP, Kerberos and SCIM sources, which bring users without a login button of a provider
//! (authentik's `web/src/admin/sources/{ldap,kerberos,scim}`).

use super::field::{Default, Field, FieldKind, Group, Language};
use super::fields::{
    authentication_flow, enabled, enrollment_flow, field, group_matching_mode, group_property_mappings, icon,
    name, policy_engine_mode, promoted, secret, slug, sync_outgoing_trigger_mode, user_matching_mode,
    user_path_template, user_property_mappings,
};
use super::version::{Version, Versions};

const KADMIN_TYPES: &[&str] = &["MIT", "Heimdal"];

/// Returns the fields of an LDAP source.
pub(super) fn ldap() -> Vec<Field> {
    let text = |name, group| field(name, group, FieldKind::Monospace);
    let switch = |name, group| field(name, group, FieldKind::Switch);
    vec![
        name(),
        slug(),
        enabled(),
        switch("password_login_update_internal_password", Group::General),
        switch("sync_users", Group::General).on(),
        switch("sync_users_password", Group::General).on(),
        switch("sync_groups", Group::General).on(),
        switch("sync_group_hierarchy", Group::General).on().only(Versions::since(Version::V2026_8)),
        switch("delete_not_found_objects", Group::General),
        text("server_uri", Group::Connection).demanded(),
        switch("start_tls", Group::Connection).on().api(Default::Switch(false)),
        switch("sni", Group::Connection),
        field("peer_certificate", Group::Connection, FieldKind::Certificate).nullable(),
        field("client_certificate", Group::Connection, FieldKind::Certificate).nullable(),
        text("bind_cn", Group::Connection),
        secret("bind_password", Group::Connection).needed_with("bind_cn"),
        text("base_dn", Group::Connection).demanded(),
        user_property_mappings(),
        group_property_mappings(),
        field("sync_parent_group", Group::Additional, FieldKind::UserGroup).nullable(),
        user_path_template(Group::Additional),
        text("additional_user_dn", Group::Additional),
        text("additional_group_dn", Group::Additional),
        text("user_object_filter", Group::Additional).required().never_empty().text("(objectClass=person)"),
        text("group_object_filter", Group::Additional).required().never_empty().text("(objectClass=group)"),
        text("group_membership_field", Group::Additional).required().never_empty().text("member"),
        text("user_membership_attribute", Group::Additional)
            .required()
            .never_empty()
            .text("distinguishedName"),
        switch("lookup_groups_from_user", Group::Additional).terraform(Default::Switch(true)),
        text("object_uniqueness_field", Group::Additional).required().never_empty().text("objectSid"),
        sync_outgoing_trigger_mode(),
        promoted().api_only(),
        user_matching_mode(Group::ApiOnly).api_only(),
        icon(Group::ApiOnly).api_only(),
        authentication_flow().api_only(),
        enrollment_flow().api_only(),
        policy_engine_mode().api_only(),
    ]
}

/// Returns the fields of a Kerberos source.
pub(super) fn kerberos() -> Vec<Field> {
    let text = |name, group| field(name, group, FieldKind::Monospace);
    let switch = |name| field(name, Group::General, FieldKind::Switch);
    let shown_before = Versions::since(Version::V2026_8);
    vec![
        name(),
        slug(),
        enabled(),
        promoted(),
        switch("password_login_update_internal_password"),
        switch("sync_users").on().api(Default::Switch(false)),
        switch("sync_users_password").on(),
        text("realm", Group::Realm).demanded(),
        field("krb5_conf", Group::Realm, FieldKind::Code(Language::KerberosConfiguration)),
        user_matching_mode(Group::Realm),
        group_matching_mode(Group::Realm),
        field("kadmin_type", Group::Sync, FieldKind::Radio(KADMIN_TYPES)).required().text("MIT"),
        text("sync_principal", Group::Sync),
        secret("sync_password", Group::Sync),
        secret("sync_keytab", Group::Sync).multi_line(),
        text("sync_ccache", Group::Sync).write_only(shown_before),
        text("spnego_server_name", Group::Spnego),
        secret("spnego_keytab", Group::Spnego).multi_line(),
        text("spnego_ccache", Group::Spnego).write_only(shown_before),
        user_property_mappings(),
        group_property_mappings(),
        authentication_flow(),
        enrollment_flow(),
        user_path_template(Group::Additional),
        sync_outgoing_trigger_mode(),
        icon(Group::Additional),
        policy_engine_mode().api_only(),
    ]
}

/// Returns the fields of a SCIM source.
pub(super) fn scim() -> Vec<Field> {
    vec![
        name(),
        slug(),
        enabled(),
        user_property_mappings(),
        group_property_mappings(),
        user_path_template(Group::AdvancedProtocol),
    ]
}
