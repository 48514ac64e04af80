//! Each bar of the cage, looked at by itself.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

mod common;

use common::{Lab, patient, request};
use desk_expression::{Kind, Limits, Outcome};
use serde_json::json;

/// The names of modules that a mapping cannot import, as the program lists them.
fn closed() -> Vec<&'static str> {
    let text = include_str!("../src/python/evaluate.py");
    let list = text.split_once("CLOSED = frozenset(").unwrap().1.split_once(".split()").unwrap().0;
    list.split(['"', ' ', '\n']).filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_closed_module_needs_the_server_however_it_is_imported() {
    let closed = closed();
    assert!(closed.len() > 40 && closed.contains(&"os"), "{closed:?}");
    for lab in Lab::both(patient()) {
        let mut run = lab.evaluator.begin().unwrap();
        for name in &closed {
            for text in
                [format!("import {name}"), format!("from {name} import x"), format!("__import__('{name}')")]
            {
                let answer = run.evaluate(&request(&text, Kind::OauthLogin, json!({}))).unwrap();
                let what = vec![format!("imports {name}")];
                assert_eq!(answer.outcome, Outcome::NeedsServer { what }, "{text}");
            }
        }
    }
}

#[test]
fn what_needs_the_server_cannot_be_caught() {
    for lab in Lab::both(patient()) {
        for text in [
            "try:\n    ak_user_by(username='a')\nexcept Exception:\n    pass\nreturn 1",
            "try:\n    ak_user_by(username='a')\nexcept:\n    return 1",
            "try:\n    return ak_user_by(username='a')\nfinally:\n    return 1",
        ] {
            let answer = lab.login(text, json!({"info": {}}));
            assert!(matches!(answer.outcome, Outcome::NeedsServer { .. }), "{text}: {answer:?}");
        }
        // What is known to be a server's stops the mapping at once, so that nothing after it is told as if it happened.
        let answer = lab.login(
            "try:\n    ak_user_by(username='a')\nexcept Exception:\n    pass\nak_logger.info('after')",
            json!({"info": {}}),
        );
        assert!(answer.logs.is_empty(), "{answer:?}");
    }
}

#[test]
fn long_logs_are_cut_and_say_so() {
    for lab in Lab::both(patient()) {
        let few = lab.login("for n in range(400): ak_logger.info('x')", json!({"info": {}}));
        assert_eq!((few.logs.len(), few.is_cut), (400, false));
        let many = lab.login("for n in range(2000): ak_logger.info('x')", json!({"info": {}}));
        assert_eq!((many.logs.len(), many.is_cut), (500, true));
        let long = lab.login("for n in range(100): print('x' * 4000)", json!({"info": {}}));
        assert!(long.is_cut && long.logs.len() < 20, "{}", long.logs.len());
        let calls = lab.login("for n in range(2000): ak_create_event('x')", json!({"info": {}}));
        assert_eq!((calls.calls.len(), calls.is_cut), (500, true));
    }
}

#[test]
fn a_python_of_the_system_opens_nothing_but_its_library() {
    let Some(lab) = Lab::python(patient()) else { return };
    for (text, what) in [
        // Past the import that is closed: what remains is Python's audit hook.
        ("return list_flatten.__globals__['sys'].modules['os'].listdir('/')", "does os.listdir"),
        ("return list_flatten.__globals__['sys'].modules['os'].system('id')", "does os.system"),
        (
            "return list_flatten.__globals__['builtins'].__dict__['open']('/etc/hostname').read()",
            "opens the file /etc/hostname",
        ),
        ("import io\nreturn io.open('/proc/self/environ').read()", "opens the file /proc/self/environ"),
        ("import io\nreturn io.open('out', 'w')", "opens the file out"),
    ] {
        let answer = lab.login(text, json!({"info": {}}));
        assert_eq!(answer.outcome, Outcome::NeedsServer { what: vec![what.to_owned()] }, "{text}");
    }
}

#[test]
fn a_worker_that_closes_its_output_is_not_waited_for() {
    let Some(lab) = Lab::python(patient()) else { return };
    let text = "import time\nlist_flatten.__globals__['sys'].__stdout__.close()\ntime.sleep(10 ** 6)";
    assert!(matches!(lab.login(text, json!({"info": {}})).outcome, Outcome::Stopped { .. }));
}

