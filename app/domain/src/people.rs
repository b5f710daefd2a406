//! People, the places they belong to and what they may do there.
//!
//! A role is held within one team, unit or owner, from a date to a date. A rule that allows something hands out a
//! capability: a value that nobody else can make, which the next function asks for.

use crate::{Date, LoginId, MembershipId, OwnerId, PersonId, Refusal, TeamId, Timestamp, UnitId, text};
use serde::{Deserialize, Serialize};

/// A human.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The person's id.
    pub id: PersonId,
    /// The name as the person wrote it.
    pub name: String,
}

/// A kommune, fylkeskommune or private owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The owner's id.
    pub id: OwnerId,
    /// Its name.
    pub name: String,
}

/// A barnehage, skole, SFO, PPT or other service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The unit's id.
    pub id: UnitId,
    /// Who owns it.
    pub owner: OwnerId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The day following up was discussed with the employees' representatives (arbeidsmiljøloven ch. 9); until
    /// then nobody follows the unit's teams.
    pub discussed: Option<Date>,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "TEXT", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Barnehage.
    Kindergarten,
    /// Skole.
    School,
    /// SFO.
    AfterSchool,
    /// Videregående skole.
    UpperSecondary,
    /// PPT.
    Ppt,
    /// Any other service.
    Other,
}

impl UnitKind {
    /// Every kind, in the order a form lists them.
    pub const ALL: [UnitKind; 6] = [
        UnitKind::Kindergarten,
        UnitKind::School,
        UnitKind::AfterSchool,
        UnitKind::UpperSecondary,
        UnitKind::Ppt,
        UnitKind::Other,
    ];
}

impl Unit {
    /// The unit as an owner sets it up. That following up was discussed is the leader's to say, once there is one.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anyone but the owner's people, [`Refusal::Invalid`] for one already discussed, and
    /// what [`text::required`] refuses.
    pub fn set_up(self, asker: &Asker) -> Result<Unit, Refusal> {
        asker.owns(self.owner)?;
        if self.discussed.is_some() {
            return Err(Refusal::Invalid);
        }
        Ok(Unit { name: text::required(&self.name, text::NAME)?, ..self })
    }

    /// The unit, once its leader has said which day following up was discussed.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anyone who does not lead it, [`Refusal::Invalid`] for a day that has not come.
    pub fn discuss(self, asker: &Asker, day: Date) -> Result<Unit, Refusal> {
        asker.leads(self.id)?;
        if asker.today < day {
            return Err(Refusal::Invalid);
        }
        Ok(Unit { discussed: Some(day), ..self })
    }
}

/// A professional community: the people who meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// The team's id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// The unit it belongs to; a team may start before it belongs to one.
    pub unit: Option<UnitId>,
}

impl Team {
    /// The team as somebody starts it: anyone signed in one that belongs to no unit, within a unit only its leader.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] or [`Refusal::Forbidden`], and what [`text::required`] refuses.
    pub fn start(self, asker: &Asker) -> Result<Team, Refusal> {
        asker.person()?;
        if let Some(unit) = self.unit {
            asker.leads(unit)?;
        }
        Ok(Team { name: text::required(&self.name, text::NAME)?, ..self })
    }

    /// The role that comes with starting it. A leader's team gets its facilitator by invitation: leading a unit and
    /// leading its meetings are two roles.
    pub const fn starters_role(&self) -> Option<Role> {
        if self.unit.is_none() { Some(Role::Facilitator) } else { None }
    }

    /// Whether starting it is a retry, where a team with its id is `there` and the asker has the roles `held`.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] where it is another's team.
    pub fn started(&self, there: &Team, held: &[Membership]) -> Result<(), Refusal> {
        let facilitates = |m: &Membership| m.role == Role::Facilitator && m.scope == Scope::Team(self.id);
        let mine = if self.unit.is_some() { there.unit == self.unit } else { held.iter().any(facilitates) };
        if mine { Ok(()) } else { Err(Refusal::Forbidden) }
    }
}

/// What a person may do somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "TEXT", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Deltaker in a team.
    Member,
    /// Prosessleder of a team.
    Facilitator,
    /// Leder of a unit.
    Leader,
    /// The owner's own people.
    Owner,
    /// Samarbeidspartner: let in to a team's agreements and plans for a time.
    Partner,
    /// Redaktør of the package.
    Editor,
}

/// Where a role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// In one team.
    Team(TeamId),
    /// In one unit.
    Unit(UnitId),
    /// For one owner.
    Owner(OwnerId),
    /// For the package.
    Package,
}

