//! The screens, one file each. They run on the server alone.
//!
//! A page is an async function that reads through [`crate::Services`] and returns a [`Screen`], or the
//! [`crate::Fault`] that hinders it; `crate::routes` says at which address it stands.

use leptos::prelude::*;

pub mod accessibility;
pub mod agreement;
pub mod catch_up;
pub mod editor;
pub mod fault;
pub mod forget;
pub(crate) mod found;
pub mod glossary;
pub mod help;
pub mod home;
pub mod invitation;
pub mod join;
pub mod leader;
pub mod letters;
pub mod minutes;
pub mod module;
pub mod modules;
pub mod my_page;
pub mod owner;
pub mod page;
mod page_problems;
pub(crate) mod paper;
pub mod plan;
pub mod poster;
pub mod privacy;
pub mod resources;
pub mod scheme;
pub mod scheme_page;
pub mod search;
pub mod session;
pub mod shared_screen;
pub mod sign_in;
pub mod sources;
pub mod team;
pub mod tell;
pub mod term;
pub mod trial;

/// A page as its author hands it over; the shell puts the document around it.
pub struct Screen {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) class: &'static str,
    pub(crate) body: AnyView,
    pub(crate) live: bool,
    pub(crate) bare: bool,
    pub(crate) public: bool,
}

impl Screen {
    /// A screen to read, which loads no script. Its title stands in the browser's tab; empty for the front page.
    pub fn new(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Screen {
            title: title.into(),
            summary: String::new(),
            class: "page",
            body: body.into_any(),
            live: false,
            bare: false,
            public: false,
        }
    }

    /// The same screen in a narrow column, for forms and plain text.
    pub fn narrow(self) -> Self {
        self.class("page narrow")
    }

    /// The same screen with another class on its `<main>`.
    pub fn class(self, class: &'static str) -> Self {
        Screen { class, ..self }
    }

    /// The same screen with a sentence on what it is, for those who meet it elsewhere.
    pub fn about(self, summary: impl Into<String>) -> Self {
        Screen { summary: summary.into(), ..self }
    }

    /// The same screen, which shows everyone who is not signed in the same until the content or the day
    /// changes, and which search engines may list.
    pub fn public(self) -> Self {
        Screen { public: true, ..self }
    }

    /// The same screen with islands in it, which are to wake.
    pub fn live(self) -> Self {
        Screen { live: true, ..self }
    }

    /// The same screen without header and footer, as the shared screen in a meeting room.
    pub fn bare(self) -> Self {
        Screen { bare: true, ..self }
    }
}
