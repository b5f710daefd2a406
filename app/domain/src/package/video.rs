//! A film that a page leads to, and where it may be shown without leaving the page.

/// Somebody who keeps films and can show one within a page of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VideoHost {
    /// YouTube, in its form without cookies.
    YouTube,
    /// Vimeo, told not to follow the viewer.
    Vimeo,
}

impl VideoHost {
    /// Every host there is.
    pub const ALL: [VideoHost; 2] = [VideoHost::YouTube, VideoHost::Vimeo];

    /// The word in `pakke.yaml`.
    pub const fn word(self) -> &'static str {
        match self {
            VideoHost::YouTube => "youtube",
            VideoHost::Vimeo => "vimeo",
        }
    }

    /// The host that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.word() == word)
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            VideoHost::YouTube => "YouTube",
            VideoHost::Vimeo => "Vimeo",
        }
    }

    /// The origin that a page must let in to show a film.
    pub const fn origin(self) -> &'static str {
        match self {
            VideoHost::YouTube => "https://www.youtube-nocookie.com",
            VideoHost::Vimeo => "https://player.vimeo.com",
        }
    }
}

/// A film with what every film must have: captions, a length, and (in the text around it) a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// Who keeps it.
    pub host: VideoHost,
    /// What the host calls it: letters, digits, `-` and `_` alone.
    pub film: String,
    /// What the page calls it.
    pub title: String,
    /// How long it lasts, in minutes.
    pub minutes: u16,
    /// The languages of its captions.
    pub captions: Vec<Caption>,
}

impl Video {
    /// The host and the host's name for the film at an address of theirs; nothing for any other address.
    pub fn at(address: &str) -> Option<(VideoHost, String)> {
        let rest = address.strip_prefix("https://")?.split('#').next()?;
        let (host, rest) = rest.split_once('/')?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let watched = || query.split('&').find_map(|field| field.strip_prefix("v="));
        let (host, film) = match host.strip_prefix("www.").unwrap_or(host) {
            "youtube.com" | "m.youtube.com" if path == "watch" => (VideoHost::YouTube, watched()?),
            "youtube.com" | "youtube-nocookie.com" => (VideoHost::YouTube, path.strip_prefix("embed/")?),
            "youtu.be" => (VideoHost::YouTube, path),
            "vimeo.com" => (VideoHost::Vimeo, path),
            "player.vimeo.com" => (VideoHost::Vimeo, path.strip_prefix("video/")?),
            _ => return None,
        };
        let is_name = match host {
            VideoHost::YouTube => film.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
            VideoHost::Vimeo => film.chars().all(|c| c.is_ascii_digit()),
        };
        (is_name && (1..=32).contains(&film.len())).then(|| (host, film.to_owned()))
    }

    /// The address of the film as a frame shows it.
    pub fn frame(&self) -> String {
        let (origin, film) = (self.host.origin(), &self.film);
        match self.host {
            VideoHost::YouTube => format!("{origin}/embed/{film}"),
            VideoHost::Vimeo => format!("{origin}/video/{film}?dnt=1"),
        }
    }
}

/// A language that a film may be captioned in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caption {
    /// Bokmål.
    Bokmal,
    /// Nynorsk.
    Nynorsk,
    /// Nordsamisk.
    NorthernSami,
    /// Lulesamisk.
    LuleSami,
    /// Sørsamisk.
    SouthernSami,
    /// Engelsk.
    English,
}

impl Caption {
    /// Every language there is.
    pub const ALL: [Caption; 6] = [
        Caption::Bokmal,
        Caption::Nynorsk,
        Caption::NorthernSami,
        Caption::LuleSami,
        Caption::SouthernSami,
        Caption::English,
    ];

    /// The code in the content, as BCP 47 has it.
    pub const fn code(self) -> &'static str {
        match self {
            Caption::Bokmal => "nb",
            Caption::Nynorsk => "nn",
            Caption::NorthernSami => "se",
            Caption::LuleSami => "smj",
            Caption::SouthernSami => "sma",
            Caption::English => "en",
        }
    }

    /// The language that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|caption| caption.code() == code)
    }

    /// What the language is called in running text; it is called the same in bokmål and nynorsk.
    pub const fn name(self) -> &'static str {
        match self {
            Caption::Bokmal => "bokmål",
            Caption::Nynorsk => "nynorsk",
            Caption::NorthernSami => "nordsamisk",
            Caption::LuleSami => "lulesamisk",
            Caption::SouthernSami => "sørsamisk",
            Caption::English => "engelsk",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_is_known_by_its_address_however_it_is_written() {
        for address in [
            "https://www.youtube.com/watch?v=a-B_3456789",
            "https://youtube.com/watch?t=4&v=a-B_3456789&list=x#t=3",
            "https://youtu.be/a-B_3456789?si=x",
            "https://www.youtube-nocookie.com/embed/a-B_3456789",
        ] {
            assert_eq!(Video::at(address), Some((VideoHost::YouTube, "a-B_3456789".into())), "{address}");
        }
        for address in ["https://vimeo.com/123456", "https://player.vimeo.com/video/123456?h=1#t=2"] {
            assert_eq!(Video::at(address), Some((VideoHost::Vimeo, "123456".into())), "{address}");
        }
    }

    #[test]
    fn what_could_lead_anywhere_else_is_no_film() {
        for address in [
            "http://youtu.be/a",
            "https://youtube.com.evil.example/watch?v=a",
            "https://youtube.com@evil.example/embed/a",
            "https://youtu.be/",
            "https://youtu.be/a/../b",
            "https://youtu.be/a\"onload=x",
            "https://vimeo.com/showcase/1",
            "https://vimeo.com/staff",
            "https://www.youtube.com/watch?list=x",
            "https://www.youtube.com/embed/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "youtu.be/a",
        ] {
            assert_eq!(Video::at(address), None, "{address}");
        }
    }

    #[test]
    fn a_frame_shows_the_film_from_the_hosts_quiet_door() {
        let video = |address| {
            let (host, film) = Video::at(address).unwrap();
            Video { host, film, title: String::new(), minutes: 1, captions: Vec::new() }.frame()
        };
        assert_eq!(video("https://youtu.be/abc"), "https://www.youtube-nocookie.com/embed/abc");
        assert_eq!(video("https://vimeo.com/12"), "https://player.vimeo.com/video/12?dnt=1");
    }
}
