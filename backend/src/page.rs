//! Keyset pages: a sort key and the id, at most a hundred rows, in either direction.

use std::str::FromStr as _;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{InputObject, OutputType};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use lianyi_shared::access::FieldGroups;
use lianyi_shared::error::Reason;
use sea_orm::sea_query::{
    Condition, Expr, ExprTrait as _, Func, JoinType, Order, Query, SelectStatement, SimpleExpr, UnionType,
};
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait, Iterable as _, ModelTrait as _, Value};
use uuid::Uuid;

use crate::access::scope::{Arm, Scoped};
use crate::db::Plain;
use crate::error::{Error, Fault, Result};
use crate::op::Op;

/// The largest page.
pub const MAX_PAGE: i32 = 100;
/// A count stops here; the pages say `10,000+`.
pub const MAX_COUNT: u64 = 10_000;

/// Which page of a list: `first` with `after`, or `last` with `before`. 1 to 100 rows.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PageInput {
    /// How many rows from the start, or after `after`.
    pub first: Option<i32>,
    /// A cursor that an earlier page gave.
    pub after: Option<String>,
    /// How many rows from the end, or before `before`.
    pub last: Option<i32>,
    /// A cursor that an earlier page gave.
    pub before: Option<String>,
}

/// How a sort key is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Text, ordered by its bytes.
    Text,
    /// A moment.
    Moment,
    /// A calendar day.
    Day,
    /// A whole number.
    Number,
}

/// By what a list is ordered. The column must be indexed together with the id.
#[derive(Clone, Copy, Debug)]
pub struct Sort {
    /// The column.
    pub column: &'static str,
    /// How it is stored.
    pub kind: KeyKind,
    /// From the largest down.
    pub descending: bool,
}

impl Sort {
    /// By a text column, upwards.
    pub const fn by(column: &'static str) -> Self {
        Self { column, kind: KeyKind::Text, descending: false }
    }

    /// By a moment, newest first.
    pub const fn newest(column: &'static str) -> Self {
        Self { column, kind: KeyKind::Moment, descending: true }
    }
}

/// A position in a list: the sort key and the id of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Position {
    key: String,
    id: Uuid,
}

impl Position {
    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("1\n{}\n{}", self.id.simple(), self.key))
    }

    fn decode(text: &str, path: &str) -> Result<Self> {
        let parse = || {
            let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            let (id, key) = text.strip_prefix("1\n")?.split_once('\n')?;
            Some(Self { key: key.to_owned(), id: Uuid::try_parse(id).ok()? })
        };
        parse().ok_or_else(|| Error::invalid(path, Reason::BadCursor))
    }

    fn value(&self, kind: KeyKind) -> Result<SimpleExpr> {
        let bad = || Error::invalid("page", Reason::BadCursor);
        Ok(match kind {
            KeyKind::Text => Expr::val(self.key.clone()),
            KeyKind::Moment => {
                Expr::val(DateTime::parse_from_rfc3339(&self.key).map_err(|_| bad())?.with_timezone(&Utc))
            }
            KeyKind::Day => Expr::val(self.key.parse::<NaiveDate>().map_err(|_| bad())?),
            KeyKind::Number => Expr::val(self.key.parse::<i64>().map_err(|_| bad())?),
        })
    }
}

/// A checked request for a page.
#[derive(Clone, Debug)]
pub struct Page {
    size: u64,
    from: Option<Position>,
    backwards: bool,
}

impl PageInput {
    /// Checks the sizes and reads the cursor.
    pub fn check(self) -> Result<Page> {
        let (size, size_path, from, from_path, backwards) = match (self.first, self.last) {
            (Some(first), None) => (first, "page.first", self.after, "page.after", false),
            (None, Some(last)) => (last, "page.last", self.before, "page.before", true),
            _ => {
                return Err(Error::Invalid(vec![Fault::new("page.first", Reason::PageSize)]));
            }
        };
        if !(1..=MAX_PAGE).contains(&size) {
            return Err(Error::invalid(size_path, Reason::PageSize));
        }
        let from = from.map(|text| Position::decode(&text, from_path)).transpose()?;
        Ok(Page { size: u64::from(size.unsigned_abs()), from, backwards })
    }
}

/// Where a page of rows stands in its list.
#[derive(Debug)]
pub struct Around {
    /// The cursor of each row, in the order of the list.
    cursors: Vec<String>,
    has_previous: bool,
    has_next: bool,
    total: Option<SelectStatement>,
}

