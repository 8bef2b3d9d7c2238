//! Reasons to visit somebody: who enters them, who learns of them, that nobody else does, and that they go.

use chrono::TimeDelta;
use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::entity::{care_event, chosen_festival, pairing};
use lianyi::occasion::forget;
use lianyi_shared::access::Role;
use lianyi_shared::api::Day;
use lianyi_shared::api::accounts::{CloseAccount, CloseAccountInput, CloseAccountVariables};
use lianyi_shared::api::occasions::*;
use lianyi_shared::api::people::{ArchiveInput, ArchiveRepresentative, ArchiveRepresentativeVariables};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactMode;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{AccountId, CareEventId, RepresentativeId};
use lianyi_shared::occasion::{CareKind, OwnFestival};
use lianyi_shared::roster::PairingStatus;
use lianyi_tests::app::TestApp;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, PaginatorTrait as _, Set};

use crate::contact::{Liaison, liaison, lines, recorded, talk, void, with_person};

/// Those of a liaison, and the person who is linked.
struct World {
    all: Liaison,
    /// The account of the person.
    account: AccountId,
    oneself: User,
    member: User,
}

async fn world(app: &TestApp) -> World {
    let all = liaison(app).await;
    let (account, _) = app.db_account(As::role(Role::Representative).representative(all.person)).await;
    World {
        account,
        oneself: app.db_sign_in_again(account).await,
        member: app.db_signed_in(As::role(Role::CommitteeMember)).await,
        all,
    }
}

/// So many days from today.
fn later(app: &TestApp, days: i64) -> Day {
    Day((app.app.clock.today() + TimeDelta::days(days)).to_string())
}

async fn enter(
    user: &User,
    representative: RepresentativeId,
    kind: CareKind,
    day: Day,
) -> Result<CareEvent, Refused> {
    let input = EnterCareEventInput { representative, kind, day };
    Ok(user.run(EnterCareEvent::build(EnterCareEventVariables { input })).await?.enter_care_event)
}

async fn end(user: &User, id: CareEventId) -> Result<bool, Refused> {
    Ok(user.run(EndCareEvent::build(EndCareEventVariables { id })).await?.end_care_event)
}

async fn events(user: &User, representative: RepresentativeId) -> Result<Vec<CareEvent>, Refused> {
    Ok(user.run(CareEvents::build(CareEventsVariables { representative })).await?.care_events)
}

async fn own(user: &User) -> Result<OwnOccasions, Refused> {
    Ok(user.run(OwnOccasionsQuery::build(())).await?.own_occasions)
}

async fn choose(user: &User, chosen: &[(OwnFestival, Option<Day>)]) -> Result<OwnOccasions, Refused> {
    let festivals = chosen.iter().cloned().map(|(festival, day)| ChosenFestivalInput { festival, day });
    let input = ChooseFestivalsInput { festivals: festivals.collect() };
    Ok(user.run(ChooseFestivals::build(ChooseFestivalsVariables { input })).await?.choose_festivals)
}

/// Whom somebody could visit, and why.
async fn suggested(user: &User) -> Vec<(String, Option<CareKind>, Option<OwnFestival>)> {
    let found = user.run(OccasionSuggestions::build(())).await.unwrap().occasion_suggestions;
    found.into_iter().map(|one| (one.pairing.counterpart.name, one.care, one.festival)).collect()
}

fn ill(name: &str) -> Vec<(String, Option<CareKind>, Option<OwnFestival>)> {
    vec![(name.to_owned(), Some(CareKind::Illness), None)]
}

/// How many rows there are of either kind.
async fn stored(app: &TestApp) -> (u64, u64) {
    let db = &app.app.db.read;
    let events = care_event::Entity::find().count(db).await.unwrap();
    (events, chosen_festival::Entity::find().count(db).await.unwrap())
}

