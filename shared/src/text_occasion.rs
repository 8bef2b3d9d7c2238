//! Texts of reasons to visit somebody.

crate::texts! {
    /// Words of the care events and festivals of a person.
    pub enum OccasionText {
        Title = "慰问事由" / "Reasons to visit",
        None = "目前没有登记。" / "Nothing is entered.",
        Why = "健康和家庭情况属于敏感个人信息，这里只记事由和日期，不记病情和其他细节；只有结对的领导干部、所属党组织书记、统战部和本人能看到，不进入名单、搜索、导出和统计，到期自动删除。" / "Health and family are sensitive: only the reason and the day are kept, no details. Seen by the paired leaders, the secretary of the branch, the department and the person; never in lists, searches, exports or figures, and deleted by itself.",
        Enter = "登记" / "Enter",
        EnterTitle = "登记{name}的慰问事由" / "A reason to visit {name}",
        Kind = "事由" / "Reason",
        Day = "日期" / "Day",
        DayHint = "住院、丧事发生的日期；退休可以提前登记。" / "When it happened; a retirement can be entered ahead.",
        Do = "确认登记" / "Enter it",
        Entered = "已登记" / "Entered",
        EnteredBy = "{name}登记" / "entered by {name}",
        Visited = "{day}已看望" / "visited on {day}",
        Until = "{day}自动删除" / "deleted on {day}",
        RecordCare = "记录探望" / "Record a visit",
        End = "结束" / "End",
        EndOf = "结束“{kind}”" / "End: {kind}",
        EndTitle = "结束“{kind}”？" / "End “{kind}”?",
        EndBody = "结束后立即删除，不留内容。" / "It is deleted at once; nothing is left of it.",
        Ended = "已结束并删除" / "Ended and deleted",
        OwnTitle = "为您登记的慰问事由" / "Reasons to visit you",
        OwnLead = "由与您结对的领导干部、所属党组织书记或统战部登记，便于及时看望。不愿意的，可以随时结束，内容立即删除。" / "Entered by your paired leaders, the secretary of your branch or the department, so that somebody comes to see you. End one whenever you like; it is deleted at once.",
        FestivalsTitle = "希望被问候的节日" / "Festivals to be remembered on",
        FestivalsLead = "由您自己决定，别人不能代选，也不会根据民族或宗教信仰推断。只有与您结对的领导干部，在节日前14天内会看到提示；可以随时取消。" / "You alone choose; nobody can for you, and nothing is inferred from ethnicity or belief. Only the leaders paired with you are reminded, in the fourteen days before; take it back whenever you like.",
        Festivals = "节日" / "Festivals",
        FestivalNext = "下一次：{day}" / "Next: {day}",
        FestivalSay = "日期以当地公布为准，请填写下一次的日期" / "Its day is proclaimed: say when it is next",
        FestivalDay = "{festival}的日期" / "Day of {festival}",
        FestivalsSave = "保存" / "Save",
    }
}
