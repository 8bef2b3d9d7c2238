//! Texts of notices, in the app and by mail.

crate::texts! {
    /// The page of notices, and where mail is set.
    pub enum NoticeText {
        Lead = "只有您自己能看到；打开即为已读，保留90天。" / "Yours alone. Opening one marks it as read; they are kept for 90 days.",
        Due = "有{count}个联谊对象该联系了" / "Counterparts to get in touch with: {count}",
        Urged = "请联系一个联谊对象" / "You are asked to get in touch with a counterpart",
        Awaiting = "有一条代录的联系记录待您确认" / "A contact entered on your behalf waits for your word",
        Plan = "今天到下个工作日有{count}次联系安排" / "Meetings from today to the next working day: {count}",
        MeetingProposed = "联谊对象提出了见面时间，待您答复" / "A counterpart proposed a time to meet; please answer",
        MeetingAnswered = "您提出的见面时间有了答复" / "The time that you proposed was answered",
        PlanChanged = "有一次联系安排已新建、改期或取消" / "A meeting was arranged, changed or called off",
        MeetingChanged = "有一次见面已约定、改期或取消" / "A meeting with you was arranged, changed or called off",
        TrendReported = "有一条思想动态待您阅看" / "A trend of thought waits for you to read it",
        TrendNoted = "您报告的思想动态已阅存" / "Note was taken of a trend that you reported",
        RosterUrged = "统战部门在等候本党组织的名单" / "The department waits for your branch’s roster",
        List = "通知，新的在前" / "Notices, newest first",
        State = "状态" / "State",
        At = "时间" / "When",
        Unread = "未读" / "Unread",
        ReadAll = "全部标为已读" / "Mark all as read",
        None = "没有通知" / "No notices",
        NoneNext = "该联系、待确认、待答复的事会出现在这里。" / "What is due, waits for your word or for an answer appears here.",
        // Mail
        Mail = "邮件提醒" / "Reminders by mail",
        MailLead = "邮件只写“您有几项待办”和本系统网址，不写人名和内容；工作日8:00至20:00发送。" / "A mail says how many items wait and where this site is, no names and no content; on working days from 8:00 to 20:00.",
        MailUnavailable = "本系统没有配置发信，提醒只在这里显示。" / "This system sends no mail; notices appear here alone.",
        Address = "邮箱" / "Mail address",
        AddressHint = "发一个确认码到这个邮箱，填回后生效。" / "A code is sent there; it counts once you enter the code.",
        AddressSend = "发送确认码" / "Send the code",
        CodeSentTo = "确认码发往{address}，{minutes}分钟内有效。" / "A code goes to {address}; it is good for {minutes} minutes.",
        Code = "确认码" / "Code",
        Confirm = "确认" / "Confirm",
        Confirmed = "邮箱已确认" / "The address is confirmed",
        Again = "重新发送" / "Send again",
        Another = "换一个邮箱" / "Another address",
        SendsTo = "发往{address}" / "Goes to {address}",
        Refused = "发往{address}的邮件未能送达，已停发。请核对邮箱。" / "Mail to {address} could not be delivered and has stopped. Check the address.",
        Frequency = "发送方式" / "How often",
        FrequencySaved = "已保存" / "Saved",
        Remove = "删除邮箱，不再发信" / "Remove the address, no more mail",
        Removed = "邮箱已删除" / "The address is removed",
    }
}

crate::texts! {
    /// What stands in mails. Nothing of whom or what they are about.
    pub enum MailText {
        Subject = "您有{count}项待办" / "Items that wait for you: {count}",
        Body = "您有{count}项待办。\n\n{site}\n\n如不想再收到邮件，请登录后在“我的”页面关闭邮件提醒。\n" / "Items that wait for you: {count}\n\n{site}\n\nTo end these mails, sign in and turn reminders by mail off on your own page.\n",
        CodeSubject = "邮箱确认码" / "Code for your mail address",
        CodeBody = "确认码：{code}\n\n{minutes}分钟内有效，请在下面的网站填写。如果不是您本人操作，请不必理会。\n\n{site}\n" / "Code: {code}\n\nGood for {minutes} minutes; enter it on this site. If it was not you who asked, take no notice.\n\n{site}\n",
    }
}
