//! HCL text, laid out as `terraform fmt` lays it out.
//!
//! This is our own writer because hcl-rs neither writes comments nor aligns what `terraform fmt` aligns, and its escapes
//! are not those that Terraform promises. hcl-rs reads back and evaluates what is written here, in the tests.

use std::fmt::Write as _;

/// What stands between braces, or in a file.
#[derive(Default)]
pub(crate) struct Body {
    items: Vec<Item>,
}

enum Item {
    Comment(String),
    Blank,
    Attribute(String, Expression),
    Braces(String, Body),
    Call(String, Body),
}

/// A value.
pub(crate) enum Expression {
    /// A text, whatever is in it: it is never a template.
    Text(String),
    /// On or off.
    Bool(bool),
    /// What Terraform takes for left out.
    Null,
    /// Something that has a name: `var.wechat_consumer_secret`.
    Name(String),
    /// A list.
    List(Vec<Expression>),
    /// A function with its arguments, one a line.
    Call(&'static str, Vec<Expression>),
}

impl Expression {
    /// Makes a text.
    pub(crate) fn text(text: impl Into<String>) -> Expression {
        Expression::Text(text.into())
    }

    /// Makes a name.
    pub(crate) fn name(name: impl Into<String>) -> Expression {
        Expression::Name(name.into())
    }
}

impl Body {
    /// Adds lines of comment.
    pub(crate) fn comment(&mut self, text: &str) {
        self.items.push(Item::Comment(text.to_owned()));
    }

    /// Adds a blank line, except at the beginning.
    pub(crate) fn blank(&mut self) {
        if !matches!(self.items.last(), None | Some(Item::Blank)) {
            self.items.push(Item::Blank);
        }
    }

    /// Adds an attribute. One of several lines stands by itself.
    pub(crate) fn attribute(&mut self, name: &str, value: Expression) {
        let is_long = value.is_long();
        if is_long {
            self.blank();
        }
        self.items.push(Item::Attribute(name.to_owned(), value));
        if is_long {
            self.blank();
        }
    }

    /// Adds a block: `resource "authentik_source_oauth" "wechat"`, or `name =` for an object.
    pub(crate) fn block(&mut self, head: &str, body: Body) {
        self.items.push(Item::Braces(head.to_owned(), body));
    }

    /// Adds an attribute whose value is a function of an object: `context = jsonencode({ … })`.
    pub(crate) fn block_call(&mut self, name: &str, function: &str, body: Body) {
        self.items.push(Item::Call(format!("{name} = {function}("), body));
    }

    /// Adds what stands in another body, a blank line before it.
    pub(crate) fn append(&mut self, other: Body) {
        if !other.items.is_empty() {
            self.blank();
            self.items.extend(other.items);
        }
    }

    /// Returns the text.
    pub(crate) fn render(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out
    }

    fn write(&self, out: &mut String, indent: usize) {
        let last =
            self.items.iter().rposition(|item| !matches!(item, Item::Blank)).map_or(0, |last| last + 1);
        let items = &self.items[..last];
        let mut width = 0;
        for (number, item) in items.iter().enumerate() {
            match item {
                Item::Blank => out.push('\n'),
                Item::Comment(text) => {
                    for line in crate::yaml::comment(text).lines() {
                        let _ = writeln!(out, "{:indent$}{line}", "");
                    }
                }
                Item::Braces(head, body) if body.items.is_empty() => {
                    let _ = writeln!(out, "{:indent$}{head} {{}}", "");
                }
                Item::Braces(head, body) => {
                    let _ = writeln!(out, "{:indent$}{head} {{", "");
                    body.write(out, indent + 2);
                    let _ = writeln!(out, "{:indent$}}}", "");
                }
                Item::Call(head, body) => {
                    let _ = writeln!(out, "{:indent$}{head}{{", "");
                    body.write(out, indent + 2);
                    let _ = writeln!(out, "{:indent$}}})", "");
                }
                Item::Attribute(name, value) => {
                    if !continues(items, number) {
                        width = widest(&items[number..]);
                    }
                    let _ = write!(out, "{:indent$}{name:width$} = ", "");
                    value.write(out, indent);
                    out.push('\n');
                }
            }
        }
    }
}

/// Returns whether the item before is an attribute, so that both belong to one column.
fn continues(items: &[Item], number: usize) -> bool {
    number.checked_sub(1).is_some_and(|before| matches!(items[before], Item::Attribute(..)))
}

/// Returns the width of the longest name of the attributes with which the items begin.
fn widest(items: &[Item]) -> usize {
    let names = items.iter().map_while(|item| match item {
        Item::Attribute(name, _) => Some(name.len()),
        _ => None,
    });
    names.max().unwrap_or(0)
}

impl Expression {
    fn is_long(&self) -> bool {
        match self {
            Expression::Text(text) => is_heredoc(text),
            Expression::List(items) => items.len() > 1,
            Expression::Call(..) => true,
            Expression::Bool(_) | Expression::Null | Expression::Name(_) => false,
        }
    }

