//! A login page with all its buttons, as SVG.

use std::fmt::Write as _;

use desk_authentik::{Button, PlannedLoginPage};
use desk_login::drawing::escaped;
use desk_messages::{Locale, id, text};

use super::{DARK, LIGHT, Palette, initial_mark};

/// How wide a page is drawn: on a computer, on a phone.
const WIDE: u32 = 480;
const NARROW: u32 = 320;
/// A large button and the space below it.
const LARGE: u32 = 44;
const GAP: u32 = 12;
/// How many characters of a name fit.
const FITS_WIDE: usize = 28;
const FITS_NARROW: usize = 16;

/// Draws a login page as it will be, after authentik 2026.5's own: large buttons below each other, then the others as icons
/// in rows, with their names where the page shows labels. What the plan is about is marked.
pub(crate) fn whole_login_page(locale: Locale, page: &PlannedLoginPage, dark: bool, narrow: bool) -> String {
    let palette = if dark { &DARK } else { &LIGHT };
    let Palette { page: back, card, ink, quiet, line, field } = palette;
    let (width, fits) = if narrow { (NARROW, FITS_NARROW) } else { (WIDE, FITS_WIDE) };
    let (left, inner) = if narrow { (24, NARROW - 48) } else { (92, WIDE - 184) };
    let middle = width / 2;
    let word = |id| escaped(&text(locale, id, &[]));
    let mut drawn = String::new();
    let mut y = 156;
    if !page.user_fields.is_empty() {
        let user = word(id::PICTURE_USERNAME);
        let log_in = word(id::PICTURE_LOG_IN);
        let _ = write!(
            drawn,
            r##"<text x="{left}" y="{y}" font-size="13" font-weight="600" fill="{ink}">{user}</text>
<rect x="{left}" y="{}" width="{inner}" height="38" rx="4" fill="{field}" stroke="{line}"/>
<rect x="{left}" y="{}" width="{inner}" height="40" rx="4" fill="#0066cc"/>
<text x="{middle}" y="{}" text-anchor="middle" font-size="15" fill="#ffffff">{log_in}</text>
"##,
            y + 10,
            y + 66,
            y + 91
        );
        y += 140;
        if !page.buttons.is_empty() {
            let or = word(id::PICTURE_OR);
            let _ = writeln!(
                drawn,
                r#"<line x1="{left}" y1="{y}" x2="{}" y2="{y}" stroke="{line}"/><line x1="{}" y1="{y}" x2="{}" y2="{y}" stroke="{line}"/><text x="{middle}" y="{}" text-anchor="middle" font-size="13" fill="{quiet}">{or}</text>"#,
                middle - 28,
                middle + 28,
                left + inner,
                y + 5
            );
            y += 24;
        }
    }
    let (large, small): (Vec<&Button>, Vec<&Button>) =
        page.buttons.iter().partition(|button| button.promoted);
    let per_row = if page.shows_labels { 1 } else { inner / (LARGE + GAP) };
    for button in large {
        y = wide_button(&mut drawn, button, (left, inner, y), fits, palette);
    }
    if page.shows_labels {
        for button in small {
            y = wide_button(&mut drawn, button, (left, inner, y), fits, palette);
        }
    } else {
        for row in small.chunks(per_row as usize) {
            let n_buttons = u32::try_from(row.len()).unwrap_or_default();
            let mut x = middle - (n_buttons * (LARGE + GAP) - GAP) / 2;
            for button in row {
                let name = escaped(button.name.trim());
                let _ = writeln!(
                    drawn,
                    r#"<g><title>{name}</title><rect x="{x}" y="{y}" width="44" height="44" rx="6" fill="{field}" stroke="{}" stroke-width="{}"/>{}</g>"#,
                    edge(button, palette),
                    edge_width(button),
                    initial_mark(x + 12, y + 12, &button.provider, &button.name)
                );
                x += LARGE + GAP;
            }
            y += LARGE + GAP;
        }
    }
    if page.buttons.is_empty() {
        let none = word(id::PICTURE_NO_BUTTON);
        let _ = writeln!(
            drawn,
            r#"<text x="{middle}" y="{}" text-anchor="middle" font-size="13" fill="{quiet}">{none}</text>"#,
            y + 20
        );
        y += 40;
    }
    let height = y + 48;
    let (card_x, card_width) = if narrow { (8, NARROW - 16) } else { (60, WIDE - 120) };
    let label = word(id::PICTURE_LOGIN_PAGE);
    let welcome = word(id::PICTURE_WELCOME);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}" font-family="'Red Hat Text','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif">
