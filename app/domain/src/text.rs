//! What people type: how long it may be, and what is refused because it could point at a child.

use crate::Refusal;

/// The longest a reflection, a note or an obstacle may be, in characters.
pub const LONG: usize = 10_000;
/// The longest the text of a page that an editor tries may be, in characters: some seven thousand words.
pub const PAGE: usize = 50_000;
/// The longest one line may be, in characters: a part of an agreement, what was seen in a report.
pub const LINE: usize = 500;
/// The longest a name may be, in characters.
pub const NAME: usize = 80;

/// Free text fit to be stored: trimmed at the ends, within its limit and without a fødselsnummer.
///
/// # Errors
/// [`Refusal::TooLong`] with both counts, or [`Refusal::NationalId`].
pub fn free(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = stored(text);
    let actual = text.chars().count();
    if actual > limit {
        return Err(Refusal::TooLong { limit, actual });
    }
    if holds_national_id(&text) {
        return Err(Refusal::NationalId);
    }
    Ok(text)
}

/// A text as it is stored: trimmed at the ends, with line breaks of one kind. PostgreSQL stores no NUL, and nobody
/// types one.
pub fn stored(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\0', "").trim().to_owned()
}

/// As [`free`], and something must have been written.
///
/// # Errors
/// [`Refusal::Empty`] besides those of [`free`].
pub fn required(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = free(text, limit)?;
    if text.is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

/// Whether the text holds eleven digits that pass the two check digits of a fødselsnummer or D-number.
///
/// Written together or with one space, hyphen or full stop between any two digits. The check digits follow
/// Skatteetaten's description: weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2, modulo 11.
pub fn holds_national_id(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut run: Vec<u32> = Vec::new();
    let mut gap = 0;
    for (at, c) in chars.iter().enumerate() {
        match c.to_digit(10) {
            Some(digit) => {
                run.push(digit);
                gap = 0;
                let ends = chars.get(at + 1).is_none_or(|next| !next.is_ascii_digit());
                if ends && run.len() >= 11 && is_national_id(&run[run.len() - 11..]) {
                    return true;
                }
            }
            None if matches!(c, ' ' | '-' | '.' | '\u{a0}') && gap == 0 => gap = 1,
            None => {
                run.clear();
                gap = 0;
            }
        }
    }
    false
}

fn is_national_id(digits: &[u32]) -> bool {
    let day = digits[0] * 10 + digits[1];
    let month = (digits[2] * 10 + digits[3]) % 20;
    // D-numbers add 40 to the day; synthetic ones add 40 or 80 to the month, which the remainder folds away.
    let dated = ((1..=31).contains(&day) || (41..=71).contains(&day)) && (1..=12).contains(&month);
    dated
        && check(&digits[..9], &[3, 7, 6, 1, 8, 9, 4, 5, 2]) == Some(digits[9])
        && check(&digits[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == Some(digits[10])
}

fn check(digits: &[u32], weights: &[u32]) -> Option<u32> {
    let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number made from the check rule; with 80 added to its month it can be nobody's.
    fn made(day_month_year: &str) -> String {
        for individual in 0..1000 {
            let nine: Vec<u32> =
                format!("{day_month_year}{individual:03}").chars().filter_map(|c| c.to_digit(10)).collect();
            let Some(first) = check(&nine, &[3, 7, 6, 1, 8, 9, 4, 5, 2]) else { continue };
            let ten: Vec<u32> = nine.iter().copied().chain([first]).collect();
            let Some(second) = check(&ten, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) else { continue };
            return ten.iter().chain([&second]).map(u32::to_string).collect();
        }
        unreachable!("a thousand numbers hold one that passes")
    }

    #[test]
    fn a_national_id_is_found_in_running_text_however_it_is_spaced() {
        let number = made("018115");
        assert!(holds_national_id(&format!("Nummer {number} var borte")));
        assert!(holds_national_id(&format!("({} {})", &number[..6], &number[6..])));
        assert!(holds_national_id(&format!("{}-{}.", &number[..6], &number[6..])));
        assert!(matches!(free(&number, LONG), Err(Refusal::NationalId)));
    }

    #[test]
    fn telephone_numbers_dates_and_longer_numbers_pass() {
        assert!(!holds_national_id("Ring 22 33 44 55 eller 99887766"));
        assert!(!holds_national_id("14.01.2027 kl. 14.30"));
        assert!(!holds_national_id("01811512345"), "the check digits are wrong");
    }

    #[test]
    fn what_is_stored_is_what_was_typed_without_what_nobody_sees_at_its_ends() {
        assert_eq!(stored("\n en\r\nto \0 "), "en\nto");
        for typed in ["ord ", "\0 ord \0", " ord\r\n"] {
            assert_eq!(free(typed, LONG).as_deref(), Ok(stored(typed).as_str()));
        }
    }

    #[test]
    fn a_limit_counts_characters_not_bytes() {
        assert!(free(&"å".repeat(NAME), NAME).is_ok());
        assert_eq!(
            free(&"å".repeat(NAME + 1), NAME),
            Err(Refusal::TooLong { limit: NAME, actual: NAME + 1 })
        );
        assert_eq!(required("  \n \0", NAME), Err(Refusal::Empty));
    }
}
