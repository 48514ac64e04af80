//! `types` and `fields`.

use desk_app::messages::id;
use desk_app::parse_version;

use crate::documents::FieldDocument;
use crate::failure::{DONE, Ended};
use crate::print;
use crate::program::Program;

/// Lists the kinds of source, all there are or those of one authentik version.
pub(super) fn types(program: &Program, target: Option<&str>) -> Ended {
    let output = program.output;
    let types = program.desk.list_types(target.map(parse_version).transpose()?);
    if output.json {
        output.document(&types)?;
        return Ok(DONE);
    }
    let rows: Vec<Vec<String>> =
        types.into_iter().map(|kind| vec![kind.source_type, kind.name, kind.description]).collect();
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    Ok(DONE)
}

/// Lists the fields of one kind's form.
pub(super) fn fields(program: &Program, source_type: &str, target: Option<&str>) -> Ended {
    let output = program.output;
    let target = target.map(parse_version).transpose()?.unwrap_or_default();
    let fields = program
        .desk
        .list_fields(source_type, target)?
        .into_iter()
        .map(|field| FieldDocument::of(output.locale, field));
    let fields: Vec<FieldDocument> = fields.collect();
    if output.json {
        output.document(&fields)?;
        return Ok(DONE);
    }
    let mut group = "";
    for field in &fields {
        if group != field.group {
            if !group.is_empty() {
                output.line("")?;
            }
            output.line(&field.group_label)?;
            group = &field.group;
        }
        output.line(&format!("  {}", heading(program, field)))?;
        output.line(&print::indented(&field.help, 6))?;
        let default = field.default.as_ref().map(ToString::to_string).unwrap_or_default();
        if !default.is_empty() {
            output.line(&format!("      {}", output.text(id::CLI_FIELD_DEFAULT, &[("value", &default)])))?;
        }
        if !field.choices.is_empty() {
            output.line(&format!(
                "      {}",
                output.text(id::CLI_FIELD_CHOICES, &[("values", &field.choices.join(", "))])
            ))?;
        }
    }
    Ok(DONE)
}

fn heading(program: &Program, field: &FieldDocument) -> String {
    let label = match &field.provider_term {
        Some(term) => format!("{} ({term})", field.label),
        None => field.label.clone(),
    };
    let mut heading = format!("{} · {label}", field.name);
    for (holds, id) in [(field.required, id::CLI_FIELD_REQUIRED), (field.secret, id::CLI_FIELD_SECRET)] {
        if holds {
            heading.push_str(" · ");
            heading.push_str(&program.output.text(id, &[]));
        }
    }
    heading
}
