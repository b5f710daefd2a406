//! Small words. They are in every text, so nobody finds anything by them; a question of nothing else is taken at its word.

use domain::Lang;

const BOKMÅL: &[&str] = &[
    "alle", "at", "av", "bare", "ble", "blir", "da", "de", "deg", "dem", "den", "denne", "der", "dere",
    "deres", "det", "dette", "din", "disse", "du", "eller", "en", "er", "et", "for", "fra", "få", "får",
    "før", "gjør", "ha", "han", "har", "hun", "hva", "hvem", "hver", "hvis", "hvor", "hvordan", "hvorfor",
    "i", "ikke", "jeg", "kan", "man", "med", "meg", "men", "mer", "min", "må", "noe", "noen", "når", "og",
    "også", "om", "opp", "oss", "over", "på", "seg", "si", "sin", "skal", "som", "så", "til", "under", "ut",
    "var", "ved", "vi", "vil", "vår", "våre", "være", "vært", "å",
];

const NYNORSK: &[&str] = &[
    "alle", "at", "av", "berre", "blei", "blir", "då", "de", "deg", "dei", "den", "denne", "der", "det",
    "dette", "di", "din", "du", "dykk", "dykkar", "eg", "ein", "eit", "eller", "er", "for", "frå", "få",
    "får", "før", "gjer", "ha", "han", "har", "ho", "i", "ikkje", "kan", "kor", "korleis", "kva", "kvar",
    "kven", "kvifor", "med", "meg", "meir", "men", "min", "må", "noko", "nokon", "når", "og", "om", "opp",
    "oss", "over", "på", "seg", "si", "sin", "skal", "som", "så", "til", "under", "ut", "var", "ved", "vera",
    "vere", "vi", "vil", "vore", "vår", "våre", "å",
];

/// Whether a folded word says nothing beside others.
pub(crate) fn is_small(lang: Lang, word: &str) -> bool {
    let small = match lang {
        Lang::Nb => BOKMÅL,
        Lang::Nn => NYNORSK,
    };
    small.contains(&word)
}
