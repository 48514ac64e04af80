//! What is always true of the steps, whoever is linked and whatever the identifiers become: on a model of authentik's table
//! of connections with both of its rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use desk_prediction::identity::*;
use desk_prediction::*;
use proptest::prelude::*;
use serde_json::Value;

use crate::identity::{connection, enrolled};
use crate::support::*;

/// authentik's connections, with what the answers were noted as.
#[derive(Debug, Clone, Default)]
struct Table {
    /// By primary key: source, user, identifier.
    rows: BTreeMap<u64, (String, u64, String)>,
    sources: BTreeSet<String>,
    noted: HashMap<String, u64>,
    last: u64,
}

impl Table {
    fn of(connections: &[StoredConnection]) -> Table {
        let row = |one: &StoredConnection| (one.pk, (one.source.clone(), one.user, one.identifier.clone()));
        Table {
            rows: connections.iter().map(row).collect(),
            sources: ["wechat".to_owned()].into(),
            noted: HashMap::new(),
            last: 1000,
        }
    }

    fn key(&self, key: &RowKey) -> u64 {
        match key {
            RowKey::Pk(pk) => *pk,
            RowKey::Noted(name) => self.noted[name],
        }
    }

    fn check(&self) {
        let (mut users, mut identifiers) = (BTreeSet::new(), BTreeSet::new());
        for (source, user, identifier) in self.rows.values() {
            assert!(users.insert((source, user)), "{user} twice: {self:?}");
            assert!(identifiers.insert((source, identifier)), "{identifier} twice: {self:?}");
        }
    }

    /// Does a step as its call says, after its preconditions.
    fn take(&mut self, step: &IdentityStep) {
        let slug = |act: &Act| match act {
            Act::CreateConnection { slug, .. } | Act::DeleteConnection { slug, .. } => slug.clone(),
            // A call that names a connection is about the source that the connection has by then.
            Act::MoveConnection { connection, .. } => self.rows[&self.key(connection)].0.clone(),
            _ => String::new(),
        };
        for one in &step.before {
            let source = slug(&step.act);
            let holds = match one {
                Precondition::Connection { connection, user, identifier } => {
                    self.rows.get(&self.key(connection)) == Some(&(source, *user, identifier.clone()))
                }
                Precondition::IdentifierFree { identifier } => {
                    !self.rows.values().any(|row| row.0 == source && row.2 == *identifier)
                }
                Precondition::UserFree { user } => {
                    !self.rows.values().any(|row| row.0 == source && row.1 == *user)
                }
                Precondition::Source { slug, .. } => self.sources.contains(slug),
                Precondition::SlugFree { slug } => !self.sources.contains(slug),
            };
            assert!(holds, "{one:?} before {step:?} in {self:?}");
        }
        match &step.act {
            Act::MoveConnection { connection, to, .. } => {
                let body = step.request.as_ref().unwrap().body.as_ref().unwrap();
                assert_eq!(body["identifier"], Value::String(to.clone()));
                let pk = self.key(connection);
                self.rows.get_mut(&pk).unwrap().2.clone_from(to);
            }
            Act::CreateConnection { slug, user, identifier, .. } => {
                self.last += 1;
                self.rows.insert(self.last, (slug.clone(), *user, identifier.clone()));
                if let Some(note) = &step.note {
                    self.noted.insert(note.clone(), self.last);
                }
            }
            Act::DeleteConnection { connection, .. } => {
                self.rows.remove(&self.key(connection)).unwrap();
            }
            Act::Rename { from, to } => {
                self.sources.remove(from);
                self.sources.insert(to.clone());
                for row in self.rows.values_mut().filter(|row| row.0 == *from) {
                    row.0.clone_from(to);
                }
            }
            Act::DeleteSource { slug } => {
                self.sources.remove(slug);
                self.rows.retain(|_, row| row.0 != *slug);
            }
            Act::CreateSource { slug, .. } => {
                self.sources.insert(slug.clone());
            }
            _ => {}
        }
        self.check();
    }

    /// The rows without their primary keys, which a row that comes back does not get again.
    fn content(&self) -> BTreeSet<(String, u64, String)> {
        self.rows.values().cloned().collect()
    }
}

fn changes() -> impl Strategy<Value = IdentityChange> {
    let slug = |way| IdentityChange::Slug { to: "weixin".to_owned(), way };
    prop_oneof![
        Just(IdentityChange::UnionidAppears),
        any::<bool>().prop_map(|same_account| IdentityChange::NewAppId { same_account }),
        Just(slug(SlugWay::Renamed)),
        Just(slug(SlugWay::PushedAsNew)),
        Just(IdentityChange::Recreated),
        Just(IdentityChange::ProviderType { to: "github".to_owned() }),
    ]
}

