//! The address that a login landed on: pasted by the person, or seen by a window that stops before it goes there.
//!
//! A real provider sends the browser to the source's own callback URL, on a server that does not expect this login: it
//! shows an error, and the code stays unused in the address bar.

use desk_model::Secret;
use subtle::ConstantTimeEq;
use tokio::sync::{mpsc, oneshot};

use crate::callback::Refused;

/// More than any provider sends.
const LONGEST: usize = 16 * 1024;

/// Why a pasted text is not where this login landed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTheLanding {
    /// It is no address.
    #[error("it is no address")]
    NotAnAddress,
    /// It is longer than 16 KB.
    #[error("it is too long")]
    TooLong,
    /// It is an address elsewhere.
    #[error("it is not at {expected}")]
    Elsewhere {
        /// The callback URL.
        expected: String,
    },
    /// It carries neither a code nor an error: the login is not over, or the address was shortened.
    #[error("it has neither a code nor an error")]
    Nothing,
    /// `code` or `state` is there twice.
    #[error("a parameter comes twice")]
    Duplicate,
    /// The state is missing or another one: it is from another login.
    #[error("the state is of another login")]
    WrongState,
    /// Nobody waits any more.
    #[error("nobody waits for it")]
    Late,
}

/// Where pasted texts come in.
#[derive(Clone)]
pub struct Landings(mpsc::UnboundedSender<Message>);

/// Where a test login waits for them.
pub struct Landed(mpsc::UnboundedReceiver<Message>);

enum Message {
    Pasted { text: Secret, answer: oneshot::Sender<Result<(), NotTheLanding>> },
    Ended(&'static str),
}

/// Makes the two ends.
pub fn landings() -> (Landings, Landed) {
    // Without a bound, so that a window's own thread never waits. Each text has an answer before the next is read, and a
    // person types or a page navigates, so few are ever under way.
    let (sender, receiver) = mpsc::unbounded_channel();
    (Landings(sender), Landed(receiver))
}

impl Landings {
    /// Gives what a person pasted to the login that waits for it. A wrong text does not end the wait.
    pub async fn paste(&self, text: Secret) -> Result<(), NotTheLanding> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Message::Pasted { text, answer }).map_err(|_| NotTheLanding::Late)?;
        answered.await.unwrap_or(Err(NotTheLanding::Late))
    }

    /// Tells the login that no address will come, and why: a code that [`crate::decode::explain`] knows.
    pub fn end(&self, why: &'static str) {
        // A login that is over has no use for the reason.
        let _ = self.0.send(Message::Ended(why));
    }
}

impl Landed {
    /// Waits for the right text, and returns it with the code, or with what came in its place.
    ///
    /// # Errors
    ///
    /// Why none will come: `nobody-pastes` if nobody can paste any more, or the reason given to [`Landings::end`].
    pub(crate) async fn wait(
        &mut self,
        callback_url: &str,
        state: &str,
    ) -> Result<(Secret, Result<Secret, Refused>), &'static str> {
        while let Some(message) = self.0.recv().await {
            let (text, answer) = match message {
                Message::Pasted { text, answer } => (text, answer),
                Message::Ended(why) => return Err(why),
            };
            // EXPOSE: it is read here; the address goes on as a secret, and its code is masked in the transcript.
            match read(text.expose(), callback_url, state) {
                Ok(found) => {
                    let _ = answer.send(Ok(()));
                    return Ok((text, found));
                }
                Err(why) => {
                    let _ = answer.send(Err(why));
                }
            }
        }
        Err("nobody-pastes")
    }
}

