//! Pictures as SVG text: QR codes and the login page.

mod page;

use desk_login::drawing::escaped;
use desk_messages::{Locale, id, text};
use desk_model::Draft;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

pub(crate) use page::whole_login_page;

/// Returns a QR code as SVG, dark on white in every theme so that phones read it. Empty if the text is too long.
pub(crate) fn qr(content: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(content, EcLevel::M) else {
        return String::new();
    };
    code.render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .quiet_zone(true)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build()
}

/// Returns authentik's login page with the draft's button on it, as SVG.
///
/// It is drawn after authentik 2026.5's default flow: the card with the field for the user name, the button, and below
/// it the sources: a promoted one as a wide button with its name, others as icons (`FormStatic`, `ak-stage-identification`).
pub(crate) fn login_page(locale: Locale, draft: &Draft, dark: bool) -> String {
    let palette = if dark { &DARK } else { &LIGHT };
    let Palette { page, card, ink, quiet, line, field } = palette;
    let word = |id| escaped(&text(locale, id, &[]));
    let name = escaped(draft.name.trim());
    let shown = if draft.switch("enabled") { source_button(&name, draft, palette) } else { String::new() };
    let hidden = if draft.switch("enabled") {
        String::new()
    } else {
        format!(
            r#"<text x="240" y="364" text-anchor="middle" font-size="13" fill="{quiet}">{}</text>"#,
            word(id::PICTURE_SOURCE_DISABLED)
        )
    };
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="480" height="440" viewBox="0 0 480 440" role="img" aria-label="{label}" font-family="'Red Hat Text','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif">
<rect width="480" height="440" fill="{page}"/>
<rect x="60" y="30" width="360" height="380" rx="6" fill="{card}" stroke="{line}"/>
<text x="240" y="80" text-anchor="middle" font-size="22" font-weight="600" fill="{ink}">authentik</text>
<text x="240" y="116" text-anchor="middle" font-size="17" fill="{ink}">{welcome}</text>
<text x="92" y="156" font-size="13" font-weight="600" fill="{ink}">{user}</text>
<rect x="92" y="166" width="296" height="38" rx="4" fill="{field}" stroke="{line}"/>
<text x="104" y="190" font-size="14" fill="{quiet}">{user}</text>
<rect x="92" y="222" width="296" height="40" rx="4" fill="#0066cc"/>
<text x="240" y="247" text-anchor="middle" font-size="15" fill="#ffffff">{log_in}</text>
<line x1="92" y1="296" x2="208" y2="296" stroke="{line}"/><line x1="272" y1="296" x2="388" y2="296" stroke="{line}"/>
<text x="240" y="301" text-anchor="middle" font-size="13" fill="{quiet}">{or}</text>
{shown}{hidden}</svg>"##,
        label = word(id::PICTURE_LOGIN_PAGE),
        welcome = word(id::PICTURE_WELCOME),
        user = word(id::PICTURE_USERNAME),
        log_in = word(id::PICTURE_LOG_IN),
        or = word(id::PICTURE_OR),
    )
}

struct Palette {
    page: &'static str,
    card: &'static str,
    ink: &'static str,
    quiet: &'static str,
    line: &'static str,
    field: &'static str,
}

const LIGHT: Palette = Palette {
    page: "#e8edf2",
    card: "#ffffff",
    ink: "#151515",
    quiet: "#5c6166",
    line: "#c7c7c7",
    field: "#ffffff",
};
const DARK: Palette = Palette {
    page: "#101214",
    card: "#1f2226",
    ink: "#f2f2f2",
    quiet: "#b0b4b8",
    line: "#4d5258",
    field: "#292d32",
};

/// What stands for the provider on its button: its initial, since the providers' logos are not ours to draw.
fn mark(x: u32, y: u32, draft: &Draft) -> String {
    let name = draft.kind().map_or(draft.source_type.as_str(), |kind| kind.name.as_str());
    initial_mark(x, y, &draft.source_type, name)
}

