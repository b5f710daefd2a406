//! The post: real mail over SMTP. What somebody asked for is one message in plain text; a reminder is a letter in both
//! plain text and HTML.

use app::locales::{fill, texts};
use async_trait::async_trait;
use domain::{
    Lang,
    outside::{Letter, NotSent, Post, Undelivered},
    signin::Address,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

/// A mail server and the address we send from.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Mail through the server at an address such as `smtps://user:password@host` or `smtp://host:25`.
    ///
    /// # Errors
    /// Where the address is none.
    pub fn new(url: &str, from: Mailbox) -> Result<Smtp, lettre::transport::smtp::Error> {
        Ok(Smtp { transport: AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build(), from })
    }

    async fn send(&self, to: &Address, subject: String, body: String) -> Result<(), NotSent> {
        let to = to.as_str().parse::<Mailbox>().map_err(|why| NotSent(why.to_string()))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .body(body)
            .map_err(|why| NotSent(why.to_string()))?;
        self.transport.send(message).await.map_err(|why| NotSent(why.to_string()))?;
        Ok(())
    }
}

#[async_trait]
impl Post for Smtp {
    async fn code(&self, to: &Address, lang: Lang, code: &str) -> Result<(), NotSent> {
        let t = &texts(lang).mail;
        let holes: [(&str, &(dyn std::fmt::Display + Sync)); 1] = [("code", &code)];
        self.send(to, fill(t.code_subject, &holes), fill(t.code_body, &holes)).await
    }

    async fn invitation(&self, to: &Address, lang: Lang, place: &str, link: &str) -> Result<(), NotSent> {
        let t = &texts(lang).mail;
        let holes: [(&str, &(dyn std::fmt::Display + Sync)); 2] = [("place", &place), ("link", &link)];
        self.send(to, fill(t.invitation_subject, &holes), fill(t.invitation_body, &holes)).await
    }

    async fn is_there(&self) -> Result<(), NotSent> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(NotSent("the mail server does not answer".into())),
            Err(why) => Err(NotSent(why.to_string())),
        }
    }

    async fn letter(&self, to: &Address, letter: &Letter) -> Result<(), Undelivered> {
        let unwritable = |why: String| Undelivered::No { for_good: true, why };
        let to = to.as_str().parse::<Mailbox>().map_err(|why| unwritable(why.to_string()))?;
        let Letter { subject, text, html, stop } = letter;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            // One press in the mail reader itself, and no answer from a machine that is away on holiday.
            .raw_header(header("List-Unsubscribe", format!("<{stop}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()))
            .raw_header(header("Auto-Submitted", "auto-generated".into()))
            .multipart(MultiPart::alternative_plain_html(text.clone(), html.clone()))
            .map_err(|why| unwritable(why.to_string()))?;
        self.transport.send(message).await.map(drop).map_err(|why| {
            let said = why.to_string();
            match (why.is_permanent(), why.is_transient()) {
                (true, _) => Undelivered::No { for_good: true, why: said },
                (false, true) => Undelivered::No { for_good: false, why: said },
                (false, false) => Undelivered::Perhaps(said),
            }
        })
    }
}

/// A header whose value is letters and signs that need no encoding, and is read by machines that undo none.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// No mail server: the demo, where people sign in by a press.
pub struct NoPost;

#[async_trait]
impl Post for NoPost {
    async fn code(&self, _: &Address, _: Lang, _: &str) -> Result<(), NotSent> {
        Err(NotSent("the demo has no mail server".into()))
    }

    async fn invitation(&self, _: &Address, _: Lang, _: &str, _: &str) -> Result<(), NotSent> {
        Err(NotSent("the demo has no mail server".into()))
    }

    async fn is_there(&self) -> Result<(), NotSent> {
        Err(NotSent("the demo has no mail server".into()))
    }

    async fn letter(&self, _: &Address, _: &Letter) -> Result<(), Undelivered> {
        Err(Undelivered::No { for_good: true, why: "the demo has no mail server".into() })
    }
}
