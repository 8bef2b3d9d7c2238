//! Notices: what somebody is told, in the app and, if they want it, by mail.
//!
//! A notice is one account's: a kind, the id of what it is about or a count, and nothing else. Whoever opens it sees what
//! they may see then. States: unread, then *read*, by opening it or all at once, by what it asked for having been done
//! ([`tell::done`]), or because a newer digest took its place. After ninety days it is dropped.
//!
//! An act tells in its own transaction ([`tell`]). What time brings is told by [`daily`], once on each working day by one
//! node: who is due by the cadence (at most once a week), and whose meetings are near.
//!
//! Mail is off unless the server is told who carries it ([`mail`]), and for everybody until they have named an address
//! and copied the code that was sent there ([`mailbox`]). Then a row of the *outbox* is written beside each notice, and
//! [`send`] gathers what waits for an account into one mail: between eight and twenty on working days ([`hours`]), tried
//! again when it fails, at least once each. It says how many unread notices there are and where the site is.
//!
//! Who may: everybody reads their own; there is no permission that reads another's.
//!
//! Invariants: no names, no words of anything, in notices, mails, logs; a digest exists once for an account, kind and day;
//! reading changes nothing that others are told of.

pub mod daily;
pub mod graphql;
pub mod hours;
pub mod mail;
pub mod mailbox;
pub mod mark;
pub mod read;
pub mod send;
pub mod tell;
