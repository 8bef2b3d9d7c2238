//! Files that belong to something: which kinds are taken, and how large.

use crate::id::AttachmentId;

/// The header with the name of a sent file, percent-encoded. Addresses stand in the logs of proxies, and the name of a
/// file may say whom it is about.
pub const FILE_NAME: &str = "x-file-name";
/// Largest file taken, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Most files of one record.
pub const MAX_FILES: usize = 10;

crate::vocabulary! {
    /// The kind of a file, as its content says; the name is not asked.
    pub enum AttachmentKind {
        Jpeg = "JPEG" / "图片" / "Picture",
        Png = "PNG" / "图片" / "Picture",
        Pdf = "PDF" / "PDF文件" / "PDF",
        Ofd = "OFD" / "OFD版式文件" / "OFD document",
        Docx = "DOCX" / "文字文档" / "Text document",
        Xlsx = "XLSX" / "电子表格" / "Spreadsheet",
        Pptx = "PPTX" / "演示文稿" / "Presentation",
    }
}

impl AttachmentKind {
    /// How names of such files end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
        }
    }

    /// The media type under which it is served.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        }
    }
}

/// What an upload answers.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Uploaded {
    /// The file.
    pub id: AttachmentId,
    /// The name that it keeps.
    pub name: String,
    /// How large it is kept, in bytes.
    pub size: i32,
}
