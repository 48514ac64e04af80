//! What goes wrong between a client and the server, in the test's hand.

use std::collections::VecDeque;

/// What happens to a request of the API. Each request takes the next of the script; when it is used up, all goes well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing goes wrong.
    Pass,
    /// This is answered; the server never sees the request.
    Answer {
        /// The status.
        status: u16,
        /// Headers; `content-length` is added.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// The connection is reset before the request is handled.
    ResetBefore,
    /// The request is handled and saved, then the connection is reset.
    ResetAfter,
    /// The request is handled and saved, then half of the answer is sent.
    HalfAnswer,
    /// Nothing is ever answered; the request is not handled.
    Hang,
    /// The request is handled and saved, then answered with `500 text/plain`, as when authentik replaces a worker.
    ServerErrorAfter,
    /// The request is not handled and sent elsewhere.
    Redirect {
        /// The status: 301, 302, 303, 307 or 308.
        status: u16,
        /// Where to.
        to: String,
    },
    /// These bytes are sent as they are and the connection is closed; the request is not handled.
    Raw(Vec<u8>),
}

/// Where the server dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// The request has changed the database, and the transaction is not committed: nothing is saved.
    BeforeCommit,
    /// The transaction is committed, and nothing has been answered.
    AfterCommit,
}

/// What is to go wrong.
#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) faults: VecDeque<Fault>,
    /// How many requests of the API go well before the one at which the server dies.
    pub(crate) death: Option<(usize, Point)>,
    pub(crate) is_dead: bool,
    /// How long the server takes for each answer.
    pub(crate) pace: std::time::Duration,
}

impl Script {
    /// Returns what happens to the next request of the API, and whether the server dies of it.
    pub(crate) fn next(&mut self) -> (Fault, Option<Point>) {
        let death = match &mut self.death {
            Some((0, point)) => Some(*point),
            Some((n_left, _)) => {
                *n_left -= 1;
                None
            }
            None => None,
        };
        if death.is_some() {
            self.death = None;
            self.is_dead = true;
        }
        (self.faults.pop_front().unwrap_or(Fault::Pass), death)
    }
}
