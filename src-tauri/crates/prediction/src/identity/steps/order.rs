//! Which steps, in which order.

use super::super::moves::{Standing, deletions, in_order};
use super::super::people::keeps_connections;
use super::super::{IdentityChange, IdentityInput, SlugWay, StoredConnection};
use super::call::Maker;
use super::{Act, Phase, RowKey, SOURCE, Step};
use crate::Source;

/// What keeps everybody linked.
pub(in crate::identity) fn keep(
    input: &IdentityInput<'_>,
    own: &[&StoredConnection],
    standings: &[Standing],
) -> Vec<Step> {
    let slug = input.source.slug.clone();
    let maker = Maker::of(input.source);
    let source_pk = own
        .iter()
        .find_map(|connection| connection.source_pk.clone())
        .unwrap_or_else(|| format!("{{{SOURCE}}}"));
    let moves = in_order(own, standings);
    let goes = deletions(standings);
    let is_new_row = !keeps_connections(input.change);
    let read = maker.step(Phase::Before, Act::ReadConnections { slug: slug.clone() });
    let needs_source = !goes.is_empty() && !is_new_row && source_pk.starts_with('{');
    let mut steps = vec![Step { note: needs_source.then(|| SOURCE.to_owned()), ..read }];
    // A source that is made anew is switched on by the last step; one that is renamed never has a moment of doubt.
    let is_switched =
        input.source.enabled && !is_new_row && !matches!(input.change, IdentityChange::Slug { .. });
    let after = match input.change {
        IdentityChange::Slug { to, .. } => to.clone(),
        _ => slug.clone(),
    };
    if is_switched {
        steps.push(maker.step(Phase::Before, Act::Switch { slug: slug.clone(), on: false }));
    }
    match input.change {
        IdentityChange::UnionidAppears => steps.push(maker.step(Phase::Change, Act::BindApplication)),
        IdentityChange::NewAppId { .. } => {
            steps.push(maker.step(Phase::Change, Act::SetAppId { slug: slug.clone(), back: false }));
        }
        IdentityChange::Slug { to, way } => {
            steps.push(maker.step(Phase::Before, Act::RegisterCallback { slug: to.clone() }));
            steps.push(match way {
                SlugWay::Renamed => {
                    maker.step(Phase::Change, Act::Rename { from: slug.clone(), to: to.clone() })
                }
                SlugWay::PushedAsNew => maker.create_source(to),
            });
        }
        IdentityChange::Recreated => {
            steps.push(maker.step(Phase::Change, Act::DeleteSource { slug: slug.clone() }));
            steps.push(maker.create_source(&slug));
        }
        IdentityChange::ProviderType { to } => {
            let (from, to) = (maker.kind().to_owned(), to.clone());
            steps.push(maker.step(Phase::Change, Act::SetType { slug: slug.clone(), from, to }));
        }
    }
    let mut n_noted = 0;
    if is_new_row {
        let gone: Vec<bool> = {
            let mut gone = vec![false; own.len()];
            for at in &goes {
                if let Some(one) = gone.get_mut(*at) {
                    *one = true;
                }
            }
            gone
        };
        for ((connection, standing), gone) in own.iter().zip(standings).zip(gone) {
            let identifier = match standing {
                Standing::Moves { to, .. } => to.clone(),
                _ if gone => continue,
                _ => connection.identifier.clone(),
            };
            let act = Act::CreateConnection {
                source: format!("{{{SOURCE}}}"),
                slug: after.clone(),
                user: connection.user,
                identifier,
            };
            steps.push(maker.noted(Phase::After, act, &mut n_noted));
        }
    } else {
        for at in goes {
            let Some(one) = own.get(at) else { continue };
            steps.push(maker.step(
                Phase::After,
                Act::DeleteConnection {
                    connection: RowKey::Pk(one.pk),
                    source: one.source_pk.clone().unwrap_or_else(|| source_pk.clone()),
                    slug: after.clone(),
                    user: one.user,
                    identifier: one.identifier.clone(),
                },
            ));
        }
        for one in moves {
            let Some(connection) = own.get(one.at) else { continue };
            steps.push(maker.step(
                Phase::After,
                Act::MoveConnection {
                    connection: RowKey::Pk(connection.pk),
                    user: connection.user,
                    from: one.from,
                    to: one.to,
                    is_detour: one.is_detour,
                },
            ));
        }
    }
    steps.push(maker.step(Phase::After, Act::ReadConnections { slug: after.clone() }));
    if is_switched || (is_new_row && input.source.enabled) {
        steps.push(maker.step(Phase::After, Act::Switch { slug: after, on: true }));
    }
    steps
}

/// What takes the steps back, the last first. A source that was deleted stays deleted.
pub(in crate::identity) fn undo(keep: &[Step], source: &Source) -> Vec<Step> {
    let maker = Maker::of(source);
    let mut steps = Vec::with_capacity(keep.len());
    for step in keep.iter().rev() {
        let act = match step.act.clone() {
            act @ Act::ReadConnections { .. } => act,
            Act::Switch { slug, on } => Act::Switch { slug, on: !on },
            Act::BindApplication => Act::UnbindApplication,
            Act::SetAppId { slug, back } => Act::SetAppId { slug, back: !back },
            Act::Rename { from, to } => Act::Rename { from: to, to: from },
            Act::SetType { slug, from, to } => Act::SetType { slug, from: to, to: from },
            Act::MoveConnection { connection, user, from, to, is_detour } => {
                Act::MoveConnection { connection, user, from: to, to: from, is_detour }
            }
            Act::CreateConnection { source, slug, user, identifier } => {
                let Some(note) = &step.note else { continue };
                let connection = RowKey::Noted(note.clone());
                Act::DeleteConnection { connection, source, slug, user, identifier }
            }
            Act::DeleteConnection { source, slug, user, identifier, .. } => {
                Act::CreateConnection { source, slug, user, identifier }
            }
            // A callback URL too many does no harm, and a deleted row does not come back.
            Act::UnbindApplication
            | Act::RegisterCallback { .. }
            | Act::DeleteSource { .. }
            | Act::CreateSource { .. } => continue,
        };
        // What is made anew here is not needed again.
        steps.push(maker.step(Phase::Undo, act));
    }
    steps
}
