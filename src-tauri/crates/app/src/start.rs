//! What must be so before a window is opened.

use std::fs::{self, DirBuilder};

use crate::desk::Desk;
use crate::problem::Problem;

impl Desk {
    /// Makes the data folder if there is none, for this person only.
    ///
    /// # Errors
    /// `home-unusable`: there is no folder, none can be made, or it cannot be read. What is wrong with the drafts in it is
    /// no matter here: a window can tell that better.
    pub fn check_home(&self) -> Result<(), Problem> {
        let home = self.host.home();
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let usable = builder.create(&home).and_then(|()| fs::read_dir(&home).map(|_| ()));
        usable.map_err(|error| {
            tracing::error!(target: crate::log::TARGET, event = "home-unusable");
            Problem::about("home-unusable", home.display().to_string()).detailed(error.to_string())
        })
    }
}
