use std::io::{IsTerminal, Write, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A counter on standard error for work that takes long. It shows only on a terminal.
#[derive(Debug)]
pub struct Progress {
    shown: Option<Mutex<Instant>>,
}

impl Progress {
    /// Shows nothing.
    pub fn silent() -> Self {
        Self { shown: None }
    }

    /// Shows a counter if standard error is a terminal.
    pub fn to_stderr() -> Self {
        Self { shown: stderr().is_terminal().then(|| Mutex::new(Instant::now())) }
    }

    /// Says that `done` of `total` is finished; draws ten times a second at most.
    pub(crate) fn tick(&self, done: usize, total: usize, what: &str) {
        let Some(Ok(mut last)) = self.shown.as_ref().map(Mutex::try_lock) else { return };
        if last.elapsed() > Duration::from_millis(100) {
            *last = Instant::now();
            // A terminal that is gone is no reason to stop.
            let _ = write!(stderr(), "\r\x1b[K{done} of {total} {what}");
        }
    }

    /// Wipes the counter.
    pub(crate) fn finish(&self) {
        if self.shown.is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
