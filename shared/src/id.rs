//! Identifiers: one newtype per kind of thing, `UUIDv7` inside, a readable prefix outside.
//!
//! On the wire an id is `rep_` and 32 hexadecimal digits. A wrong prefix is refused when the
//! argument is read, so a leader's id can never be taken for a representative's. An id is never
//! an authorization.

use uuid::Uuid;

#[cfg(feature = "client")]
use crate::schema;

/// Text that is no id of the expected kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadId {
    /// The prefix that was expected.
    pub prefix: &'static str,
}

impl std::fmt::Display for BadId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected an id that begins with `{}_`", self.prefix)
    }
}

impl std::error::Error for BadId {}

fn parse(prefix: &'static str, text: &str) -> Result<Uuid, BadId> {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .filter(|hex| hex.len() == 32)
        .and_then(|hex| Uuid::try_parse(hex).ok())
        .ok_or(BadId { prefix })
}

macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident = $prefix:literal ),+ $(,)?) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
            pub struct $name(pub Uuid);

            impl $name {
                /// What the id begins with on the wire.
                pub const PREFIX: &'static str = $prefix;
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    write!(f, concat!($prefix, "_{}"), self.0.simple())
                }
            }

            impl std::str::FromStr for $name {
                type Err = BadId;

                fn from_str(text: &str) -> Result<Self, BadId> {
                    parse($prefix, text).map(Self)
                }
            }

            impl From<Uuid> for $name {
                fn from(uuid: Uuid) -> Self {
                    Self(uuid)
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                    text.parse().map_err(serde::de::Error::custom)
                }
            }

            #[cfg(feature = "server")]
            impl sea_orm::TryFromU64 for $name {
                fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                    Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
                }
            }

            #[cfg(feature = "server")]
            impl async_graphql::InputType for $name {
                type RawValueType = Self;

                fn type_name() -> std::borrow::Cow<'static, str> {
                    <async_graphql::ID as async_graphql::InputType>::type_name()
                }

                fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                    <async_graphql::ID as async_graphql::InputType>::create_type_info(registry)
                }

                fn parse(value: Option<async_graphql::Value>) -> async_graphql::InputValueResult<Self> {
                    match value.unwrap_or_default() {
                        async_graphql::Value::String(text) => {
                            text.parse().map_err(|error: BadId| async_graphql::InputValueError::custom(error))
                        }
                        other => Err(async_graphql::InputValueError::expected_type(other)),
                    }
                }

                fn to_value(&self) -> async_graphql::Value {
                    async_graphql::Value::String(self.to_string())
                }

                fn as_raw_value(&self) -> Option<&Self> {
                    Some(self)
                }
            }

            #[cfg(feature = "server")]
            impl async_graphql::OutputType for $name {
                fn type_name() -> std::borrow::Cow<'static, str> {
                    <async_graphql::ID as async_graphql::OutputType>::type_name()
                }

                fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                    <async_graphql::ID as async_graphql::OutputType>::create_type_info(registry)
                }

                async fn resolve(
                    &self,
                    _: &async_graphql::ContextSelectionSet<'_>,
                    _: &async_graphql::Positioned<async_graphql::parser::types::Field>,
                ) -> async_graphql::ServerResult<async_graphql::Value> {
                    Ok(async_graphql::Value::String(self.to_string()))
                }
            }

            #[cfg(feature = "client")]
            cynic::impl_scalar!($name, schema::ID);
        )+

        /// Every prefix of the registry.
        pub const PREFIXES: &[&str] = &[$($prefix),+];
    };
}

ids! {
    /// An account: somebody who can sign in.
    AccountId = "acc",
    /// A file that belongs to something.
    AttachmentId = "att",
    /// A line of the audit log.
    AuditEventId = "aud",
    /// A care event: a reason to visit somebody.
    CareEventId = "cev",
    /// A contact record, and the draft that becomes one.
    ContactId = "con",
    /// A democratic-party organization or united-front group.
    GroupId = "grp",
    /// A role as somebody holds it.
    HeldRoleId = "hro",
    /// One run of an import.
    ImportId = "imp",
    /// A leading cadre.
    LeaderId = "lea",
    /// Something that an account is told.
    NoticeId = "not",
    /// A pairing: one leader linked to one counterpart, the same through versions and years.
    PairingId = "pai",
    /// A planned meeting.
    PlanId = "pla",
    /// Planned meetings that were made as one and repeat.
    PlanSeriesId = "pls",
    /// A representative figure outside the Party.
    RepresentativeId = "rep",
    /// A role: a named set of grants.
    RoleId = "rol",
    /// A roster: the lasting list of one owner.
    RosterId = "ros",
    /// A numbered version of a roster.
    RosterVersionId = "rov",
    /// A family of refresh handles: one sign-in on one device.
    SessionId = "ses",
    /// A report of a trend of thought.
    TrendId = "trd",
    /// A unit of the college, or a branch.
    UnitId = "uni",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_the_wire_and_refuse_other_kinds() {
        let id = LeaderId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().parse::<GroupId>().is_err());
        assert!("lea_7".parse::<LeaderId>().is_err());
    }

    #[test]
    fn prefixes_are_unique() {
        let mut sorted = PREFIXES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), PREFIXES.len());
    }
}
