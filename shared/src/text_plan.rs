//! Texts of planned meetings.

use crate::contact::ContactMode;
use crate::day::CivilDay;
use crate::text::{Lang, Text as _};

crate::texts! {
    /// Words of the pages of plans, of the invitation and of calendars.
    pub enum PlanText {
        FeedName = "联谊联系" / "Liaison",
        FeedEvent = "联谊联系" / "Liaison meeting",
        FeedEventWith = "联谊联系：{who}" / "Liaison meeting: {who}",
        Lead = "双方自由商定时间，贵在经常" / "Both sides choose the time freely",
        New = "安排联系" / "Plan a meeting",
        NewLead = "先约定时间，见面后从这里记录。" / "Agree on a time; record the contact from here afterwards.",
        Edit = "修改联系安排" / "Change the plan",
        Month = "月" / "Month",
        Week = "周" / "Week",
        List = "列表" / "List",
        Views = "查看方式" / "View",
        Previous = "往前" / "Earlier",
        Next = "往后" / "Later",
        Today = "今天" / "Today",
        OnlyMine = "只看我的" / "Only mine",
        DayEmpty = "这一天没有安排。" / "Nothing is planned for this day.",
        DayCount = "{day}，{count}项安排" / "{day}, plans: {count}",
        DayMarked = "{day}，{mark}" / "{day}, {mark}",
        MarkOff = "休" / "Off",
        MarkWork = "班" / "Work",
        MoreCount = "还有{count}项" / "{count} more",
        TooMany = "安排较多，这里只显示前{count}项；可以用列表查看全部。" / "Only the first {count} are shown; the list has all of them.",
        AllDay = "全天" / "All day",
        Span = "{from}—{until}" / "{from}–{until}",
        WeekTitle = "{from}至{until}" / "{from} to {until}",
        GridHint = "方向键选择日期，回车查看当天；按住安排可拖到另一天，也可在“更多操作”中改期。" / "Arrow keys choose a day, Enter shows it. Drag a plan to another day, or move it from its menu.",
        NothingPlanned = "还没有联系安排" / "Nothing is planned",
        NothingPlannedNext = "点“安排联系”约定下一次见面。" / "Plan the next meeting.",
        Day = "日期" / "Day",
        Time = "时间" / "Time",
        From = "开始时间" / "From",
        Until = "结束时间" / "Until",
        Place = "地点" / "Place",
        Mode = "形式" / "Form",
        Note = "备忘" / "Note",
        NoteHint = "只有本人、所在党组织和统战部能看到，不进日历订阅。不写国家秘密。" / "Seen by the leader, their branch and the department; never in a calendar link. No state secrets.",
        Leader = "领导干部" / "Leader",
        Whom = "和谁见面" / "With whom",
        WhomEmpty = "先选择领导干部，这里会列出其联谊对象。" / "Choose the leader first; their counterparts are listed here.",
        WhomNobody = "目前没有结对的联谊对象。名单审定后可以安排。" / "No pairings at present. Meetings can be planned once a roster is decided.",
        Counterpart = "联谊对象" / "Counterpart",
        Branch = "所属党组织" / "Branch",
        Status = "状态" / "State",
        MadeBy = "安排人" / "Planned by",
        MadeAt = "安排时间" / "Planned",
        By = "{name}（{role}）" / "{name} ({role})",
        Repeat = "重复" / "Repeats",
        RepeatNot = "不重复" / "Once",
        RepeatEnd = "到什么时候" / "For how long",
        RepeatTimes = "共几次" / "How many times",
        RepeatUntil = "到哪一天" / "Until which day",
        Times = "次数" / "Times",
        TimesHint = "含第一次，最多60次" / "The first one included, at most 60",
        LastDay = "最后日期" / "Last day",
        Do = "确定安排" / "Plan it",
        Save = "保存修改" / "Save",
        Made = "已安排" / "Planned",
        MadeMany = "已安排，之后各次一并列入日历" / "Planned, with every later time",
        Changed = "已修改" / "Changed",
        Moved = "已改到{day}" / "Moved to {day}",
        CancelledNow = "已取消" / "Called off",
        Accepted = "已同意，列入安排" / "Accepted and planned",
        DeclinedNow = "已答复" / "Answered",
        Move = "改期" / "Move to another day",
        MoveTitle = "改到哪一天？" / "Move to which day?",
        MoveVerb = "改期" / "Move",
        Reach = "改动哪几次" / "Which ones",
        ReachNote = "这项安排是重复的。" / "This plan repeats.",
        Change = "修改" / "Change",
        Record = "记录这次联系" / "Record this contact",
        Cancel = "取消安排" / "Call off",
        CancelTitle = "取消这次安排？" / "Call this meeting off?",
        CancelReason = "取消的原因" / "Why it is called off",
        CancelReasonHint = "对方能看到这一句。" / "The other side reads this.",
        Accept = "同意" / "Accept",
        Decline = "时间不便" / "Does not suit",
        DeclineTitle = "答复时间不便" / "Answer that the time does not suit",
        DeclineReason = "给对方的话" / "A word to them",
        DeclineReasonHint = "例如：当天有会，周四下午是否方便？" / "For example: there is a meeting that day; would Thursday afternoon suit?",
        Acts = "更多操作：{who}" / "More: {who}",
        Keep = "返回" / "Back",
        Title = "{mode}：{who}" / "{mode}: {who}",
        Facts = "安排" / "The plan",
        ToRecord = "待记录" / "To be recorded",
        More = "操作" / "Acts",
        InQuestion = "结对有变" / "In question",
        InQuestionNote = "其中有结对已经终止或空缺。请与对方商量：仍要见面的，修改联谊对象；否则取消。" / "A pairing of this plan is no longer in force. Change whom it is with, or call it off.",
        ProposedNote = "这是对方提出的时间，等待答复。" / "The other side proposed this time; it waits for an answer.",
        ProposedWords = "对方的话：{words}" / "In their words: {words}",
        CancelledNote = "已取消：{reason}" / "Called off: {reason}",
        WithdrawnNote = "对方已撤回这个时间。" / "The other side took this time back.",
        DeclinedNote = "已答复时间不便：{reason}" / "Answered that it does not suit: {reason}",
        HeldNote = "这次联系已记录。" / "This contact is recorded.",
        HeldRecord = "查看联系记录" / "See the record",
        Invitation = "邀请文字" / "Invitation",
        InvitationWords = "正文" / "Text",
        InvitationHint = "可先修改，再复制到短信或微信中发给对方。" / "Edit it, then copy it into a message.",
        InvitationCopy = "复制" / "Copy",
        InvitationCopied = "已复制。" / "Copied.",
        InvitationByHand = "浏览器不允许自动复制，请选中文字手动复制。" / "The browser does not allow copying; select the text and copy it by hand.",
        ViewOpen = "未完成" / "To come",
        ViewHeld = "已联系" / "Held",
        ViewOff = "取消、未约成" / "Called off",
    }
}

