//! Which connection has to get which identifier, and in which order no two ever have the same.

use std::collections::{HashMap, HashSet};

use super::{NewIdentifier, StoredConnection};

/// What has to be done with a connection. Numbers are places in the list of connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Stays,
    /// It gets the new identifier, after the younger account's connection is deleted that has it by now.
    Moves {
        /// The new identifier.
        to: String,
        /// The younger account's connection.
        instead_of: Option<usize>,
    },
    /// An older account of the person has the new identifier, or gets it.
    Elsewhere(usize),
    /// It goes, so that an older account, or its rightful owner, gets its identifier.
    Goes,
}

/// One change of an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    /// Which connection.
    pub(super) at: usize,
    /// The identifier before.
    pub(super) from: String,
    /// The identifier after.
    pub(super) to: String,
    /// Whether one of the two only stands in for a while.
    pub(super) is_detour: bool,
}

/// Decides what has to be done with each connection. Where several accounts claim one identifier, the oldest gets it, as the
/// lowest primary key says.
pub(super) fn settle(own: &[&StoredConnection], known: &[NewIdentifier]) -> Vec<Standing> {
    let mut standings: Vec<Standing> = own
        .iter()
        .zip(known)
        .map(|(connection, new)| match new.known() {
            Some(to) if to != connection.identifier => {
                Standing::Moves { to: to.to_owned(), instead_of: None }
            }
            _ => Standing::Stays,
        })
        .collect();
    let holder_of: HashMap<&str, usize> =
        own.iter().enumerate().map(|(at, connection)| (connection.identifier.as_str(), at)).collect();
    let age = |at: usize| own.get(at).map_or(u64::MAX, |connection| connection.user);
    // Whoever gives way holds an identifier that another may claim, so it is asked again; each round has fewer movers.
    loop {
        let mut winner_of: HashMap<String, usize> = HashMap::new();
        for (at, standing) in standings.iter().enumerate() {
            if let Standing::Moves { to, .. } = standing {
                let winner = winner_of.entry(to.clone()).or_insert(at);
                if age(at) < age(*winner) {
                    *winner = at;
                }
            }
        }
        for (to, winner) in &mut winner_of {
            if let Some(holder) = holder_of.get(to.as_str())
                && standings.get(*holder) == Some(&Standing::Stays)
                && age(*holder) < age(*winner)
            {
                *winner = *holder;
            }
        }
        let losers: Vec<(usize, usize)> = standings
            .iter()
            .enumerate()
            .filter_map(|(at, standing)| match standing {
                Standing::Moves { to, .. } => {
                    winner_of.get(to).filter(|winner| **winner != at).map(|winner| (at, *winner))
                }
                _ => None,
            })
            .collect();
        if losers.is_empty() {
            break;
        }
        for (loser, winner) in losers {
            if let Some(standing) = standings.get_mut(loser) {
                *standing = Standing::Elsewhere(winner);
            }
        }
    }
    let in_the_way: Vec<(usize, usize)> = standings
        .iter()
        .enumerate()
        .filter_map(|(at, standing)| {
            let Standing::Moves { to, .. } = standing else { return None };
            let holder = *holder_of.get(to.as_str())?;
            (!matches!(standings.get(holder), Some(Standing::Moves { .. }))).then_some((at, holder))
        })
        .collect();
    for (at, holder) in in_the_way {
        let was_elsewhere = matches!(standings.get(holder), Some(Standing::Elsewhere(_)));
        if let Some(Standing::Moves { instead_of, .. }) = standings.get_mut(at) {
            *instead_of = Some(holder);
        }
        if !was_elsewhere && let Some(standing) = standings.get_mut(holder) {
            *standing = Standing::Goes;
        }
    }
    standings
}

/// The connections that have to go before anything moves, each once.
pub(super) fn deletions(standings: &[Standing]) -> Vec<usize> {
    standings
        .iter()
        .filter_map(|standing| match standing {
            Standing::Moves { instead_of, .. } => *instead_of,
            _ => None,
        })
        .collect()
}

/// The moves in an order in which no identifier is ever on two connections: a circle is opened with an identifier that
/// stands in for a while.
pub(super) fn in_order(own: &[&StoredConnection], standings: &[Standing]) -> Vec<Move> {
    let mut waiting: HashMap<&str, Move> = HashMap::new();
    let mut froms: HashSet<&str> = HashSet::new();
    let mut turns: Vec<&str> = Vec::new();
    for (at, (connection, standing)) in own.iter().zip(standings).enumerate() {
        if let Standing::Moves { to, .. } = standing {
            let one = Move { at, from: connection.identifier.clone(), to: to.clone(), is_detour: false };
            froms.insert(connection.identifier.as_str());
            turns.push(to);
            waiting.insert(to.as_str(), one);
        }
    }
    let mut moves = Vec::with_capacity(waiting.len());
    // First those whose identifier nobody has to give up, each followed by whoever waits for what it gives up.
    for to in turns.iter().filter(|to| !froms.contains(*to)) {
        let mut freed = (*to).to_owned();
        while let Some(one) = waiting.remove(freed.as_str()) {
            freed.clone_from(&one.from);
            moves.push(one);
        }
    }
    for to in &turns {
        let Some(first) = waiting.remove(to) else { continue };
        let stand_in = stand_in(own, standings, first.at);
        let mut freed = first.from.clone();
        moves.push(Move { at: first.at, from: first.from, to: stand_in.clone(), is_detour: true });
        while let Some(one) = waiting.remove(freed.as_str()) {
            freed.clone_from(&one.from);
            moves.push(one);
        }
        moves.push(Move { at: first.at, from: stand_in, to: first.to, is_detour: true });
    }
    moves
}

/// An identifier that nobody has or gets.
fn stand_in(own: &[&StoredConnection], standings: &[Standing], at: usize) -> String {
    let pk = own.get(at).map_or(0, |connection| connection.pk);
    let mut name = format!("source-desk-temporary-{pk}");
    let is_taken = |name: &str| {
        own.iter().any(|connection| connection.identifier == name)
            || standings.iter().any(|standing| matches!(standing, Standing::Moves { to, .. } if to == name))
    };
    while is_taken(&name) {
        name.push('-');
    }
    name
}
