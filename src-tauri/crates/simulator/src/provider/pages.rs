//! The pages, filled in. Each says in both languages that it is a simulator's.

use super::authorize::PageError;
use super::person::Person;
use crate::pages::fill;

/// What the login page needs to know.
pub(super) struct LoginPage<'page> {
    /// The provider's name.
    pub(super) name: &'page str,
    /// The client's name.
    pub(super) client: &'page str,
    /// The login's id.
    pub(super) id: &'page str,
    /// Who comes first.
    pub(super) first: Person,
    pub(super) scope: &'page str,
    pub(super) redirect_uri: &'page str,
}

/// The page on which a person is chosen.
pub(super) fn login_page(page: &LoginPage<'_>, nonce: &str) -> String {
    let others = Person::ALL.iter().copied().filter(|person| *person != page.first);
    let people: String = std::iter::once(page.first)
        .chain(others)
        .map(|person| {
            let template = r#"<button type="submit" name="person" value="{{id}}">{{label}}</button>"#;
            fill(template, &[("id", person.id()), ("label", &person.label())])
        })
        .collect();
    with_markup(
        include_str!("../pages/provider/login.html"),
        ("people", &people),
        &[
            ("nonce", nonce),
            ("name", page.name),
            ("client", page.client),
            ("id", page.id),
            ("scope", page.scope),
            ("redirect_uri", page.redirect_uri),
        ],
    )
}

/// The page of a request that nobody can be redirected for.
pub(super) fn error_page(name: &str, error: PageError, sent: &str, registered: &str, nonce: &str) -> String {
    let (code, english, chinese) = match error {
        PageError::Twice => (
            "invalid_request",
            "A parameter came more than once, so it is not sure which one is meant.",
            "有参数出现了不止一次，无法确定以哪个为准。",
        ),
        PageError::Client => (
            "invalid_client",
            "The client_id is not the registered one. Nobody is redirected.",
            "client_id 与登记的不一致，不会跳转到任何地址。",
        ),
        PageError::RedirectUri => (
            "redirect_uri_mismatch",
            "The redirect_uri is none of the registered ones. It has to be the same in every character. Nobody is redirected.",
            "redirect_uri 不在已登记的地址之中，必须逐字符相同。不会跳转到任何地址。",
        ),
    };
    fill(
        include_str!("../pages/provider/error.html"),
        &[
            ("nonce", nonce),
            ("name", name),
            ("code", code),
            ("english", english),
            ("chinese", chinese),
            ("sent", sent),
            ("registered", registered),
        ],
    )
}

/// The page that posts itself to the client.
pub(super) fn form_post_page(name: &str, action: &str, fields: &[(String, String)], nonce: &str) -> String {
    let inputs: String = fields
        .iter()
        .map(|(name, value)| {
            let template = r#"<input type="hidden" name="{{name}}" value="{{value}}">"#;
            fill(template, &[("name", name), ("value", value)])
        })
        .collect();
    with_markup(
        include_str!("../pages/provider/form_post.html"),
        ("fields", &inputs),
        &[("nonce", nonce), ("name", name), ("action", action)],
    )
}

/// Fills a template in that has one place for markup. The template is split there first, so that no
/// value can move the place.
fn with_markup(template: &str, (place, markup): (&str, &str), values: &[(&str, &str)]) -> String {
    let place = format!("{{{{{place}}}}}");
    let (before, after) = template.split_once(&place).unwrap_or((template, ""));
    format!("{}{markup}{}", fill(before, values), fill(after, values))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\"' {{people}}{{nonce}}{{fields}}";

    #[test]
    fn a_hostile_value_stays_text() {
        let login = LoginPage {
            name: HOSTILE,
            client: HOSTILE,
            id: "ID",
            first: Person::NoEmail,
            scope: HOSTILE,
            redirect_uri: HOSTILE,
        };
        let fields = [("state".to_owned(), HOSTILE.to_owned())];
        for page in [
            login_page(&login, "NONCE"),
            error_page(HOSTILE, PageError::Client, HOSTILE, HOSTILE, "NONCE"),
            form_post_page(HOSTILE, HOSTILE, &fields, "NONCE"),
        ] {
            assert!(!page.contains("<img"), "{page}");
            assert_eq!(page.matches("NONCE").count(), 1);
            assert!(page.matches("</script>").count() <= 1);
        }
    }

    #[test]
    fn the_login_page_lists_everybody_and_the_chosen_one_first() {
        let page = LoginPage {
            name: "GitHub",
            client: "Example",
            id: "ID",
            first: Person::NoEmail,
            scope: "user:email",
            redirect_uri: "https://auth.example.com/cb",
        };
        let page = login_page(&page, "NONCE");
        for person in Person::ALL {
            assert!(page.contains(&format!("value=\"{}\"", person.id())));
        }
        assert!(page.find("no-email") < page.find("alice"));
        assert!(page.contains("action=\"/__sim/logins/ID\""));
    }

    #[test]
    fn pages_for_people_say_in_both_languages_that_this_is_a_simulator() {
        for error in [PageError::Twice, PageError::Client, PageError::RedirectUri] {
            let page = error_page("GitHub", error, "a", "b", "NONCE");
            assert!(page.contains("这是 Source Desk 的模拟器，不是 GitHub。"));
            assert!(page.contains("This is Source Desk's simulator, not GitHub."));
            assert!(!page.contains("{{"));
        }
    }
}