fn initial_mark(x: u32, y: u32, provider: &str, name: &str) -> String {
    if provider == "wechat" {
        return bubble(x, y);
    }
    let initial: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
    format!(
        r##"<g transform="translate({x} {y})"><rect width="20" height="20" rx="4" fill="#4a5568"/><text x="10" y="15" text-anchor="middle" font-size="14" font-weight="600" fill="#ffffff">{}</text></g>"##,
        escaped(&initial)
    )
}

/// A speech-bubble mark of our own in WeChat's green.
fn bubble(x: u32, y: u32) -> String {
    format!(
        r##"<g transform="translate({x} {y})"><path d="M10 2C4.500 2 0 5.600 0 10c0 2.500 1.400 4.700 3.700 6.200L3 19l3.300-1.700c1.200.300 2.400.500 3.700.500 5.500 0 10-3.600 10-8S15.500 2 10 2z" fill="#07c160"/><circle cx="6.700" cy="9" r="1.300" fill="#ffffff"/><circle cx="13.300" cy="9" r="1.300" fill="#ffffff"/></g>"##
    )
}

fn source_button(name: &str, draft: &Draft, palette: &Palette) -> String {
    let Palette { ink, line, field, .. } = palette;
    if draft.switch("promoted") {
        return format!(
            r#"<g><rect x="92" y="324" width="296" height="44" rx="4" fill="{field}" stroke="{line}"/>{}<text x="252" y="351" text-anchor="middle" font-size="15" fill="{ink}">{name}</text></g>"#,
            mark(112, 336, draft)
        );
    }
    format!(
        r#"<g><title>{name}</title><rect x="218" y="324" width="44" height="44" rx="6" fill="{field}" stroke="{line}"/>{}</g><text x="240" y="388" text-anchor="middle" font-size="12" fill="{ink}">{name}</text>"#,
        mark(230, 336, draft)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_model::DraftId;

    #[test]
    fn a_hostile_name_stays_text_in_the_login_page() {
        let mut draft = Draft::new(
            DraftId::from_random([0; 16]),
            "wechat",
            "</text><script>alert(1)</script>\u{0}&\"",
            "x",
        )
        .unwrap();
        for promoted in ["false", "true"] {
            draft.set("promoted", promoted).unwrap();
            let svg = login_page(Locale::En, &draft, false);
            assert!(!svg.contains("<script") && !svg.contains('\u{0}'), "{svg}");
            resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
        }
    }

    #[test]
    fn every_kind_with_a_button_has_a_login_page_that_can_be_drawn() {
        for kind in desk_model::catalogue::all() {
            let draft = Draft::new(DraftId::from_random([0; 16]), kind.id, "Company", "x").unwrap();
            let svg = login_page(Locale::ZhCn, &draft, true);
            resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
            assert_eq!(svg.contains("#07c160"), kind.id == "wechat", "{}", kind.id);
        }
    }

    /// Reads a QR code back from its SVG, as a phone's camera would.
    fn read_qr(svg: &str) -> String {
        let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).unwrap();
        let size = tree.size().to_int_size();
        let mut pixels = resvg::tiny_skia::Pixmap::new(size.width(), size.height()).unwrap();
        resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut pixels.as_mut());
        let light = |x: usize, y: usize| pixels.pixel(x as u32, y as u32).map_or(0, |pixel| pixel.red());
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(size.width() as usize, size.height() as usize, light);
        image.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn the_qr_code_of_a_preview_holds_a_sentence_and_no_address() {
        for locale in Locale::ALL {
            let sentence = text(locale, id::PICTURE_INERT_QR, &[]);
            assert_eq!(read_qr(&qr(&sentence)), sentence);
            assert!(!sentence.contains("://") && !sentence.contains("weixin.qq.com"));
        }
    }

    #[test]
    fn a_disabled_source_has_no_button() {
        let mut draft = Draft::new(DraftId::from_random([0; 16]), "wechat", "Unmistakable", "x").unwrap();
        assert!(login_page(Locale::En, &draft, true).contains("Unmistakable"));
        draft.set("enabled", "false").unwrap();
        assert!(!login_page(Locale::En, &draft, true).contains("Unmistakable"));
    }
}
