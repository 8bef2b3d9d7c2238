//! Representatives.

use lianyi_shared::id::RepresentativeId;
use lianyi_shared::import::ImportRecord;
use sea_orm::EntityTrait as _;

use super::{Act, Writer, at_row};
use crate::entity::representative;
use crate::error::{Error, Result};
use crate::import::changes::Origin;
use crate::import::judgement::Judgement;
use crate::import::representatives::RepresentativeRow;
use crate::people::representative_input::{
    ContactInput, CultivationInput, PoliticalInput, RepresentativeInput, SensitiveInput,
};
use crate::people::{create_representative, edit_representative};

pub(super) async fn take(
    writer: &mut Writer<'_>,
    judgement: &Judgement<RepresentativeRow, RepresentativeId>,
) -> Result<usize> {
    let mut taken = 0;
    for (judged, outcome, row) in judgement.accepted() {
        let origin = Origin { sheet: &judged.sheet, row: judged.row };
        match writer.act(origin, outcome)? {
            Act::LeaveOut => continue,
            Act::Insert => insert(writer, origin, row).await.map_err(at_row(writer.lang, origin))?,
            Act::Update(id) => update(writer, origin, row, id).await.map_err(at_row(writer.lang, origin))?,
        }
        taken += 1;
    }
    Ok(taken)
}

/// The row as input; what it leaves empty comes from `before`.
fn input(row: &RepresentativeRow, before: Option<&representative::Model>) -> RepresentativeInput {
    let text = |here: Option<String>, there: fn(&representative::Model) -> &Option<String>| {
        here.or_else(|| before.and_then(|before| there(before).clone()))
    };
    let month = |month: Option<crate::import::normalise::Month>| month.map(|month| month.to_string());
    RepresentativeInput {
        name: row.name.clone(),
        unit: row.unit,
        staff_number: text(row.staff_number.clone(), |before| &before.staff_number),
        sex: row.sex.or_else(|| before?.sex),
        post: text(row.post.clone(), |before| &before.post),
        social_posts: text(row.social_posts.clone(), |before| &before.social_posts),
        retired: row.retired,
        contact: Some(ContactInput {
            phone: text(row.phone.clone(), |before| &before.phone),
            email: text(row.email.clone(), |before| &before.email),
        }),
        political: Some(PoliticalInput {
            affiliation: row.affiliation.to_owned(),
            affiliated_since: text(month(row.affiliated_since), |before| &before.affiliated_since),
            categories: row.categories.iter().map(|category| i32::from(*category)).collect(),
        }),
        cultivation: Some(CultivationInput {
            stage: row.stage.or_else(|| before?.stage),
            key_cultivation: before.is_some_and(|before| before.key_cultivation),
            remarks: text(row.remarks.clone(), |before| &before.remarks),
        }),
        sensitive: Some(SensitiveInput {
            ethnicity: text(row.ethnicity.map(str::to_owned), |before| &before.ethnicity),
            birth_month: text(month(row.birth), |before| &before.birth_month),
            overseas: text(row.overseas.map(str::to_owned), |before| &before.overseas),
            overseas_remark: text(row.overseas_remark.clone(), |before| &before.overseas_remark),
            home_address: text(None, |before| &before.home_address),
            health: text(None, |before| &before.health),
        }),
    }
    .tidied()
}

/// What the record becomes by the row.
pub(in crate::import) fn merged(
    row: &RepresentativeRow,
    before: &representative::Model,
) -> representative::Model {
    let mut after = before.clone();
    input(row, Some(before)).write_to(&mut after);
    after
}

async fn insert(writer: &mut Writer<'_>, origin: Origin<'_>, row: &RepresentativeRow) -> Result<()> {
    let new = create_representative::row(writer.app, input(row, None));
    let new = create_representative::insert(writer.work, new).await?;
    writer.changes.added(origin, ImportRecord::Representative, new.id.0, new.version);
    Ok(())
}

async fn update(
    writer: &mut Writer<'_>,
    origin: Origin<'_>,
    row: &RepresentativeRow,
    id: RepresentativeId,
) -> Result<()> {
    let before = representative::Entity::find_by_id(id).one(&**writer.work).await?.ok_or(Error::NotFound)?;
    let after = merged(row, &before);
    if after == before {
        return Ok(());
    }
    let after = edit_representative::write(writer.app, writer.work, &before, after).await?;
    writer.changes.overwrote(origin, ImportRecord::Representative, id.0, &before, after.version)
}