impl Role {
    /// Whether a role of this kind can be held there.
    pub const fn fits(self, scope: Scope) -> bool {
        matches!(
            (self, scope),
            (Role::Member | Role::Facilitator | Role::Partner, Scope::Team(_))
                | (Role::Leader, Scope::Unit(_))
                | (Role::Owner, Scope::Owner(_))
                | (Role::Editor, Scope::Package)
        )
    }
}

/// A role that a person holds somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The membership's id.
    pub id: MembershipId,
    /// Who holds it.
    pub person: PersonId,
    /// What it allows.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// The first day.
    pub from: Date,
    /// The last day, where one is set.
    pub to: Option<Date>,
}

impl Membership {
    /// Whether the role is held on this day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What is left of an invitation to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Whether the link serves many or one.
    pub many: bool,
    /// When it runs out.
    pub expires: Timestamp,
    /// Who took it, where it serves one.
    pub taken_by: Option<PersonId>,
}

impl Offer {
    /// Whether somebody may take it now; the one who took it may again.
    ///
    /// # Errors
    /// [`Refusal::Used`] where another has taken it, [`Refusal::Expired`].
    pub fn take(&self, person: Option<PersonId>, now: Timestamp) -> Result<(), Refusal> {
        match self.taken_by {
            Some(taken_by) if Some(taken_by) == person => Ok(()),
            Some(_) if !self.many => Err(Refusal::Used),
            _ if self.expires < now => Err(Refusal::Expired),
            _ => Ok(()),
        }
    }
}

/// The hash (SHA-256, hexadecimal) of a token that only a browser knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct TokenHash(pub String);

/// Who is asking, and when: what every rule about permission takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    /// The moment of the request.
    pub now: Timestamp,
    /// The day of the request, in Norway.
    pub today: Date,
    /// The person, where somebody is signed in.
    pub me: Option<Me>,
    /// The browser's guest token, hashed, where it has joined a session without signing in.
    pub guest: Option<TokenHash>,
    /// The person's roles, past and future ones too.
    pub roles: Vec<Membership>,
    /// The units of the teams that the roles name, so that rules about leaders can be decided.
    pub teams: Vec<Team>,
}

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The browser's login.
    pub login: LoginId,
    /// Whether the browser is a shared machine, which forgets after ten idle minutes.
    pub shared_device: bool,
}

/// The right to take part in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InTeam {
    team: TeamId,
    person: PersonId,
}

/// The right to plan and lead a team's sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facilitating {
    team: TeamId,
    person: PersonId,
}

/// The right to follow a unit's teams and to answer their obstacles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leading {
    unit: UnitId,
    person: PersonId,
}

/// The right to set up an owner's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owning {
    owner: OwnerId,
    person: PersonId,
}

/// The right to see the content's faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editing {
    person: PersonId,
}

macro_rules! capability {
    ($($name:ident { $($field:ident: $type:ty),+ })+) => {$(
        impl $name {
            $(
                #[doc = concat!("The ", stringify!($field), " the right is about.")]
                pub const fn $field(&self) -> $type {
                    self.$field
                }
            )+
        }
    )+};
}

capability! {
    InTeam { team: TeamId, person: PersonId }
    Facilitating { team: TeamId, person: PersonId }
    Leading { unit: UnitId, person: PersonId }
    Owning { owner: OwnerId, person: PersonId }
    Editing { person: PersonId }
}