<rect width="{width}" height="{height}" fill="{back}"/>
<rect x="{card_x}" y="30" width="{card_width}" height="{}" rx="6" fill="{card}" stroke="{line}"/>
<text x="{middle}" y="80" text-anchor="middle" font-size="22" font-weight="600" fill="{ink}">authentik</text>
<text x="{middle}" y="116" text-anchor="middle" font-size="17" fill="{ink}">{welcome}</text>
{drawn}</svg>"#,
        y - 10
    )
}

/// Draws a button with its name. Returns where the next one begins.
fn wide_button(
    drawn: &mut String,
    button: &Button,
    (left, inner, y): (u32, u32, u32),
    fits: usize,
    palette: &Palette,
) -> u32 {
    let whole = button.name.trim();
    let mut name: String = whole.chars().take(fits).collect();
    if whole.chars().count() > fits {
        name.push('…');
    }
    let _ = writeln!(
        drawn,
        r#"<g><title>{}</title><rect x="{left}" y="{y}" width="{inner}" height="44" rx="4" fill="{}" stroke="{}" stroke-width="{}"/>{}<text x="{}" y="{}" text-anchor="middle" font-size="15" fill="{}">{}</text></g>"#,
        escaped(whole),
        palette.field,
        edge(button, palette),
        edge_width(button),
        initial_mark(left + 16, y + 12, &button.provider, whole),
        left + inner / 2 + 12,
        y + 27,
        palette.ink,
        escaped(&name)
    );
    y + LARGE + GAP
}

fn edge(button: &Button, palette: &Palette) -> &'static str {
    if button.planned { "#0066cc" } else { palette.line }
}

fn edge_width(button: &Button) -> u32 {
    if button.planned { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn button(name: &str, promoted: bool) -> Button {
        Button { slug: name.into(), name: name.into(), promoted, planned: false, provider: "github".into() }
    }

    fn page(buttons: Vec<Button>) -> PlannedLoginPage {
        PlannedLoginPage {
            stage: "default-authentication-identification".into(),
            flows: vec!["default-authentication-flow".into()],
            user_fields: vec!["username".into()],
            shows_labels: false,
            buttons,
            hidden: Vec::new(),
        }
    }

    #[test]
    fn every_button_is_drawn_and_a_hostile_name_stays_text() {
        let hostile = "<script>&\"'";
        let all = page(vec![button("微信登录", true), button(hostile, false), button("GitHub", false)]);
        for (dark, narrow) in [(false, false), (true, false), (false, true), (true, true)] {
            let svg = whole_login_page(Locale::ZhCn, &all, dark, narrow);
            assert!(svg.contains("微信登录") && svg.contains("<title>GitHub</title>"), "{svg}");
            assert!(!svg.contains("<script>"), "{svg}");
            assert_eq!(svg.matches("<title>").count(), 3);
        }
    }

    #[test]
    fn a_page_grows_with_its_buttons_and_says_when_it_has_none() {
        let height = |n: usize| {
            let buttons = (0..n).map(|number| button(&format!("S{number}"), false)).collect();
            let svg = whole_login_page(Locale::En, &page(buttons), false, true);
            svg.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse::<u32>().unwrap()
        };
        assert!(height(9) > height(4));
        let empty = whole_login_page(Locale::En, &page(Vec::new()), false, false);
        assert!(empty.contains(&text(Locale::En, id::PICTURE_NO_BUTTON, &[])));
    }

    #[test]
    fn a_long_name_is_cut_and_whole_in_its_title() {
        let long = "A very long name of an identity provider of a large company";
        let svg = whole_login_page(Locale::En, &page(vec![button(long, true)]), false, true);
        assert!(svg.contains(&format!("<title>{long}</title>")) && svg.contains('…'));
    }
}