impl Around {
    /// The objects of the page, one for each row, as a Relay connection.
    pub fn connection<T: OutputType>(self, objects: impl IntoIterator<Item = T>) -> List<T> {
        let mut connection =
            Connection::with_additional_fields(self.has_previous, self.has_next, Totals(self.total));
        let edges = self.cursors.into_iter().zip(objects);
        connection.edges.extend(edges.map(|(cursor, object)| Edge::new(cursor, object)));
        connection
    }
}

/// What a list asks for besides the page.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The table and its scopes.
    pub scoped: &'a Scoped,
    /// The caller's filter, over columns of the table.
    pub filter: Condition,
    /// The fields that filter and order look at; rows on which the viewer may not read them do
    /// not take part.
    pub fields: FieldGroups,
    /// The order.
    pub sort: Sort,
}

impl Listing<'_> {
    /// The rows of one page in the order of the list: one statement, whatever the page holds.
    pub async fn rows<E: Plain>(&self, op: &Op, page: &Page) -> Result<(Around, Vec<E::Model>)> {
        let total = self.scoped.union_of_ids(&op.viewer, self.fields, &self.filter);
        let arms = self.scoped.arms_of_list(&op.viewer, self.fields, op.tree().await?);
        let keyset = Keyset { table: self.scoped.table, filter: &self.filter, sort: self.sort };
        keyset.rows::<E>(op, page, arms, total).await
    }
}

/// A list of what is one account's alone: no permission gives it to anybody else, and none is needed.
#[derive(Debug)]
pub struct OwnListing {
    /// The table; its column `account_id` says whose the row is.
    pub table: &'static str,
    /// The order.
    pub sort: Sort,
}

impl OwnListing {
    /// The viewer's rows of one page in the order of the list: one statement, whatever the page holds.
    pub async fn rows<E: Plain>(&self, op: &Op, page: &Page) -> Result<(Around, Vec<E::Model>)> {
        let own = Expr::col("account_id").eq(op.viewer.account);
        let total = Query::select().column("id").from(self.table).and_where(own.clone()).to_owned();
        let keyset = Keyset { table: self.table, filter: &Condition::all(), sort: self.sort };
        keyset.rows::<E>(op, page, vec![Arm { rows: own, units: None }], Some(total)).await
    }
}

/// Rows of a table that are listed page by page.
struct Keyset<'a> {
    table: &'static str,
    filter: &'a Condition,
    sort: Sort,
}

