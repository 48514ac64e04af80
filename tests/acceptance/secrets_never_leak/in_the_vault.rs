//! Sixty-four secrets, each by another way into the vault and on from there, and then every byte of every file searched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use aho_corasick::AhoCorasick;
use desk_test_support::{BridgeProcess, Ended, TempHome, end, end_with_input};
use serde_json::{Value, json};

use super::spellings::spellings;

const PASSPHRASE: &str = "correct-horse-battery-staple";
const FIELD: &str = "consumer_secret";

/// Secrets of the forms that people have: AppSecrets, tokens with punctuation, texts with spaces and Chinese.
fn canaries() -> Vec<String> {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..64)
        .map(|number| match number % 4 {
            0 | 1 => format!("{:016x}{:016x}", random(), random()),
            2 => format!("GOCSPX-{:016x}_{:08x}+/=", random(), random() >> 32),
            _ => format!("金丝雀 {:016x} \"q\" & <{:012x}>", random(), random() >> 16),
        })
        .collect()
}

struct Search {
    automaton: AhoCorasick,
    owners: Vec<usize>,
}

impl Search {
    fn of(canaries: &[String]) -> Search {
        let (mut patterns, mut owners) = (Vec::new(), Vec::new());
        for (number, canary) in canaries.iter().enumerate() {
            for (_, spelling) in spellings(canary) {
                patterns.push(spelling);
                owners.push(number);
            }
        }
        Search { automaton: AhoCorasick::new(patterns).unwrap(), owners }
    }

    fn found_in(&self, bytes: &[u8]) -> Vec<usize> {
        let matches = self.automaton.find_iter(bytes);
        let mut found: Vec<usize> = matches.map(|found| self.owners[found.pattern().as_usize()]).collect();
        found.dedup();
        found
    }

    /// Searches every file under a folder, by its bytes and by its name. Returns how many bytes were searched.
    fn check_folder(&self, folder: &Path, hits: &mut BTreeMap<String, Vec<usize>>) -> u64 {
        let mut n_bytes = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let mut found = self.found_in(path.to_string_lossy().as_bytes());
            if path.is_dir() {
                n_bytes += self.check_folder(&path, hits);
            } else {
                let bytes = fs::read(&path).unwrap();
                n_bytes += bytes.len() as u64;
                found.extend(self.found_in(&bytes));
            }
            if !found.is_empty() {
                hits.insert(path.display().to_string(), found);
            }
        }
        n_bytes
    }
}

/// The programs of one home, all of them as talkative as they can be, and what they said.
struct World {
    home: TempHome,
    said: Vec<(String, String)>,
}

impl World {
    fn run(&mut self, canary: &str, way: usize, arguments: &[&str]) -> Ended {
        let mut command = self.home.source_desk();
        command
            .args(arguments)
            .env("SOURCE_DESK_PASSPHRASE", PASSPHRASE)
            .env("CANARY", canary)
            .env("RUST_LOG", "trace")
            .env("SOURCE_DESK_LOG", "1")
            .env("RUST_BACKTRACE", "full");
        let ended = if way == 0 { end_with_input(&mut command, canary) } else { end(&mut command) };
        self.said.push((format!("{arguments:?}"), format!("{}{}", ended.stdout, ended.stderr)));
        ended
    }

    fn draft(&mut self, slug: &str) -> Ended {
        let new =
            ["new", "wechat", "--name", slug, "--slug", slug, "--set", "consumer_key=wx0000000000000001"];
        self.run("", 1, &new)
    }
}

/// Where a secret comes from: an argument that names a place, or standard input.
fn origin(way: usize) -> &'static str {
    if way == 0 { "-" } else { "env:CANARY" }
}

fn over_the_command_line(world: &mut World, number: usize, canary: &str) {
    let (slug, way) = (format!("c-{number}"), number % 2);
    let from = format!("{FIELD}={}", origin(way));
    match number % 4 {
        0 => {
            world.draft(&slug).with_code(0);
            world.run(canary, way, &["secret", "set", &slug, FIELD, "--from", origin(way)]).with_code(0);
        }
        1 => {
            let new = ["new", "wechat", "--name", &slug, "--slug", &slug, "--secret", &from];
            world.run(canary, way, &new).with_code(0);
        }
        2 => {
            world.draft(&slug).with_code(0);
            world.run(canary, way, &["set", &slug, "--secret", &from]).with_code(0);
        }
        _ => {
            // In a blueprint, in plain text, that is imported and then taken away, as the program advises.
            let file = world.home.path("inline.yaml");
            let text = format!(
                "version: 1\nentries:\n- model: authentik_sources_oauth.oauthsource\n  identifiers:\n    slug: {slug}\n  attrs:\n    name: {slug}\n    provider_type: wechat\n    consumer_key: wx0000000000000001\n    consumer_secret: {}\n",
                serde_json::to_string(canary).unwrap()
            );
            fs::write(&file, text).unwrap();
            world.run("", 1, &["import", file.to_str().unwrap()]);
            fs::remove_file(&file).unwrap();
        }
    }
    for arguments in [
        &["--json", "show", &slug][..],
        &["lint", &slug],
        &["--json", "rehearse", &slug],
        &["rehearse", &slug, "--fault", ["40125", "500", "redirect-uri", "40163"][number % 4]],
        &["export", &slug, "--format", "blueprint"],
        &["--json", "bundle", "create", &format!("{slug}.json"), &slug],
        &["--json", "history", &slug],
    ] {
        world.run("", 1, arguments);
    }
    if number.is_multiple_of(8) {
        // Replaced by itself, deleted, brought back, forgotten.
        world.run(canary, 1, &["secret", "set", &slug, FIELD, "--from", "env:CANARY"]).with_code(0);
        world.run("", 1, &["delete", &slug]).with_code(0);
        world.run("", 1, &["undo"]).with_code(0);
        world.run("", 1, &["secret", "forget", &slug, FIELD]).with_code(0);
    }
}

