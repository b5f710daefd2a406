//! What a film's card says besides its author's words.

use domain::{
    Lang,
    package::{Caption, Video},
};

/// Who keeps the film, how long it lasts, and what it is captioned in.
pub(super) fn facts(video: &Video, lang: Lang) -> String {
    let captioned = match lang {
        Lang::Nb => "tekstet på",
        Lang::Nn => "teksta på",
    };
    let (host, minutes, languages) = (video.host.name(), video.minutes, languages(&video.captions));
    format!("<p class=\"callout-facts\">{host} · {minutes} min · {captioned} {languages}</p>\n")
}

/// «bokmål», «bokmål og nynorsk», «bokmål, nynorsk og engelsk».
fn languages(captions: &[Caption]) -> String {
    let names: Vec<&str> = captions.iter().map(|caption| caption.name()).collect();
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} og {last}", first.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_listed_as_one_says_them() {
        use Caption::{Bokmal, English, Nynorsk};
        assert_eq!(languages(&[Nynorsk]), "nynorsk");
        assert_eq!(languages(&[Bokmal, Nynorsk, English]), "bokmål, nynorsk og engelsk");
    }
}
