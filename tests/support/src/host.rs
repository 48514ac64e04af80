//! A host whose world is in the test's hand.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use desk_app::{
    Clipboard, Cost, Host, Key, Keychain, KeychainUnavailable, Locale, LoginPage, LoginWindow,
    MappingPrograms, OpenRequest, Reading, Secret,
};

/// A host with a clock that only a test moves, foreseeable randomness, a save dialog that always chooses one path, and an open
/// dialog that chooses what lies in one folder.
pub struct TestHost {
    home: PathBuf,
    locale: Locale,
    now: AtomicI64,
    random: Mutex<u64>,
    save_path: Option<PathBuf>,
    open_folder: Option<PathBuf>,
    keychain: Arc<FakeKeychain>,
    clipboard: FakeClipboard,
    browser: Mutex<Vec<String>>,
    login_windows: FakeLoginWindows,
    has_mapping_programs: bool,
}

/// Login windows that nobody sees: what a test does in them, a web view would do.
#[derive(Default)]
pub struct FakeLoginWindows {
    open: Arc<Mutex<Vec<LoginPage>>>,
}

impl FakeLoginWindows {
    /// Lets a test act in the window that was opened last.
    pub fn act<T>(&self, act: impl FnOnce(&LoginPage) -> T) -> Option<T> {
        locked(&self.open).last().map(act)
    }
}

struct FakeLoginWindow(Arc<Mutex<Vec<LoginPage>>>);

impl LoginWindow for FakeLoginWindow {
    fn close(&self) {
        let page = locked(&self.0).pop();
        if let Some(page) = page {
            page.visitor.closed();
        }
    }
}

impl TestHost {
    /// Makes a host with a data folder; its clock stands at 2026-01-01T00:00:00Z.
    pub fn new(home: PathBuf, locale: Locale) -> TestHost {
        TestHost {
            home,
            locale,
            now: AtomicI64::new(1_767_225_600_000),
            random: Mutex::new(0x9e37_79b9_7f4a_7c15),
            save_path: None,
            open_folder: None,
            keychain: Arc::default(),
            clipboard: FakeClipboard::default(),
            browser: Mutex::default(),
            login_windows: FakeLoginWindows::default(),
            has_mapping_programs: true,
        }
    }

    /// Returns the login windows that are open.
    pub fn login_windows(&self) -> &FakeLoginWindows {
        &self.login_windows
    }

    /// Returns the addresses that were opened in the person's browser.
    pub fn opened(&self) -> Vec<String> {
        locked(&self.browser).clone()
    }

    /// Starts the randomness elsewhere, so that two hosts of one data folder do not make the same ids.
    #[must_use]
    pub fn seeded(self, seed: u64) -> TestHost {
        // Zero is the one state that a xorshift sequence never leaves.
        let start = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15).max(1);
        TestHost { random: Mutex::new(start), ..self }
    }

    /// Shares the keychain with another program on the same computer.
    #[must_use]
    pub fn with_keychain(self, keychain: &Arc<FakeKeychain>) -> TestHost {
        TestHost { keychain: Arc::clone(keychain), ..self }
    }

    /// Returns the clipboard's text.
    pub fn clipboard_text(&self) -> String {
        locked(&self.clipboard.0).clone()
    }

    /// Puts a text on the clipboard, as another program does.
    pub fn copy_elsewhere(&self, text: &str) {
        text.clone_into(&mut locked(&self.clipboard.0));
    }

    /// Moves the clock.
    pub fn wait(&self, time: Duration) {
        self.now.fetch_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    /// Takes away the programs that run property mappings.
    #[must_use]
    pub fn without_mapping_programs(self) -> TestHost {
        TestHost { has_mapping_programs: false, ..self }
    }

    /// Lets the save dialog choose a path.
    #[must_use]
    pub fn saving_to(mut self, path: PathBuf) -> TestHost {
        self.save_path = Some(path);
        self
    }

    /// Lets the open dialog choose the files in a folder that have an extension it asks for, by name; of several only
    /// the first where it asks for one.
    #[must_use]
    pub fn opening_from(mut self, folder: PathBuf) -> TestHost {
        self.open_folder = Some(folder);
        self
    }
}

impl Host for TestHost {
    /// The worker that was built beside this program or, for tests, one folder above; and the system's Python.
    fn mapping_programs(&self) -> MappingPrograms {
        if !self.has_mapping_programs {
            return MappingPrograms::default();
        }
        let programs = desk_app::mapping_programs_from_system();
        let above = std::env::current_exe().ok().and_then(|program| {
            let name = format!("source-desk-expression{}", std::env::consts::EXE_SUFFIX);
            Some(program.parent()?.parent()?.join(name)).filter(|worker| worker.is_file())
        });
        MappingPrograms { worker: programs.worker.or(above), ..programs }
    }

