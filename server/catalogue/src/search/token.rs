//! The words of a text, as they are searched for: in small letters, without what the eye passes over.

use crate::words::is_alphanumeric;

/// Longer words are none that somebody looks for; a broken file may hold them.
const LONGEST: usize = 64;

/// The words of a text with the offset that each begins at. A word is letters and digits, and what hangs on them:
/// accents that stand by themselves, and hyphens that show only at the end of a line.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let offset = move |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    let words = text.split(|c: char| !is_alphanumeric(c) && !hangs(c));
    words
        .filter(|word| word.len() <= LONGEST && word.contains(is_alphanumeric))
        .map(move |word| (offset(word), word))
}

/// Whether a sign belongs to the letter before it.
fn hangs(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}')
}

/// Writes a word in small letters and without accents, but for those that make another letter in Norwegian.
pub(crate) fn fold(word: &str, into: &mut String) {
    into.clear();
    // Most words are small already.
    let is_plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let (plain, rest) = word.split_at(word.bytes().take_while(is_plain).count());
    into.push_str(plain);
    for c in rest.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'æ' | 'ø' | 'å' => into.push(c),
            c => c.to_lowercase().for_each(|c| fold_letter(c, into)),
        }
    }
}

/// Writes a letter in the way of [`fold`], once it is small.
fn fold_letter(c: char, into: &mut String) {
    match c {
        'ä' => into.push('æ'),
        'ö' => into.push('ø'),
        'á' | 'à' | 'â' => into.push('a'),
        'é' | 'è' | 'ê' | 'ë' => into.push('e'),
        'í' | 'ì' | 'î' | 'ï' => into.push('i'),
        'ó' | 'ò' | 'ô' => into.push('o'),
        'ú' | 'ù' | 'û' | 'ü' => into.push('u'),
        // A ring that stands by itself, as in text from some machines.
        '\u{30a}' if into.ends_with('a') => {
            into.pop();
            into.push('å');
        }
        c if hangs(c) => {}
        c => into.push(c),
    }
}

/// Whether a folded word is typed so on a keyboard without æ, ø and å: with the letters that look like them, or with
/// those that stand for them.
pub(crate) fn is_typed_so(word: &str, typed: &str) -> bool {
    let begins_otherwise = |(a, b): (u8, u8)| a.is_ascii() && a != b;
    if typed.len() > word.len() || word.bytes().zip(typed.bytes()).next().is_some_and(begins_otherwise) {
        return false;
    }
    [("o", "a"), ("oe", "aa")].into_iter().any(|(o, a)| {
        let mut rest = Some(typed);
        for c in word.chars() {
            rest = rest.and_then(|rest| match c {
                'æ' => rest.strip_prefix("ae"),
                'ø' => rest.strip_prefix(o),
                'å' => rest.strip_prefix(a),
                c => rest.strip_prefix(c),
            });
            if rest.is_none() {
                return false;
            }
        }
        rest == Some("")
    })
}

/// The letters that a word has, as bits; some letters share one. Where the letters of two words differ by more than two
/// bits, the words are more than one slip apart.
pub(crate) fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % u32::BITS))
}

/// Whether two words are one slip of the finger apart: a letter more, less or another, or two that changed places.
pub(crate) fn is_one_off(one: &str, other: &str) -> bool {
    // Letters take one to four bytes.
    if one.len().abs_diff(other.len()) > 4 {
        return false;
    }
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    let end = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    let end: usize = end.map(|(a, _)| a.len_utf8()).sum();
    let differs = |text: &'_ str| text.len() - end;
    let (one, other) =
        (one.get(..differs(one)).unwrap_or_default(), other.get(..differs(other)).unwrap_or_default());
    match (one.chars().count(), other.chars().count()) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => one.chars().eq(other.chars().rev()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut into = String::new();
        fold(word, &mut into);
        into
    }

    #[test]
    fn words_are_letters_and_digits_with_their_offsets() {
        let found: Vec<_> = words("Å se: «9a-2», (IKT)! 🙂 … \0").collect();
        assert_eq!(found, [(0, "Å"), (3, "se"), (9, "9a"), (12, "2"), (18, "IKT")]);
        assert_eq!(words(&"x".repeat(100)).count(), 0);
        assert_eq!(words("\u{30a}\u{ad}").count(), 0);
    }

    #[test]
    fn a_word_is_folded_to_what_people_type() {
        assert_eq!(folded("SKOLEMILJØ"), "skolemiljø");
        assert_eq!(folded("idé"), "ide");
        assert_eq!(folded("sa\u{30a}"), "så");
        assert_eq!(folded("leke\u{ad}gruppe"), "lekegruppe");
        assert_eq!(folded("Händel"), "hændel");
    }

    #[test]
    fn norwegian_letters_are_typed_in_two_ways_elsewhere() {
        assert!(["okt", "oekt"].into_iter().all(|typed| is_typed_so("økt", typed)));
        assert!(["sprak", "spraak"].into_iter().all(|typed| is_typed_so("språk", typed)));
        assert!(is_typed_so("læring", "laering"));
        assert!(["", "ok", "okta", "ekt"].into_iter().all(|typed| !is_typed_so("økt", typed)));
    }

    #[test]
    fn one_slip_is_one_letter_more_less_other_or_swapped() {
        for slip in
            ["barnehge", "barnehagge", "barnehafe", "banrehage", "arnehage", "barnehagen", "bårnehage"]
        {
            assert!(is_one_off(slip, "barnehage"), "{slip}");
            assert!(is_one_off("barnehage", slip), "{slip}");
        }
        for other in ["barnhge", "abrnehgae", "barn", "", "hagebarne"] {
            assert!(!is_one_off(other, "barnehage"), "{other}");
        }
        assert!(
            ["barnehge", "arnehage", "bårnehage", "barnehagen"]
                .iter()
                .all(|slip| { (letters(slip) ^ letters("barnehage")).count_ones() <= 2 })
        );
        assert!(is_one_off("løve", "lave") && is_one_off("færing", "fring") && is_one_off("å", ""));
    }
}