on_both_databases! {
    async fn somebody_ill_is_suggested_until_somebody_went(app) {
        let World { all, oneself, .. } = world(&app).await;
        let entered = enter(&all.me, all.person, CareKind::Illness, later(&app, -3)).await.unwrap();
        assert_eq!((entered.kind, entered.day.clone()), (CareKind::Illness, later(&app, -3)));
        assert_eq!((entered.visited_on.clone(), entered.kept_until.clone()), (None, later(&app, 87)));
        assert_eq!(suggested(&all.me).await, ill("徐丽"));
        for user in [&all.them, &all.secretary, &all.officer] {
            assert_eq!(suggested(user).await, [], "they are not paired with them");
        }
        // A talk is no visit, and a visit before is none for it.
        let visit = |day: i64| {
            let mut content = talk(all.leader, with_person(all.person), &later(&app, day).0);
            content.mode = Some(ContactMode::CareVisit);
            content
        };
        recorded(&all.me, &talk(all.leader, with_person(all.person), &later(&app, -1).0)).await;
        recorded(&all.me, &visit(-4)).await;
        assert_eq!(suggested(&all.me).await, ill("徐丽"));
        // Entered on behalf it counts when it is confirmed.
        recorded(&all.secretary, &visit(-2)).await;
        assert_eq!(suggested(&all.me).await, ill("徐丽"));
        let visited = recorded(&all.me, &visit(-1)).await;
        assert_eq!(suggested(&all.me).await, []);
        let seen = events(&all.secretary, all.person).await.unwrap();
        assert_eq!((seen[0].visited_on.clone(), seen[0].kept_until.clone()), (Some(later(&app, -1)), later(&app, 29)));
        assert_eq!(seen[0].entered_by.as_deref(), Some("测试用户"));
        assert_eq!(own(&oneself).await.unwrap().care_events, seen);
        void(&all.me, &visited, "日期有误").await.unwrap();
        assert_eq!(suggested(&all.me).await, ill("徐丽"), "nobody went after all");
        assert!(end(&all.secretary, entered.id).await.unwrap());
        assert_eq!((suggested(&all.me).await, stored(&app).await), (vec![], (0, 0)));
        assert_eq!(end(&all.me, entered.id).await.unwrap_err().code, ErrorCode::NotFound);
    }

    async fn only_those_who_care_for_them_enter_see_and_end(app) {
        let World { all, oneself, member, .. } = world(&app).await;
        let day = || later(&app, 0);
        let entered = enter(&all.officer, all.person, CareKind::Bereavement, day()).await.unwrap();
        enter(&all.secretary, all.other, CareKind::Illness, day()).await.unwrap();
        // Outside their scope there is nobody; who sees the person and records no contacts of theirs is refused.
        for (user, code) in [
            (&all.them, ErrorCode::NotFound),
            (&all.stranger, ErrorCode::NotFound),
            (&all.auditor, ErrorCode::NotFound),
            (&member, ErrorCode::Forbidden),
            (&oneself, ErrorCode::Forbidden),
        ] {
            assert_eq!(enter(user, all.person, CareKind::Illness, day()).await.unwrap_err().code, code);
            assert_eq!(events(user, all.person).await.unwrap_err().code, code);
        }
        for user in [&all.them, &all.stranger, &all.auditor, &member] {
            assert_eq!(end(user, entered.id).await.unwrap_err().code, ErrorCode::NotFound);
        }
        assert_eq!(stored(&app).await, (2, 0));
        for user in [&all.me, &all.secretary, &all.officer] {
            assert_eq!(events(user, all.person).await.unwrap(), std::slice::from_ref(&entered));
        }
        // Of the person themself: to be seen and ended, not to be entered.
        assert_eq!(own(&oneself).await.unwrap().care_events, std::slice::from_ref(&entered));
        assert!(end(&oneself, entered.id).await.unwrap());
        // With the pairing goes what the leader could see.
        let entered = enter(&all.me, all.person, CareKind::Illness, day()).await.unwrap();
        for row in pairing::Entity::find().all(&app.app.db.read).await.unwrap() {
            let mut row: pairing::ActiveModel = row.into();
            row.status = Set(PairingStatus::Ended);
            row.update(app.app.db.writer()).await.unwrap();
        }
        assert_eq!(suggested(&all.me).await, []);
        assert_eq!(events(&all.me, all.person).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(end(&all.me, entered.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(events(&all.secretary, all.person).await.unwrap().len(), 1);
    }

    async fn what_is_too_early_too_late_or_there_already_is_refused(app) {
        let World { all, .. } = world(&app).await;
        for (kind, day, reason) in [
            (CareKind::Illness, 2, "CareTooEarly"),
            (CareKind::Bereavement, -91, "CareTooLate"),
            (CareKind::Retirement, 366, "CareTooEarly"),
            (CareKind::Retirement, -31, "CareTooLate"),
        ] {
            let refused = enter(&all.me, all.person, kind, later(&app, day)).await.unwrap_err();
            assert_eq!((refused.code, refused.paths()), (ErrorCode::BadUserInput, vec!["input.day"]));
            assert_eq!(refused.fields[0].reason, reason, "{kind}");
        }
        enter(&all.me, all.person, CareKind::Illness, later(&app, 1)).await.unwrap();
        let refused = enter(&all.me, all.person, CareKind::Illness, later(&app, 0)).await.unwrap_err();
        assert_eq!((refused.paths(), &*refused.fields[0].reason), (vec!["input.kind"], "CareThere"));
        // A retirement is known long before, and spoken of when it is near.
        enter(&all.me, all.person, CareKind::Retirement, later(&app, 15)).await.unwrap();
        assert_eq!(suggested(&all.me).await, ill("徐丽"));
        app.app.clock.advance(TimeDelta::days(1));
        let me = app.db_sign_in_again(app.db_account_of(all.leader).await).await;
        assert_eq!(suggested(&me).await.len(), 2);
        // Whoever goes before the last day has gone.
        let mut content = talk(all.leader, with_person(all.person), &later(&app, 0).0);
        content.mode = Some(ContactMode::CareVisit);
        recorded(&me, &content).await;
        assert_eq!(suggested(&me).await, []);
    }

    async fn what_is_over_is_deleted_by_itself(app) {
        let World { all, .. } = world(&app).await;
        enter(&all.me, all.person, CareKind::Illness, later(&app, 0)).await.unwrap();
        enter(&all.me, all.person, CareKind::Retirement, later(&app, 0)).await.unwrap();
        enter(&all.secretary, all.other, CareKind::Bereavement, later(&app, 0)).await.unwrap();
        let mut visit = talk(all.colleague, with_person(all.other), "2026-09-23");
        visit.mode = Some(ContactMode::CareVisit);
        recorded(&all.them, &visit).await;
        app.app.clock.advance(TimeDelta::days(30));
        assert_eq!(forget::forget(&app.app).await.unwrap(), 0, "the last day");
        app.app.clock.advance(TimeDelta::days(1));
        let me = app.db_sign_in_again(app.db_account_of(all.leader).await).await;
        assert_eq!(events(&me, all.person).await.unwrap().len(), 1, "not shown from its day on");
        assert_eq!(stored(&app).await.0, 3);
        assert_eq!(forget::forget(&app.app).await.unwrap(), 2, "the retirement, and what was visited");
        app.app.clock.advance(TimeDelta::days(60));
        let me = app.db_sign_in_again(app.db_account_of(all.leader).await).await;
        assert_eq!(events(&me, all.person).await.unwrap(), []);
        // Before the server looks, the next one can be entered.
        enter(&me, all.person, CareKind::Illness, later(&app, 0)).await.unwrap();
        assert_eq!((stored(&app).await.0, forget::forget(&app.app).await.unwrap()), (1, 0));
        let auditor = app.db_signed_in(As::role(Role::AuditAdministrator)).await;
        assert_eq!(lines(&auditor, AuditAction::OccasionForget).await, 1, "none where nothing was deleted");
    }

    async fn festivals_are_chosen_by_oneself_and_suggested_to_paired_leaders_alone(app) {
        let World { all, oneself, member, .. } = world(&app).await;
        for user in [&all.me, &all.them, &all.secretary, &all.officer, &member, &all.auditor] {
            assert_eq!(own(user).await.unwrap_err().code, ErrorCode::Forbidden);
            let refused = choose(user, &[(OwnFestival::Torch, None)]).await.unwrap_err();
            assert_eq!(refused.code, ErrorCode::Forbidden);
        }
        let fresh = own(&oneself).await.unwrap().festivals;
        assert!(fresh.iter().all(|choice| !choice.chosen) && fresh.len() == OwnFestival::ALL.len());
        let torch = fresh.iter().find(|choice| choice.festival == OwnFestival::Torch).unwrap();
        assert_eq!(torch.day, Some(Day("2027-07-27".to_owned())));

        for day in [None, Some(later(&app, -1)), Some(later(&app, 401))] {
            let wrong = [(OwnFestival::Torch, None), (OwnFestival::EidAlAdha, day)];
            let refused = choose(&oneself, &wrong).await.unwrap_err();
            assert_eq!(refused.paths(), ["input.festivals.1.day"]);
        }
        let eid = |days: i64| (OwnFestival::EidAlFitr, Some(later(&app, days)));
        let chosen = choose(&oneself, &[(OwnFestival::QiangNewYear, None), eid(15)]).await.unwrap().festivals;
        let of = |festival| chosen.iter().find(|choice| choice.festival == festival).unwrap();
        assert!(of(OwnFestival::QiangNewYear).chosen && of(OwnFestival::EidAlFitr).chosen);
        assert_eq!(of(OwnFestival::EidAlFitr).day, Some(later(&app, 15)));
        assert_eq!(suggested(&all.me).await, [], "fourteen days ahead, not before");
        choose(&oneself, &[eid(14)]).await.unwrap();
        assert_eq!(suggested(&all.me).await, [("徐丽".to_owned(), None, Some(OwnFestival::EidAlFitr))]);
        for user in [&all.them, &all.secretary, &all.officer] {
            assert_eq!(suggested(user).await, [], "only the leader who is paired with them");
        }
        choose(&oneself, &[]).await.unwrap();
        assert_eq!((suggested(&all.me).await, stored(&app).await), (vec![], (0, 0)), "taken back");

        choose(&oneself, &[eid(10)]).await.unwrap();
        let mut visit = talk(all.leader, with_person(all.person), "2026-09-23");
        visit.mode = Some(ContactMode::HolidayVisit);
        recorded(&all.me, &visit).await;
        assert_eq!(suggested(&all.me).await, [], "somebody went");
        choose(&oneself, &[(OwnFestival::Losar, Some(later(&app, 25)))]).await.unwrap();
        app.app.clock.advance(TimeDelta::days(20));
        let me = app.db_sign_in_again(app.db_account_of(all.leader).await).await;
        assert_eq!(suggested(&me).await.len(), 1, "the visit was for another");
        app.app.clock.advance(TimeDelta::days(6));
        let me = app.db_sign_in_again(app.db_account_of(all.leader).await).await;
        assert_eq!(suggested(&me).await, [], "the next one is not guessed");
    }

    async fn whose_day_has_passed_is_asked_for_the_next(app) {
        let World { account, oneself, .. } = world(&app).await;
        choose(&oneself, &[(OwnFestival::Losar, Some(later(&app, 2))), (OwnFestival::Torch, None)]).await.unwrap();
        app.app.clock.advance(TimeDelta::days(3));
        let oneself = app.db_sign_in_again(account).await;
        let found = own(&oneself).await.unwrap().festivals;
        let chosen: Vec<_> = found.into_iter().filter(|one| one.chosen).map(|one| (one.festival, one.day)).collect();
        let torch = Some(Day("2027-07-27".to_owned()));
        assert_eq!(chosen, [(OwnFestival::Losar, None), (OwnFestival::Torch, torch)]);
    }

    async fn with_the_record_or_the_account_they_are_gone(app) {
        let World { all, account, oneself, .. } = world(&app).await;
        enter(&all.me, all.person, CareKind::Illness, later(&app, 0)).await.unwrap();
        choose(&oneself, &[(OwnFestival::Torch, None)]).await.unwrap();
        assert_eq!(stored(&app).await, (1, 1));
        let input = CloseAccountInput { id: account, version: 1, reason: "不再使用".to_owned() };
        all.officer.run(CloseAccount::build(CloseAccountVariables { input })).await.unwrap();
        assert_eq!(stored(&app).await, (1, 0), "nobody is left who could take it back");
        app.db_chosen_festival(all.person, OwnFestival::Losar, app.app.clock.today()).await;
        let input = ArchiveInput { version: 1, reason: "已调离".to_owned() };
        let variables = ArchiveRepresentativeVariables { id: all.person, input };
        all.officer.run(ArchiveRepresentative::build(variables)).await.unwrap();
        assert_eq!(stored(&app).await, (0, 0));
        let refused = enter(&all.officer, all.person, CareKind::Illness, later(&app, 0)).await.unwrap_err();
        assert_eq!((refused.code, &*refused.reason), (ErrorCode::Conflict, "Archived"));
    }
}
