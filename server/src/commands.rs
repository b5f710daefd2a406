//! What the program is told on its command line.

use crate::{
    check::{self, Format},
    config::{self, Config, Content, DatabaseUrl, Listen, PublicUrl},
    content::{Source, keep_following},
    demo,
    live::Hub,
    network::Network,
    notes::{NotesKeys, Sealed},
    post::{NoPost, Smtp},
    reminders::Reminders,
    router::router,
    site::Site,
    sweep::keep_swept,
    workbench::Bench,
    world::World,
};
use app::{Services, locales};
use clap::{Parser, Subcommand, ValueEnum};
use domain::{
    InvitationId, Lang, OwnerId,
    demo::Ground,
    outside::{Ambient, Post},
    people::{Owner, Role, Scope},
    signin::{Address, INVITATION, SWEEP},
    store::{NewInvitation, Store},
};
use std::{
    error::Error,
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};
use store::{OpenError, Schema};
use tokio::{net::TcpListener, signal, sync::watch};

type Outcome = Result<ExitCode, Box<dyn Error + Send + Sync>>;

/// What is ours where programs keep what is theirs.
const OURS: &str = "inkluderende-praksis";
/// What only production is told. Where one of them is set, somebody has left out the word `serve`.
const PRODUCTIONS: [&str; 4] = ["PUBLIC_URL", "SECRET_KEY", "NOTES_KEY", "SMTP_URL"];
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
    /// Invites the first people of a production: prints the link, and mails it where SMTP_URL is set.
    Invite {
        /// What the person is invited to be.
        #[arg(value_enum)]
        role: First,
        /// The person's e-mail address.
        address: String,
        /// The owner's name, as «Fjordvik kommune»: an owner must have one.
        #[arg(long, required_if_eq("role", "owner"))]
        name: Option<String>,
    },
    /// Brings the database up to date.
    Migrate,
    /// Copies the database into a file, whole, while the server runs.
    Backup {
        /// The file, which must not be there.
        file: PathBuf,
    },
    /// Brings a copy back into the database that DATABASE_URL names, which must not be there.
    Restore {
        /// The file.
        file: PathBuf,
    },
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
enum First {
    /// An owner's own people.
    Owner,
    /// The package's editors.
    Editor,
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
        Command::Invite { role, address, name } => invite(role, &address, name).await,
        Command::Migrate => {
            store::migrate(database()?.as_str()).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Backup { file } => {
            store::backup(database()?.as_str(), &file).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Restore { file } => {
            store::restore(&file, database()?.as_str()).await?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn demo(reset: bool) -> Outcome {
    if let Some(set) = PRODUCTIONS.into_iter().find(|name| std::env::var_os(name).is_some()) {
        return Err(
            format!("the demo lets anyone in as anyone, and {set} is set: did you mean serve?").into()
        );
    }
    let Listen(address) = match std::env::var("ADDRESS") {
        Ok(named) => named.parse().map_err(|why| format!("ADDRESS cannot be used: {why}"))?,
        Err(_) => Listen::default(),
    };
    if !address.ip().is_loopback() {
        return Err("the demo lets anyone in as anyone, so it listens on this machine alone; ADDRESS must be loopback".into());
    }
    let ambient = Arc::new(World::new()?);
    let forge = match std::env::var("FORGE_URL") {
        Ok(named) => Some(named.parse().map_err(|why| format!("FORGE_URL cannot be used: {why}"))?),
        Err(_) => None,
    };
    let folder = of_checkout();
    if let Some(folder) = &folder {
        println!("Content: {} (watched)", fs::canonicalize(folder)?.display());
    }
    let source = folder.map_or(Source::Embedded, Source::Folder);
    let (shelf, follower) = source.open(Arc::clone(&ambient) as _)?;
    keep_following(Arc::clone(&shelf), follower)?;
    // The address is known once the port is: it stands in the sessions' QR codes.
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let (store, ground) = demo_store(reset).await?;
    let hub = Hub::new(Arc::clone(&store), Arc::clone(&ambient) as _);
    let services = Services {
        workbench: Arc::new(Bench::over({
            let shelf = Arc::clone(&shelf);
            move || shelf.sources()
        })),
        catalogue: shelf,
        notes: Arc::new(Sealed::new(
            Arc::clone(&store),
            Arc::clone(&ambient) as _,
            NotesKeys::one(&demo::NOTES_KEY),
        )),
        announce: Arc::clone(&hub) as _,
        store,
        ambient,
        post: Arc::new(NoPost),
        public_url: format!("http://{address}").into(),
        secret: "demo".into(),
        forge,
        demo: true,
    };
    if ground == Ground::Empty {
        demo::fill(&services).await?;
    }
    println!("Open http://{address}/ in a browser; Ctrl+C stops.");
    answer(listener, services, hub, false, Vec::new()).await
}

/// The demo's database: the one named, or a file of its own. Of these only the second is ever made anew, where an older
/// program made it or one is told to; whatever else stands there is left alone.
async fn demo_store(reset: bool) -> Result<(Arc<dyn Store>, Ground), Box<dyn Error + Send + Sync>> {
    if let Ok(named) = std::env::var("DATABASE_URL") {
        let url: DatabaseUrl = named.parse().map_err(|why| format!("DATABASE_URL cannot be used: {why}"))?;
        println!("Database: {url:?}, named by DATABASE_URL");
        // Looked at before anything is brought up to date: it may be somebody else's.
        let ground = store::holds(url.as_str()).await?.ground();
        let ground = ground
            .map_err(|why| format!("{why}, and the demo lets anyone in as anyone: did you mean serve?"))?;
        return Ok((store::open(url.as_str()).await?, ground));
    }
    let folder = data_folder().join(OURS);
    fs::create_dir_all(&folder)?;
    let file = folder.join("demo.db");
    let url = format!("sqlite:{}", file.display());
    if reset {
        remove_database(&file)?;
    }
    let kept = |why| {
        let file = file.display();
        format!(
            "{file} cannot be used as the demo's database: {why}. Move it away, or start afresh with demo --reset"
        )
    };
    match store::schema(&url).await {
        Ok(Schema::Older) => replace(&file)?,
        Ok(Schema::Newer) => return Err(kept(OpenError::Newer).into()),
        Ok(Schema::Absent) if file.exists() => return Err(kept(OpenError::NotOurs).into()),
        Ok(Schema::Absent | Schema::Current) => {}
        Err(why) => return Err(kept(why).into()),
    }
    let store = match store::open(&url).await {
        // A program between two versions made it: the versions are alike, and what they say is not.
        Err(OpenError::Altered) => {
            replace(&file)?;
            store::open(&url).await
        }
        opened => opened,
    };
    let store = store.map_err(kept)?;
    println!("Database: {}", file.display());
    let ground = store::holds(&url).await.map_err(kept)?.ground();
    let ground = ground.map_err(|why| {
        let file = file.display();
        format!("{file}: {why}. Move it away, or start afresh with demo --reset")
    })?;
    Ok((store, ground))
}

/// Makes room for a new demo database, saying so.
fn replace(file: &Path) -> io::Result<()> {
    println!("An older version of this program made {}; it is made anew.", file.display());
    remove_database(file)
}

/// Removes a database's file and the two that SQLite keeps beside it.
fn remove_database(file: &Path) -> io::Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        match fs::remove_file(format!("{}{suffix}", file.display())) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(why),
            _gone => {}
        }
    }
    Ok(())
}

/// Where programs keep what is theirs: the place the desktop names, or the system's temporary folder.
fn data_folder() -> PathBuf {
    let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share"));
    std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home).unwrap_or_else(std::env::temp_dir)
}

