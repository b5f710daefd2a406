//! What the forms of a word have in common.
//!
//! Snowball's Norwegian takes off bokmål's endings and most of nynorsk's. What it leaves apart in either is mended here,
//! alike for both, since each language has an index of its own:
//!
//! | left apart | because |
//! |---|---|
//! | `lærar`, `lærarane`; `lærer`, `læreren`, `lærerne` | a word may end as an ending does, and then has one more |
//! | `arena`, `arenaen` | likewise |
//! | `vurdering`, `vurderinga`, `vurderer` | what is done and the doing of it are asked for alike |
//! | `nærheit`, `nærheita`, `nær` | Snowball knows `-het` alone |
//! | `eksempel`, `eksempler`, `eksempla` | the last e goes where an ending comes |
//! | `rom`, `rommet`, `rommene` | m is doubled where an ending comes |

use frostem::{Algorithm, Stemmer};

/// The stem of a folded word.
pub(crate) fn stem(word: &str) -> String {
    if word.contains(|c: char| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = Stemmer::new(Algorithm::Norwegian).stem(word).into_owned();
    shorten(&mut stem, &["a", "e"], 3);
    shorten(&mut stem, &["heit"], 3);
    shorten(&mut stem, &["ing"], 4);
    shorten(&mut stem, &["ern", "er", "ar"], 3);
    if let Some(without) = stem.strip_suffix("el")
        && without.chars().count() >= 3
    {
        stem = format!("{without}l");
    }
    if stem.ends_with("mm") {
        stem.pop();
    }
    stem
}

/// Takes one of the endings off, where so many letters are left.
fn shorten(word: &mut String, endings: &[&str], least: usize) {
    let without = endings.iter().find_map(|ending| word.strip_suffix(ending));
    if let Some(without) = without.filter(|without| without.chars().count() >= least) {
        word.truncate(without.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each line's words have one stem, and no two lines the same.
    fn are_families(lines: &[&str]) {
        let mut stems = std::collections::HashMap::new();
        for line in lines {
            let of_line: std::collections::BTreeSet<String> = line.split(' ').map(stem).collect();
            assert_eq!(of_line.len(), 1, "{line}: {of_line:?}");
            for stem in of_line {
                let other = stems.insert(stem, line);
                assert_eq!(other, None, "{line}");
            }
        }
    }

    #[test]
    fn bokmål_has_families() {
        are_families(&[
            "barnehage barnehagen barnehager barnehagene barnehagens barnehagenes",
            "elev eleven elever elevene elevs elevenes",
            "lærere læreren lærerne lærerens lærernes lærer",
            "skole skolen skoler skolene",
            "inkludering inkluderingen inkludere inkluderer inkluderte inkludert inkluderende",
            "vurdering vurderinger vurderingene vurdere vurdert",
            "utprøving utprøvingen utprøvinger",
            "møte møter møtet møtene",
            "økt økta økten økter øktene",
            "arena arenaen arenaer arenaene",
            "tema temaet temaer temaene",
            "eksempel eksempler eksempelet eksemplene",
            "regel regler regelen reglene",
            "rom rommet rommene",
            "program programmet programmer",
            "usikker usikkerhet usikkerheten",
            "refleksjon refleksjonen refleksjoner refleksjonene",
            "opplevelse opplevelsen opplevelser opplevelsene",
            "senter senteret",
            "team teamet teamene teamets",
        ]);
    }

    #[test]
    fn nynorsk_has_families() {
        are_families(&[
            "barnehage barnehagen barnehagar barnehagane",
            "elev eleven elevar elevane",
            "lærar læraren lærarar lærarane",
            "skule skulen skular skulane",
            "inkludering inkluderinga inkludere inkludera inkluderer inkluderte inkluderande",
            "vurdering vurderinga vurderingar vurderingane vurdera vurderer",
            "utprøving utprøvinga utprøvingar utprøvingane",
            "jente jenta jenter jentene",
            "møte møta møtet",
            "økt økta økter øktene",
            "arena arenaen arenaar arenaane",
            "eksempel eksempla eksempelet",
            "rom rommet romma",
            "nærheit nærheita",
            "erfaring erfaringa erfaringar erfaringane erfara",
            "spørsmål spørsmålet spørsmåla",
            "samarbeid samarbeidet samarbeida",
            "tryggleik tryggleiken",
            "seminar seminaret seminara",
            "deltakar deltakaren deltakarar deltakarane",
        ]);
    }

    #[test]
    fn a_short_word_keeps_what_it_has() {
        for word in ["", "a", "ro", "sfo", "lek", "ppt", "9a", "2027"] {
            assert_eq!(stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn anything_has_a_stem(word in "\\PC{0,40}") {
            stem(&word);
        }
    }
}
