//! The types that hold secrets, and who looks into them.

use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use serde::Serialize;

use crate::rust_source::product;

/// Says at compile time whether a type has a trait, which a letter stands for: the inherent constant is there only if
/// the type has it, and then wins over the trait's.
struct Has<const TRAIT: char, T>(PhantomData<T>);

impl<T: Debug> Has<'d', T> {
    const IT: bool = true;
}

impl<T: Display> Has<'f', T> {
    const IT: bool = true;
}

impl<T: Serialize> Has<'s', T> {
    const IT: bool = true;
}

trait HasNot {
    const IT: bool = false;
}

impl<const TRAIT: char, T> HasNot for Has<TRAIT, T> {}

macro_rules! prints {
    ($type:ty) => {
        [Has::<'d', $type>::IT, Has::<'f', $type>::IT, Has::<'s', $type>::IT]
    };
}

#[test]
fn a_secret_has_no_way_to_be_printed() {
    assert_eq!(prints!(String), [true; 3], "the test knows a type that prints");
    assert_eq!(prints!(desk_model::Secret), [false; 3]);
    assert_eq!(prints!(desk_model::Secrets), [false; 3]);
    assert_eq!(prints!(desk_simulator::SimulatorSecret), [false; 3]);
    assert_eq!(prints!(desk_app::Simulation), [false; 3]);
    assert_eq!(prints!(desk_vault::Key), [false; 3]);
    assert_eq!(prints!(desk_vault::RecoveryKey), [false; 3]);
    assert_eq!(prints!(desk_vault::Unlocked), [false; 3]);
    assert_eq!(prints!(desk_vault::Rotated), [false; 3]);
    assert_eq!(prints!(desk_login::Setup), [false; 3]);
}

#[test]
fn whoever_looks_into_a_secret_says_why() {
    let mut n_looks = 0;
    for source in product() {
        let lines: Vec<&str> = source.commented.lines().collect();
        for (number, line) in source.code.lines().enumerate() {
            if ![".expose()", "expose_secret()"].iter().any(|call| line.contains(call)) {
                continue;
            }
            n_looks += 1;
            // The two types' own methods are the doors at which everybody else gives a reason.
            let is_door = line.trim() == "self.0.expose_secret()"
                || line.trim() == "self.0.expose_secret().chars().count()";
            let reason =
                lines[number.saturating_sub(3)..=number].iter().any(|line| line.contains("// EXPOSE: "));
            assert!(is_door || reason, "{}:{}: no `// EXPOSE:` with a reason", source.path, number + 1);
        }
    }
    assert!(n_looks >= 10, "the looks were found: {n_looks}");
}

#[test]
fn an_error_of_the_http_client_loses_its_url_before_anything_else() {
    let mut n_takers = 0;
    for source in product() {
        let lines: Vec<&str> = source.code.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let takes_one = line.contains("fn ") && line.contains(": reqwest::Error");
            let converts = line.contains("From<reqwest::Error>") || line.contains("#[from] reqwest::Error");
            assert!(!converts, "{}:{}: a URL may hold a secret", source.path, number + 1);
            if takes_one {
                n_takers += 1;
                let body = lines.get(number + 1).copied().unwrap_or_default();
                assert!(body.contains(".without_url()"), "{}:{}: {body}", source.path, number + 1);
            }
        }
    }
    assert!(n_takers > 0, "the places were found");
}
