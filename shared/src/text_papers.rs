//! Texts of the papers, and of the page that prints them.

crate::texts! {
    /// What stands on the decision paper of a roster. A paper is an official document, so it is
    /// always written in Chinese, whatever language its reader has chosen.
    pub enum PaperText {
        // The head
        MarkDraft = "草稿" / "Draft",
        MarkSubmitted = "送审稿" / "Submitted for decision",
        MarkDecided = "审定稿" / "As decided",
        MarkWithdrawn = "已撤回" / "Withdrawn",
        DemoData = "演示数据" / "Demonstration data",
        TitleRequest = "关于提请审定{year}学年校级党员领导干部联谊交友结对名单的请示" / "Request to decide the school-level liaison roster of {year}",
        TitleDecision = "关于审定{year}学年校级党员领导干部联谊交友结对名单的决定" / "Decision on the school-level liaison roster of {year}",
        TitleBranchDecision = "关于审定{year}学年中层党员领导干部联谊交友结对名单的决定" / "Decision on the department-level liaison roster of {year}",
        Addressee = "{owner}：" / "To {owner}:",
        Owner = "审定单位" / "Decided by",
        Year = "学年" / "Academic year",
        YearValue = "{year}学年（名单第{number}版）" / "{year} (version {number})",
        Meeting = "会议名称" / "Meeting",
        MeetingOn = "会议日期" / "Day of the meeting",
        MinuteNumber = "纪要编号" / "Minute number",
        EffectiveFrom = "执行日期" / "In force from",
        From = "自{date}起" / "From {date}",
        FromTo = "自{from}起，至{to}止" / "From {from} to {to}",
        ToBeFilledIn = "（审定后填写）" / "(after the decision)",
        Unknown = "不详（由旧名单导入）" / "Unknown (taken over from an older list)",

        // The ledger
        LedgerTitle = "党员领导干部与党外代表人士联谊交友工作台账" / "Ledger of contacts",
        LedgerMark = "导出人：{name}　导出时间：{time}　编号：{number}　内含个人信息，请勿外传" / "Exported by {name}, {time}, number {number}. Personal data; do not pass on",
        SheetLedger = "工作台账" / "Ledger",
        FileLedger = "联谊交友工作台账-{day}-{number}.xlsx" / "ledger-{day}-{number}.xlsx",

        // The opening
        Proposes = "根据学校党员领导干部与党外代表人士联谊交友制度，{department}提出{year}学年校级党员领导干部联谊交友结对名单，现提请审定。" / "{department} proposes the school-level roster of {year} and asks for its decision.",
        BranchProposes = "根据学校党员领导干部与党外代表人士联谊交友制度，{owner}拟定{year}学年中层党员领导干部联谊交友结对名单，现提请会议审定。" / "{owner} puts the department-level roster of {year} before its meeting.",
        Decides = "根据学校党员领导干部与党外代表人士联谊交友制度，{date}，{meeting}（纪要编号：{number}）审定{year}学年{tier}党员领导干部联谊交友结对名单，自{from}起执行。" / "On {date}, {meeting} (minutes {number}) decided the {tier} roster of {year}, in force from {from}.",
        Historic = "本名单由以前的名单导入，审定的会议、日期和纪要编号不详。" / "Taken over from an older list; meeting, date and minutes are unknown.",
        Covers = "名单共{leaders}名领导干部，联系{groups}个组织（团体）、{individuals}名党外代表人士。" / "{leaders} leaders link {groups} groups and {individuals} persons.",
        AllNew = "本名单为首次拟定，{count}对结对均为新增。" / "It is the first roster; all {count} pairings are new.",
        Difference = "与上一版相比，延用{kept}对，新增（含调整）{new}对，结束（含调整）{ended}对。" / "Against the version before: {kept} kept, {new} new or moved in, {ended} ended or moved out.",
        OnOwnRoster = "参加审定的{names}同志列入本名单；名单由会议集体审定，特此说明。" / "{names} take part in the decision and stand on this roster themselves; a meeting decides it.",
        Filing = "本名单审定后报{department}备案。" / "After the decision it is sent to {department} for filing.",
        PleaseDecide = "妥否，请审定。" / "Please decide.",

        // The table
        Heading = "{ordinal}、{heading}" / "{ordinal}. {heading}",
        HeadingRoster = "结对名单" / "Pairings",
        HeadingExceptions = "数量例外及理由" / "Exceptions from the quota, with reasons",
        HeadingEndings = "自上一版以来因事实结束的结对" / "Pairings ended by facts since the version before",
        ColumnNumber = "序号" / "No.",
        ColumnLeader = "党员领导干部" / "Leading cadre",
        ColumnCounterpart = "联谊对象" / "Counterpart",
        ColumnAbout = "单位、职务及类别" / "Unit, post, category",
        ColumnMark = "变动及理由" / "Change and reason",
        Categories = "类别{categories}" / "Category {categories}",
        Legend = "注：类别按《联谊交友制度》划分，{categories}。" / "Categories: {categories}.",
        NoReason = "未说明理由" / "No reason given",
        EndedOn = "{date}结束" / "Ended on {date}",
        LeaderPost = "{name}（{post}）" / "{name} ({post})",

        // Exceptions and endings
        QuotaRule = "原则上每名校级领导干部联系1个组织（团体）、2名党外代表人士。以下人员与此不一致：" / "In principle each school-level leader links one group and two persons. These stand outside:",
        NoExceptions = "校级领导干部的联系数量均符合原则要求，没有例外。" / "Every school-level leader meets the quota.",
        Exception = "{leader}：{standing}。理由：{reason}。" / "{leader}: {standing}. Reason: {reason}.",
        Ending = "{leader}与{counterpart}：{reason}，{date}结束。" / "{leader} and {counterpart}: {reason}; ended on {date}.",
        EndingVacant = "{leader}与{counterpart}：{reason}，结对空缺。" / "{leader} and {counterpart}: {reason}; the pairing is vacant.",

        // The end
        Department = "统战部" / "The united front department",
        SignDepartmentHead = "统战部负责人（签字）" / "Head of the department (signature)",
        SignResponsibleLeader = "分管校领导（签字）" / "Responsible college leader (signature)",
        SignCommitteeSecretary = "党委书记（签字）" / "Secretary of the committee (signature)",
        SignRecorder = "会议记录人（签字）" / "Recorder of the meeting (signature)",
        SignBranchSecretary = "党组织书记（签字）" / "Secretary of the branch (signature)",
        SignDate = "年　　月　　日" / "Date",
        ExportNumber = "导出编号：{number}" / "Export number: {number}",
        Page = "第 {page} 页 共 {pages} 页" / "Page {page} of {pages}",

        // The workbook
        WorkbookTitleSchool = "{year}学年校级领导干部联谊交友结对名单" / "School-level roster of {year}",
        WorkbookTitleBranch = "{owner}{year}学年中层领导干部联谊交友结对名单" / "{owner}: roster of {year}",
        SheetSchool = "校级" / "School",
        SheetBranch = "基层" / "Branch",
        HeaderNumber = "序号" / "No.",
        HeaderLeader = "党员领导干部" / "Leading cadre",
        HeaderPost = "职务" / "Post",
        HeaderGroup = "联系统战团体、基层组织" / "Groups",
        HeaderPerson = "联系对象" / "Persons",
        HeaderUnit = "所在单位" / "Unit",
        HeaderTitle = "职务职称" / "Post and title",
        HeaderCategories = "人士类别" / "Categories",
        HeaderNote = "备注" / "Remark",

        // Names of files
        FilePaper = "{owner}{year}学年联谊交友结对名单（{mark}）{number}.docx" / "{owner} {year} roster ({mark}) {number}.docx",
        FileWorkbook = "{owner}{year}学年联谊交友结对名单{number}.xlsx" / "{owner} {year} roster {number}.xlsx",
    }
}

