//! How people come by their roles, and what they may do with them.

use crate::{ground::*, on_both};
use domain::{
    MembershipId, Refusal, Team, TeamId, UnitId,
    people::{Role, Scope, Unit, UnitKind},
    signin,
    store::NewInvitation,
};
use std::time::Duration;

on_both! {
    async fn an_invitation_for_one_is_taken_once_and_harmlessly_again(g: &Ground) {
        let (kari, ola, per) = (g.sign_in("Kari").await, g.sign_in("Ola").await, g.sign_in("Per").await);
        let team = g.team(&kari).await;
        let invitation = g.invitation(Role::Member, Scope::Team(team));
        refused(g.store.invite(&g.asker(&ola).await, &invitation).await, Refusal::Forbidden);
        g.store.invite(&g.asker(&kari).await, &invitation).await.unwrap();
        let shown = g.store.invitation(&invitation.token, g.now()).await.unwrap();
        assert_eq!((shown.place.as_str(), shown.by.as_str(), shown.role), ("Teamet", "Kari", Role::Member));
        assert_eq!(g.take(&ola, &invitation).await.unwrap(), Scope::Team(team));
        assert_eq!(g.take(&ola, &invitation).await.unwrap(), Scope::Team(team));
        assert_eq!(g.asker(&ola).await.roles.len(), 1);
        refused(g.take(&per, &invitation).await, Refusal::Used);
        refused(g.store.invitation(&invitation.token, g.now()).await, Refusal::Used);
        refused(g.store.invitation(&g.token(), g.now()).await, Refusal::Missing);
        let nobody = domain::Asker::nobody(g.now(), g.today());
        let accepted = g.store.accept(&nobody, &invitation.token, MembershipId(g.id())).await;
        refused(accepted, Refusal::SignedOut);
    }

    async fn two_who_press_at_once_get_one_role_between_them(g: &Ground) {
        let (kari, ola, per) = (g.sign_in("Kari").await, g.sign_in("Ola").await, g.sign_in("Per").await);
        let team = g.team(&kari).await;
        let invitation = g.invitation(Role::Member, Scope::Team(team));
        g.store.invite(&g.asker(&kari).await, &invitation).await.unwrap();
        let (a, b) = tokio::join!(g.take(&ola, &invitation), g.take(&per, &invitation));
        assert_eq!(usize::from(a.is_ok()) + usize::from(b.is_ok()), 1);
        let many = NewInvitation { many: true, ..g.invitation(Role::Member, Scope::Team(team)) };
        g.store.invite(&g.asker(&kari).await, &many).await.unwrap();
        let (a, b) = tokio::join!(g.take(&ola, &many), g.take(&ola, &many));
        assert!(a.is_ok() && b.is_ok());
        g.take(&per, &many).await.unwrap();
        assert_eq!((g.asker(&ola).await.roles.len(), g.asker(&per).await.roles.len()), (1, 1));
    }

    async fn nobody_invites_without_end(g: &Ground) {
        let (kari, ola) = (g.sign_in("Kari").await, g.sign_in("Ola").await);
        let (karis, olas) = (Scope::Team(g.team(&kari).await), Scope::Team(g.team(&ola).await));
        let invite = async |by, scope| {
            let asker = g.asker(by).await;
            g.store.invite(&asker, &g.invitation(Role::Member, scope)).await
        };
        for _ in 0..signin::INVITATIONS {
            invite(&kari, karis).await.unwrap();
        }
        refused(invite(&kari, karis).await, Refusal::TooMany);
        invite(&ola, olas).await.unwrap();
        g.pass(signin::WINDOW);
        invite(&kari, karis).await.unwrap();
    }

    async fn an_invitation_runs_out(g: &Ground) {
        let (kari, ola) = (g.sign_in("Kari").await, g.sign_in("Ola").await);
        let invitation = g.invitation(Role::Member, Scope::Team(g.team(&kari).await));
        g.store.invite(&g.asker(&kari).await, &invitation).await.unwrap();
        g.pass(domain::signin::INVITATION + Duration::from_millis(1));
        refused(g.take(&ola, &invitation).await, Refusal::Expired);
        refused(g.store.invitation(&invitation.token, g.now()).await, Refusal::Expired);
    }

    async fn an_owner_makes_units_and_leaders_and_a_leader_makes_teams(g: &Ground) {
        let school = g.school().await;
        let (owning, leader) = (g.asker(&school.owning).await, g.asker(&school.leader).await);
        let page = g.store.owner_page(&owning, school.owner).await.unwrap();
        assert_eq!(page.owner.name, "Kommunen");
        assert_eq!(page.units[0].1, ["Lise"]);
        refused(g.store.owner_page(&leader, school.owner).await, Refusal::Forbidden);
        let to_lead = g.invitation(Role::Leader, Scope::Unit(school.unit));
        refused(g.store.invite(&leader, &to_lead).await, Refusal::Forbidden);
        let unit = Unit {
            id: UnitId(g.id()),
            owner: school.owner,
            name: "Barnehagen".into(),
            kind: UnitKind::Kindergarten,
            discussed: None,
        };
        refused(g.store.add_unit(&leader, &unit).await, Refusal::Forbidden);
        let said = Unit { discussed: Some(g.today()), ..unit.clone() };
        refused(g.store.add_unit(&owning, &said).await, Refusal::Invalid);
        g.store.add_unit(&owning, &unit).await.unwrap();
        g.store.add_unit(&owning, &unit).await.unwrap();
        let page = g.store.owner_page(&owning, school.owner).await.unwrap();
        let names: Vec<&str> = page.units.iter().map(|(unit, _)| unit.name.as_str()).collect();
        assert_eq!(names, ["Barnehagen", "Skolen"]);
        let team = Team { id: TeamId(g.id()), name: "Trinn 6".into(), unit: Some(unit.id) };
        refused(g.store.start_team(&leader, &team, MembershipId(g.id())).await, Refusal::Forbidden);
        let own = Team { id: TeamId(g.id()), unit: Some(school.unit), ..team };
        for _ in 0..2 {
            g.store.start_team(&leader, &own, MembershipId(g.id())).await.unwrap();
        }
        let leader = g.asker(&school.leader).await;
        assert_eq!(leader.facilitates(own.id), Err(Refusal::Forbidden), "whoever is invited to it does");
        let another_place = Team { id: school.team, name: "Min".into(), unit: None };
        refused(g.store.start_team(&leader, &another_place, MembershipId(g.id())).await, Refusal::Forbidden);
        assert_eq!(g.store.my_units(&leader).await.unwrap().len(), 1);
        assert_eq!(g.store.my_units(&g.asker(&school.ola).await).await.unwrap()[0].id, school.unit);
        let outsider = g.sign_in("Per").await;
        refused(g.store.unit_page(&g.asker(&outsider).await, school.unit).await, Refusal::Forbidden);
        refused(g.store.team_page(&g.asker(&outsider).await, school.team).await, Refusal::Forbidden);
        let everyone = g.store.everyone().await.unwrap();
        let lise = everyone.iter().find(|(person, _)| person.name == "Lise").unwrap();
        assert!(lise.1.contains(&(Role::Leader, "Skolen".into())));
    }

    async fn a_team_that_belongs_to_no_unit_is_anyones_to_start_once(g: &Ground) {
        let (kari, ola) = (g.sign_in("Kari").await, g.sign_in("Ola").await);
        let team = Team { id: TeamId(g.id()), name: "Lesesirkelen".into(), unit: None };
        let start = async |browser| {
            let asker = g.asker(browser).await;
            g.store.start_team(&asker, &team, MembershipId(g.id())).await
        };
        start(&kari).await.unwrap();
        start(&kari).await.unwrap();
        assert_eq!(g.asker(&kari).await.roles.len(), 1);
        refused(start(&ola).await, Refusal::Forbidden);
        assert_eq!(g.asker(&kari).await.teams, [team]);
        let first = g.invitation(Role::Editor, Scope::Package);
        g.store.invite_first(&first, None).await.unwrap();
        assert_eq!(g.store.invitation(&first.token, g.now()).await.unwrap().by, "");
        g.take(&ola, &first).await.unwrap();
        assert!(g.asker(&ola).await.edits().is_ok());
    }
}