    /// Each look at the clock finds it a millisecond further, so that "newest first" has an answer.
    fn now(&self) -> i64 {
        self.now.fetch_add(1, Ordering::Relaxed)
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.now()).unwrap_or_default())
    }

    /// Nobody waits: the clock goes on.
    fn pause(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.wait(time);
        Box::pin(std::future::ready(()))
    }

    /// A xorshift sequence: different at each call, the same in each run.
    fn fill_random(&self, buffer: &mut [u8]) {
        let mut state = self.random.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for byte in buffer {
            *state ^= *state << 13;
            *state ^= *state >> 7;
            *state ^= *state << 17;
            *byte = state.to_be_bytes()[0];
        }
    }

    fn home(&self) -> PathBuf {
        self.home.clone()
    }

    fn machine_name(&self) -> String {
        "test-machine".to_owned()
    }

    fn system_locale(&self) -> Locale {
        self.locale
    }

    fn language_changed(&self, _locale: Locale) {}

    fn choose_save_path(&self, _title: &str, _file_name: &str) -> Option<PathBuf> {
        self.save_path.clone()
    }

    fn choose_open_paths(&self, request: &OpenRequest) -> Vec<PathBuf> {
        let entries = self.open_folder.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
        let is_wanted = |path: &PathBuf| {
            let extension = path.extension().and_then(|extension| extension.to_str());
            extension.is_some_and(|extension| request.extensions.contains(&extension))
        };
        let mut paths: Vec<PathBuf> =
            entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_wanted).collect();
        paths.sort();
        paths.truncate(if request.several { usize::MAX } else { 1 });
        paths
    }

    fn keychain(&self) -> Arc<dyn Keychain> {
        Arc::clone(&self.keychain) as Arc<dyn Keychain>
    }

    fn passphrase_cost(&self) -> Cost {
        Cost::FLOOR
    }

    fn has_login_windows(&self) -> bool {
        true
    }

    fn open_login_window(&self, page: LoginPage) -> Option<Box<dyn LoginWindow>> {
        page.visitor.shows(&page.url);
        locked(&self.login_windows.open).push(page);
        Some(Box::new(FakeLoginWindow(Arc::clone(&self.login_windows.open))))
    }

    fn open_in_browser(&self, url: &url::Url) -> bool {
        locked(&self.browser).push(url.to_string());
        true
    }

    fn clipboard(&self) -> Option<&dyn Clipboard> {
        Some(&self.clipboard)
    }
}

/// A keychain that a test fills, empties and breaks.
#[derive(Default)]
pub struct FakeKeychain {
    items: Mutex<BTreeMap<String, [u8; 32]>>,
    silent: Mutex<bool>,
}

impl FakeKeychain {
    /// Lets it answer nothing any more, or answer again.
    pub fn set_silent(&self, silent: bool) {
        *locked(&self.silent) = silent;
    }

    /// Deletes everything, as a new computer or a reset password does.
    pub fn empty(&self) {
        locked(&self.items).clear();
    }

    /// Returns how many items there are.
    pub fn len(&self) -> usize {
        locked(&self.items).len()
    }

    /// Returns whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn answers(&self) -> Result<(), KeychainUnavailable> {
        let silent = *locked(&self.silent);
        if silent { Err(KeychainUnavailable { reason: "locked".to_owned() }) } else { Ok(()) }
    }
}

impl Keychain for FakeKeychain {
    fn read(&self, item: &str) -> Reading {
        match (self.answers(), locked(&self.items).get(item)) {
            (Err(why), _) => Reading::Unavailable(why),
            (Ok(()), found) => {
                found.and_then(|key| Key::from_bytes(key)).map_or(Reading::Absent, Reading::Found)
            }
        }
    }

    fn write(&self, item: &str, key: &Key) -> Result<(), KeychainUnavailable> {
        self.answers()?;
        locked(&self.items).insert(item.to_owned(), *key.bytes());
        Ok(())
    }

    fn delete(&self, item: &str) -> Result<(), KeychainUnavailable> {
        self.answers()?;
        locked(&self.items).remove(item);
        Ok(())
    }
}

#[derive(Default)]
struct FakeClipboard(Mutex<String>);

impl Clipboard for FakeClipboard {
    fn put_secret(&self, secret: &Secret) -> Result<(), String> {
        // EXPOSE: this stands in for the clipboard, which gets the text.
        secret.expose().clone_into(&mut locked(&self.0));
        Ok(())
    }

    fn still_has(&self, secret: &Secret) -> bool {
        // EXPOSE: this stands in for the clipboard, whose text is compared.
        *locked(&self.0) == secret.expose()
    }

    fn clear(&self) -> Result<(), String> {
        locked(&self.0).clear();
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
