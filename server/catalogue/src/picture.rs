//! What a picture's file says of the picture: how large it is and, in SVG, what it is called.

/// What can be read from a picture's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Width and height, so that the page can keep room for it before it has come.
    pub(crate) size: Option<(u32, u32)>,
    /// Whether it is a drawing that lacks its title or its description.
    pub(crate) is_nameless: bool,
}

/// Looks at a file.
pub(crate) fn look(path: &str, bytes: &[u8]) -> Picture {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if extension == "svg" {
        let text = String::from_utf8_lossy(bytes);
        let is_nameless = !says(&text, "title") || !says(&text, "desc");
        return Picture { size: drawing(&text), is_nameless };
    }
    let size = match extension {
        "png" => png(bytes),
        "jpg" | "jpeg" => jpeg(bytes),
        "webp" => webp(bytes),
        _ => None,
    };
    Picture { size: size.filter(|(width, height)| *width > 0 && *height > 0), is_nameless: false }
}

/// Whether an SVG has an element with words in it.
fn says(text: &str, element: &str) -> bool {
    let inside = text.split_once(&format!("<{element}")).and_then(|(_, rest)| rest.split_once('>'));
    let words = inside.and_then(|(_, rest)| rest.split_once('<')).map_or("", |(words, _)| words);
    !words.trim().is_empty()
}

/// An SVG's own size, or else its view box's.
fn drawing(text: &str) -> Option<(u32, u32)> {
    let (_, rest) = text.split_once("<svg")?;
    let (tag, _) = rest.split_once('>')?;
    let attribute = |name: &str| {
        let (before, rest) = tag.split_once(&format!("{name}="))?;
        let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
        before.ends_with(char::is_whitespace).then_some(())?;
        rest.get(1..)?.split_once(quote).map(|(value, _)| value)
    };
    let number = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        whole(number)
    };
    let own = attribute("width").and_then(number).zip(attribute("height").and_then(number));
    own.or_else(|| {
        let mut numbers = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        numbers.next().and_then(number).zip(numbers.next().and_then(number))
    })
}

/// A length in whole pixels, at least one.
fn whole(length: f64) -> Option<u32> {
    let digits = (length > 0.0 && length < 100_000.0).then(|| format!("{:.0}", length.ceil()))?;
    digits.parse().ok()
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..)?.strip_prefix(b"IHDR")?;
    Some((big(header.get(..4)?), big(header.get(4..8)?)))
}

/// Goes from segment to segment until the one that begins the picture.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let marker = *rest.strip_prefix(b"\xff")?.first()?;
        // The standard allows fill bytes before a marker.
        if marker == 0xff {
            rest = rest.get(1..)?;
            continue;
        }
        let segment = rest.get(2..)?;
        let begins = (0xc0..=0xcf).contains(&marker) && ![0xc4, 0xc8, 0xcc].contains(&marker);
        if begins {
            return Some((big(segment.get(5..7)?), big(segment.get(3..5)?)));
        }
        let length = usize::try_from(big(segment.get(..2)?)).ok()?;
        rest = segment.get(length..)?;
    }
}

/// WebP comes in three kinds, each with the size at a place of its own.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let chunk = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    match chunk.get(..4)? {
        b"VP8 " => {
            let size = chunk.get(11..)?.strip_prefix(b"\x9d\x01\x2a")?;
            Some((little(size.get(..2)?) & 0x3fff, little(size.get(2..4)?) & 0x3fff))
        }
        b"VP8L" => {
            let bits = little(chunk.get(8..)?.strip_prefix(b"\x2f")?.get(..4)?);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(chunk.get(12..15)?) + 1, little(chunk.get(15..18)?) + 1)),
        _ => None,
    }
}

fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rasters_say_how_large_they_are() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06";
        assert_eq!(look("a.png", png).size, Some((640, 480)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xdb\0\x02\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(look("a.jpeg", jpeg).size, Some((640, 480)));
        let lossy = b"RIFF....WEBPVP8 ....abc\x9d\x01\x2a\x80\x02\xe0\x01";
        assert_eq!(look("a.webp", lossy).size, Some((640, 480)));
        let lossless = b"RIFF....WEBPVP8L....\x2f\x7f\xc2\x77\0";
        assert_eq!(look("a.webp", lossless).size, Some((640, 480)));
        let large = b"RIFF....WEBPVP8X....flag\x7f\x02\0\xdf\x01\0";
        assert_eq!(look("a.webp", large).size, Some((640, 480)));
    }

    #[test]
    fn a_file_that_is_cut_or_something_else_has_no_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0";
        for end in 0..png.len() {
            assert_eq!(look("a.png", &png[..end]).size, None);
        }
        for bytes in [
            &b""[..],
            b"\xff\xd8\xff\xff\xff",
            b"\xff\xd8\xff\xe0\xff\xff",
            b"\xff\xd8\xff\xe0\0\0",
            b"GIF89a",
        ] {
            assert_eq!(look("a.jpg", bytes).size, None);
            assert_eq!(look("a.webp", bytes).size, None);
        }
        assert_eq!(look("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\0").size, None);
    }

    #[test]
    fn a_drawing_has_a_size_a_title_and_a_description() {
        let whole = "<svg xmlns='x' viewBox='0 0 24.5 12'><title>Ring</title><desc>Tre stoler.</desc></svg>";
        assert_eq!(look("a.svg", whole.as_bytes()), Picture { size: Some((25, 12)), is_nameless: false });
        let bare =
            "<svg width=\"30px\" height=\"20\" stroke-width=\"2\"><title></title><desc>Ring.</desc></svg>";
        assert_eq!(look("a.svg", bare.as_bytes()), Picture { size: Some((30, 20)), is_nameless: true });
        let sizeless =
            "<svg width=\"100%\" stroke-width=\"4\" viewBox=\"0 0 -1 NaN\"><title>Ring</title></svg>";
        assert_eq!(look("a.svg", sizeless.as_bytes()), Picture { size: None, is_nameless: true });
    }
}