/// People whose identifiers, unionids and openids are drawn from few letters, so that they collide, swap and double.
fn people() -> impl Strategy<Value = (Vec<User>, Vec<StoredConnection>)> {
    let letter = || prop::sample::select(vec!["a", "b", "c", "d", "e", "f"]);
    let person = (any::<u8>(), letter(), letter(), prop::option::of(letter()));
    prop::collection::vec(person, 0..7).prop_map(|drawn| {
        let (mut users, mut connections) = (Vec::new(), Vec::new());
        let (mut seen, mut pks) = (BTreeSet::new(), BTreeSet::new());
        for (at, (pk, identifier, openid, unionid)) in drawn.into_iter().enumerate() {
            let pk = u64::from(pk);
            if seen.insert(identifier) && pks.insert(pk) {
                users.push(enrolled(pk, &format!("name-{pk}"), openid, unionid));
                connections.push(connection(500 + at as u64, pk, identifier));
            }
        }
        (users, connections)
    })
}

fn identifiers() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map("[a-f]", "[a-g]", 0..6)
}

proptest! {
    #[test]
    fn keep_links_everybody_and_undo_gives_the_same_table(
        change in changes(),
        (users, connections) in people(),
        identifiers in identifiers(),
    ) {
        let source = wechat();
        let input = IdentityInput {
            source: &source,
            has_mappings: false,
            change: &change,
            users: &users,
            connections: &connections,
            identifiers: &identifiers,
        };
        let assessment = assess(&input).unwrap();
        prop_assert_eq!(assessment.counts.values().sum::<usize>(), assessment.people.len());
        let before = Table::of(&connections);
        let mut table = before.clone();
        let mut at_change = before.content();
        for step in &assessment.keep {
            table.take(step);
            if step.phase == Phase::Change {
                at_change = table.content();
            }
        }

        // Everybody whose new identifier is known gets into the account that is to be kept.
        let mut after = source.clone();
        match &change {
            IdentityChange::Slug { to, .. } => after.slug.clone_from(to),
            IdentityChange::ProviderType { to } => after.kind.clone_from(to),
            _ => {}
        }
        let links = table.rows.values().map(|(source, user, identifier)| UserConnection {
            source: source.clone(),
            identifier: identifier.clone(),
            user: UserKey::Pk(*user),
        });
        let directory = Directory::new(
            users.clone(),
            Fact::Known(links.collect()),
            Fact::Known((Vec::new(), Vec::new())),
        );
        for row in &assessment.people {
            let Some(identifier) = row.new_identifier.known() else { continue };
            let person = person(identifier, serde_json::json!({ "username": identifier }));
            let prediction = predict(&after, &Visit::of(person), &directory);
            prop_assert_eq!(prediction.action, Some(Action::Auth), "{:?}", row);
            prop_assert_eq!(prediction.user, row.kept_account.map(UserKey::Pk), "{:?} in {:?}", row, table);
        }

        for step in &assessment.undo {
            table.take(step);
        }
        let expected = match change {
            // What a deleted source had does not come back with it.
            IdentityChange::Recreated => at_change,
            _ => before.content(),
        };
        prop_assert_eq!(table.content(), expected);
        let deletes = |steps: &[IdentityStep]| {
            steps.iter().any(|step| matches!(step.act, Act::DeleteConnection { .. } | Act::DeleteSource { .. }))
        };
        if !deletes(&assessment.keep) && !deletes(&assessment.undo) {
            prop_assert_eq!(&table.rows, &before.rows);
        }
    }

    #[test]
    fn no_step_touches_a_user_or_another_source(
        change in changes(),
        (users, mut connections) in people(),
        identifiers in identifiers(),
    ) {
        let source = wechat();
        for one in connections.iter_mut().step_by(2) {
            one.source = "another".to_owned();
        }
        let input = IdentityInput {
            source: &source,
            has_mappings: false,
            change: &change,
            users: &users,
            connections: &connections,
            identifiers: &identifiers,
        };
        let assessment = assess(&input).unwrap();
        let others: BTreeSet<u64> =
            connections.iter().filter(|one| one.source == "another").map(|one| one.pk).collect();
        for step in assessment.keep.iter().chain(&assessment.undo) {
            let path = step.request.as_ref().map_or("", |request| request.path.as_str());
            prop_assert!(path.is_empty() || path.starts_with("/api/v3/sources/"), "{}", path);
            let touched = others.iter().any(|pk| path.ends_with(&format!("/{pk}/")));
            prop_assert!(!touched, "{}", path);
        }
        prop_assert!(assessment.people.iter().all(|row| !others.contains(&row.connection)));
    }
}
