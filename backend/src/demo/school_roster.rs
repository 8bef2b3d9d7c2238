//! The roster of the school level: three decided versions, and one that was withdrawn.

use anyhow::Context as _;
use chrono::NaiveDate;
use lianyi_shared::access::Role;
use lianyi_shared::id::{AccountId, LeaderId, RosterVersionId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{QuotaVerdict, RosterAction, RosterRoute};

use super::accounts::Signatories;
use super::book::{Book, Change, Chapter, Counterpart, Meeting, Step};
use super::college::College;
use super::representatives::categories;
use super::{Inventor, units};
use crate::entity::representative;

const FIRST: &str = "首次编制名单";

/// Writes the history. Nothing is open at the end: last year's version is carried on, and rolling
/// it forward is what the demonstration begins with.
pub(super) fn write(
    book: &mut Book,
    inventor: &Inventor<'_>,
    college: &College,
    signatories: &Signatories,
) -> anyhow::Result<()> {
    let root = units::by_code(&college.units, units::ROOT)?.id;
    let leaders: Vec<LeaderId> =
        college.leaders.of_tier(LeaderTier::School).map(|leader| leader.id).collect();
    let both = college.on_both_rosters().context("nobody is on both rosters")?.id;
    // Every third of those who stand out, so that the roster names people of many units.
    let prominent = |person: &&representative::Model| {
        person.id != both && !person.retired && !categories(person).contains(&9)
    };
    let mut individuals =
        college.current().filter(prominent).step_by(3).map(|person| Counterpart::Individual(person.id));
    let mut next = || individuals.next().context("too few representatives for the school roster");

    let mut new = Vec::new();
    for (leader, group) in leaders.iter().zip(&college.groups) {
        // The last has no group and stands below the quota.
        if Some(leader) != leaders.last() {
            new.push((*leader, Counterpart::Group(group.id), FIRST));
        }
        new.push((*leader, next()?, FIRST));
        new.push((*leader, next()?, FIRST));
    }
    let chapter = &mut book.chapter(inventor, RosterRoute::School, root);
    let year = inventor.timeline.year();
    let by = signatories;

    let version = chapter.draft(
        year - 3,
        by.officer,
        inventor.timeline.on(year - 3, 9, 6),
        Change { ended: Vec::new(), new },
    );
    settle(chapter, version, by, inventor, year - 3, 15)?;

    let change = exchange(
        chapter,
        &[
            (leaders.get(1), "班子分工调整，改由所在学院领导干部联系"),
            (leaders.get(5), "联谊对象工作单位变动，与分管领域不再对应"),
        ],
        "接续联系，按分工补齐",
        &mut next,
    )?;
    let version = chapter.draft(year - 2, by.officer, inventor.timeline.on(year - 2, 9, 3), change);
    let returned = Step {
        reasons: Some("请补充两名新增联谊对象的结对理由"),
        ..committee(by.committee, inventor.timeline.on(year - 2, 9, 9))
    };
    chapter.act(version, RosterAction::Propose, officer(by.officer, inventor.timeline.on(year - 2, 9, 5)))?;
    chapter.act(version, RosterAction::Return, returned)?;
    settle(chapter, version, by, inventor, year - 2, 17)?;

    let mut change = exchange(
        chapter,
        &[(leaders.get(7), "班子分工调整，改由所在部门领导干部联系")],
        "接续联系，按分工补齐",
        &mut next,
    )?;
    let over = leaders.get(2).context("too few leaders")?;
    change.new.push((*over, Counterpart::Individual(both), "重点培养的党外中青年，增加联系"));
    let version = chapter.draft(year - 1, by.officer, inventor.timeline.on(year - 1, 9, 4), change);
    settle(chapter, version, by, inventor, year - 1, 18)?;

    // An adjustment in spring that came to nothing.
    let ended = chapter.standing.last().map(|pairing| (*pairing, "拟随分工调整")).into_iter().collect();
    let change = Change { ended, new: Vec::new() };
    let version = chapter.draft(year - 1, by.officer, inventor.timeline.on(year, 3, 9), change);
    except(chapter, version, &leaders);
    chapter.act(version, RosterAction::Propose, officer(by.officer, inventor.timeline.on(year, 3, 11)))?;
    let returned = Step {
        reasons: Some("班子分工即将调整，待分工明确后再议"),
        ..committee(by.committee, inventor.timeline.on(year, 3, 20))
    };
    chapter.act(version, RosterAction::Return, returned)?;
    let withdrawn = Step {
        reasons: Some("分工未作调整，撤回本次调整"),
        ..officer(by.officer, inventor.timeline.on(year, 4, 2))
    };
    chapter.act(version, RosterAction::Withdraw, withdrawn)
}

/// Ends one pairing of each named leader, with its reason, and gives the leader another.
fn exchange(
    chapter: &Chapter<'_, '_>,
    endings: &[(Option<&LeaderId>, &'static str)],
    because: &'static str,
    next: &mut impl FnMut() -> anyhow::Result<Counterpart>,
) -> anyhow::Result<Change> {
    let mut change = Change::default();
    for (leader, reason) in endings {
        let leader = leader.context("too few leaders")?;
        let pairing = chapter.standing_of(*leader).last().context("a leader without pairings")?;
        change.ended.push((pairing, *reason));
        change.new.push((*leader, next()?, because));
    }
    Ok(change)
}

/// Proposes a draft and has the committee decide it in September of its year.
fn settle(
    chapter: &mut Chapter<'_, '_>,
    version: RosterVersionId,
    by: &Signatories,
    inventor: &Inventor<'_>,
    year: i32,
    meeting: u32,
) -> anyhow::Result<()> {
    let leaders: std::collections::BTreeSet<LeaderId> =
        chapter.pairings_of(version).map(|pairing| pairing.leader_id).collect();
    except(chapter, version, &leaders.into_iter().collect::<Vec<_>>());
    let proposed = inventor.timeline.on(year, 9, 11);
    chapter.act(version, RosterAction::Propose, officer(by.officer, proposed))?;
    let decision = Step {
        meeting: Some(Meeting {
            name: format!("中共示范职业技术学院委员会第{meeting}次会议"),
            minute_number: format!("〔{year}〕{meeting}号"),
        }),
        ..committee(by.committee, inventor.timeline.on(year, 9, 18))
    };
    chapter.decide(version, inventor.timeline.on(year, 10, 1), decision)
}

/// States the reasons of all who stand outside the quota (R2).
fn except(chapter: &mut Chapter<'_, '_>, version: RosterVersionId, leaders: &[LeaderId]) {
    for leader in leaders {
        let (mut groups, mut individuals) = (0, 0);
        for pairing in chapter.pairings_of(version).filter(|pairing| pairing.leader_id == *leader) {
            groups += u32::from(pairing.group_id.is_some());
            individuals += u32::from(pairing.representative_id.is_some());
        }
        let reason = match QuotaVerdict::of(groups, individuals) {
            QuotaVerdict::Met => continue,
            QuotaVerdict::Under | QuotaVerdict::Mixed => "分管工作暂未对应统战团体，待团体换届后补齐",
            QuotaVerdict::Over => "因分管工作需要，经集体研究增加1名联谊对象",
        };
        chapter.except(version, *leader, reason);
    }
}

fn officer(by: AccountId, on: NaiveDate) -> Step {
    let capacity = Role::UnitedFrontOfficer.code().to_owned();
    Step { by, capacity, on, meeting: None, reasons: None }
}

fn committee(by: AccountId, on: NaiveDate) -> Step {
    let capacity = Role::CommitteeMember.code().to_owned();
    Step { by, capacity, on, meeting: None, reasons: None }
}
