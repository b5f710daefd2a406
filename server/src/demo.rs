//! The demo's municipality: people, units and four teams at different places in the loop.
//!
//! Everything is done as people do it, by the store's own doors and with a real asker each time, only on earlier days;
//! so whatever stands on a demo screen could have been made by hand.

mod by_hand;

use app::Services;
use by_hand::{Demo, Led, Meeting, Ready};
use domain::{
    agreement::{AnswerKind, Outcome},
    ending::worth::Worth,
    people::UnitKind,
    store::Stored,
};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

/// How many days ago people, units and teams came to be.
const FOUNDED: u32 = 120;
/// The module that the demo's teams work with.
const MODULE: &str = "hva-er-inkludering";

/// Fills an empty database.
///
/// # Errors
/// Whatever the store refuses; a demo that is refused anything is wrong.
pub async fn fill(services: &Services) -> Stored<()> {
    let world = Demo { services };
    let owner = world.owner("Ingrid Solheim", "Fjordvik kommune").await?;
    let school = world.unit(&owner, "Fjordvik skole", UnitKind::School, "Anders Moen").await?;
    let kindergarten =
        world.unit(&owner, "Tussilago barnehage", UnitKind::Kindergarten, "Sunniva Lie").await?;
    let ppt = world.unit(&owner, "PPT for Fjordvik", UnitKind::Ppt, "Jonas Berg").await?;

    let older = world.team(&school, "Trinn 5–7", ["Maja Nilsen", "Henrik Dahl", "Amina Yusuf"]).await?;
    let younger =
        world.team(&school, "Trinn 1–4", ["Kari Bakken", "Ole Tveit", "Liv Hansen", "Samir Aziz"]).await?;
    let small = world
        .team(
            &kindergarten,
            "Avdeling Bjørka",
            ["Elin Vik", "Tor Holm", "Sara Lunde", "Mona Eide", "Per Sørli", "Gro Hauge"],
        )
        .await?;
    let advisers = world.team(&ppt, "PPT-teamet", ["Marit Aune", "Nils Strand", "Ida Foss"]).await?;

    world.first_meeting_ahead(&older).await?;
    world.trying(&small).await?;
    world.stuck(&school, &younger).await?;
    world.round_the_loop(&advisers).await?;
    world.editor("Tale Haug").await
}

/// The demo's notes are sealed as any others, though with a key that everyone can read here.
pub const NOTES_KEY: [u8; 32] = [7; 32];

impl Demo<'_> {
    /// Has read, has planned, has not met.
    async fn first_meeting_ahead(&self, team: &Ready) -> Stored<()> {
        for page in ["innledning", "forarbeid"] {
            let asker = self.asker(&team.facilitator, 1, 0).await?;
            self.services.store.mark(&asker, (MODULE, page), true).await?;
        }
        self.plan(team, "okt", (0, 0), 21).await.map(|_| ())
    }

    /// Has met and agreed, and is trying it out. One was away, and may still catch up.
    async fn trying(&self, team: &Ready) -> Stored<()> {
        let there = team.but_the_last();
        let meeting = Meeting {
            page: "okt",
            days_ago: 5,
            follow_up_in: 21,
            answers: &[
                (
                    "til-stede",
                    &[
                        "Når vi kler på oss for å gå ut, og det går fort.",
                        "I samlingsstunden, særlig mot slutten.",
                        "Når leken allerede er i gang og noen kommer sent.",
                    ],
                ),
                ("setning", &["Alle har noe å gjøre sammen med noen, hver dag."]),
            ],
            terms: [
                "vi kler på oss for å gå ut",
                "to puljer av det, og den første er ute før den andre begynner",
                "hvor mange som kommer ut mens leken ennå er åpen",
            ],
        };
        let agreement = self.meet(&there, &meeting).await?;
        let said = [Worth::Yes, Worth::Yes, Worth::Partly, Worth::Yes, Worth::Yes];
        self.rate(&there, &meeting, agreement, &said).await
    }

    /// Has tried, was hindered, lifted it to the leader, and meets again today.
    async fn stuck(&self, school: &Led, team: &Ready) -> Stored<()> {
        let meeting = Meeting {
            page: "okt",
            days_ago: 24,
            follow_up_in: 21,
            answers: &[
                (
                    "til-stede",
                    &[
                        "I overgangen fra friminutt til time.",
                        "Når vi deler inn i grupper og lar dem velge selv.",
                        "I gym, når lagene blir valgt.",
                        "Når oppgaven bare har én vei inn.",
                    ],
                ),
                ("rammer", &["Vi voksne er opptatt med å finne fram i de første minuttene."]),
                ("setning", &["De andre savner deg når du ikke er der."]),
            ],
            terms: [
                "vi kommer inn fra friminutt",
                "de første minuttene klare: én voksen i døra, én i rommet, og oppgaven på tavla",
                "hvor mange som er i gang etter tre minutter",
            ],
        };
        let agreement = self.meet(team, &meeting).await?;
        self.tell(
            &team.others[0],
            agreement,
            10,
            Outcome::Partly,
            "Det virker de dagene vi er to. Flere er i gang før klokka har ringt ferdig.",
            "",
        )
        .await?;
        self.tell(
            &team.others[1],
            agreement,
            3,
            Outcome::NotYet,
            "",
            "Mandag og onsdag er det bare én voksen inne etter storefri. Kan timeplanen flyttes, så vi er to de første ti minuttene?",
        )
        .await?;
        let answered = self.meet_obstacle_of_old(team, agreement).await?;
        let leader = self.asker(&school.leader, 6, 0).await?;
        self.services
            .store
            .answer(
                &leader,
                answered,
                AnswerKind::Yes,
                "Tavlene i de to rommene blir byttet fredag. Bestillingen er sendt.",
            )
            .await?;
        self.plan(team, "etterarbeid", (0, 0), 28).await.map(|_| ())
    }

    /// Has been round the loop: kept one, adjusted one, and is trying the new one.
    async fn round_the_loop(&self, team: &Ready) -> Stored<()> {
        let meeting = Meeting {
            page: "okt",
            days_ago: 50,
            follow_up_in: 21,
            answers: &[
                (
                    "til-stede",
                    &[
                        "Når tilrådingen vår sier «egen gruppe» uten å si hvordan en kommer tilbake.",
                        "I møter der vi snakker om barnet og ikke om rommet.",
                    ],
                ),
                ("setning", &["Rådene våre gjør det lettere å være sammen."]),
            ],
            terms: [
                "vi skriver en tilråding",
                "fellesskapet til det første avsnittet, før vi skriver om det som skjer utenfor",
                "om skolen nevner fellesskapet når vi møtes etterpå",
            ],
        };
        let first = self.meet(team, &meeting).await?;
        self.tell(
            &team.others[0],
            first,
            30,
            Outcome::Done,
            "Tre tilrådinger er skrevet slik. To skoler ringte og spurte hvordan.",
            "",
        )
        .await?;
        let second = Meeting {
            page: "etterarbeid",
            days_ago: 26,
            follow_up_in: 35,
            answers: &[
                (
                    "ikke-ventet",
                    &[
                        "At det tok kortere tid å skrive, ikke lengre.",
                        "At jeg måtte spørre skolen mer før jeg begynte.",
                    ],
                ),
                ("beholder", &["Vi begynner med fellesskapet, også i møtene."]),
            ],
            terms: [
                "en skole tar kontakt første gang",
                "situasjonen til det første spørsmålet: Hva gjør de andre elevene akkurat da?",
                "om samtalen handler om situasjonen før den handler om barnet",
            ],
        };
        self.meet_again(team, &second, first).await
    }
}
