//! The texts of the audit log and of one-time links.

crate::texts! {
    /// Texts of the access pages.
    pub enum AccessText {
        AuditLead = "谁在何时以何种身份做了什么。只记编号和字段名，不记内容；按顺序封入哈希链，不能改动。" / "Who did what, when and in which capacity. Ids and field names only, no content; sealed in order into a hash chain.",
        AuditCaption = "审计记录" / "Lines of the audit log",
        At = "时间" / "Time",
        Action = "操作" / "Action",
        Subject = "对象编号" / "Subject",
        Capacity = "身份" / "Capacity",
        Sequence = "链序号" / "Number in the chain",
        Unsealed = "待封存" / "To be sealed",
        SetupTitle = "设置密码" / "Set your password",
        SetupLead = "此链接只能使用一次。设置密码后即可登录。" / "This link works once. Set a password and you are signed in.",
        NewPassword = "新密码" / "New password",
        PasswordHint = "至少10位，建议使用一句话。" / "At least 10 characters; a sentence is best.",
        LeaderLeft = "领导干部离任" / "The leader has left",
        SetAndEnter = "设置并登录" / "Set and sign in",
    }
}
