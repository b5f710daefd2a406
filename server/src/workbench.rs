//! Where editors try pages: beside the threads that answer everyone else, and one page at a time.

use async_trait::async_trait;
use catalogue::Files;
use domain::{
    Date, PerLang,
    package::{Draft, Phase, Trial, Workbench},
    store::Failure,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// How long one waits for one's turn. A page is tried in milliseconds; one made to break things may take a second.
const PATIENCE: Duration = Duration::from_secs(10);

/// A workbench over the files of the package.
pub struct Bench {
    files: Box<dyn Fn() -> Arc<Files> + Send + Sync>,
    turn: Arc<Semaphore>,
}

impl Bench {
    /// A workbench over whatever the files are at the moment.
    pub fn over(files: impl Fn() -> Arc<Files> + Send + Sync + 'static) -> Bench {
        Bench { files: Box::new(files), turn: Arc::new(Semaphore::new(1)) }
    }
}

#[async_trait]
impl Workbench for Bench {
    fn source(&self, file: &str) -> Option<String> {
        let files = (self.files)();
        files.get(file).map(|bytes| String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned())
    }

    fn template(&self, phase: Phase) -> PerLang<&'static str> {
        catalogue::template(phase)
    }

    async fn trial(&self, draft: Draft, today: Date) -> Result<Trial, Failure> {
        let turn = timeout(PATIENCE, Arc::clone(&self.turn).acquire_owned());
        let turn = turn.await.map_err(|_| Failure::Busy)?.map_err(|why| Failure::Broken(why.to_string()))?;
        let files = (self.files)();
        let work = spawn_blocking(move || {
            // Whoever asked may be gone; the turn lasts as long as the work.
            let _turn = turn;
            catalogue::trial(&files, &draft, today)
        });
        work.await.map_err(|why| Failure::Broken(why.to_string()))
    }
}
