//! A test login as a drawing: who asked whom, in what order, and how it went.
//!
//! The SVG stands alone: no font, style or picture is fetched, it is light or dark as its surroundings are, and it has
//! a title and a description for those who cannot see it.

use std::fmt::Write;

use desk_model::request::MASK;

use crate::har::address;
use crate::transcript::{Step, StepName, StepState};

/// The words around a drawing.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// The language tag.
    pub language: &'a str,
    /// The title.
    pub title: &'a str,
    /// What it shows, in a sentence.
    pub description: &'a str,
    /// The browser, the provider, the callback, authentik.
    pub actors: [&'a str; 4],
}

/// The four columns, by their place.
const BROWSER: usize = 0;
const PROVIDER: usize = 1;
const CALLBACK: usize = 2;
const AUTHENTIK: usize = 3;

const WIDTH: usize = 960;
const COLUMN: usize = 240;
/// Where the first step begins, in pixels.
const TOP: usize = 100;
/// The height of a step, in pixels.
const ROW: usize = 72;
/// So many characters of an address fit beside an arrow.
const MOST_CHARACTERS: usize = 60;

const STYLE: &str = "\
svg{color-scheme:light dark;background:#fff;font:14px system-ui,sans-serif}\
.paper{fill:#fff}.text{fill:#151515}.small{fill:#4d4d4d;font-size:12px;paint-order:stroke;stroke:#fff;stroke-width:4px}.line{stroke:#8a8d90}\
.box{fill:#f2f2f2;stroke:#8a8d90}.ok{stroke:#3d7317}.failed{stroke:#b1380b}.running{stroke:#4d4d4d}\
.mark-ok{fill:#3d7317}.mark-failed{fill:#b1380b}.mark-running{fill:#4d4d4d}\
@media(prefers-color-scheme:dark){svg{background:#151515}.paper{fill:#151515}.text{fill:#fff}.small{fill:#c7c7c7;stroke:#151515}\
.box{fill:#292929}.ok{stroke:#87bb62}.failed{stroke:#f4784a}.running{stroke:#c7c7c7}\
.mark-ok{fill:#87bb62}.mark-failed{fill:#f4784a}.mark-running{fill:#c7c7c7}}";

/// Draws the steps of a test login. `label` has the words for a step.
pub fn svg(words: &Drawing<'_>, steps: &[Step], label: impl Fn(StepName) -> String) -> String {
    let bottom = TOP + steps.len() * ROW;
    let height = bottom + 24;
    let mut drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" lang=\"{}\" \
         aria-labelledby=\"title about\"><title id=\"title\">{}</title><desc id=\"about\">{}</desc>\
         <style>{STYLE}</style><rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>",
        escaped(words.language),
        escaped(words.title),
        escaped(words.description),
    );
    for (place, actor) in words.actors.iter().enumerate() {
        let x = column(place);
        // Writing to a String cannot fail.
        let _ = write!(
            drawing,
            "<rect class=\"box\" x=\"{}\" y=\"20\" width=\"180\" height=\"36\" rx=\"6\"/>\
             <text class=\"text\" x=\"{x}\" y=\"43\" text-anchor=\"middle\">{}</text>\
             <line class=\"line\" x1=\"{x}\" x2=\"{x}\" y1=\"56\" y2=\"{bottom}\" stroke-dasharray=\"4 4\"/>",
            x - 90,
            escaped(actor),
        );
    }
    for (place, step) in steps.iter().enumerate() {
        row(&mut drawing, step, &label(step.name), TOP + place * ROW);
    }
    drawing.push_str("</svg>\n");
    drawing
}

