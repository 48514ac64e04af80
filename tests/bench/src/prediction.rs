//! What a prediction over many people costs, beside the least that anybody has to do for it: read who there is, and look
//! for each address.

#![expect(clippy::print_stdout, reason = "a measurement's output is the terminal")]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use desk_prediction::{
    Directory, Person, Source, User, UserMatchingMode, Visit, predict_all_modes, predict_people,
};
use serde_json::{Map, Value, json};

use crate::Failure;

/// How many users there are, and how many people come.
const N_PEOPLE: u32 = 10_000;
/// How often each is measured; the best counts.
const N_REPEATS: usize = 5;

/// Measures and prints.
pub(crate) fn measure() -> Result<(), Failure> {
    println!("\nPredictions: {N_PEOPLE} people, one after the other, in a directory of {N_PEOPLE} users");
    let users: Vec<Value> = (0..N_PEOPLE).map(user).collect();
    let text = serde_json::to_string(&users).map_err(|error| Failure(error.to_string()))?;
    let people: Vec<Person> = (0..N_PEOPLE).map(person).collect();
    let reading = best(|| black_box(serde_json::from_str::<Vec<Value>>(black_box(&text))).is_ok());
    let listed = || (0..N_PEOPLE).map(|n| User::new(n.into(), &username(n), &address(n))).collect();
    let indexing = best(|| black_box(Directory::of_users(listed())));
    let directory = Directory::of_users(listed());
    let addresses: HashMap<String, u32> = (0..N_PEOPLE).map(|n| (address(n), n)).collect();
    let looking = best(|| {
        let text =
            |person: &Person| person.properties.get("email").and_then(Value::as_str).map(str::to_owned);
        black_box(people.iter().filter_map(|person| addresses.get(&text(person)?)).count())
    });
    line("reading the users' JSON", reading, None);
    line("a bare look for each address", looking, Some(("reading", reading)));
    line("indexing the directory", indexing, Some(("reading", reading)));
    let mut source = Source::wechat("wechat", "WeChat");
    for mode in UserMatchingMode::ALL {
        source.user_matching_mode = mode;
        let took = best(|| black_box(predict_people(&source, &people, &directory)));
        line(mode.id(), took, Some(("reading", reading)));
    }
    let visit = Visit::of(person(7));
    let all = best(|| black_box(predict_all_modes(&source, &visit, &directory)));
    println!("{:<40} {:>9.1} µs for one person", "all 5 × 3 modes", all.as_secs_f64() * 1e6);
    Ok(())
}

fn username(n: u32) -> String {
    format!("user{n:05}")
}

fn address(n: u32) -> String {
    format!("user{n:05}@example.com")
}

fn user(n: u32) -> Value {
    json!({
        "pk": n, "username": username(n), "email": address(n), "name": format!("User {n}"), "path": "users",
        "is_active": true, "attributes": {"phone": n.to_string()}, "groups": [],
    })
}

/// Half of the people have the address of a user, in capitals every tenth.
fn person(n: u32) -> Person {
    let email = match n % 20 {
        0 => address(n).to_uppercase(),
        even if even % 2 == 0 => address(n),
        _ => format!("new{n}@example.com"),
    };
    let properties = json!({"username": format!("o{n:027}"), "email": email, "name": "n", "attributes": {}});
    let Value::Object(properties) = properties else { return Person::new("", Map::new()) };
    Person::new(&format!("o{n:027}"), properties)
}

fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..N_REPEATS {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed());
    }
    best
}

fn line(name: &str, took: Duration, beside: Option<(&str, Duration)>) {
    let beside = beside
        .map(|(other, than)| format!("  {:.2} of {other}", took.as_secs_f64() / than.as_secs_f64()))
        .unwrap_or_default();
    println!("{name:<40} {:>9.1} ms{beside}", took.as_secs_f64() * 1e3);
}
