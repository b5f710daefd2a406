use super::*;

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn whole(name: &str) -> Option<String> {
    let text = match name {
        "PUBLIC_URL" => "https://praksis.example.no/",
        "DATABASE_URL" => "sqlite:data.db",
        "SMTP_URL" => "smtps://user:password@mail.example.no",
        "MAIL_FROM" => "Inkluderende praksis <ikke-svar@example.no>",
        "SECRET_KEY" | "NOTES_KEY" => KEY,
        "TRUSTED_PROXIES" => "10.0.0.0/8, ::1",
        _ => return None,
    };
    Some(text.to_owned())
}

#[test]
fn a_whole_environment_is_read() {
    let config = Config::read(whole).expect("a whole environment");
    assert_eq!(config.address.to_string(), "127.0.0.1:3000");
    assert_eq!(config.public_url.to_string(), "https://praksis.example.no");
    assert!(config.public_url.is_https());
    assert_eq!(config.trusted_proxies.len(), 2);
    assert_eq!((config.content, config.forge), (Content::Embedded, None));
    assert_eq!(config.reminders, When::Weekdays);
}

#[test]
fn content_comes_from_one_place() {
    let with = |own: &[(&str, &str)]| {
        let text = |name: &str| own.iter().find(|(own, _)| *own == name).map(|(_, text)| (*text).to_owned());
        Config::read(|name| text(name).or_else(|| whole(name)))
    };
    let git = ("CONTENT_GIT", "https://robot:hemmelig@git.example.no/us/content.git#main");
    let here = ("CONTENT_DIR", concat!(env!("CARGO_MANIFEST_DIR"), "/../content"));
    let config = with(&[git, ("CONTENT_GIT_EVERY", "5")]).expect("a repository");
    let printed = format!("{config:?}");
    assert!(printed.contains("git.example.no") && !printed.contains("hemmelig"), "{printed}");
    let Content::Repository(_, every) = config.content else { panic!("a repository") };
    assert_eq!(every, Duration::from_secs(5));
    assert!(matches!(with(&[here]).expect("a folder").content, Content::Folder(_)));
    let forge = ("FORGE_URL", "https://git.example.no/us/ours/src/branch/main/{path}#L{line}");
    assert!(with(&[forge]).expect("a forge").forge.is_some());
    for (faulty, why) in [
        (&[git, here][..], "CONTENT_DIR and CONTENT_GIT are both set"),
        (&[("CONTENT_GIT", "git://git.example.no/x")], "CONTENT_GIT cannot be used"),
        (&[git, ("CONTENT_GIT_EVERY", "0")], "CONTENT_GIT_EVERY cannot be used"),
        (&[("FORGE_URL", "https://git.example.no/us/ours")], "FORGE_URL cannot be used"),
    ] {
        let message = with(faulty).expect_err(why).to_string();
        assert!(message.contains(why) && !message.contains("hemmelig"), "{message}");
    }
}

#[test]
fn all_that_is_wrong_is_named_at_once() {
    let faulty = Config::read(|name| match name {
        "ADDRESS" => Some("here".into()),
        "PUBLIC_URL" => Some("http://praksis.example.no".into()),
        "DATABASE_URL" => Some("mysql://x".into()),
        "SECRET_KEY" => Some("short".into()),
        "MAIL_FROM" => Some(" ".into()),
        "CONTENT_DIR" => Some("/nowhere".into()),
        "TRUSTED_PROXIES" => Some("10.0.0.0/40".into()),
        "REMINDERS" => Some("tuesdays".into()),
        _ => None,
    });
    let message = faulty.expect_err("a faulty environment").to_string();
    for name in [
        "ADDRESS cannot",
        "PUBLIC_URL cannot",
        "DATABASE_URL cannot",
        "SMTP_URL is missing",
        "MAIL_FROM is missing",
        "SECRET_KEY cannot",
        "NOTES_KEY is missing",
        "CONTENT_DIR cannot",
        "TRUSTED_PROXIES cannot",
        "REMINDERS cannot",
    ] {
        assert!(message.contains(name), "{name} in {message}");
    }
    assert_eq!(message.lines().count(), 11);
    assert!(message.contains("ADDRESS cannot be used: it must be a network address and a port"), "{message}");
}

#[test]
fn no_secret_is_printed() {
    let config = format!("{:?}", Config::read(whole).expect("a whole environment"));
    assert!(!config.contains("password") && !config.contains(KEY), "{config}");
}
