//! Lists: pages, filters, search and order.

use serde_json::{Value, json};

use super::http::{Reply, Request};
use super::validation::{as_uuid, switch};

/// How a list is filtered.
pub(crate) enum Filter {
    /// Equal to the field.
    Text(&'static str),
    /// Equal to a key, which must be a UUID.
    Key(&'static str),
    /// A boolean.
    Switch(&'static str),
    /// One of a few.
    Choice(&'static str, &'static [&'static str]),
}

/// The longest page.
const LONGEST_PAGE: usize = 100;

/// Returns a page of a list.
///
/// `order` is the field that the list is sorted by if the request does not say; `searched` are the fields that
/// `search` looks in.
pub(crate) fn page(
    request: &Request,
    mut items: Vec<Value>,
    filters: &[Filter],
    order: &str,
    searched: &[&str],
) -> Reply {
    let mut wrong = serde_json::Map::new();
    for filter in filters {
        let (Filter::Text(name) | Filter::Key(name) | Filter::Switch(name) | Filter::Choice(name, _)) =
            filter;
        let Some(asked) = request.query_value(name).filter(|asked| !asked.is_empty()) else { continue };
        match filter {
            Filter::Text(name) => items.retain(|item| item[*name] == asked),
            Filter::Switch(name) => {
                if let Some(is_on) = switch(&json!(asked)) {
                    items.retain(|item| item[*name] == is_on);
                }
            }
            Filter::Key(name) => match as_uuid(&asked) {
                Some(pk) => items.retain(|item| item[*name] == pk),
                None => {
                    wrong.insert((*name).to_owned(), json!([format!("“{asked}” is not a valid UUID.")]));
                }
            },
            Filter::Choice(name, choices) if choices.contains(&asked.as_str()) => {
                items.retain(|item| item[*name] == asked);
            }
            Filter::Choice(name, _) => {
                let message = format!("Select a valid choice. {asked} is not one of the available choices.");
                wrong.insert((*name).to_owned(), json!([message]));
            }
        }
    }
    if !wrong.is_empty() {
        return Reply::json(400, &Value::Object(wrong));
    }
    if let Some(words) = request.query_value("search").map(|words| words.to_lowercase()) {
        let has = |item: &Value, word: &str| {
            let texts = searched.iter().filter_map(|name| item[*name].as_str());
            texts.map(str::to_lowercase).any(|text| text.contains(word))
        };
        items.retain(|item| words.split_whitespace().all(|word| has(item, word)));
    }
    let asked = request.query_value("ordering").unwrap_or_default();
    let is_known = items.iter().any(|item| item.get(asked.trim_start_matches('-')).is_some());
    let by = if is_known { asked.as_str() } else { order };
    sort(&mut items, by);
    paged(request, &items)
}

fn sort(items: &mut [Value], by: &str) {
    let name = by.trim_start_matches('-');
    items.sort_by(|one, other| match (&one[name], &other[name]) {
        (Value::Number(one), Value::Number(other)) => one.as_i64().cmp(&other.as_i64()),
        (one, other) => one.as_str().cmp(&other.as_str()),
    });
    if by.starts_with('-') {
        items.reverse();
    }
}

fn paged(request: &Request, items: &[Value]) -> Reply {
    let number = |name: &str| request.query_value(name).and_then(|text| text.parse::<usize>().ok());
    let size = number("page_size").filter(|size| *size > 0).unwrap_or(20).min(LONGEST_PAGE);
    let n_pages = items.len().div_ceil(size).max(1);
    let current = match request.query_value("page") {
        None => 1,
        Some(last) if last == "last" => n_pages,
        Some(text) => match text.parse::<usize>() {
            Ok(page) if (1..=n_pages).contains(&page) => page,
            _ => return Reply::detail(404, "Invalid page."),
        },
    };
    let from = (current - 1) * size;
    let to = (from + size).min(items.len());
    let body = json!({
        "pagination": {
            "next": if current < n_pages { current + 1 } else { 0 },
            "previous": current - 1,
            "count": items.len(),
            "current": current,
            "total_pages": n_pages,
            "start_index": if items.is_empty() { 0 } else { from + 1 },
            "end_index": to,
        },
        "results": items.get(from..to).unwrap_or_default(),
        "autocomplete": {},
    });
    Reply::json(200, &body)
}
