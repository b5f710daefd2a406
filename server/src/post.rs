//! The post: real mail over SMTP, plain text, one message for each thing that somebody asked for.

use app::locales::{fill, texts};
use async_trait::async_trait;
use domain::{
    Lang,
    outside::{NotSent, Post},
    signin::Address,
};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox};

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
}
