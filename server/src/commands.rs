//! What the program is told on its command line.

use crate::{
    config::{self, Config},
    content::{Shelf, of_checkout},
    router::router,
    site::Site,
    world::World,
};
use app::Services;
use axum::Router;
use clap::{Parser, Subcommand, ValueEnum};
use domain::{outside::Ambient, package::Level};
use std::{
    error::Error, fs, io, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc, time::Duration,
};
use tokio::{net::TcpListener, signal};

type Outcome = Result<ExitCode, Box<dyn Error + Send + Sync>>;

/// How long answers that are under way get when the program is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Inkluderende praksis: read, meet, agree, try, report, decide.
///
/// Without a command it starts the demo.
#[derive(Debug, Parser)]
#[command(name = "server", version)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the demo, on this machine alone.
    Demo {
        /// Starts afresh, without what was written before.
        #[arg(long)]
        reset: bool,
    },
    /// Runs in production, told by its environment.
    #[command(after_help = config::help())]
    Serve,
    /// Checks the content. Exits with 1 where something is wrong with it.
    Check {
        /// The folder; the checkout's content/ where none is named.
        folder: Option<PathBuf>,
        /// How what is found is written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a person.
    Text,
    /// For a program.
    Json,
    /// For a forge's review.
    Github,
}

/// Does what the command line says.
///
/// # Errors
/// Why it could not, for the person who started the program.
pub async fn run(line: CommandLine) -> Outcome {
    match line.command.unwrap_or(Command::Demo { reset: false }) {
        Command::Demo { reset } => demo(reset).await,
        Command::Serve => serve().await,
        Command::Check { folder, format } => check(folder, format),
    }
}

async fn demo(_reset: bool) -> Outcome {
    let address: SocketAddr =
        std::env::var("ADDRESS").map_or(Ok(([127, 0, 0, 1], 3000).into()), |text| text.parse())?;
    if !address.ip().is_loopback() {
        return Err("the demo lets anyone in as anyone, so it listens on this machine alone; ADDRESS must be loopback".into());
    }
    let ambient = Arc::new(World::new()?);
    let folder = of_checkout();
    let shelf = Arc::new(Shelf::open(folder.as_deref(), ambient.today())?);
    if let Some(folder) = folder {
        println!("Content: {} (watched)", fs::canonicalize(&folder)?.display());
        tokio::spawn(Arc::clone(&shelf).watch(folder, ambient));
    }
    let site = Site { services: Services { catalogue: shelf }, https: false };
    let listener = TcpListener::bind(address).await?;
    println!("Open http://{}/ in a browser; Ctrl+C stops.", listener.local_addr()?);
    answer(listener, router(site)).await
}

async fn serve() -> Outcome {
    let config = Config::read(|name| std::env::var(name).ok())?;
    let ambient = Arc::new(World::new()?);
    let shelf = Arc::new(Shelf::open(config.content.as_deref(), ambient.today())?);
    if let Some(folder) = config.content {
        tokio::spawn(Arc::clone(&shelf).watch(folder, ambient));
    }
    let site = Site { services: Services { catalogue: shelf }, https: config.public_url.is_https() };
    let listener = TcpListener::bind(config.address).await?;
    tracing::info!(address = %config.address, public_url = %config.public_url, "listening");
    answer(listener, router(site)).await
}

fn check(folder: Option<PathBuf>, format: Format) -> Outcome {
    let folder = folder.or_else(of_checkout).ok_or("there is no content/ here; name a folder")?;
    let files = catalogue::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let problems = catalogue::load(&files, World::new()?.today()).problems;
    let report = match format {
        Format::Text => catalogue::format_text(&problems),
        Format::Json => catalogue::format_json(&problems),
        Format::Github => catalogue::format_github(&problems),
    };
    io::Write::write_all(&mut io::stdout(), report.as_bytes())?;
    let faulty = problems.iter().any(|problem| problem.level == Level::Fault);
    Ok(if faulty { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Answers requests until told to stop, then lets those under way end.
async fn answer(listener: TcpListener, router: Router) -> Outcome {
    let (told, mut stopping) = tokio::sync::watch::channel(false);
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        told_to_stop().await;
        told.send_replace(true);
    });
    let out_of_patience = async {
        // The sender lives as long as the server, so an error means that the server has ended.
        if stopping.wait_for(|stopping| *stopping).await.is_ok() {
            tokio::time::sleep(PATIENCE).await;
        }
    };
    tokio::select! {
        ended = serving.into_future() => ended?,
        () = out_of_patience => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Waits for Ctrl+C, or for what a service manager sends.
async fn told_to_stop() {
    #[cfg(unix)]
    if let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    _ = signal::ctrl_c().await;
}
