//! Who a module, a page or an example is for, in words.

use crate::{components::choice::Value, locales::texts};
use domain::{
    Lang,
    package::{Audience, Reader},
};

/// An audience as it stands in the middle of a sentence: «barnehage», «SFO».
pub fn name(audience: Audience, lang: Lang) -> &'static str {
    let t = &texts(lang).audience;
    match audience {
        Audience::Kindergarten => t.kindergarten,
        Audience::School => t.school,
        Audience::AfterSchool => t.after_school,
        Audience::UpperSecondary => t.upper_secondary,
        Audience::Ppt => t.ppt,
        Audience::Apprenticeship => t.apprenticeship,
        Audience::Leaders => t.leaders,
        Audience::Owners => t.owners,
    }
}

/// An audience by itself: «Barnehage».
pub fn label(audience: Audience, lang: Lang) -> String {
    capitalised(name(audience, lang))
}

/// Several audiences: «Barnehage, skole og SFO», or «Alle arenaer».
pub fn list(audiences: &[Audience], lang: Lang) -> String {
    let t = &texts(lang).audience;
    let everywhere = Audience::ARENAS.iter().all(|arena| audiences.contains(arena));
    let mut names: Vec<&str> = if everywhere { vec![t.everywhere] } else { Vec::new() };
    names.extend(audiences.iter().filter(|a| !(everywhere && a.is_arena())).map(|a| name(*a, lang)));
    let Some((last, first)) = names.split_last() else { return String::new() };
    let all =
        if first.is_empty() { (*last).to_owned() } else { format!("{} {} {last}", first.join(", "), t.and) };
    capitalised(&all)
}

/// A kind of reader, as in the middle of a sentence.
pub fn reader(role: Reader, lang: Lang) -> &'static str {
    let t = &texts(lang).resources;
    match role {
        Reader::Staff => t.staff,
        Reader::Leader => t.leaders,
        Reader::Owner => t.owners,
        Reader::Ppt => t.ppt,
    }
}

/// The arenas to choose between.
pub fn arenas(chosen: Option<Audience>, lang: Lang) -> Vec<Value> {
    let value = |arena: Audience| (arena.word().to_owned(), label(arena, lang), chosen == Some(arena));
    Audience::ARENAS.into_iter().map(value).collect()
}

/// The kinds of reader to choose between.
pub fn readers(chosen: Option<Reader>, lang: Lang) -> Vec<Value> {
    let value = |role: Reader| (role.word().to_owned(), reader(role, lang).to_owned(), chosen == Some(role));
    Reader::ALL.into_iter().map(value).collect()
}

/// The text with a capital at its front.
fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn audiences_are_listed_as_people_say_them() {
        use Audience::{AfterSchool, Kindergarten, Leaders, School};
        assert_eq!(list(&[Kindergarten], Lang::Nb), "Barnehage");
        assert_eq!(list(&[Kindergarten, School, AfterSchool], Lang::Nn), "Barnehage, skule og SFO");
        assert_eq!(list(&[&Audience::ARENAS[..], &[Leaders]].concat(), Lang::Nb), "Alle arenaer og ledere");
        assert_eq!(list(&[], Lang::Nb), "");
    }
}