/// Reads a pasted text: the callback URL of this login, with its state and a code or an error. The scheme may be another
/// one, because a browser often hides it.
fn read(text: &str, callback_url: &str, state: &str) -> Result<Result<Secret, Refused>, NotTheLanding> {
    if text.len() > LONGEST {
        return Err(NotTheLanding::TooLong);
    }
    let around = |character: char| character.is_whitespace() || "\"'<>“”‘’《》，。".contains(character);
    let text = text.trim_matches(around).trim_start_matches("view-source:");
    let expected = url::Url::parse(callback_url).map_err(|_| NotTheLanding::NotAnAddress)?;
    let with_scheme =
        if text.contains("://") { text.to_owned() } else { format!("{}://{text}", expected.scheme()) };
    let landed = url::Url::parse(&with_scheme).map_err(|_| NotTheLanding::NotAnAddress)?;
    if landed.host_str().is_none_or(|host| !host.contains('.') && landed.host_str() != expected.host_str()) {
        return Err(NotTheLanding::NotAnAddress);
    }
    let is_there = landed.host_str() == expected.host_str()
        && landed.path() == expected.path()
        && landed.port() == expected.port();
    if !is_there {
        return Err(NotTheLanding::Elsewhere { expected: callback_url.to_owned() });
    }
    let (mut code, mut returned) = (None, None);
    let mut refused = Refused::default();
    for (name, value) in landed.query_pairs() {
        let short = || value.chars().take(400).collect::<String>();
        let again = match &*name {
            "code" => code.replace(value.into_owned()).is_some(),
            "state" => returned.replace(value.into_owned()).is_some(),
            "error" => refused.error.replace(short()).is_some(),
            "error_description" => refused.description.replace(short()).is_some(),
            _ => false,
        };
        if again {
            return Err(NotTheLanding::Duplicate);
        }
    }
    let code = code.filter(|code| !code.is_empty());
    let returned = returned.unwrap_or_default();
    if code.is_none() && refused == Refused::default() && returned.is_empty() {
        return Err(NotTheLanding::Nothing);
    }
    if state.is_empty() || !bool::from(state.as_bytes().ct_eq(returned.as_bytes())) {
        return Err(NotTheLanding::WrongState);
    }
    Ok(code.map(Secret::new).ok_or(refused))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/x/";

    fn code(text: &str) -> Result<String, NotTheLanding> {
        // EXPOSE: a test's own value.
        read(text, CALLBACK, "S")
            .map(|found| found.map_or_else(|refused| format!("{refused:?}"), |code| code.expose().to_owned()))
    }

    #[test]
    fn what_a_browser_shows_is_read_however_it_was_copied() {
        for text in [
            "https://auth.example.com/source/oauth/callback/x/?code=C&state=S",
            "  \"https://auth.example.com/source/oauth/callback/x/?state=S&code=C\"\n",
            "auth.example.com/source/oauth/callback/x/?code=C&state=S",
            "http://auth.example.com/source/oauth/callback/x/?code=C&state=S#top",
            "view-source:https://auth.example.com/source/oauth/callback/x/?code=C&state=S",
        ] {
            assert_eq!(code(text).as_deref(), Ok("C"), "{text}");
        }
    }

    #[test]
    fn what_is_not_this_logins_landing_is_refused_with_the_reason() {
        let elsewhere = || NotTheLanding::Elsewhere { expected: CALLBACK.to_owned() };
        for (text, why) in [
            ("", NotTheLanding::NotAnAddress),
            ("C", NotTheLanding::NotAnAddress),
            ("https://evil.example/source/oauth/callback/x/?code=C&state=S", elsewhere()),
            ("https://auth.example.com:8443/source/oauth/callback/x/?code=C&state=S", elsewhere()),
            ("https://auth.example.com/source/oauth/callback/x?code=C&state=S", elsewhere()),
            ("https://auth.example.com.evil.example/source/oauth/callback/x/?code=C&state=S", elsewhere()),
            ("https://auth.example.com@evil.example/source/oauth/callback/x/?code=C&state=S", elsewhere()),
            ("https://auth.example.com/source/oauth/callback/x/", NotTheLanding::Nothing),
            ("https://auth.example.com/source/oauth/callback/x/?code=C", NotTheLanding::WrongState),
            ("https://auth.example.com/source/oauth/callback/x/?code=C&state=T", NotTheLanding::WrongState),
            (
                "https://auth.example.com/source/oauth/callback/x/?code=C&code=D&state=S",
                NotTheLanding::Duplicate,
            ),
        ] {
            assert_eq!(code(text), Err(why), "{text}");
        }
        assert_eq!(code(&"a".repeat(LONGEST + 1)), Err(NotTheLanding::TooLong));
        assert_eq!(
            read("https://auth.example.com/source/oauth/callback/x/?code=C&state=", CALLBACK, "").err(),
            Some(NotTheLanding::WrongState)
        );
    }

    #[tokio::test]
    async fn a_wrong_text_does_not_end_the_wait_and_a_late_one_is_told_so() {
        let (landings, mut landed) = landings();
        let paste = |text: &str| {
            let landings = landings.clone();
            let text = Secret::new(text.to_owned());
            async move { landings.paste(text).await }
        };
        let (found, wrong, right) = {
            let pastes = async {
                let wrong = paste("https://evil.example/").await;
                let right = paste("https://auth.example.com/source/oauth/callback/x/?code=C&state=S").await;
                (wrong, right)
            };
            let (found, (wrong, right)) = tokio::join!(landed.wait(CALLBACK, "S"), pastes);
            (found, wrong, right)
        };
        assert!(matches!(wrong, Err(NotTheLanding::Elsewhere { .. })));
        assert_eq!(right, Ok(()));
        assert!(found.is_ok_and(|(_, code)| code.is_ok_and(|code| code.expose() == "C"))); // EXPOSE: a test's own value.
        drop(landed);
        assert_eq!(paste("x").await, Err(NotTheLanding::Late));
    }

    #[tokio::test]
    async fn a_wait_that_is_ended_knows_why() {
        let (landings, mut landed) = landings();
        landings.end("window-closed");
        assert_eq!(landed.wait(CALLBACK, "S").await.err(), Some("window-closed"));
        drop(landings);
        assert_eq!(landed.wait(CALLBACK, "S").await.err(), Some("nobody-pastes"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,200}") {
            let _ = read(&text, CALLBACK, "S");
        }
    }
}