crate::texts! {
    /// The buttons that lead to the papers, and the page that prints them.
    pub enum PrintText {
        Open = "打印" / "Print",
        DownloadPaper = "下载审定文件（docx）" / "Decision paper (docx)",
        DownloadWorkbook = "导出表格（xlsx）" / "Pairing workbook (xlsx)",
        Started = "已开始下载，导出编号：{number}" / "Download started, export number {number}",
        Print = "打印此文件" / "Print this paper",
        Back = "返回名单" / "Back to the roster",
        Hint = "纸张选A4，页边距选“默认”，不勾选浏览器的页眉和页脚。导出编号{number}已记入审计日志。" / "Choose A4 and default margins, without the browser’s header and footer. Export number {number} is in the audit log. The paper is in Chinese.",
    }
}

crate::texts! {
    /// The headings of an exported ledger, in their order; the import reads each of them.
    pub enum LedgerHeader {
        Ordinal = "序号" / "No.",
        Day = "日期" / "Day",
        Leaders = "联系领导" / "Leaders",
        Counterparts = "联系对象" / "Counterparts",
        Form = "形式" / "Form",
        Place = "地点" / "Place",
        Kinds = "内容类别" / "About",
        Summary = "主要内容" / "Summary",
        Policy = "政策说明" / "Policy explained",
        Present = "在场人员" / "Present",
        Opinions = "意见建议" / "Opinions",
        Major = "重大情况" / "Major matters",
        Difficulties = "实际困难" / "Difficulties",
        Handling = "办理情况" / "Handling",
        Feedback = "反馈情况" / "Feedback",
        NextStep = "下一步" / "Next step",
        Recorder = "记录人" / "Kept by",
        Branch = "所属党组织" / "Branch",
        Late = "补录" / "Late",
        Status = "状态" / "State",
        Id = "记录编号" / "Record",
    }
}
