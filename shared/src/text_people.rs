//! Texts of the directory.

use crate::access::FieldGroup;

crate::texts! {
    /// Why each group of fields is held, in words for the person whom they are about.
    pub enum HeldPurpose {
        Basic = "用于确认您是谁、在哪个单位，便于联谊工作与您联系。" / "To know who you are and where you work, so that you can be contacted.",
        ContactDetails = "用于联系领导与您约定时间、通知活动。" / "So that the leader who keeps liaison with you can agree a time and invite you.",
        Political = "用于确认您属于党外代表人士及所在类别，据此安排联系领导。" / "To know in which of the nine categories you are, by which a leader is found for you.",
        Cultivation = "用于了解成长阶段，安排学习、挂职和推荐。" / "To see what training, posts and recommendations may suit you.",
        Sensitive = "仅在确有需要时，经写明用途后查看；每次查看都会记录，您可以看到。" / "Looked at only when needed and with a stated purpose; every look is recorded, and you can see it.",
        Thought = "由联系领导记录、按规定范围阅看，不参与任何评分或检索。" / "Written by the leader who keeps liaison with you, read by named readers only, never scored or searched.",
        Score = "不涉及您本人：考核的对象是领导干部。" / "Not about you: leaders are assessed, not representatives.",
    }
}

impl HeldPurpose {
    /// The purpose of a field group.
    pub const fn of(group: FieldGroup) -> Self {
        match group {
            FieldGroup::Basic => Self::Basic,
            FieldGroup::ContactDetails => Self::ContactDetails,
            FieldGroup::Political => Self::Political,
            FieldGroup::Cultivation => Self::Cultivation,
            FieldGroup::Sensitive => Self::Sensitive,
            FieldGroup::Thought => Self::Thought,
            FieldGroup::Score => Self::Score,
        }
    }
}