fn row(drawing: &mut String, step: &Step, label: &str, y: usize) {
    let (from, to) = ends(step.name);
    let (state, mark) = match step.state {
        StepState::Ok => ("ok", "✓"),
        StepState::Failed => ("failed", "✗"),
        StepState::Running => ("running", "…"),
    };
    let (start, end) = (column(from), column(to));
    let line = y + 28;
    let middle = if from == to { start - 120 } else { usize::midpoint(start, end) };
    let _ = write!(
        drawing,
        "<g><rect class=\"paper\" x=\"{}\" y=\"{}\" width=\"236\" height=\"18\"/>\
         <text class=\"text\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">\
         <tspan class=\"mark-{state}\">{mark}</tspan> {} · {} ms</text>",
        middle.saturating_sub(118),
        line - 22,
        line - 8,
        escaped(label),
        step.ms,
    );
    if from == to {
        let _ =
            write!(drawing, "<circle class=\"mark-{state}\" cx=\"{start}\" cy=\"{}\" r=\"6\"/>", line - 12);
    } else {
        let back: i32 = if end > start { -10 } else { 10 };
        let tip = i32::try_from(end).unwrap_or_default();
        let _ = write!(
            drawing,
            "<line class=\"{state}\" x1=\"{start}\" x2=\"{end}\" y1=\"{line}\" y2=\"{line}\" stroke-width=\"2\"/>\
             <path class=\"mark-{state}\" d=\"M{tip} {line}l{back} -5v10z\"/>",
        );
    }
    if let Some(request) = &step.request {
        let status =
            step.response.as_ref().map(|response| format!(" → {}", response.status)).unwrap_or_default();
        let text = format!("{} {}", request.method, short(&address(&request.url)));
        let _ = write!(
            drawing,
            "<text class=\"small\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}{status}</text>",
            line + 18,
            escaped(&text),
        );
    }
    drawing.push_str("</g>");
}

/// Returns who acts in a step, and on whom.
fn ends(step: StepName) -> (usize, usize) {
    match step {
        StepName::Authorize | StepName::Scan | StepName::Confirm | StepName::Login => (BROWSER, PROVIDER),
        StepName::Callback => (BROWSER, CALLBACK),
        StepName::Mapping => (AUTHENTIK, AUTHENTIK),
        StepName::Discovery
        | StepName::Keys
        | StepName::Token
        | StepName::Userinfo
        | StepName::Emails
        | StepName::Groups => (AUTHENTIK, PROVIDER),
    }
}

fn column(place: usize) -> usize {
    COLUMN / 2 + place * COLUMN
}

/// Shortens an address in its middle. A mask stays whole, so that nobody takes a piece of it for a value.
fn short(text: &str) -> String {
    let characters: Vec<char> = text.replace(MASK, "•").chars().collect();
    if characters.len() <= MOST_CHARACTERS {
        return characters.into_iter().collect();
    }
    let half = MOST_CHARACTERS / 2;
    let (start, end) = (&characters[..half], &characters[characters.len() - half + 1..]);
    start.iter().chain(['…'].iter()).chain(end).collect()
}

/// Returns a text as XML has it: control characters have no place in it.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            character if character.is_control() => escaped.push('\u{fffd}'),
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::tests::{any_steps, step};

    const WORDS: Drawing<'_> = Drawing {
        language: "en",
        title: "Test <login> & more",
        description: "It went \"well\"",
        actors: ["Browser", "Provider", "Callback", "authentik"],
    };

    fn draw(steps: &[Step]) -> String {
        svg(&WORDS, steps, |name| format!("<{}>", name.id()))
    }

    #[test]
    fn texts_are_escaped_and_nothing_is_fetched() {
        let mut failed = step(StepName::Token, "https://provider/<script>alert(1)</script>?secret=x");
        failed.state = StepState::Failed;
        let drawing = draw(&[step(StepName::Authorize, "https://provider/authorize"), failed]);
        assert!(drawing.contains("<title id=\"title\">Test &lt;login&gt; &amp; more</title>"));
        assert!(drawing.contains("&lt;token&gt; · 1 ms") && drawing.contains("mark-failed"));
        assert!(drawing.contains("GET https://provider/authorize → 200"));
        assert!(drawing.contains("prefers-color-scheme:dark"));
        for word in ["<script", "href", "url(", "@import", "secret=x"] {
            assert!(!drawing.contains(word), "{word}");
        }
    }

    #[test]
    fn a_long_address_is_shortened_in_its_middle() {
        let long = format!("https://provider/{}/end", "a".repeat(200));
        let text = short(&long);
        assert!(
            text.chars().count() <= MOST_CHARACTERS && text.starts_with("https://") && text.ends_with("/end")
        );
    }

    proptest! {
        #[test]
        fn every_drawing_has_one_group_for_each_step_and_only_its_own_tags(steps in any_steps()) {
            let drawing = draw(&steps);
            prop_assert_eq!(drawing.matches("<g>").count(), steps.len());
            prop_assert_eq!(drawing.matches('<').count(), drawing.matches('>').count());
            prop_assert!(drawing.chars().all(|character| character == '\n' || !character.is_control()));
        }
    }
}
