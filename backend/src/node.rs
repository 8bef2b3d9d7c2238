//! Anything with an id, by its id: the prefix says which slice to ask, and that slice's own
//! visibility decides.

use async_graphql::{Context, ID, Interface, Object};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, UnitId};

use crate::error::{Error, Fault, Refusal, Result};
use crate::loaders;
use crate::op::ContextExt as _;
use crate::people::graphql::{Group, Leader, Representative};
use crate::units::graphql::Unit;
use crate::units::read::VisibleUnit;

/// The most ids of one request.
const MAX_NODES: usize = 100;

/// Anything that has an id.
#[expect(
    clippy::large_enum_variant,
    reason = "a request holds at most a hundred, and boxes would help nobody"
)]
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The id, with the prefix of its type."))]
pub enum Node {
    /// `grp_…`
    Group(Group),
    /// `lea_…`
    Leader(Leader),
    /// `rep_…`
    Representative(Representative),
    /// `uni_…`
    Unit(Unit),
}

/// An id whose kind is known by its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Group(GroupId),
    Leader(LeaderId),
    Representative(RepresentativeId),
    Unit(UnitId),
}

impl Key {
    fn parse(id: &str) -> Option<Self> {
        match id.split_once('_')?.0 {
            GroupId::PREFIX => id.parse().ok().map(Self::Group),
            LeaderId::PREFIX => id.parse().ok().map(Self::Leader),
            RepresentativeId::PREFIX => id.parse().ok().map(Self::Representative),
            UnitId::PREFIX => id.parse().ok().map(Self::Unit),
            _ => None,
        }
    }
}

/// The visible things behind the keys, in their order: one statement per kind.
async fn load(ctx: &Context<'_>, keys: &[Key]) -> Result<Vec<Option<Node>>> {
    let (mut groups, mut leaders, mut representatives, mut units) = (vec![], vec![], vec![], vec![]);
    for key in keys {
        match *key {
            Key::Group(id) => groups.push(id),
            Key::Leader(id) => leaders.push(id),
            Key::Representative(id) => representatives.push(id),
            Key::Unit(id) => units.push(VisibleUnit(id)),
        }
    }
    let groups = loaders::directory_many(ctx, groups).await?;
    let leaders = loaders::directory_many(ctx, leaders).await?;
    let representatives = loaders::directory_many(ctx, representatives).await?;
    let units = loaders::directory_many(ctx, units).await?;
    let find = |key: &Key| match key {
        Key::Group(id) => groups.get(id).cloned().map(Node::Group),
        Key::Leader(id) => leaders.get(id).cloned().map(Node::Leader),
        Key::Representative(id) => representatives.get(id).cloned().map(Node::Representative),
        Key::Unit(id) => units.get(&VisibleUnit(*id)).cloned().map(Unit::from).map(Node::Unit),
    };
    Ok(keys.iter().map(find).collect())
}

/// Queries by id.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Anything by its id; `NOT_FOUND` where you may not see it. Anyone signed in.
    async fn node(&self, ctx: &Context<'_>, id: ID) -> Result<Node> {
        ctx.op()?;
        let key = Key::parse(&id).ok_or_else(|| Error::invalid("id", Reason::NotAnId))?;
        load(ctx, &[key]).await?.pop().flatten().ok_or(Error::NotFound)
    }

    /// Up to a hundred things by their ids, in that order; null for what you may not see. Anyone
    /// signed in.
    async fn nodes(&self, ctx: &Context<'_>, ids: Vec<ID>) -> Result<Vec<Option<Node>>> {
        ctx.op()?;
        if ids.len() > MAX_NODES {
            return Err(Error::invalid("ids", Refusal::from(Reason::TooMany).with("max", MAX_NODES)));
        }
        let mut keys = Vec::with_capacity(ids.len());
        let mut faults = Vec::new();
        for (n, id) in ids.iter().enumerate() {
            match Key::parse(id) {
                Some(key) => keys.push(key),
                None => faults.push(Fault::new(format!("ids.{n}"), Reason::NotAnId)),
            }
        }
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        load(ctx, &keys).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_says_the_kind() {
        let id = LeaderId(uuid::Uuid::from_u128(3));
        assert_eq!(Key::parse(&id.to_string()), Some(Key::Leader(id)));
        assert_eq!(Key::parse("ses_00000000000000000000000000000003"), None);
        assert_eq!(Key::parse("lea_3"), None);
    }
}