/// What the system says of the processes whose folder is the lab's.
#[cfg(target_os = "linux")]
fn processes(lab: &Lab) -> Vec<std::path::PathBuf> {
    let folder = lab.folder.path().canonicalize().unwrap();
    std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| std::fs::read_link(path.join("cwd")).is_ok_and(|cwd| cwd == folder))
        .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_has_no_environment_no_handles_and_its_limits() {
    // What is open and would be inherited, as a window toolkit leaves it.
    let left_open =
        std::fs::File::open("/etc/hostname").or_else(|_| std::fs::File::open("/etc/passwd")).unwrap();
    rustix::io::fcntl_setfd(&left_open, rustix::io::FdFlags::empty()).unwrap();
    for lab in Lab::both(Limits { cpu_seconds: 7, ..patient() }) {
        lab.evaluator.warm_up().unwrap();
        let processes = processes(&lab);
        let [process] = processes.as_slice() else { panic!("{processes:?}") };
        let limits = std::fs::read_to_string(process.join("limits")).unwrap();
        for (name, soft, hard) in [
            ("Max cpu time", "7", "8"),
            ("Max core file size", "0", "0"),
            ("Max file size", "0", "0"),
            ("Max open files", "16", "16"),
            ("Max processes", "0", "0"),
            ("Max address space", "536870912", "536870912"),
        ] {
            let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
            let values: Vec<&str> = line[name.len()..].split_whitespace().take(2).collect();
            assert_eq!(values, [soft, hard], "{line}");
        }
        // Not every system lets the tests look at a process that cannot be dumped.
        if let Ok(environment) = std::fs::read(process.join("environ")) {
            assert_eq!(environment, b"");
        }
        let open: Vec<_> =
            std::fs::read_dir(process.join("fd")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(open.len(), 3, "{open:?}");
        let locked = std::fs::read_dir(process.join("task")).unwrap().any(|thread| {
            std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap().contains("NoNewPrivs:\t1")
        });
        assert!(locked, "the interpreter's thread may gain rights");
        let status = std::fs::read_to_string(process.join("status")).unwrap();
        assert!(status.contains("Seccomp:\t2"), "no system call is refused: {status}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_system_refuses_what_no_hook_of_python_sees() {
    let Some(lab) = Lab::python(patient()) else { return };
    let mut run = lab.evaluator.begin().unwrap();
    for call in [
        "posix.mkfifo('escaped')",
        "posix.mknod('escaped')",
        "posix.memfd_create('escaped')",
        "posix.chroot('/')",
        "sys.modules['_thread'].start_new_thread(print, ())",
        // A second copy of a module, which is made without an import.
        "sys.modules['_imp'].create_builtin(sys.modules['posix'].__spec__).mkfifo('escaped')",
    ] {
        let text = format!(
            "sys = list_flatten.__globals__['sys']\nposix = sys.modules['posix']\n{call}\nreturn 'escaped'"
        );
        let answer = run.evaluate(&request(&text, Kind::OauthLogin, json!({}))).unwrap();
        let Outcome::Raised(raised) = &answer.outcome else { panic!("{call}: {answer:?}") };
        assert!(
            ["PermissionError", "RuntimeError"].contains(&raised.type_name.as_str()),
            "{call}: {raised:?}"
        );
    }
    assert!(std::fs::read_dir(lab.folder.path()).unwrap().next().is_none());
}

#[test]
fn the_hook_of_a_python_cannot_be_talked_over() {
    let Some(lab) = Lab::python(patient()) else { return };
    let mut run = lab.evaluator.begin().unwrap();
    for attempt in [
        "g['REFUSED'] = g['REFUSED_EXACT'] = frozenset()",
        "g['needs_server'] = g['shown'] = lambda *a: None",
        "g['guard_of'].__code__ = (lambda library: None).__code__",
        "g['guard_of'].__defaults__ = None\ng['guard_of']([''])",
        "g['MAPPING'].append('/etc/hostname')",
        "import builtins\nbuiltins.type = lambda value: str\nbuiltins.str = object",
        "g['NeedsServer'].__init__ = lambda *a: None",
        "g['sys'].settrace(lambda *a: None)",
        "f = lambda: 1\nf.__code__.replace(co_consts=())",
        "class P(str):\n    def startswith(self, *a): return True\n    def __contains__(self, a): return False\npath = P('/etc/hostname')",
        "path = g['sys'].path[-1] + '/../../../etc/hostname'",
        "path = b'/etc/hostname'",
    ] {
        let text = format!(
            "import io\ng = list_flatten.__globals__\npath = '/etc/hostname'\n{attempt}\nreturn 'escaped' + io.open(path).read()"
        );
        let answer = run.evaluate(&request(&text, Kind::OauthLogin, json!({}))).unwrap();
        assert!(!matches!(answer.outcome, Outcome::Returned { .. }), "{attempt}: {answer:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_process_is_left_when_its_time_is_over() {
    for lab in Lab::both(Limits {
        wall: std::time::Duration::from_millis(300),
        cpu_seconds: 60,
        ..Limits::default()
    }) {
        let mut run = lab.evaluator.begin().unwrap();
        let answer = run.evaluate(&request("while True: pass", Kind::OauthLogin, json!({}))).unwrap();
        assert!(matches!(answer.outcome, Outcome::Stopped { .. }));
        // The one that waits for the next evaluation.
        assert!(processes(&lab).len() <= 1);
        drop(run);
        let Lab { evaluator, folder } = lab;
        drop(evaluator);
        let lab = Lab { evaluator: Lab::inside(patient()).evaluator, folder };
        assert!(processes(&lab).is_empty());
    }
}
