//! Files as GraphQL.

use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use lianyi_shared::attachment::AttachmentKind;
use lianyi_shared::id::AttachmentId;

use super::open;
use crate::entity::attachment;
use crate::error::Result;
use crate::op::ContextExt as _;

/// A file of a contact record.
pub struct Attachment(pub attachment::Model);

#[Object]
impl Attachment {
    /// The id, `att_…`.
    async fn id(&self) -> AttachmentId {
        self.0.id
    }

    /// Its name; the ending is that of its content.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is, by its content.
    async fn kind(&self) -> AttachmentKind {
        self.0.kind
    }

    /// How large it is, in bytes.
    async fn size(&self) -> i32 {
        self.0.size
    }

    /// When it was uploaded.
    async fn uploaded_at(&self) -> DateTime<Utc> {
        self.0.uploaded_at
    }
}

/// What can be done with files; they come by `POST /api/attachments`.
#[derive(Default)]
pub struct AttachmentMutation;

#[Object]
impl AttachmentMutation {
    /// The address of a file: good once, for a minute, and for you; the audit log keeps it. Permission `CONTACT_READ`
    /// on the record that names the file; before one does, whoever uploaded it.
    async fn open_attachment(&self, ctx: &Context<'_>, id: AttachmentId) -> Result<String> {
        open::open(ctx.op()?, id).await
    }
}