crate::texts! {
    /// Words of a representative's own meetings, and of the link to one's own calendar.
    pub enum MeetingText {
        Meetings = "见面安排" / "Meetings",
        None = "近期没有安排。可以向联系您的领导提出合适的时间。" / "Nothing is planned. You may propose a time to a leader who links you.",
        With = "与{who}" / "With {who}",
        Propose = "提出见面时间" / "Propose a time",
        ProposeLead = "双方都可以提出时间。对方同意后即列入安排。" / "Either side may propose. Once accepted it is planned.",
        Whom = "向谁提出" / "To whom",
        Day = "哪一天" / "Which day",
        From = "几点" / "At what time",
        Words = "想说的话" / "A few words",
        WordsHint = "例如想谈的方面。不写国家秘密。" / "For example what you would like to talk about. No state secrets.",
        Send = "提出" / "Propose",
        Sent = "已提出，等待答复" / "Proposed; an answer will follow",
        Withdraw = "撤回" / "Take back",
        Withdrawn = "已撤回" / "Taken back",
        ReasonCancelled = "已取消：{reason}" / "Called off: {reason}",
        ReasonDeclined = "时间不便：{reason}" / "Does not suit: {reason}",
        Feed = "日历订阅" / "Calendar link",
        FeedLead = "把自己的联系安排放进手机日历。链接本身就是凭证，请勿转给他人。" / "Shows your own meetings in the calendar of your telephone. Whoever has the link can read it; keep it to yourself.",
        FeedSays = "日历中只显示“联谊联系”和时间，没有姓名、地点和备忘。" / "It says “liaison meeting” and the time: no names, no places, no notes.",
        FeedNames = "显示姓名和地点" / "Show names and places",
        FeedNamesWarning = "打开后，姓名和地点会存到手机和日历服务商那里，学校不能收回。" / "Names and places are then kept by your telephone and by whoever runs your calendar; the college cannot take them back.",
        FeedMake = "生成链接" / "Make a link",
        FeedRenew = "换新链接" / "Make a new link",
        FeedRenewTitle = "换新链接？" / "Make a new link?",
        FeedRenewBody = "原来的链接立即失效，日历里要换成新链接。" / "The old link is dead at once; put the new one into your calendar.",
        FeedRevoke = "停用" / "End it",
        FeedRevokeTitle = "停用日历订阅？" / "End the calendar link?",
        FeedRevokeBody = "链接立即失效；日历里已有的内容要在日历中删除。" / "It is dead at once. What your calendar has read already is removed there.",
        FeedRevoked = "已停用" / "Ended",
        FeedMade = "{at}生成" / "made {at}",
        FeedRead = "最近读取：{at}，共{count}次" / "last read {at}, {count} times in all",
        FeedUnread = "还没有日历读取过" / "No calendar has read it yet",
        FeedAddress = "订阅链接" / "The link",
        FeedOnce = "链接只在这里显示一次。在手机日历中选择“添加订阅日历”，粘贴这个链接。" / "The link is shown only here and now. In your calendar choose “subscribe” and paste it.",
    }
}

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A day as a letter has it: 2026年9月25日（星期五）.
fn letter_day(day: CivilDay) -> String {
    let (year, month, number) = day.date();
    let weekday = usize::try_from(day.weekday()).ok().and_then(|at| WEEKDAYS.get(at)).unwrap_or(&"");
    format!("{year}年{month}月{number}日（星期{weekday}）")
}

