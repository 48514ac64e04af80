//! Every error that has an explanation, by where it comes from. The words are the messages `explain-CODE`,
//! `explain-CODE-why` and `explain-CODE-fix`.

mod authentik;
mod directory;
mod evidence;
mod microsoft;
mod network;
mod oauth;
mod providers;
mod test_login;
mod wechat;

use super::{Explanation, Family};

/// The parts of the table, in the order in which they are listed.
pub(super) const PARTS: [&[Explanation]; 8] = [
    wechat::PART,
    authentik::PART,
    test_login::PART,
    oauth::PART,
    microsoft::PART,
    providers::PART,
    directory::PART,
    network::PART,
];

const fn certain(
    family: Family,
    code: &'static str,
    message_id: &'static str,
    evidence_id: &'static str,
    aliases: &'static [&'static str],
) -> Explanation {
    Explanation { family, code, message_id, evidence_id, certain: true, aliases, within: &[], broad: false }
}

/// The facts are contradictory, inferred, or stand in a document that practice does not bear out.
const fn uncertain(
    family: Family,
    code: &'static str,
    message_id: &'static str,
    evidence_id: &'static str,
    aliases: &'static [&'static str],
) -> Explanation {
    Explanation { certain: false, ..certain(family, code, message_id, evidence_id, aliases) }
}

impl Explanation {
    /// The texts only mean this beside one of these words.
    const fn within(self, within: &'static [&'static str]) -> Explanation {
        Explanation { within, ..self }
    }

    /// It says that something failed, not what: anything else that is found beside it says more.
    const fn broad(self) -> Explanation {
        Explanation { broad: true, ..self }
    }
}
