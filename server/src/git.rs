//! git, as a command: bounded in time, and with nothing in it that asks, runs or waits for anybody.

use std::{
    io::{self, Read, Write as _},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// How long a command gets that only reads what is here.
pub(crate) const HERE: Duration = Duration::from_secs(30);
/// How long a command gets that speaks to another machine.
pub(crate) const AWAY: Duration = Duration::from_secs(120);
/// How often a command that runs is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Settings that hold for every command, whatever the machine or a repository says.
const SETTINGS: [&str; 8] = [
    "core.quotePath=false",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.askPass=",
    "gc.autoDetach=false",
    // Who stops sending is left: under 1000 bytes a second for 20 seconds.
    "http.lowSpeedLimit=1000",
    "http.lowSpeedTime=20",
    // No address of a repository may name a program to run.
    "protocol.ext.allow=never",
];
/// What ssh is told besides: to ask nobody, and not to wait for ever.
const SSH: &str = "-oBatchMode=yes -oConnectTimeout=20 -oServerAliveInterval=10 -oServerAliveCountMax=2";

/// Why a command gave nothing.
#[derive(Debug)]
pub(crate) enum Failed {
    /// There is no git.
    Missing,
    /// It was stopped, for it took too long.
    Slow,
    /// git refused, in its own words.
    Said(String),
}

/// A command of git.
pub(crate) struct Git<'a> {
    /// The folder it runs in.
    pub(crate) folder: &'a Path,
    /// How long it gets.
    pub(crate) patience: Duration,
    /// Settings that no other program on the machine may see, as arguments are seen.
    pub(crate) secret: &'a [(String, String)],
}

impl<'a> Git<'a> {
    /// A command that only reads what is here.
    pub(crate) const fn here(folder: &'a Path) -> Git<'a> {
        Git { folder, patience: HERE, secret: &[] }
    }

    /// What the command prints.
    ///
    /// # Errors
    /// Why it did not do what it was told.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, Failed> {
        self.run_on(arguments, Vec::new())
    }

    /// What the command prints, as text.
    ///
    /// # Errors
    /// Why it did not do what it was told.
    pub(crate) fn text(&self, arguments: &[&str]) -> Result<String, Failed> {
        Ok(String::from_utf8_lossy(&self.run(arguments)?).into_owned())
    }

    /// What the command prints when it is given something to read.
    ///
    /// # Errors
    /// Why it did not do what it was told.
    pub(crate) fn run_on(&self, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, Failed> {
        let mut child = self.command(arguments).spawn().map_err(|why| match why.kind() {
            io::ErrorKind::NotFound => Failed::Missing,
            _ => Failed::Said(why.to_string()),
        })?;
        // Each pipe has a thread of its own, or the two programs could wait for each other. Where the command is
        // stopped nobody waits for them: a program that it started may hold a pipe for a while.
        let pipe = child.stdin.take();
        thread::spawn(move || pipe.map(|mut pipe| pipe.write_all(&input)));
        let (printed, said) = (drain(child.stdout.take()), drain(child.stderr.take()));
        let until = Instant::now() + self.patience;
        let status: ExitStatus = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if Instant::now() < until => thread::sleep(LOOK),
                Ok(None) | Err(_) => {
                    _ = child.kill();
                    _ = child.wait();
                    return Err(Failed::Slow);
                }
            }
        };
        let left = until.saturating_duration_since(Instant::now());
        if status.success() {
            return printed.recv_timeout(left).map_err(|_| Failed::Slow);
        }
        let said = said.recv_timeout(left).unwrap_or_default();
        Err(Failed::Said(String::from_utf8_lossy(&said).trim().to_owned()))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.folder);
        for setting in SETTINGS {
            git.args(["-c", setting]);
        }
        let ssh = std::env::var("GIT_SSH_COMMAND").unwrap_or_else(|_| "ssh".to_owned());
        git.args(arguments)
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_SSH_COMMAND", format!("{ssh} {SSH}"))
            .env("GIT_CONFIG_COUNT", self.secret.len().to_string())
            .env("LC_ALL", "C")
            .envs((0..).zip(self.secret).flat_map(|(n, (name, value))| {
                [(format!("GIT_CONFIG_KEY_{n}"), name), (format!("GIT_CONFIG_VALUE_{n}"), value)]
            }));
        for asks in ["GIT_ASKPASS", "SSH_ASKPASS", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(asks);
        }
        git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        git
    }
}

/// Everything that comes out of a pipe, when it ends.
fn drain(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Vec<u8>> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let mut all = Vec::new();
        if let Some(mut pipe) = pipe {
            _ = pipe.read_to_end(&mut all);
        }
        tell.send(all)
    });
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_prints_refuses_and_is_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let git = Git::here(folder.path());
        assert!(git.text(&["--version"]).expect("a version").starts_with("git version"));
        assert!(
            matches!(git.run(&["rev-parse", "HEAD"]), Err(Failed::Said(said)) if said.contains("not a git"))
        );
        let hasty = Git { patience: Duration::from_millis(50), ..Git::here(folder.path()) };
        let begun = Instant::now();
        // Waits for input that does not end.
        let slow = hasty.run(&["-c", "alias.wait=!sleep 30", "wait"]);
        assert!(matches!(slow, Err(Failed::Slow)) && begun.elapsed() < Duration::from_secs(5), "{slow:?}");
    }

    #[test]
    fn what_is_secret_is_no_argument() {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = [("http.extraHeader".to_owned(), "Authorization: Basic eA==".to_owned())];
        let git = Git { secret: &secret, ..Git::here(folder.path()) };
        assert!(!format!("{:?}", git.command(&["fetch"]).get_args()).contains("Basic"));
        assert_eq!(
            git.text(&["config", "http.extraHeader"]).expect("a setting").trim(),
            "Authorization: Basic eA=="
        );
    }
}
