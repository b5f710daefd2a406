//! The database as a whole: its schema, copies of it, and addresses that are none.

use crate::{ground::*, on_both};
use domain::{
    demo,
    people::{Owner, Role, Scope},
};
use store::{OpenError, Schema};

on_both! {
    async fn a_schema_is_made_once_and_a_newer_one_is_left_alone(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        assert_eq!(store::schema(&g.url).await.unwrap(), Schema::Current);
        store::migrate(&g.url).await.unwrap();
        assert!(g.asker(&kari).await.me.is_some());
        g.execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES                       (9999,    'later',     TRUE,    '',       0)",
        )
        .await;
        assert_eq!(store::schema(&g.url).await.unwrap(), Schema::Newer);
        assert!(matches!(store::open(&g.url).await, Err(OpenError::Newer)));
        assert!(matches!(store::migrate(&g.url).await, Err(OpenError::Newer)));
    }

    async fn a_copy_holds_all_there_was(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let folder = std::env::temp_dir();
        let file = folder.join(format!("backup-{}-{}.db", std::process::id(), g.is_sqlite()));
        if !g.is_sqlite() {
            let Err(OpenError::UseTool(tool)) = store::backup(&g.url, &file).await else { panic!() };
            let names_none = |tool: &str| tool.contains("$DATABASE_URL") && !tool.contains("postgres:");
            assert!(tool.starts_with("pg_dump ") && names_none(&tool), "{tool}");
            let Err(OpenError::UseTool(tool)) = store::restore(&file, &g.url).await else { panic!() };
            assert!(tool.starts_with("pg_restore ") && names_none(&tool), "{tool}");
            return;
        }
        store::backup(&g.url, &file).await.unwrap();
        assert!(matches!(store::backup(&g.url, &file).await, Err(OpenError::Exists(_))));
        assert!(matches!(store::restore(&file, &g.url).await, Err(OpenError::Exists(_))));
        let elsewhere = format!("{}.restored", g.url);
        store::restore(&file, &elsewhere).await.unwrap();
        let restored = store::open(&elsewhere).await.unwrap();
        let asker = restored.asker(Some(&kari.login), None, g.now(), g.today()).await.unwrap();
        assert_eq!(asker.me.map(|me| me.name).as_deref(), Some("Kari"));
        std::fs::write(&file, "no database").unwrap();
        let third = format!("{}.third", g.url);
        assert!(matches!(store::restore(&file, &third).await, Err(OpenError::NotABackup(_))));
        assert_eq!(store::schema(&third).await.unwrap(), Schema::Absent, "nothing is left of it");
        std::fs::remove_file(&file).unwrap();
    }

    async fn a_demo_knows_its_own_database_before_it_changes_it(g: &Ground) {
        let ground = async || store::holds(&g.url).await.unwrap().ground();
        assert_eq!(ground().await, Ok(demo::Ground::Empty));
        let owner = Owner { id: demo::MUNICIPALITY, name: "Fjordvik".into() };
        let first = g.invitation(Role::Owner, Scope::Owner(owner.id));
        g.store.invite_first(&first, Some(&owner)).await.unwrap();
        g.team(&g.sign_in("Kari").await).await;
        assert_eq!(ground().await, Ok(demo::Ground::Filled));
        g.school().await;
        assert_eq!(ground().await, Err(demo::NotTheDemos));
        if g.is_sqlite() {
            let elsewhere = format!("{}.none", g.url);
            assert_eq!(store::holds(&elsewhere).await.unwrap().ground(), Ok(demo::Ground::Empty));
            assert_eq!(store::schema(&elsewhere).await.unwrap(), Schema::Absent, "and is not made");
        }
    }

    async fn which_database_it_is_can_be_asked(g: &Ground) {
        assert_eq!(g.store.kind(), if g.is_sqlite() { "SQLite" } else { "PostgreSQL" });
    }
}

#[tokio::test]
async fn what_is_no_address_is_named() {
    for (address, memory) in
        [("mysql://x", false), ("data.db", false), ("sqlite::memory:", true), ("sqlite:", true)]
    {
        match store::open(address).await {
            Err(OpenError::NotAnAddress(named)) => assert_eq!((named.as_str(), memory), (address, false)),
            Err(OpenError::InMemory) => assert!(memory, "{address}"),
            _ => panic!("{address}"),
        }
    }
}
