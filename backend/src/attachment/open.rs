//! Reading a file: a line of the audit log, a ticket, and the content for whoever has it.

use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::AttachmentId;
use sha2::{Digest as _, Sha256};

use super::read;
use crate::audit::event::AuditEvent;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::ticket::{self, Download, Subject};

/// The address of a file for one download within a minute.
pub async fn open(op: &Op, id: AttachmentId) -> Result<String> {
    let work = op.begin().await?;
    let row = read::visible(op, &*work, id).await?;
    let address = ticket::issue(op, &work, &Subject::Attachment(id)).await?;
    work.commit(AuditEvent::new(AuditAction::AttachmentOpen, id).with("contact", row.contact_id.to_string()))
        .await?;
    Ok(address)
}

/// The file of a redeemed ticket. A content that is not what was uploaded is not handed out.
pub async fn file(op: &Op, id: AttachmentId) -> Result<Download> {
    let row = read::visible(op, op.db(), id).await?;
    let bytes = op.app().files.get(&row.location).await?;
    if format!("{:x}", Sha256::digest(&bytes)) != row.sha256 {
        return Err(Error::Internal(anyhow::anyhow!("the content of {id} is not what was uploaded")));
    }
    Ok(Download { name: row.name, media_type: row.kind.media_type(), bytes })
}
