//! A value of a code list with its label.

use async_graphql::{Context, SimpleObject};
use lianyi_shared::codes::{self, Code};

use crate::error::Result;
use crate::op::ContextExt as _;

/// A code of a national standard and its label in the language of the request.
#[derive(Clone, Debug, SimpleObject)]
pub struct CodedValue {
    /// The code.
    code: String,
    /// The label.
    label: String,
}

/// A stored code with its label; a code that is not in the list is its own label.
pub fn coded(ctx: &Context<'_>, list: &'static [Code], code: &str) -> Result<CodedValue> {
    let lang = ctx.op()?.request.lang;
    let label = codes::by_code(list, code).map_or(code, |entry| entry.label(lang));
    Ok(CodedValue { code: code.to_owned(), label: label.to_owned() })
}

/// The code lists of the directory.
#[derive(Clone, Debug, SimpleObject)]
pub struct CodeTables {
    /// Political affiliation, GB/T 4762.
    affiliations: Vec<CodedValue>,
    /// Ethnicity, GB/T 3304.
    ethnicities: Vec<CodedValue>,
    /// Overseas status, JY/T 1001.
    overseas: Vec<CodedValue>,
    /// The nine categories (P3).
    categories: Vec<CodedValue>,
}

/// All code lists in the language of the request.
pub fn tables(ctx: &Context<'_>) -> Result<CodeTables> {
    let table = |list: &'static [Code]| -> Result<Vec<CodedValue>> {
        list.iter().map(|entry| coded(ctx, list, entry.code)).collect()
    };
    Ok(CodeTables {
        affiliations: table(codes::AFFILIATIONS)?,
        ethnicities: table(codes::ETHNICITIES)?,
        overseas: table(codes::OVERSEAS)?,
        categories: table(codes::CATEGORIES)?,
    })
}
