//! Makes a constant of each message id in the English catalogues, and the lists of catalogue texts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{Entry, Pattern, PatternElement};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let locales = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("locales");
    writeln_cargo(&format!("cargo::rerun-if-changed={}", locales.display()))?;
    let mut code = String::new();
    for (constant, folder) in [("ENGLISH", "en"), ("CHINESE", "zh-CN")] {
        writeln!(code, "pub(crate) const {constant}: &[(&str, &str)] = &[")?;
        for file in catalogues(&locales.join(folder))? {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            writeln!(code, "    ({name:?}, include_str!({:?})),", file.display().to_string())?;
        }
        writeln!(code, "];")?;
    }
    writeln!(code, "/// The id of each message.\npub mod id {{\n    use crate::MessageId;")?;
    let mut all = String::new();
    for file in catalogues(&locales.join("en"))? {
        let text = fs::read_to_string(&file)?;
        let resource = fluent_syntax::parser::parse(text.as_str())
            .map_err(|(_, errors)| format!("{}: {errors:?}", file.display()))?;
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let id = message.id.name;
                let constant = id.replace('-', "_").to_uppercase();
                let about = message.value.as_ref().map(first_words).unwrap_or_default();
                writeln!(
                    code,
                    "    /// `` {about:?} ``\n    pub const {constant}: MessageId = MessageId({id:?});"
                )?;
                writeln!(all, "        {constant},")?;
            }
        }
    }
    writeln!(code, "    /// All of them.\n    pub const ALL: &[MessageId] = &[\n{all}    ];\n}}")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("catalogue.rs"), code)?;
    Ok(())
}

fn catalogues(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn first_words(pattern: &Pattern<&str>) -> String {
    let text: String = pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => (*value).to_owned(),
            PatternElement::Placeable { .. } => "…".to_owned(),
        })
        .collect();
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !matches!(c, '`' | '[' | ']' | '<' | '>'))
        .take(80)
        .collect()
}

fn writeln_cargo(line: &str) -> Outcome<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}
