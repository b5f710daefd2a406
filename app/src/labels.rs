//! What a form's fields are called where they stand, so that a refusal can name them so.

use crate::{
    Fault,
    components::unit_kind,
    locales::{fill, texts},
};
use domain::{Lang, Refusal, people::UnitKind};

/// The sentence that tells what is wrong with a form that was sent to an action, a field called by its label.
pub fn sentence(fault: &Fault, action: &str, lang: Lang) -> String {
    match fault {
        Fault::Invalid { field } => match label(action, field, lang) {
            Some(label) => fill(texts(lang).fault.invalid, &[("field", &label)]),
            None => fault.sentence(lang),
        },
        Fault::Refused(Refusal::TooMany) if named(action) == "inviter" => {
            texts(lang).team.invite_too_many.to_owned()
        }
        _ => fault.sentence(lang),
    }
}

/// An action's own name in the address that its form is sent to.
fn named(action: &str) -> &str {
    action.split('?').next().unwrap_or_default().trim_start_matches("/api/")
}

/// The label that stands beside a field in the form of an action. What a form brings along unseen has none.
pub fn label(action: &str, field: &str, lang: Lang) -> Option<&'static str> {
    let t = texts(lang);
    Some(match (named(action), field) {
        ("bli-med", "code") => t.join.code,
        ("bli-med", "name") => t.join.name,
        ("be-om-kode" | "logg-inn" | "inviter", "address") => t.sign_in.address,
        ("logg-inn", "code") => t.sign_in.code,
        ("navn", "name") => t.sign_in.name,
        ("start-team", "name") => t.my_page.team_name,
        ("ny-enhet", "name") => t.owner_page.name,
        ("ny-enhet", "kind") => t.owner_page.kind,
        ("inviter", "role") => t.team.invite_as,
        ("planlegg", "day") => t.plan.day,
        ("planlegg", "follow_up") => t.plan.follow_up,
        ("oppfolging", "follow_up") => t.session.no_date,
        ("droftet", "day") => t.unit_page.discuss_day,
        ("svar", "kind") => t.unit_page.your_answer,
        ("svar", "day") => t.unit_page.day,
        ("svar", "why") => t.unit_page.why,
        ("fortell" | "fortell-med-lenke", "outcome") => t.report.how,
        ("fortell" | "fortell-med-lenke", "seen") => t.report.seen,
        ("fortell" | "fortell-med-lenke", "obstacle") => t.report.lift_what,
        ("avtal" | "bestem", "situation") => t.agreement.when,
        ("avtal" | "bestem", "action") => t.agreement.we_do,
        ("avtal" | "bestem", "sign") => t.agreement.look_for,
        ("avtal" | "bestem", "follow_up") => t.agreement.follow_up,
        ("avtal" | "bestem", "keeper") => t.agreement.by,
        ("bestem", "verdict") => t.decide.what_now,
        ("post", "how") => t.letters.reminders,
        ("slett-meg", "sure") => t.forget.sure,
        ("si-mer", "words") => t.feedback.more,
        ("verdt", "worth") => t.session.worth,
        ("ta-igjen", "text") => t.ending.your_view,
        ("/nb/redaktor/prov" | "/nn/redaktor/prov", "new_module") => t.trial.new_module_name,
        ("/nb/redaktor/prov" | "/nn/redaktor/prov", "name") => t.trial.name,
        ("/nb/redaktor/prov" | "/nn/redaktor/prov", "nb") => Lang::Nb.name(),
        ("/nb/redaktor/prov" | "/nn/redaktor/prov", "nn") => Lang::Nn.name(),
        ("skriv" | "del" | "notat", "text") => t.fault.your_text,
        _ => return None,
    })
}

/// What a field is chosen among in the form of an action: each choice's word in the form, and its name.
pub fn choices(action: &str, field: &str, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let t = texts(lang);
    match (named(action), field) {
        ("svar", "kind") => vec![
            ("ja", t.leader.yes),
            ("nei", t.leader.no),
            ("nar", t.unit_page.when),
            ("eier", t.leader.sent_to_owner),
        ],
        ("post", "how") => vec![
            (Lang::Nb.code(), t.letters.on_nb),
            (Lang::Nn.code(), t.letters.on_nn),
            ("ingen", t.letters.off),
        ],
        ("ny-enhet", "kind") => {
            UnitKind::ALL.map(|kind| (unit_kind::word(kind), unit_kind::name(kind, lang))).into()
        }
        ("verdt", "worth") => {
            vec![("ja", t.session.worth_yes), ("delvis", t.session.worth_partly), ("nei", t.session.worth_no)]
        }
        ("fortell" | "fortell-med-lenke", "outcome") => {
            vec![("gjort", t.report.done), ("delvis", t.report.partly), ("ikke", t.report.not_yet)]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    /// What forms bring along unseen, or send by the button that was pressed.
    const UNSEEN: [&str; 9] = ["token", "prompt", "what", "place", "module", "page", "til", "back", "shared"];

    #[test]
    fn every_field_that_somebody_fills_in_has_a_label() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/actions");
        let mut seen = 0;
        for file in fs::read_dir(folder).unwrap() {
            let code = fs::read_to_string(file.unwrap().path()).unwrap();
            let Some((_, rest)) = code.split_once("endpoint = \"") else { continue };
            let (action, rest) = rest.split_once('"').unwrap();
            let (_, rest) = rest.split_once("pub async fn ").unwrap();
            let (fields, _) = rest.split_once(") ->").unwrap();
            let (_, fields) = fields.split_once('(').unwrap();
            let fields = fields.lines().filter(|line| !line.trim().starts_with("//")).collect::<String>();
            for (name, kind) in fields.split(',').filter_map(|field| field.trim().split_once(": ")) {
                // An id, a version or a yes comes from the form itself.
                if kind.contains("String") || kind.contains("Kind") {
                    let labelled = Lang::ALL.map(|lang| label(action, name, lang).is_some());
                    assert!(UNSEEN.contains(&name) || labelled == [true; 2], "{action}: {name} has no label");
                    seen += 1;
                }
            }
        }
        assert!(seen > 30, "the actions are read otherwise than they are written: {seen}");
    }

    #[test]
    fn a_refusal_calls_a_field_what_stands_beside_it() {
        let fault = Fault::invalid("follow_up");
        let says = sentence(&fault, "/api/planlegg?fra=%2Fnb", Lang::Nb);
        assert!(says.contains(texts(Lang::Nb).plan.follow_up), "{says}");
        assert!(!sentence(&Fault::invalid("id"), "/api/planlegg", Lang::Nb).contains("id»"));
    }
}
