//! A person's own reading, and what readers say of the pages.

use super::Conn;
use domain::{
    Asker, FeedbackId, Refusal,
    feedback::{self, Feedback},
    store::Stored,
};

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

pub async fn found(
    db: &mut Conn,
    asker: &Asker,
    id: FeedbackId,
    (module, page): (&str, &str),
    found: bool,
) -> Stored<()> {
    let today = asker.today.to_string();
    let already = sqlx::query_scalar!(
        r#"SELECT COUNT(*) AS "n!: i64" FROM feedback WHERE module = $1 AND page = $2 AND day = $3"#,
        module,
        page,
        today,
    );
    feedback::may_answer(already.fetch_one(&mut *db).await?)?;
    sqlx::query!(
        "INSERT INTO feedback (id, module, page, found, words, day)
         VALUES               ($1, $2,     $3,   $4,    '',    $5)
         ON CONFLICT DO NOTHING",
        id.key(),
        module,
        page,
        found,
        today,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn say_more(db: &mut Conn, asker: &Asker, id: FeedbackId, words: &str) -> Stored<(String, String)> {
    let said = sqlx::query_as!(
        Feedback,
        "SELECT id, module, page, found, words, day FROM feedback WHERE id = $1",
        id.key(),
    );
    let said = said.fetch_optional(&mut *db).await?.ok_or(Refusal::Missing)?;
    let words = said.with_words(words, asker.today)?;
    sqlx::query!("UPDATE feedback SET words = $2 WHERE id = $1", id.key(), words).execute(db).await?;
    Ok((said.module, said.page))
}

pub async fn feedback(db: &mut Conn) -> Stored<Vec<Feedback>> {
    let said = sqlx::query_as!(
        Feedback,
        "SELECT id, module, page, found, words, day FROM feedback ORDER BY day DESC, id",
    );
    Ok(said.fetch_all(db).await?)
}