/// The checkout's `content/`, where the program was started in one or by its `cargo run`.
fn of_checkout() -> Option<PathBuf> {
    let by_cargo =
        std::env::var_os("CARGO_MANIFEST_DIR").map(|server| PathBuf::from(server).join("../content"));
    [by_cargo, Some("content".into())]
        .into_iter()
        .flatten()
        .find(|folder| folder.join("pakke.yaml").is_file())
}

async fn serve() -> Outcome {
    let config = Config::read(|name| std::env::var(name).ok())?;
    let ambient = Arc::new(World::new()?);
    let post = Smtp::new(config.smtp_url.as_str(), config.mail_from)
        .map_err(|why| format!("SMTP_URL cannot be used: {why}"))?;
    let store = store::open(config.database.as_str()).await?;
    let source = match config.content {
        Content::Embedded => Source::Embedded,
        Content::Folder(folder) => Source::Folder(folder),
        Content::Repository(address, every) => {
            Source::Repository { address, every, copies: data_folder().join(OURS) }
        }
    };
    let (shelf, follower) = source.open(Arc::clone(&ambient) as _)?;
    keep_following(Arc::clone(&shelf), follower)?;
    let hub = Hub::new(Arc::clone(&store), Arc::clone(&ambient) as _);
    let services = Services {
        workbench: Arc::new(Bench::over({
            let shelf = Arc::clone(&shelf);
            move || shelf.sources()
        })),
        catalogue: shelf,
        notes: Arc::new(Sealed::new(Arc::clone(&store), Arc::clone(&ambient) as _, config.notes_keys)),
        announce: Arc::clone(&hub) as _,
        store,
        ambient,
        post: Arc::new(post),
        public_url: config.public_url.to_string().into(),
        secret: config.secret_key.hex().into(),
        forge: config.forge,
        demo: false,
    };
    let listener = TcpListener::bind(config.address).await?;
    tracing::info!(
        address = %config.address, public_url = %config.public_url, database = services.store.kind(), "listening"
    );
    let (stop, stopping) = watch::channel(false);
    let reminders = tokio::spawn(Reminders::new(services.clone(), config.reminders, stopping).run());
    let answered =
        answer(listener, services, hub, config.public_url.is_https(), config.trusted_proxies).await;
    stop.send_replace(true);
    // The letter under way is sent before the program ends: half a letter may be a whole one, and is not sent again.
    _ = tokio::time::timeout(PATIENCE, reminders).await;
    answered
}