    fn write(&self, out: &mut String, indent: usize) {
        match self {
            Expression::Text(text) if is_heredoc(text) => heredoc(out, text, indent),
            Expression::Text(text) => out.push_str(&quoted(text)),
            Expression::Bool(on) => out.push_str(if *on { "true" } else { "false" }),
            Expression::Null => out.push_str("null"),
            Expression::Name(name) => out.push_str(name),
            Expression::List(items) if items.len() > 1 => lines(out, ("[", "]"), items, indent),
            Expression::List(items) => {
                out.push('[');
                for item in items {
                    item.write(out, indent);
                }
                out.push(']');
            }
            Expression::Call(function, items) => lines(out, (&format!("{function}("), ")"), items, indent),
        }
    }
}

fn lines(out: &mut String, (open, close): (&str, &str), items: &[Expression], indent: usize) {
    let inner = indent + 2;
    let _ = writeln!(out, "{open}");
    for item in items {
        let _ = write!(out, "{:inner$}", "");
        // A text of several lines would end its list's line.
        match item {
            Expression::Text(text) => out.push_str(&quoted(text)),
            item => item.write(out, inner),
        }
        out.push_str(",\n");
    }
    let _ = write!(out, "{:indent$}{close}", "");
}

/// Returns the text in quotes, as Terraform and OpenTofu read it: a template without a single interpolation.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for (at, character) in text.char_indices() {
        match character {
            '$' | '%' => out.push_str(mark(&text[at..])),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_printable(character) => out.push(character),
            _ => {
                let code = u32::from(character);
                let _ = match code {
                    0..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push('"');
    out
}

/// Returns how the mark is written with which a text begins: `${` begins an interpolation and `%{` a directive, and with
/// the mark twice they are texts. Readers differ in what more marks before them mean, so those are interpolated.
fn mark(rest: &str) -> &'static str {
    let is_dollar = rest.starts_with('$');
    let behind = rest.trim_start_matches(['$', '%']);
    let is_last = rest.len() - behind.len() == 1;
    match (behind.starts_with('{'), is_last, is_dollar) {
        (false, _, true) => "$",
        (false, _, false) => "%",
        (true, true, true) => "$$",
        (true, true, false) => "%%",
        (true, false, true) => "${\"$\"}",
        (true, false, false) => "${\"%\"}",
    }
}

/// Returns whether the text stands in lines of its own. A heredoc cannot escape a character, only a mark.
fn is_heredoc(text: &str) -> bool {
    text.contains('\n')
        && text.chars().all(|character| is_printable(character) || matches!(character, '\n' | '\t'))
}

/// Writes a heredoc. It always ends with a line break; `chomp` takes the one away that the text does not have.
fn heredoc(out: &mut String, text: &str, indent: usize) {
    let mut end = "EOT".to_owned();
    let mut number = 2;
    // Readers differ in whether the word alone ends a heredoc, or a line that begins with it.
    while text.contains(&end) {
        end = format!("EOT{number}");
        number += 1;
    }
    let mut body = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match character {
            '$' | '%' => body.push_str(mark(&text[at..])),
            _ => body.push(character),
        }
    }
    let _ = if text.ends_with('\n') {
        write!(out, "<<{end}\n{body}{end}")
    } else {
        write!(out, "chomp(<<{end}\n{body}\n{end}\n{:indent$})", "")
    };
}

/// Returns whether a character shows as what it is: none that ends a line for some reader, steers a terminal, or turns
/// the direction of reading.
fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(character,
            '\u{feff}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use super::*;

    const TEXTS: [&str; 14] = [
        "${a}",
        "%{ if a }",
        "$${a}",
        "$$${a}%%%{b}$%{c}%${d}",
        "${$${",
        "a$",
        "\"\\n\"",
        "a\nb",
        "a\nb\n",
        "\n\n",
        "\n${a}\n  EOT\nEOT\n$$${",
        "\tif x:\n\t\treturn f\"${y}\"\r\n",
        "微信 😀\u{feff}\u{2028}\u{202e}\u{85}",
        "\u{1}\u{7f}",
    ];

    #[test]
    fn terraform_itself_reads_each_text_as_it_was() {
        // A machine without Terraform has hcl-rs's word for it, in `tests/formats/texts.rs`.
        if Command::new("terraform").arg("version").output().is_err() {
            return;
        }
        let mut locals = Body::default();
        for (number, text) in TEXTS.iter().enumerate() {
            locals.attribute(&format!("text_{number:02}"), Expression::text(*text));
        }
        let mut file = Body::default();
        file.block("locals", locals);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("main.tf"), file.render()).unwrap();
        let names: Vec<String> = (0..TEXTS.len()).map(|number| format!("local.text_{number:02}")).collect();
        let question = format!("base64encode(jsonencode([{}]))", names.join(", "));
        fs::write(folder.path().join("question"), question).unwrap();
        let question = fs::File::open(folder.path().join("question")).unwrap();
        let output = Command::new("terraform")
            .arg("console")
            .current_dir(folder.path())
            .stdin(question)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        // In base64, because the console shows a text with escapes of its own.
        let shown = said.trim().lines().last();
        let shown = shown.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        let json = data_encoding::BASE64.decode(shown.trim_matches('"').as_bytes()).unwrap();
        let texts: Vec<String> = serde_json::from_slice(&json).unwrap();
        assert_eq!(texts, TEXTS);
    }
}
