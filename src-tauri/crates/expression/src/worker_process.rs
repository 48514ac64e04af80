//! One worker: started, asked as often as it answers, ended.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use crate::cage::{Cage, Closed};
use crate::error::ExpressionError;
use crate::evaluator::Engine;
use crate::limits::{Limit, Limits, Locks};
use crate::protocol::{ANSWER, READY, Reply};

/// How much is kept of what a worker says on standard error.
const MOST_TOLD: u64 = 4096;

/// A worker that has been started.
pub struct Worker {
    child: Child,
    cage: Box<dyn Closed>,
    requests: Sender<String>,
    lines: Receiver<Line>,
    told: Option<JoinHandle<String>>,
    is_ready: bool,
    n_requests: u64,
}

enum Line {
    Ready,
    Answer(String),
    TooMuch,
}

impl Worker {
    /// Starts a worker. It becomes ready while its owner does something else.
    pub fn start(
        cage: &dyn Cage,
        engine: &Engine,
        folder: &Path,
        limits: &Limits,
    ) -> Result<Self, ExpressionError> {
        let not_started =
            |source| ExpressionError::NotStarted { program: engine.worker().to_owned(), source };
        let locks = Locks { cpu_seconds: limits.cpu_seconds, memory: limits.memory };
        let mut command = Command::new(engine.worker());
        command.args(locks.arguments()).args(engine.python()).env_clear().current_dir(folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        cage.prepare(&mut command);
        let mut child = command.spawn().map_err(not_started)?;
        let closed = cage.close(&child, limits.memory);
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Ok(closed), Some(stdin), Some(stdout), Some(stderr)) = (closed, stdin, stdout, stderr) else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(not_started(io::Error::from(io::ErrorKind::Other)));
        };
        // A worker that writes without being asked is not read any further.
        let (sender, lines) = sync_channel(1);
        // A worker that does not read must not hold up its owner, who waits for no longer than the limit.
        let (requests, queue) = channel();
        thread::spawn(move || write_requests(stdin, &queue));
        let most = limits.output;
        thread::spawn(move || read_lines(stdout, most, &sender));
        let told = thread::spawn(move || read_told(stderr));
        Ok(Self { child, cage: closed, requests, lines, told: Some(told), is_ready: false, n_requests: 0 })
    }

    /// Waits until the worker is ready.
    pub fn wait_ready(&mut self, engine: &Engine, limits: &Limits) -> Result<(), ExpressionError> {
        let has_ended = self.is_ready && !matches!(self.child.try_wait(), Ok(None));
        if !self.is_ready || has_ended {
            if has_ended || !matches!(self.lines.recv_timeout(limits.start), Ok(Line::Ready)) {
                self.cage.end(&mut self.child);
                let told = self.told();
                return Err(ExpressionError::NotReady { program: engine.worker().to_owned(), told });
            }
            self.is_ready = true;
        }
        Ok(())
    }

    /// Asks the worker, which is ready. If a limit is told instead of an answer, it is of no further use.
    pub fn ask(&mut self, line: String, limits: &Limits) -> Result<Reply, Limit> {
        self.n_requests += 1;
        // A worker that has ended cannot be written to; how it ended is found out below.
        let _ = self.requests.send(line);
        match self.lines.recv_timeout(limits.wall) {
            // What cannot be read was not written by the worker's own program, and neither was an answer to another
            // request: a mapping has reached past it.
            Ok(Line::Answer(text)) => match text.split_once(' ') {
                Some((number, answer)) if number == self.n_requests.to_string() => {
                    Reply::read(answer).ok_or(Limit::Ended)
                }
                _ => Err(Limit::Ended),
            },
            Ok(Line::Ready | Line::TooMuch) => Err(Limit::Output),
            Err(RecvTimeoutError::Timeout) => Err(Limit::Time),
            Err(RecvTimeoutError::Disconnected) => {
                // It has ended, or closed its own output and goes on: it is not waited for. How a process ended is
                // settled before its output is closed, so this does not change it.
                self.cage.end(&mut self.child);
                let status = self.child.wait();
                let told = self.told();
                Err(status.map_or(Limit::Ended, |status| limit_of(status, &told)))
            }
        }
    }

    fn told(&mut self) -> String {
        self.told.take().and_then(|told| told.join().ok()).unwrap_or_default()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cage.end(&mut self.child);
    }
}

/// Which limit ended a process.
fn limit_of(status: ExitStatus, told: &str) -> Limit {
    if told.contains("memory allocation of")
        || told.contains("MemoryError")
        || told.contains("capacity overflow")
    {
        return Limit::Memory;
    }
    if told.contains("overflowed its stack") {
        return Limit::Stack;
    }
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;

        use rustix::process::Signal;

        let signal = status.signal();
        if signal == Some(Signal::XCPU.as_raw()) {
            return Limit::Processor;
        }
        if signal == Some(Signal::SEGV.as_raw()) {
            return Limit::Stack;
        }
    }
    #[cfg(not(unix))]
    let _ = status;
    Limit::Ended
}

/// Writes requests until there are none, or the worker has ended.
fn write_requests(mut stdin: ChildStdin, queue: &Receiver<String>) {
    for line in queue {
        if stdin.write_all(line.as_bytes()).and_then(|()| stdin.flush()).is_err() {
            return;
        }
    }
}

/// Passes on the lines that are the worker's own, until it has written too much.
fn read_lines(stdout: impl Read, most: u64, sender: &SyncSender<Line>) {
    let mut reader = BufReader::new(stdout).take(most);
    let mut line = Vec::new();
    loop {
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        let Some(text) = line.strip_suffix(b"\n") else { break };
        let sent = if let Some(answer) = text.strip_prefix(ANSWER.as_bytes()) {
            // The limit is that of one answer, and of what was written before it.
            reader.set_limit(most);
            sender.send(Line::Answer(String::from_utf8_lossy(answer).into_owned()))
        } else if text == READY.as_bytes() {
            sender.send(Line::Ready)
        } else {
            Ok(())
        };
        if sent.is_err() {
            return;
        }
    }
    if reader.limit() == 0 {
        let _ = sender.send(Line::TooMuch);
    }
}

/// Keeps the beginning of what a worker says on standard error, and reads on so that it is never held up.
fn read_told(stderr: impl Read) -> String {
    let mut reader = BufReader::new(stderr);
    let mut told = Vec::new();
    let _ = reader.by_ref().take(MOST_TOLD).read_to_end(&mut told);
    let _ = io::copy(&mut reader, &mut io::sink());
    String::from_utf8_lossy(&told).into_owned()
}