fn over_the_window(world: &mut World, bridge: &BridgeProcess, number: usize, canary: &str) {
    let slug = format!("w-{number}");
    let mut call = |command: &str, arguments: Value| {
        let answer = bridge.call(command, &arguments);
        if command != "reveal_secret" {
            world.said.push((command.to_owned(), format!("{answer:?}")));
        }
        answer
    };
    let view = call("create_draft", json!({ "sourceType": "wechat", "name": slug, "slug": slug })).unwrap();
    let id = view["draft"]["id"].clone();
    let secret = json!({ "id": id, "field": FIELD, "text": canary });
    let kept = call("set_secret", secret.clone()).unwrap();
    assert_eq!(kept["secrets"][0]["standing"], "kept");
    // Autosave beside it, with a wrong call that has the secret in it.
    let mut draft = kept["draft"].clone();
    draft["name"] = json!("renamed");
    call("save_draft", json!({ "draft": draft, "revision": 1 })).unwrap();
    call("set_secret", json!({ "id": id, "field": "consumer_key", "text": canary })).unwrap_err();
    let revealed = call("reveal_secret", json!({ "id": id, "field": FIELD })).unwrap();
    assert_eq!(revealed["text"], canary, "it is kept as it was typed");
    for (command, arguments) in [
        ("copy_secret", json!({ "id": id, "field": FIELD })),
        ("show_draft", json!({ "id": id })),
        ("draft_history", json!({ "id": id })),
        ("list_drafts", json!({ "search": canary })),
        ("undo", json!({})),
        ("redo", json!({})),
        ("report", json!({})),
    ] {
        drop(call(command, arguments));
    }
    if number.is_multiple_of(3) {
        call("delete_draft", json!({ "id": id })).unwrap();
        call("undo", json!({})).unwrap();
    }
}

#[test]
fn sixty_four_secrets_by_every_way_are_in_no_byte_that_is_written_or_said() {
    let canaries = canaries();
    let search = Search::of(&canaries);
    assert_eq!(search.found_in(canaries[3].as_bytes()), [3], "the search finds what there is");
    let mut world = World { home: TempHome::new(), said: Vec::new() };
    world.run("", 1, &["vault", "init"]).with_code(0);
    let (by_command, by_window) = canaries.split_at(16);
    for (number, canary) in by_command.iter().enumerate() {
        over_the_command_line(&mut world, number, canary);
    }
    let bridge = BridgeProcess::start(&world.home);
    bridge.call("unlock_with_passphrase", &json!({ "passphrase": PASSPHRASE })).unwrap();
    let (saved, crashed) = by_window.split_at(40);
    for (number, canary) in saved.iter().enumerate() {
        over_the_window(&mut world, &bridge, number, canary);
    }
    bridge.call("lock_vault", &json!({})).unwrap();
    // The last ones are in a program that is killed while it has them in memory and on its clipboard.
    bridge.call("unlock_with_passphrase", &json!({ "passphrase": PASSPHRASE })).unwrap();
    for (number, canary) in crashed.iter().enumerate() {
        over_the_window(&mut world, &bridge, 100 + number, canary);
    }
    drop(bridge);
    world.run("", 1, &["doctor"]).with_code(0);
    world.run("", 1, &["backup"]).with_code(0);
    let status = world.run("", 1, &["--json", "vault", "unlock"]).with_code(0).json();
    assert_eq!(status["unreadable_secrets"], 0);
    assert!(status["secrets"].as_u64().unwrap() >= 55, "{status}");

    let planted = world.home.path("planted");
    fs::write(&planted, [b"\0\xff", canaries[9].to_uppercase().as_bytes()].concat()).unwrap();
    let mut hits = BTreeMap::new();
    search.check_folder(world.home.root(), &mut hits);
    assert_eq!(hits, BTreeMap::from([(planted.display().to_string(), vec![9])]), "what is there is found");
    fs::remove_file(planted).unwrap();

    let mut hits = BTreeMap::new();
    let n_bytes = search.check_folder(world.home.root(), &mut hits);
    assert!(n_bytes > 200_000, "{n_bytes} bytes are no home that was lived in");
    assert_eq!(hits, BTreeMap::new());
    for (what, text) in &world.said {
        assert_eq!(search.found_in(text.as_bytes()), [0_usize; 0], "{what}\n{text}");
    }
}
