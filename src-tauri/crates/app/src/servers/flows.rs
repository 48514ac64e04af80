//! What is wrong with the flows of a server's sources, what a server says of a blueprint, and a login page's picture.

use desk_authentik::{
    FlowFinding, PlannedLoginPage, Scope, ServerError, Snapshot, dry_run, examine_flows, login_pages,
};
use desk_model::Protocol;

use super::plan::Reading;
use super::problems::of_server;
use crate::desk::Desk;
use crate::pictures::whole_login_page;
use crate::problem::Problem;

impl Desk {
    /// Looks at the flows of a server's sources: all that log people in, or those with the given slugs. Nothing on the server
    /// changes.
    ///
    /// # Errors
    ///
    /// `pull-unknown` for a slug that the server does not have, and those of [`Desk::check_server`].
    pub async fn examine_flows(&self, server: &str, slugs: &[String]) -> Result<Vec<FlowFinding>, Problem> {
        let protocols = Protocol::ALL.into_iter().filter(|protocol| protocol.has_login_button()).collect();
        let reading = self.read_server(server, &Scope { protocols, ..Scope::default() }).await?;
        let has = |slug: &String| reading.snapshot.objects.iter().any(|object| object.key == *slug);
        if let Some(missing) = slugs.iter().find(|slug| !has(slug)) {
            return Err(Problem::about("pull-unknown", missing).with("server", &reading.host));
        }
        let found = examine_flows(&reading.snapshot, slugs, &reading.client).await;
        found.map_err(|error| of_server(&error, &reading.host).at_server(server))
    }

    /// Has a server look at a blueprint without keeping anything of it. Returns what it objects to; none: it is good.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::check_server`].
    pub async fn dry_run(&self, server: &str, blueprint: &str) -> Result<Vec<String>, Problem> {
        let client = self.server_client(server, &self.profile(server)?)?;
        let host = client.address().host_and_port();
        dry_run(&client, blueprint).await.map_err(|error| of_server(&error, &host).at_server(server))
    }

    /// Returns the login pages of a server as they are. Nothing on it changes.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::check_server`].
    pub async fn login_pages(&self, server: &str) -> Result<Vec<PlannedLoginPage>, Problem> {
        let reading = self.read_server(server, &Scope { login_pages: true, ..Scope::default() }).await?;
        Ok(login_pages(&reading.snapshot))
    }

    /// Returns the login pages of a server that was read; none if the token's user may not see them.
    pub(super) async fn pages_or_none(&self, reading: &Reading) -> Result<Vec<PlannedLoginPage>, Problem> {
        let scope = Scope { login_pages: true, ..Scope::default() };
        match Snapshot::read(&reading.client, &scope).await {
            Ok(snapshot) => Ok(login_pages(&snapshot)),
            Err(ServerError::NotPermitted { .. }) => Ok(Vec::new()),
            Err(error) => Err(of_server(&error, &reading.host)),
        }
    }

    /// Draws a login page as it will be, as SVG: on a light or dark ground, wide or narrow.
    pub fn draw_login_page(&self, page: &PlannedLoginPage, dark: bool, narrow: bool) -> String {
        whole_login_page(self.locale(), page, dark, narrow)
    }
}
