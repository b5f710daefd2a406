//! A person's own reading.

use super::Conn;
use domain::{Asker, Refusal, store::Stored};

pub async fn mark(db: &mut Conn, asker: &Asker, (module, page): (&str, &str), done: bool) -> Stored<()> {
    let person = asker.person()?.key();
    if module.is_empty() || page.is_empty() {
        return Err(Refusal::Invalid.into());
    }
    if done {
        sqlx::query!(
            "INSERT INTO pages_done (person, module, page) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            person,
            module,
            page,
        )
        .execute(db)
        .await?;
    } else {
        sqlx::query!(
            "DELETE FROM pages_done WHERE person = $1 AND module = $2 AND page = $3",
            person,
            module,
            page,
        )
        .execute(db)
        .await?;
    }
    Ok(())
}

pub async fn done(db: &mut Conn, asker: &Asker) -> Stored<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "SELECT module, page FROM pages_done WHERE person = $1 ORDER BY module, page",
        asker.person()?.key(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.module, row.page)).collect())
}
