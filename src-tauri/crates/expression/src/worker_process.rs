//! One worker: started, asked once, ended.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};

use crate::cage::{Cage, Closed};
use crate::error::ExpressionError;
use crate::evaluator::Engine;
use crate::limits::{Limit, Limits, Locks};
use crate::protocol::{ANSWER, Answer, READY};

/// How much is kept of what a worker says on standard error.
const MOST_TOLD: u64 = 4096;

/// A worker that has been started.
pub struct Worker {
    child: Child,
    cage: Box<dyn Closed>,
    stdin: Option<ChildStdin>,
    lines: Receiver<Line>,
    told: Option<JoinHandle<String>>,
    is_ready: bool,
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
        let (Ok(closed), Some(stdout), Some(stderr)) = (closed, stdout, stderr) else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(not_started(io::Error::from(io::ErrorKind::Other)));
        };
        let (sender, lines) = channel();
        let most = limits.output;
        thread::spawn(move || read_lines(stdout, most, &sender));
        let told = thread::spawn(move || read_told(stderr));
        Ok(Self { child, cage: closed, stdin, lines, told: Some(told), is_ready: false })
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

    /// Asks the worker, which is ready, and ends it.
    pub fn ask(mut self, line: &str, limits: &Limits) -> Answer {
        if let Some(mut stdin) = self.stdin.take() {
            // A worker that has ended cannot be written to; how it ended is found out below.
            let _ = stdin.write_all(line.as_bytes()).and_then(|()| stdin.flush());
            self.stdin = Some(stdin);
        }
        match self.lines.recv_timeout(limits.wall) {
            // What cannot be read was not written by the worker's own program: the mapping has reached past it.
            Ok(Line::Answer(text)) => Answer::read(&text).unwrap_or_else(|_| Answer::stopped(Limit::Ended)),
            Ok(Line::Ready | Line::TooMuch) => Answer::stopped(Limit::Output),
            Err(RecvTimeoutError::Timeout) => Answer::stopped(Limit::Time),
            Err(RecvTimeoutError::Disconnected) => {
                let status = self.child.wait();
                let told = self.told();
                Answer::stopped(status.map_or(Limit::Ended, |status| limit_of(status, &told)))
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

/// Passes on the lines that are the worker's own, until it has written too much.
fn read_lines(stdout: impl Read, most: u64, sender: &Sender<Line>) {
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