/// The database that the environment names, for the commands that need nothing else.
fn database() -> Result<DatabaseUrl, Box<dyn Error + Send + Sync>> {
    let named =
        std::env::var("DATABASE_URL").map_err(|_| "DATABASE_URL is missing: it names the database")?;
    named.parse().map_err(|why| format!("DATABASE_URL cannot be used: {why}").into())
}

/// Invites one of the product's first people. The link is printed too, for a mail server may not be up on the day a
/// product is set up.
async fn invite(role: First, address: &str, name: Option<String>) -> Outcome {
    let address = Address::parse(address).map_err(|_| format!("{address} is no e-mail address"))?;
    let public_url: PublicUrl = std::env::var("PUBLIC_URL")
        .map_err(|_| "PUBLIC_URL is missing: the link begins with it")?
        .parse()
        .map_err(|why| format!("PUBLIC_URL cannot be used: {why}"))?;
    let store = store::open(database()?.as_str()).await?;
    let world = World::new()?;
    let mut bytes = [0; 32];
    world.random(&mut bytes);
    let token = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let (role, scope, owner) = match role {
        First::Owner => {
            let owner = Owner { id: OwnerId(world.ordered_id()), name: name.unwrap_or_default() };
            (Role::Owner, Scope::Owner(owner.id), Some(owner))
        }
        First::Editor => (Role::Editor, Scope::Package, None),
    };
    let invitation = NewInvitation {
        id: InvitationId(world.ordered_id()),
        token: domain::TokenHash(app::hash(&[&token])),
        role,
        scope,
        many: false,
        expires: world.now() + INVITATION,
    };
    store.invite_first(&invitation, owner.as_ref()).await?;
    let link = format!("{public_url}/{}/invitasjon/{token}", Lang::Nb);
    println!("{link}");
    let smtp = std::env::var("SMTP_URL").ok().zip(std::env::var("MAIL_FROM").ok());
    let Some((url, from)) = smtp else {
        println!(
            "SMTP_URL and MAIL_FROM are not set, so no mail was sent. Give the link to {}.",
            address.as_str()
        );
        return Ok(ExitCode::SUCCESS);
    };
    let place = owner.map_or_else(|| locales::texts(Lang::Nb).frame.product.to_owned(), |owner| owner.name);
    Smtp::new(&url, from.parse()?)?.invitation(&address, Lang::Nb, &place, &link).await?;
    println!("Sent to {}.", address.as_str());
    Ok(ExitCode::SUCCESS)
}

fn check(folder: Option<PathBuf>, format: Format) -> Outcome {
    let folder = folder.or_else(of_checkout).ok_or("there is no content/ here; name a folder")?;
    let is_good = check::check(&folder, format, World::new()?.today())?;
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Answers requests until told to stop, then lets those under way end.
async fn answer(
    listener: TcpListener,
    services: Services,
    hub: Arc<Hub>,
    https: bool,
    proxies: Vec<Network>,
) -> Outcome {
    let sweeping = keep_swept(Arc::clone(&services.store), Arc::clone(&services.ambient), SWEEP);
    let (told, mut stopping) = watch::channel(false);
    let site = Site { services, hub: Arc::clone(&hub), kept: Arc::default(), https, proxies: proxies.into() };
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        told_to_stop().await;
        // A stream would keep the server waiting for ever; its browser connects to the next one.
        hub.close();
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
    sweeping.abort();
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

#[cfg(test)]
mod tests {
    use super::CommandLine;
    use clap::Parser;

    #[test]
    fn an_owner_is_invited_by_name_so_that_no_page_is_called_by_an_address() {
        let read = |words: &[&str]| {
            let all = ["server", "invite"].iter().chain(words);
            CommandLine::try_parse_from(all).is_ok()
        };
        assert!(!read(&["owner", "inga@fjordvik.example"]));
        assert!(read(&["owner", "inga@fjordvik.example", "--name", "Fjordvik kommune"]));
        assert!(read(&["editor", "inga@fjordvik.example"]));
    }
}