/// What a leader wishes to do with somebody.
const fn wish(mode: ContactMode) -> &'static str {
    match mode {
        ContactMode::Talk => "与您谈谈心",
        ContactMode::HolidayVisit | ContactMode::CareVisit => "前来看望您",
        ContactMode::StudyTour => "邀请您一同学习考察",
        ContactMode::InvitedActivity => "邀请您参加活动",
        ContactMode::InvitedMeeting => "邀请您参加会议",
        ContactMode::Symposium => "与您座谈",
        ContactMode::Telephone => "与您通电话",
        ContactMode::Online => "与您在网上交流",
        ContactMode::Other => "与您见面",
    }
}

/// A polite letter about a plan, to be sent by its reader. It is in Chinese whatever the language of the page.
pub fn invitation(
    who: &[&str],
    leaders: &[&str],
    day: CivilDay,
    times: (Option<&str>, Option<&str>),
    place: Option<&str>,
    mode: ContactMode,
) -> String {
    let time = match times {
        (Some(from), Some(until)) => PlanText::Span.render(Lang::Zh, &[("from", &from), ("until", &until)]),
        (Some(from), None) => from.to_owned(),
        (None, _) => String::new(),
    };
    let place = place.map_or_else(String::new, |place| format!("在{place}"));
    format!(
        "{}：\n您好！{}拟于{}{time}{place}{}，不知届时是否方便？如有不便，请告知合适的时间，我们另作安排。\n期待与您交流。",
        who.join("、"),
        leaders.join("、"),
        letter_day(day),
        wish(mode),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_a_letter() {
        let day = "2026-09-25".parse().unwrap();
        assert_eq!(
            invitation(
                &["徐丽"],
                &["任平"],
                day,
                (Some("15:00"), None),
                Some("行政楼302"),
                ContactMode::Talk
            ),
            "徐丽：\n您好！任平拟于2026年9月25日（星期五）15:00在行政楼302与您谈谈心，不知届时是否方便？如有不便，请告知合适的时间，我们另作安排。\n期待与您交流。"
        );
        let bare =
            invitation(&["民盟支部"], &["任平", "石雪"], day, (None, None), None, ContactMode::Symposium);
        assert!(bare.contains("任平、石雪拟于2026年9月25日（星期五）与您座谈，"));
    }
}
