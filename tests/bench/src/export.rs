//! What an export of a thousand sources costs in each format, beside PyYAML writing the same blueprint.

use desk_bench::thousand_sources;
use desk_blueprint::{AtHand, SecretStyle, draft_from, read};
use desk_export::{Export, ExportError, Options, compose, json, kubernetes, terraform};
use desk_model::{Draft, DraftId};

use crate::{Failure, N_REPEATS, beside_pyyaml, best, milliseconds, ratio};

type Format = fn(&[&Draft], &Options<'_>) -> Result<Export, ExportError>;

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        Failure(error.to_string())
    }
}

/// Measures each format and prints ratios.
pub(crate) fn measure() -> Result<(), Failure> {
    let mut number = 0_u128;
    let drafted = draft_from(&read(&thousand_sources())?, || {
        number += 1;
        DraftId::from_random(number.to_be_bytes())
    });
    let drafts: Vec<&Draft> = drafted.drafts.iter().map(|source| &source.draft).collect();
    let blueprint = desk_blueprint::Options {
        secrets: SecretStyle::Env,
        at_hand: AtHand::new(),
        target: None,
        login_page: None,
        source_stage: None,
        comments: Vec::new(),
    };
    let words = |note: &desk_export::Note| note.code.to_owned();
    let options = Options { blueprint, words: &words };
    println!("\nAn export of {} sources; the best of {N_REPEATS}\n", drafts.len());
    let text = desk_blueprint::write(&drafts, &options.blueprint)?.text;
    let own = best(|| desk_blueprint::write(&drafts, &options.blueprint).map(drop))?;
    println!("{:<34} {:>9}  {} kB", "blueprint", milliseconds(own), text.len() / 1_000);
    let formats: [(&str, Format); 4] =
        [("terraform", terraform), ("kubernetes", kubernetes), ("compose", compose), ("json", json)];
    for (name, format) in formats {
        let took = best(|| format(&drafts, &options).map(drop))?;
        println!("{name:<34} {:>9}  {:.1} times as long as blueprint", milliseconds(took), ratio(took, own));
    }
    beside_pyyaml("write_with_pyyaml.py", &text, "blueprint", own)
}