impl Asker {
    /// Nobody in particular, at this moment.
    pub const fn nobody(now: Timestamp, today: Date) -> Asker {
        Asker { now, today, me: None, guest: None, roles: Vec::new(), teams: Vec::new() }
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`].
    pub fn person(&self) -> Result<PersonId, Refusal> {
        self.me.as_ref().map(|me| me.id).ok_or(Refusal::SignedOut)
    }

    /// The roles held today.
    pub fn current(&self) -> impl Iterator<Item = &Membership> {
        self.roles.iter().filter(|m| m.holds_on(self.today))
    }

    fn holds(&self, role: Role, scope: Scope) -> bool {
        self.current().any(|m| m.role == role && m.scope == scope)
    }

    /// Members and facilitators take part in their team.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] or [`Refusal::Forbidden`].
    pub fn in_team(&self, team: TeamId) -> Result<InTeam, Refusal> {
        let person = self.person()?;
        let scope = Scope::Team(team);
        if self.holds(Role::Member, scope) || self.holds(Role::Facilitator, scope) {
            Ok(InTeam { team, person })
        } else {
            Err(Refusal::Forbidden)
        }
    }

    /// Facilitators plan and lead.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] or [`Refusal::Forbidden`].
    pub fn facilitates(&self, team: TeamId) -> Result<Facilitating, Refusal> {
        let person = self.person()?;
        if self.holds(Role::Facilitator, Scope::Team(team)) {
            Ok(Facilitating { team, person })
        } else {
            Err(Refusal::Forbidden)
        }
    }

    /// Leaders follow their unit.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] or [`Refusal::Forbidden`].
    pub fn leads(&self, unit: UnitId) -> Result<Leading, Refusal> {
        let person = self.person()?;
        if self.holds(Role::Leader, Scope::Unit(unit)) {
            Ok(Leading { unit, person })
        } else {
            Err(Refusal::Forbidden)
        }
    }

    /// The staff may open the very page that their leader sees: following is not surveillance.
    pub fn sees_following(&self, unit: UnitId) -> bool {
        self.leads(unit).is_ok()
            || self.teams.iter().any(|t| t.unit == Some(unit) && self.in_team(t.id).is_ok())
    }

    /// Who may open the page about a unit: its leader and its staff, once following up has been discussed.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`], [`Refusal::Forbidden`] or [`Refusal::NotDiscussed`].
    pub fn follows(&self, unit: &Unit) -> Result<(), Refusal> {
        self.person()?;
        if !self.sees_following(unit.id) {
            return Err(Refusal::Forbidden);
        }
        unit.discussed.map(drop).ok_or(Refusal::NotDiscussed)
    }

    /// The name to join a session with: the typed one, or else the person's own.
    ///
    /// # Errors
    /// What [`text::required`] refuses.
    pub fn joins_as(&self, typed: &str) -> Result<String, Refusal> {
        match (&self.me, typed.trim()) {
            (Some(me), "") => text::required(&me.name, text::NAME),
            (_, typed) => text::required(typed, text::NAME),
        }
    }

    /// Whether the asker leads anything: a unit, or as the owner all of them.
    pub fn is_leader(&self) -> bool {
        self.me.is_some() && self.current().any(|m| matches!(m.role, Role::Leader | Role::Owner))
    }

    /// Whether the asker leads the unit that a team belongs to.
    pub fn leads_unit_of(&self, team: &Team) -> bool {
        team.unit.is_some_and(|unit| self.leads(unit).is_ok())
    }

    /// The owner's people set up its units.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] or [`Refusal::Forbidden`].
    pub fn owns(&self, owner: OwnerId) -> Result<Owning, Refusal> {
        let person = self.person()?;
        if self.holds(Role::Owner, Scope::Owner(owner)) {
            Ok(Owning { owner, person })
        } else {
            Err(Refusal::Forbidden)
        }
    }

    /// Editors see what is wrong with the content.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] or [`Refusal::Forbidden`].
    pub fn edits(&self) -> Result<Editing, Refusal> {
        let person = self.person()?;
        if self.holds(Role::Editor, Scope::Package) {
            Ok(Editing { person })
        } else {
            Err(Refusal::Forbidden)
        }
    }

    /// Who may invite to a role: facilitators to their team, leaders to the teams of their unit (`unit` is the
    /// team's), owners to lead their units (`owner` is the unit's), and owners and editors each to their own kind.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`], [`Refusal::Forbidden`], or [`Refusal::Invalid`] for a role that cannot be held there.
    pub fn may_invite(
        &self,
        role: Role,
        scope: Scope,
        unit: Option<UnitId>,
        owner: Option<OwnerId>,
    ) -> Result<PersonId, Refusal> {
        if !role.fits(scope) {
            return Err(Refusal::Invalid);
        }
        match (scope, owner) {
            (Scope::Team(team), _) => match (self.facilitates(team), unit) {
                (Ok(facilitating), _) => Ok(facilitating.person()),
                (Err(_), Some(unit)) => self.leads(unit).map(|l| l.person()),
                (Err(refusal), None) => Err(refusal),
            },
            (Scope::Unit(_), Some(owner)) | (Scope::Owner(owner), _) => self.owns(owner).map(|o| o.person()),
            (Scope::Unit(_), None) => Err(Refusal::Forbidden),
            (Scope::Package, _) => self.edits().map(|e| e.person()),
        }
    }
}

#[cfg(test)]
mod tests;
