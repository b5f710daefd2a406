//! Sign-in codes and logins.

use super::{Conn, letters, log};
use domain::{
    Asker, LoginId, PersonId, Refusal, Timestamp,
    signin::{self, Address, Asked, SentCode},
    store::{CodeRequest, Event, NewLogin, Stored},
};

const EMAIL: &str = "email";

struct CodeRow {
    hash: String,
    sent: Timestamp,
    tries: i64,
}

pub async fn ask_code(db: &mut Conn, request: &CodeRequest) -> Stored<()> {
    let address = request.address.as_str();
    let since = request.now.before(signin::WINDOW).0;
    // Comes first, since it makes two requests for one address wait for one another.
    sqlx::query!(
        "INSERT INTO sign_in_codes (address, hash, sent, tries)
         VALUES                    ($1,      $2,   $3,   0)
         ON CONFLICT (address) DO UPDATE SET hash = $2, sent = $3, tries = 0",
        address,
        request.hash,
        request.now.0,
    )
    .execute(&mut *db)
    .await?;
    let asked = sqlx::query_as!(
        Asked,
        r#"SELECT (SELECT COUNT(*) FROM code_requests WHERE address = $1 AND at > $4) AS "address!: i64",
                  (SELECT COUNT(*) FROM code_requests WHERE browser = $2 AND at > $4) AS "browser!: i64",
                  (SELECT COUNT(*) FROM code_requests WHERE network = $3 AND at > $4) AS "network!: i64""#,
        address,
        request.browser,
        request.network,
        since,
    )
    .fetch_one(&mut *db)
    .await?;
    asked.allow()?;
    sqlx::query!(
        "INSERT INTO code_requests (address, browser, network, at)
         VALUES                    ($1,      $2,      $3,      $4)",
        address,
        request.browser,
        request.network,
        request.now.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A refusal is an answer here and no failure: the try that it counts is to be kept.
pub async fn redeem_code(
    db: &mut Conn,
    address: &Address,
    typed_hash: &str,
    login: &NewLogin,
) -> Stored<Result<PersonId, Refusal>> {
    let found =
        sqlx::query!("UPDATE sign_in_codes SET tries = tries + 1 WHERE address = $1", address.as_str())
            .execute(&mut *db)
            .await?;
    if found.rows_affected() == 0 {
        return Ok(Err(Refusal::Expired));
    }
    let row = sqlx::query_as!(
        CodeRow,
        "SELECT hash, sent, tries FROM sign_in_codes WHERE address = $1",
        address.as_str()
    )
    .fetch_one(&mut *db)
    .await?;
    let tries = u8::try_from(row.tries - 1).unwrap_or(u8::MAX);
    if let Err(refusal) = (SentCode { hash: row.hash, sent: row.sent, tries }).redeem(typed_hash, login.now) {
        return Ok(Err(refusal));
    }
    sqlx::query!("DELETE FROM sign_in_codes WHERE address = $1", address.as_str()).execute(&mut *db).await?;
    let person = person_at(db, address, login.person).await?;
    open_login(db, person, login).await?;
    Ok(Ok(person))
}

async fn person_at(db: &mut Conn, address: &Address, fresh: PersonId) -> Stored<PersonId> {
    let known = sqlx::query_scalar!(
        "SELECT person FROM credentials WHERE kind = $1 AND value = $2",
        EMAIL,
        address.as_str()
    )
    .fetch_optional(&mut *db)
    .await?;
    if let Some(person) = known {
        return Ok(person);
    }
    sqlx::query!("INSERT INTO people (id, name) VALUES ($1, '')", fresh.key()).execute(&mut *db).await?;
    sqlx::query!(
        "INSERT INTO credentials (person, kind, value)
         VALUES                  ($1,     $2,   $3)",
        fresh.key(),
        EMAIL,
        address.as_str(),
    )
    .execute(db)
    .await?;
    Ok(fresh)
}

pub async fn open_login(db: &mut Conn, person: PersonId, login: &NewLogin) -> Stored<()> {
    let person_is_there =
        sqlx::query_scalar!(r#"SELECT COUNT(*) AS "n!: i64" FROM people WHERE id = $1"#, person.key())
            .fetch_one(&mut *db)
            .await?;
    if person_is_there == 0 {
        return Err(Refusal::Missing.into());
    }
    sqlx::query!(
        "INSERT INTO logins (id, person, token, shared_device, opened, used)
         VALUES             ($1, $2,     $3,    $4,            $5,     $5)",
        login.id.key(),
        person.key(),
        login.token.0,
        login.shared_device,
        login.now.0,
    )
    .execute(&mut *db)
    .await?;
    letters::meet(db, person, login.lang).await?;
    log(db, person, login.now, Event::SignedIn { shared_device: login.shared_device }).await
}

pub async fn close_login(db: &mut Conn, login: LoginId) -> Stored<()> {
    sqlx::query!("DELETE FROM logins WHERE id = $1", login.key()).execute(db).await?;
    Ok(())
}

pub async fn close_logins(db: &mut Conn, asker: &Asker) -> Stored<()> {
    sqlx::query!("DELETE FROM logins WHERE person = $1", asker.person()?.key()).execute(db).await?;
    Ok(())
}

/// Deletes what has run out: logins nobody uses, codes, and what the limits have counted.
pub async fn sweep(db: &mut Conn, now: Timestamp) -> Stored<()> {
    sqlx::query!(
        "DELETE FROM logins WHERE used < $1 OR (shared_device AND used < $2)",
        now.before(signin::IDLE).0,
        now.before(signin::IDLE_SHARED).0,
    )
    .execute(&mut *db)
    .await?;
    let since = now.before(signin::WINDOW).0;
    sqlx::query!("DELETE FROM code_requests WHERE at <= $1", since).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM sign_in_codes WHERE sent <= $1", since).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM join_misses WHERE at <= $1", since).execute(db).await?;
    Ok(())
}
