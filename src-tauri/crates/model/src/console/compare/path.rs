//! The path of a callback URL, compared as it was written.

use super::Notes;

/// What stands before the slug in the path of a callback URL (authentik's `sources/oauth/urls.py`).
const CALLBACK: &str = "/source/oauth/callback/";
const LOGIN: &str = "/source/oauth/login/";

/// Notes what differs between a path and that of the callback URL.
pub(super) fn compare(found: &str, expected: &str, notes: &mut Notes) {
    if found == expected {
        return;
    }
    if found.trim_end_matches('/').is_empty() {
        notes.note("path-missing", found, expected);
        return;
    }
    let n_slashes = found.len() - found.trim_end_matches('/').len();
    let bare = found.trim_end_matches('/');
    let wanted = expected.trim_end_matches('/');
    let single = without_double_slashes(bare);
    let inner = single.as_deref().unwrap_or(bare);
    let is_above = wanted.strip_prefix(inner).is_some_and(|rest| rest.starts_with('/'));
    if is_above {
        // Which slash ends an unfinished path is of no account.
        notes.note("path-parent", found, expected);
    } else {
        compare_inner(inner, wanted, notes);
        match n_slashes {
            0 => notes.note("path-slash-missing", found, expected),
            1 => {}
            _ => notes.note("path-slash-extra", found, expected),
        }
    }
    if single.is_some() {
        notes.note("path-slash-double", found, expected);
    }
}

fn without_double_slashes(path: &str) -> Option<String> {
    path.contains("//").then(|| {
        let mut single = path.to_owned();
        while single.contains("//") {
            single = single.replace("//", "/");
        }
        single
    })
}

/// Compares two paths that end with no slash.
fn compare_inner(found: &str, wanted: &str, notes: &mut Notes) {
    if found == wanted {
        return;
    }
    if found.eq_ignore_ascii_case(wanted) {
        notes.note("path-case", found, wanted);
        return;
    }
    if let Some(prefix) = found.strip_suffix(wanted) {
        notes.note("path-prefix", prefix, wanted);
        return;
    }
    let slug = wanted.strip_prefix(CALLBACK).unwrap_or_default();
    let other_slug =
        |start: &str| found.strip_prefix(start).filter(|slug| !slug.is_empty() && !slug.contains('/'));
    if let Some(found_slug) = other_slug(LOGIN) {
        notes.note("path-login", LOGIN, CALLBACK);
        if found_slug != slug {
            notes.note("path-slug", found_slug, slug);
        }
    } else if let Some(found_slug) = other_slug(CALLBACK) {
        notes.note("path-slug", found_slug, slug);
    } else {
        notes.note("path-other", found, wanted);
    }
}
