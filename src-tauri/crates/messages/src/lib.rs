//! Everything a person reads, in English and Chinese.
//!
//! The texts are Fluent catalogues in `locales/en` and `locales/zh-CN`, one file a subject. The web UI reads the same
//! files, so a message is written once for window and command line. Each id is a constant in [`id`]; ids that are
//! made from a code (`lint-CODE`, `err-CODE`, `explain-CODE`) are looked up with [`find`].
//!
//! Deliberately not here: which message belongs to which error. That is the app's decision, at the edge.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The id of a message that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageId(pub &'static str);

/// A language that Source Desk speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    En,
    /// Simplified Chinese.
    ZhCn,
}

impl Locale {
    /// All languages.
    pub const ALL: [Locale; 2] = [Locale::En, Locale::ZhCn];

    /// Returns the language's tag: `en` or `zh-CN`.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::ZhCn => "zh-CN",
        }
    }

    /// Returns the language with exactly this tag.
    pub fn from_tag(tag: &str) -> Option<Locale> {
        Locale::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// Returns the language that suits a system's setting best, for example `zh_CN.UTF-8`, `zh-Hans` or `de-DE`.
    pub fn nearest(setting: &str) -> Locale {
        if setting.to_ascii_lowercase().starts_with("zh") { Locale::ZhCn } else { Locale::En }
    }
}

/// Returns the text of a message. Arguments are named as in the catalogue.
pub fn text(locale: Locale, id: MessageId, arguments: &[(&str, &str)]) -> String {
    find(locale, id.0, arguments.iter().copied()).unwrap_or_else(|| id.0.to_owned())
}

/// Returns the text of a message whose id was made from a code, or `None` if there is no such message.
pub fn find<'a>(
    locale: Locale,
    id: &str,
    arguments: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    let bundle = bundle(locale);
    let pattern = bundle.get_message(id)?.value()?;
    let mut values = FluentArgs::new();
    for (name, value) in arguments {
        values.set(name, value);
    }
    Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(locale: Locale) -> &'static Bundle {
    static ENGLISH_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    static CHINESE_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    match locale {
        Locale::En => ENGLISH_BUNDLE.get_or_init(|| load(locale, ENGLISH)),
        Locale::ZhCn => CHINESE_BUNDLE.get_or_init(|| load(locale, CHINESE)),
    }
}

fn load(locale: Locale, catalogues: &[(&str, &str)]) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks would end up in terminals, file names and copied text.
    bundle.set_use_isolating(false);
    for (_, text) in catalogues {
        // A catalogue with a mistake still gives the messages around it; a test refuses the mistake.
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests;
