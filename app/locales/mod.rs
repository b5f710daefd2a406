//! Every text of the interface, one file a language.
//!
//! `nb.rs` both names the texts and gives them in bokmål, grouped by screen; `nn.rs` gives the same names in
//! nynorsk. A text that is missing in one of them does not compile. A hole is written `{name}` and filled with
//! [`fill`].

use domain::Lang;
use std::fmt::Display;

/// Names the texts, by group, and gives the first language's.
macro_rules! define_texts {
    ($($(#[$about:meta])* $group:ident { $($name:ident: $text:literal,)* })*) => {
        $(
            $(#[$about])*
            pub mod $group {
                #[doc = "This group's texts in one language."]
                #[derive(Debug)]
                pub struct Texts {
                    $(#[doc = $text] pub $name: &'static str,)*
                }
            }
        )*

        /// Every text of the interface in one language.
        #[derive(Debug)]
        pub struct Texts {
            $($(#[$about])* pub $group: $group::Texts,)*
        }

        pub(super) static TEXTS: Texts = Texts { $($group: $group::Texts { $($name: $text,)* },)* };
    };
}

/// Gives the texts in another language.
macro_rules! translate_texts {
    ($($group:ident { $($name:ident: $text:literal,)* })*) => {
        use super::nb::{$($group,)* Texts};

        pub(super) static TEXTS: Texts = Texts { $($group: $group::Texts { $($name: $text,)* },)* };
    };
}

pub mod about;
mod nb;
mod nn;

pub use nb::*;

/// The texts in one language.
pub fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Nb => &nb::TEXTS,
        Lang::Nn => &nn::TEXTS,
    }
}

/// Fills the holes in a text: `fill("Steg {n} av {all}", &[("n", &2), ("all", &5)])`.
pub fn fill(text: &str, holes: &[(&str, &(dyn Display + Sync))]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        filled.push_str(before);
        match holes.iter().find(|(hole, _)| *hole == name) {
            Some((_, value)) => filled.push_str(&value.to_string()),
            None => filled.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nynorsk lets one choose; we have chosen, and keep to it: infinitives in -a, «ein avtale», «pakka».
    #[test]
    fn nynorsk_keeps_to_its_forms() {
        const OTHERS: [&str; 10] = [
            "vite",
            "hente",
            "bestemme",
            "liggje",
            "bruker",
            "pakken",
            "ei avtale",
            "noka avtale",
            "avtala er",
            "legg ho",
        ];
        for text in [include_str!("nn.rs"), include_str!("about/nn.rs")] {
            for line in text.lines().filter(|line| line.contains('"')).map(str::to_lowercase) {
                let words: Vec<&str> =
                    line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
                let spaced = format!(" {} ", words.join(" "));
                let other = OTHERS.iter().find(|form| spaced.contains(&format!(" {form} ")));
                assert_eq!(other, None, "{line}");
                let infinitives = words.windows(2).filter(|pair| pair[0] == "å");
                assert!(infinitives.into_iter().all(|pair| !pair[1].ends_with('e')), "{line}");
            }
        }
    }

    #[test]
    fn holes_are_filled_once_and_unknown_ones_stay() {
        assert_eq!(fill("Steg {n} av {all}", &[("n", &2), ("all", &5)]), "Steg 2 av 5");
        assert_eq!(fill("{a}{b}", &[("a", &"{b}"), ("b", &1)]), "{b}1");
        assert_eq!(fill("{ukjent} {", &[]), "{ukjent} {");
    }
}