impl Keyset<'_> {
    async fn rows<E: Plain>(
        &self,
        op: &Op,
        page: &Page,
        arms: Vec<Arm>,
        total: Option<SelectStatement>,
    ) -> Result<(Around, Vec<E::Model>)> {
        let mut around = Around { cursors: Vec::new(), has_previous: false, has_next: false, total };
        let Some(statement) = self.statement::<E>(op, page, arms)? else {
            return Ok((around, Vec::new()));
        };
        let mut rows = op.db().models::<E>(&statement).await?;
        let more = u64::try_from(rows.len()).is_ok_and(|count| count > page.size);
        rows.truncate(usize::try_from(page.size).unwrap_or(usize::MAX));
        if page.backwards {
            rows.reverse();
        }
        (around.has_previous, around.has_next) =
            if page.backwards { (more, page.from.is_some()) } else { (page.from.is_some(), more) };
        for row in &rows {
            around.cursors.push(self.position::<E>(row)?.encode());
        }
        Ok((around, rows))
    }

    /// One keyset page of ids per arm, united, ordered and cut again, and the rows of what is left. Each arm is wrapped
    /// in a select of its own: `SQLite` takes no ORDER BY inside a bare arm. A subtree is on PostgreSQL one page per unit,
    /// because the index has each in the order of the list; `SQLite` finds as good a way by itself.
    fn statement<E: Plain>(&self, op: &Op, page: &Page, arms: Vec<Arm>) -> Result<Option<SelectStatement>> {
        let descending = self.sort.descending != page.backwards;
        let order = if descending { Order::Desc } else { Order::Asc };
        let beyond = match &page.from {
            None => None,
            Some(position) => {
                let key = position.value(self.sort.kind)?;
                let here = Expr::tuple([Expr::col(self.sort.column), Expr::col("id")]);
                let there = Expr::tuple([key, Expr::val(position.id)]);
                Some(if descending { here.lt(there) } else { here.gt(there) })
            }
        };
        let page_of = |rows: SimpleExpr| {
            let mut arm = Query::select();
            arm.expr_as(Expr::col(self.sort.column), "k")
                .column("id")
                .from(self.table)
                .and_where(rows)
                .cond_where(self.filter.clone())
                .order_by("k", order.clone())
                .order_by("id", order.clone())
                .limit(page.size + 1);
            if let Some(beyond) = &beyond {
                arm.and_where(beyond.clone());
            }
            arm
        };
        let arms = arms.into_iter().map(|Arm { rows, units }| {
            let mut arm = Query::select().columns(["k", "id"]).to_owned();
            match units {
                Some((column, units)) if op.db().get_database_backend() == DbBackend::Postgres => {
                    let rows = page_of(Expr::col(column).eq(Expr::col(("within", "column1"))));
                    arm.from_values(units.into_iter().map(|unit| unit.0), "within").join_lateral(
                        JoinType::InnerJoin,
                        rows,
                        "arm",
                        Expr::val(1).eq(1),
                    )
                }
                _ => arm.from_subquery(page_of(rows), "arm"),
            };
            arm
        });
        let Some(all) = arms.reduce(|mut all, arm| all.union(UnionType::Distinct, arm).to_owned()) else {
            return Ok(None);
        };
        let page = Query::select()
            .columns(["k", "id"])
            .from_subquery(all, "all")
            .order_by("k", order.clone())
            .order_by("id", order.clone())
            .limit(page.size + 1)
            .to_owned();
        let table = self.table;
        let mut rows = Query::select();
        rows.columns(E::Column::iter().map(|column| (table, column)))
            .from_subquery(page, "page")
            .inner_join(table, Expr::col((table, "id")).equals(("page", "id")))
            .order_by(("page", "k"), order.clone())
            .order_by(("page", "id"), order);
        Ok(Some(rows))
    }

    fn position<E: EntityTrait>(&self, row: &E::Model) -> Result<Position> {
        let cell = |name: &str| {
            let column = E::Column::from_str(name).ok();
            column.map(|column| row.get(column)).ok_or_else(|| anyhow::anyhow!("no column {name}"))
        };
        let id = match cell("id")? {
            Value::Uuid(Some(id)) => id,
            other => return Err(anyhow::anyhow!("an id like {other}").into()),
        };
        let key = match cell(self.sort.column)? {
            Value::String(Some(text)) => text,
            Value::ChronoDateTimeUtc(Some(at)) => at.to_rfc3339_opts(SecondsFormat::Micros, true),
            Value::ChronoDate(Some(day)) => day.to_string(),
            Value::BigInt(Some(number)) => number.to_string(),
            Value::Int(Some(number)) => number.to_string(),
            other => return Err(anyhow::anyhow!("no key of a page is like {other}").into()),
        };
        Ok(Position { key, id })
    }
}

/// How many rows a list has, counted only when asked for.
#[derive(Debug)]
pub struct Totals(Option<SelectStatement>);

#[async_graphql::Object]
impl Totals {
    /// How many rows the list has for this viewer, over all pages; counted up to 10,000.
    async fn total_count(&self, ctx: &async_graphql::Context<'_>) -> Result<i32> {
        use crate::op::ContextExt as _;
        let Some(ids) = &self.0 else { return Ok(0) };
        let mut capped = Query::select().column("id").from_subquery(ids.clone(), "ids").to_owned();
        capped.limit(MAX_COUNT);
        let count = Query::select()
            .expr_as(Func::count(Expr::col("id")), "n")
            .from_subquery(capped, "capped")
            .to_owned();
        let [count] = ctx.op()?.db().numbers(&count).await?.unwrap_or_default();
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// A Relay connection of a list.
pub type List<T> = Connection<String, T, Totals, EmptyFields>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_survive_and_foreign_text_is_refused() {
        let position = Position { key: "zhang san\n1".to_owned(), id: Uuid::from_u128(9) };
        assert_eq!(Position::decode(&position.encode(), "page.after").unwrap(), position);
        assert!(Position::decode("nonsense", "page.after").is_err());
        assert!(Position::decode("", "page.after").is_err());
    }

    #[test]
    fn a_page_has_one_direction_and_a_size() {
        let check = |first, last| PageInput { first, last, ..PageInput::default() }.check().is_ok();
        assert!(check(Some(1), None) && check(None, Some(100)));
        assert!(
            !check(None, None)
                && !check(Some(5), Some(5))
                && !check(Some(0), None)
                && !check(Some(101), None)
        );
    }
}
