//! Texts of the settings of liaison.

crate::texts! {
    /// The page of settings.
    pub enum SettingsText {
        Lead = "由统战部门设定，改动记入审计日志" / "Set by the department; every change is in the audit log",
        TabCalendar = "节假日与节日" / "Holidays and festivals",
        TabCadence = "联系周期" / "Cadence",
        // Holidays
        MissingYears = "{years}年的节假日安排尚未载入。" / "The holidays of {years} are not loaded.",
        MissingNext = "尚未载入的年份只按周末计算工作日，不计放假和调休。" / "In a year that is not loaded, weekends alone are days off.",
        LoadTitle = "载入一年的安排" / "Load a year",
        File = "安排文件" / "File",
        FileHint = "JSON文件，含year和days，每一天有name、date、isOffDay。载入后替换该年原有的安排。" / "JSON with year and days, each day with name, date and isOffDay. It replaces what was loaded of that year.",
        FileMissing = "请选择文件" / "Choose a file",
        FileUnreadable = "文件无法读取" / "The file cannot be read",
        Load = "载入" / "Load",
        Loaded = "已载入" / "Loaded",
        YearTitle = "{year}年" / "{year}",
        YearCount = "放假{off}天 · 调休上班{on}天" / "{off} days off · {on} worked in exchange",
        Sample = "这是示例数据。" / "This is sample data.",
        LoadedBy = "{name}于{at}载入" / "Loaded by {name}, {at}",
        LoadedAt = "{at}载入" / "Loaded {at}",
        ColumnHoliday = "节日" / "Holiday",
        ColumnOff = "放假" / "Days off",
        ColumnMadeUp = "调休上班" / "Worked in exchange",
        OffSpan = "{first}至{last}，{days}天" / "{first} to {last}, {days} days",
        NoYears = "还没有载入任何一年的安排" / "No year is loaded yet",
        NoYearsNext = "国务院办公厅通知发布后，在此载入。" / "Load a year when the State Council's notice is out.",
        FestivalsTitle = "今后一年的节日" / "Festivals of the next twelve months",
        FestivalsNote = "农历节日和清明由系统推算，节前14天在领导干部首页提示走访。" / "Lunar festivals and Qingming are computed. Leaders are reminded on their home 14 days ahead.",
        ColumnDay = "日期" / "Day",
        ColumnAway = "距今工作日" / "Working days from now",
        // Cadence
        CadenceNote = "从最近一次已确认的联系算起，按自然日计。只作提示，不进考核。一人属于多类的，按最短的算。" / "Counted in calendar days from the last confirmed contact. Advice only, never part of an appraisal. Of several categories the shortest counts.",
        ColumnCounterpart = "联谊对象" / "Counterparts",
        Groups = "组织与团体" / "Groups",
        Interval = "{ideal}天提醒 · {maximum}天超期" / "due after {ideal}, overdue after {maximum} days",
        ChangedBy = "{name}，{at}" / "{name}, {at}",
        Change = "修改" / "Change",
        ChangeFor = "修改：{tier}，{who}" / "Change: {tier}, {who}",
        DialogTitle = "联系周期" / "Cadence",
        Ideal = "多少天后提醒" / "Due after (days)",
        Maximum = "多少天后算超期" / "Overdue after (days)",
        NotADayCount = "请填写天数" / "Write a number of days",
        Save = "保存" / "Save",
    }
}
