//! Files of contact records: pictures, PDF and OFD, office files.
//!
//! A file is uploaded for a draft of one's own or for a record that one may correct, judged by its content and never by
//! its name, and kept outside of the database ([`store`]) under the digest of its content. Pictures are drawn anew, so
//! that nothing of what a camera wrote into them (place, time, owner) stays. A file counts for nothing until a
//! revision of the record names it; what none names after a day, and no draft lists, is dropped.
//!
//! Who may: upload as whoever writes the draft or may correct the record; read as whoever reads the record
//! (`CONTACT_READ`), and the uploader of a file that is not named yet. Each download is a line of the audit log.
//!
//! Invariants: what is `kept` is never dropped or changed; a file is served as an attachment, with the media type that
//! its content has, and under a name that leads nowhere; names stand in records and nowhere else.

pub mod check;
pub mod graphql;
pub mod keep;
pub mod name;
pub mod open;
pub mod picture;
pub mod read;
pub mod store;
pub mod upload;
