//! One declaration per closed vocabulary: the same text in the database, on the wire and in the
//! snapshots, with its label in each language.

/// Text that is no member of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTerm {
    /// The vocabulary that was asked.
    pub vocabulary: &'static str,
    /// What was given.
    pub text: String,
}

impl std::fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is not a {}", self.text, self.vocabulary)
    }
}

impl std::error::Error for UnknownTerm {}

/// Declares a vocabulary: variant, code, Chinese label, English label.
///
/// The code must be the variant in `SCREAMING_SNAKE_CASE`, which is what GraphQL shows; a test
/// below holds every code to that.
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$item_meta:meta])* $variant:ident = $code:literal / $zh:literal / $en:literal ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "server", derive(async_graphql::Enum))]
        pub enum $name {
            $(
                $(#[$item_meta])*
                #[doc = $zh]
                #[serde(rename = $code)]
                #[cfg_attr(feature = "server", graphql(name = $code))]
                $variant,
            )+
        }

        impl $name {
            /// Every member, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code: the text in the database and on the wire.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The word shown to people.
            pub const fn label(self, lang: $crate::text::Lang) -> &'static str {
                match self {
                    $(Self::$variant => lang.pick($zh, $en),)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownTerm;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::vocabulary::UnknownTerm {
                        vocabulary: stringify!($name),
                        text: text.to_owned(),
                    }),
                }
            }
        }

        #[cfg(feature = "server")]
        $crate::text_column!($name);
    };
}

/// Stores a type that has `Display` and `FromStr` as a text column.
#[cfg(feature = "server")]
#[macro_export]
macro_rules! text_column {
    ($name:ident) => {
        impl From<$name> for sea_orm::Value {
            fn from(value: $name) -> Self {
                Self::String(Some(value.to_string()))
            }
        }

        impl sea_orm::TryGetable for $name {
            fn try_get_by<I: sea_orm::ColIdx>(
                row: &sea_orm::QueryResult,
                index: I,
            ) -> Result<Self, sea_orm::TryGetError> {
                let text: String = sea_orm::TryGetable::try_get_by(row, index)?;
                text.parse().map_err(|error: <$name as std::str::FromStr>::Err| {
                    sea_orm::TryGetError::DbErr(sea_orm::DbErr::Type(error.to_string()))
                })
            }
        }

        impl sea_orm::sea_query::ValueType for $name {
            fn try_from(value: sea_orm::Value) -> Result<Self, sea_orm::sea_query::ValueTypeErr> {
                let text = <String as sea_orm::sea_query::ValueType>::try_from(value)?;
                text.parse().map_err(|_| sea_orm::sea_query::ValueTypeErr)
            }

            fn type_name() -> String {
                stringify!($name).to_owned()
            }

            fn array_type() -> sea_orm::sea_query::ArrayType {
                sea_orm::sea_query::ArrayType::String
            }

            fn column_type() -> sea_orm::ColumnType {
                sea_orm::ColumnType::Text
            }
        }

        /// A part of a key can be asked for this, and never is.
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl sea_orm::sea_query::Nullable for $name {
            fn null() -> sea_orm::Value {
                sea_orm::Value::String(None)
            }
        }
    };
}
