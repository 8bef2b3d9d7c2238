//! What an import says about a workbook: findings with their severity, code and text.

use serde::{Deserialize, Serialize};

use crate::text::{Lang, Text};

crate::vocabulary! {
    /// What a workbook holds.
    pub enum ImportKind {
        Units = "UNITS" / "组织机构" / "Units",
        Leaders = "LEADERS" / "党员领导干部名册" / "Leading cadres",
        Representatives = "REPRESENTATIVES" / "党外代表人士信息表" / "Representatives",
        Groups = "GROUPS" / "统战团体与民主党派基层组织" / "Groups",
        Roster = "ROSTER" / "联谊交友结对名单" / "Roster",
        Ledger = "LEDGER" / "联谊交友工作台账" / "Ledger of contacts",
    }
}

crate::vocabulary! {
    /// What a finding means for its row.
    pub enum Severity {
        /// The row is not imported until someone corrects it.
        Error = "ERROR" / "错误" / "error",
        /// The row is imported, and the user is told.
        Warning = "WARNING" / "警告" / "warning",
        /// The row is imported with the cleaned value.
        Normalised = "NORMALISED" / "已规范" / "normalised",
    }
}

/// Declares the finding codes: variant, code, label in Chinese and English, then the message in both.
macro_rules! findings {
    ($( $variant:ident = $code:literal / $zh:literal / $en:literal => $zh_text:literal / $en_text:literal ),+ $(,)?) => {
        crate::vocabulary! {
            /// What was found in a workbook.
            pub enum FindingCode {
                $( $variant = $code / $zh / $en ),+
            }
        }

        crate::texts! {
            /// What is wrong with a cell and what to do about it, for the person who keeps the workbook.
            ///
            /// Parameters: `header` the column's heading, `value` the cell as it stands, `result`
            /// what was made of it, `row` another row meant, `detail` a list to choose from.
            pub enum FindingText {
                $( $variant = $zh_text / $en_text ),+
            }
        }

        impl FindingCode {
            /// The message that explains the finding.
            pub const fn text(self) -> FindingText {
                match self {
                    $( Self::$variant => FindingText::$variant ),+
                }
            }
        }
    };
}

findings! {
    // The sheet as a whole.
    BlankRow = "BLANK_ROW" / "空行" / "blank row"
        => "数据中间有一个空行，已跳过。" / "A blank row among the data was skipped.",
    BlankRowWhitespace = "BLANK_ROW_WHITESPACE" / "只含空格的行" / "row of spaces"
        => "这一行只有空格，已按空行跳过。" / "This row holds only spaces and was skipped.",
    FooterRow = "FOOTER_ROW" / "表尾行" / "footer row"
        => "这一行是表尾说明（{value}），不作为数据。" / "This row is a footer ({value}), not data.",
    HiddenSheet = "HIDDEN_SHEET" / "隐藏工作表" / "hidden sheet"
        => "工作表“{value}”是隐藏的，没有导入。如需导入，请先取消隐藏。"
        / "The sheet “{value}” is hidden and was not imported. Unhide it if it should be.",
    ExtraColumn = "EXTRA_COLUMN" / "未知列" / "unknown column"
        => "系统没有“{header}”这一列，其内容没有导入。" / "The column “{header}” is unknown; its content was not imported.",
    SheetNotRecognised = "SHEET_NOT_RECOGNISED" / "无法识别的工作表" / "sheet not recognised"
        => "没有找到表头。表头行至少要有这些列：{detail}。" / "No header row was found. It must have these columns: {detail}.",
    MissingColumn = "MISSING_COLUMN" / "缺少列" / "missing column"
        => "表头中缺少“{header}”列，请补上后重新上传。" / "The header row lacks the column “{header}”. Add it and upload again.",
    DuplicateColumn = "DUPLICATE_COLUMN" / "重复的列" / "repeated column"
        => "“{header}”与前面的列含义相同，只读取前面一列。" / "“{header}” means the same as an earlier column; only the earlier one was read.",
    // Cleaning that changes nothing of the meaning.
    MergedCells = "MERGED_CELLS" / "合并单元格" / "merged cells"
        => "合并单元格（{detail}）的内容“{value}”已用于其中每一行。" / "The value “{value}” of the merged cells {detail} was used for each of their rows.",
    TrailingSpace = "TRAILING_SPACE" / "首尾空格" / "surrounding space"
        => "已去掉“{header}”首尾的空格，读作“{result}”。" / "Surrounding spaces in “{header}” were removed; read as “{result}”.",
    NameInnerSpace = "NAME_INNER_SPACE" / "姓名中间的空格" / "space inside a name"
        => "已去掉姓名中间的空格，读作“{result}”。" / "Spaces inside the name were removed; read as “{result}”.",
    FullwidthChars = "FULLWIDTH_CHARS" / "全角字符" / "full-width characters"
        => "已把“{header}”中的全角字符改为半角，读作“{result}”。" / "Full-width characters in “{header}” were converted; read as “{result}”.",
    BracketWidth = "BRACKET_WIDTH" / "括号全角半角" / "bracket width"
        => "括号的全角半角与登记名称不同，读作“{result}”。" / "The brackets differ in width from the registered name; read as “{result}”.",
    NameDotVariant = "NAME_DOT_VARIANT" / "间隔号写法" / "name dot"
        => "姓名中的间隔号已统一为“·”，读作“{result}”。" / "The dot in the name was made uniform; read as “{result}”.",
    LineBreak = "LINE_BREAK" / "换行" / "line break"
        => "“{header}”中有换行，读作“{result}”。" / "“{header}” holds a line break; read as “{result}”.",
    RichText = "RICH_TEXT" / "多种字体" / "rich text"
        => "“{header}”中有多种字体，只取文字。" / "“{header}” has several formats; only the text was taken.",
    Emoji = "EMOJI" / "表情符号" / "emoji"
        => "“{header}”中有表情符号，已原样保留。" / "“{header}” holds an emoji; it was kept unchanged.",
    CsvInjection = "CSV_INJECTION" / "以=、+、-、@开头" / "begins with = + - @"
        => "“{header}”以“=、+、-、@”之一开头，按文字保存，不会当作公式。"
        / "“{header}” begins with one of = + - @; it was kept as text and is never run as a formula.",
    VeryLongText = "VERY_LONG_TEXT" / "超长文本" / "very long text"
        => "“{header}”有{detail}个字，已全部保留，请核对是否粘贴有误。" / "“{header}” has {detail} characters. All were kept; check that nothing was pasted by mistake.",
    PhoneNumberCell = "PHONE_NUMBER_CELL" / "电话存为数值" / "telephone as number"
        => "电话在表中是数值，读作“{result}”。" / "The telephone is stored as a number; read as “{result}”.",
    PhoneTextFloat = "PHONE_TEXT_FLOAT" / "电话带“.0”" / "telephone ending in .0"
        => "电话末尾多了“.0”，读作“{result}”。" / "The telephone ends in “.0”; read as “{result}”.",
    StaffNoNumberCell = "STAFF_NO_NUMBER_CELL" / "工号前导零丢失" / "staff number lost its zeros"
        => "工号不足六位，前面已补零，读作“{result}”。" / "The staff number had lost its leading zeros; read as “{result}”.",
    Formula = "FORMULA" / "公式" / "formula"
        => "“{header}”是公式，只取其结果“{result}”。" / "“{header}” is a formula; its result “{result}” was taken.",
    FormulaError = "FORMULA_ERROR" / "公式出错" / "formula error"
        => "“{header}”中的公式结果是错误值（{value}），按空白处理，请补填。" / "The formula in “{header}” yields an error ({value}). It was read as empty; fill it in.",
    SeparatorVariant = "SEPARATOR_VARIANT" / "分隔符不一" / "separator"
        => "多个姓名之间的分隔符已统一为“、”。" / "The separators between the names were made uniform.",
    LeaderWithPost = "LEADER_WITH_POST" / "领导姓名带职务" / "leader with post"
        => "领导姓名后带有职务，只取姓名“{result}”。" / "The leader’s name is followed by a post; the name “{result}” was taken.",
    // Values that cannot be used.
    RequiredMissing = "REQUIRED_MISSING" / "必填项为空" / "required value missing"
        => "“{header}”不能为空，请补填。" / "“{header}” must not be empty. Fill it in.",
    UnknownValue = "UNKNOWN_VALUE" / "无法识别的取值" / "unknown value"
        => "“{header}”的“{value}”无法识别，可填：{detail}。" / "“{value}” in “{header}” is unknown. Allowed: {detail}.",
    NameInvalid = "NAME_INVALID" / "姓名或名称无效" / "invalid name"
        => "“{header}”应为1至50个字，且没有控制字符。" / "“{header}” must have 1 to 50 characters and no control characters.",
    StaffNoInvalid = "STAFF_NO_INVALID" / "工号无效" / "invalid staff number"
        => "工号应为六位数字，现为“{value}”；没有工号请填“无”。" / "A staff number has six digits; this is “{value}”. Write 无 if there is none.",
    PhoneInvalid = "PHONE_INVALID" / "电话无效" / "invalid telephone"
        => "“{value}”不是电话号码，手机应为11位数字。请核对。" / "“{value}” is no telephone number; a mobile number has 11 digits. Check it.",
    EmailInvalid = "EMAIL_INVALID" / "邮箱无效" / "invalid e-mail address"
        => "“{value}”不是电子邮箱地址，请核对。" / "“{value}” is no e-mail address. Check it.",
    NumberInvalid = "NUMBER_INVALID" / "数字无效" / "invalid number"
        => "“{header}”应为整数，现为“{value}”。" / "“{header}” must be a whole number; this is “{value}”.",
    ImpossibleBirth = "IMPOSSIBLE_BIRTH" / "出生年月不可能" / "impossible date of birth"
        => "出生年月“{value}”不存在或在将来，请核对。" / "The date of birth “{value}” does not exist or lies in the future. Check it.",
    BirthMonthAmbiguous = "BIRTH_MONTH_AMBIGUOUS" / "月份有歧义" / "ambiguous month"
        => "“{value}”可能是1月，也可能是丢了零的10月，暂按空白处理，请确认。" / "“{value}” may be January, or October that lost its zero. It was left empty; please confirm.",
    DateImpossible = "DATE_IMPOSSIBLE" / "日期不存在" / "impossible date"
        => "“{header}”的“{value}”不存在，请核对。" / "“{value}” in “{header}” does not exist. Check it.",
    DateUnparseable = "DATE_UNPARSEABLE" / "日期无法识别" / "unreadable date"
        => "“{header}”的“{value}”不是日期，请写成“1978.05”的样子。" / "“{value}” in “{header}” is no date. Write it like 1978.05.",
    AgeRetiredMismatch = "AGE_RETIRED_MISMATCH" / "年龄与离退休矛盾" / "age and retirement do not fit"
        => "按{detail}计算，年龄{result}岁与是否离退休“{value}”不相称，请核对。" / "On {detail} the age is {result}, which does not fit retired “{value}”. Check it.",
    UnknownCategory = "UNKNOWN_CATEGORY" / "人士类别不在1—9" / "unknown category"
        => "人士类别“{value}”不在1至9之内，请改正；多个类别用“、”分隔。" / "The category “{value}” is not among 1 to 9. Correct it; separate several by 、.",
    CategoryAffiliation = "CATEGORY_AFFILIATION" / "类别与政治面貌不符" / "category and affiliation do not fit"
        => "类别{value}通常不适用于“{detail}”，请确认。" / "Category {value} does not usually apply to “{detail}”. Please confirm.",
    CategoryRetired = "CATEGORY_RETIRED" / "类别8未标离退休" / "category 8 but not retired"
        => "类别8是离退休的老一代，但未标为离退休，请确认。" / "Category 8 is the retired older generation, but the person is not marked as retired. Please confirm.",
    UnknownPoliticalStatus = "UNKNOWN_POLITICAL_STATUS" / "政治面貌无法识别" / "unknown affiliation"
        => "政治面貌“{value}”无法识别，请改为规范名称，如“民盟盟员”“无党派人士”“群众”。"
        / "The affiliation “{value}” is unknown. Use the standard name, such as 民盟盟员, 无党派人士 or 群众.",
    CpcMember = "CPC_MEMBER" / "中共党员" / "member of the Communist Party"
        => "“{value}”不是党外代表人士，请删去此行或改正政治面貌。" / "“{value}” is no representative outside the Party. Delete the row or correct the affiliation.",
    OverseasUnclear = "OVERSEAS_UNCLEAR" / "港澳台侨情况不明" / "overseas status unclear"
        => "“{value}”对不上代码，已记为“其他”并保留原文，请确认。" / "“{value}” matches no code; it was recorded as other, with the words kept. Please confirm.",
    // Units.
    DuplicateCode = "DUPLICATE_CODE" / "单位代码重复" / "repeated unit code"
        => "单位代码“{value}”与第{row}行重复，请删去一行或改正代码。" / "The unit code “{value}” repeats row {row}. Delete one row or correct the code.",
    DuplicateUnitName = "DUPLICATE_UNIT_NAME" / "单位名称重复" / "repeated unit name"
        => "单位“{value}”已有别的代码（{detail}），请核对。" / "The unit “{value}” already has another code ({detail}). Check it.",
    UnknownUnit = "UNKNOWN_UNIT" / "单位不在组织机构表中" / "unknown unit"
        => "组织机构中没有“{value}”，请改为正式名称或先登记该单位。" / "There is no unit “{value}”. Use its official name, or register it first.",
    UnknownBranch = "UNKNOWN_BRANCH" / "党组织不存在" / "unknown branch"
        => "没有名为“{value}”的党总支或直属党支部，请改正。" / "There is no Party branch “{value}”. Correct it.",
    UnitShortName = "UNIT_SHORT_NAME" / "单位简称" / "short name of a unit"
        => "“{value}”是简称，读作“{result}”，请确认。" / "“{value}” is a short name; read as “{result}”. Please confirm.",
    UnknownParent = "UNKNOWN_PARENT" / "上级单位不存在" / "unknown parent unit"
        => "上级单位“{value}”不存在，按空白处理。" / "The parent unit “{value}” does not exist; it was left empty.",
    UnitCycle = "UNIT_CYCLE" / "单位循环隶属" / "circular units"
        => "“{value}”沿所属党组织最终隶属于自己，请改正。" / "“{value}” belongs to itself through its branches. Correct it.",
    // People and groups.
    DuplicateStaffNo = "DUPLICATE_STAFF_NO" / "工号重复" / "repeated staff number"
        => "工号“{value}”与第{row}行重复，请删去一行或改正工号。" / "The staff number “{value}” repeats row {row}. Delete one row or correct the number.",
    DuplicateNameUnit = "DUPLICATE_NAME_UNIT" / "疑似重复" / "possible duplicate"
        => "“{value}”与第{row}行的姓名、单位相同，又都没有工号，可能是同一人，请确认。"
        / "“{value}” has the same name and unit as row {row}, and neither has a staff number; possibly the same person. Please decide.",
    DuplicateNameKnown = "DUPLICATE_NAME_KNOWN" / "疑似已登记" / "possibly registered"
        => "“{value}”与已登记的人姓名、单位相同，但缺工号，可能是同一人，请确认。"
        / "Somebody registered has the name and unit of “{value}”, but a staff number is missing; possibly the same person. Please decide.",
    DuplicateGroup = "DUPLICATE_GROUP" / "团体重复" / "repeated group"
        => "“{value}”与第{row}行重复，请删去一行。" / "“{value}” repeats row {row}. Delete one row.",
    StaffNoOtherName = "STAFF_NO_OTHER_NAME" / "工号与姓名不符" / "staff number of another name"
        => "工号“{value}”登记的姓名是“{detail}”，请核对是改名还是工号填错。" / "The staff number “{value}” belongs to “{detail}”. Check whether the name changed or the number is wrong.",
    LeaderAndRepresentative = "LEADER_AND_REPRESENTATIVE" / "既是领导干部又是代表人士" / "both leader and representative"
        => "工号“{value}”在两份名册中都有：同一人不能既是党员领导干部又是党外代表人士，请核对。"
        / "The staff number “{value}” is in both registers; nobody is both leading cadre and representative. Check it.",
    // Rosters.
    RosterException = "ROSTER_EXCEPTION" / "结对数量例外" / "exception to the quota"
        => "{value}联系{groups}个团体、{persons}名人士，按例外处理，理由：{result}"
        / "{value} links {groups} group(s) and {persons} person(s); taken as an exception. Reason: {result}",
    RosterExceptionUnexplained = "ROSTER_EXCEPTION_UNEXPLAINED" / "结对数量例外无理由" / "exception without reason"
        => "{value}联系{groups}个团体、{persons}名人士，与“1个团体、2名人士”不符且没有理由，提交审定前请补上。"
        / "{value} links {groups} group(s) and {persons} person(s) instead of 1 group and 2 persons, without a reason. Add one before proposing.",
    PersonLeft = "PERSON_LEFT" / "已不在册" / "no longer listed"
        => "“{value}”在名单上，但已不在党外代表人士信息表中（调离、辞职等），不建立关联。" / "“{value}” is on the roster but no longer among the representatives; no link is made.",
    UnknownLeader = "UNKNOWN_LEADER" / "领导不在名册中" / "unknown leader"
        => "党员领导干部名册中没有“{value}”，请核对姓名。" / "“{value}” is not among the leading cadres. Check the name.",
    UnknownPerson = "UNKNOWN_PERSON" / "联系对象查无此人" / "unknown person"
        => "党外代表人士信息表中没有“{value}”，请核对姓名或先登记。" / "“{value}” is not among the representatives. Check the name, or register the person first.",
    UnknownGroup = "UNKNOWN_GROUP" / "团体不存在" / "unknown group"
        => "没有名为“{value}”的统战团体或基层组织，请改正。" / "There is no group “{value}”. Correct it.",
    AmbiguousName = "AMBIGUOUS_NAME" / "同名" / "ambiguous name"
        => "有{detail}名“{value}”，请写明所在单位。" / "There are {detail} persons named “{value}”. State the unit.",
    PersonUnitDiffers = "PERSON_UNIT_DIFFERS" / "所在单位不同" / "unit differs"
        => "“{value}”登记在“{result}”，与名单上的“{detail}”不同，请确认是同一人。" / "“{value}” is registered in “{result}”, not “{detail}”. Confirm that it is the same person.",
    DuplicatePair = "DUPLICATE_PAIR" / "重复结对" / "repeated pairing"
        => "该领导与“{value}”已在第{row}行结对，请删去一处。" / "This leader is already paired with “{value}” in row {row}. Delete one.",
    CountMismatch = "COUNT_MISMATCH" / "人数不符" / "count differs"
        => "标题写联系{value}人，表中有{result}人，请核对。" / "The heading says {value} persons, the table has {result}. Check it.",
    TierMismatch = "TIER_MISMATCH" / "层级不符" / "tier differs"
        => "{value}不是本名单应有层级的领导干部，请核对。" / "{value} is not of the tier this roster is for. Check it.",
    OwnerUnknown = "OWNER_UNKNOWN" / "名单归属不明" / "owner unknown"
        => "看不出“{value}”是哪个党总支或直属党支部的名单，请在导入时指定。" / "It is unclear whose roster “{value}” is. State the owner when importing.",
    YearMismatch = "YEAR_MISMATCH" / "学年不符" / "academic year differs"
        => "表题写的是{value}学年，与所选的{result}学年不同，请确认。" / "The title says {value}, but {result} was chosen. Please confirm.",
    // Ledgers of contacts.
    DateMissing = "DATE_MISSING" / "缺日期" / "date missing"
        => "没有填日期，请补填。" / "There is no date. Fill it in.",
    DayAmbiguous = "DAY_AMBIGUOUS" / "日期有歧义" / "ambiguous day"
        => "“{value}”可能丢了末尾的零（10.10存成数值就是10.1），请写成“10月1日”或“10月10日”的样子。"
        / "“{value}” may have lost its last zero (10.10 kept as a number is 10.1). Write it like 10月1日 or 10月10日.",
    DateOutOfYear = "DATE_OUT_OF_YEAR" / "日期不在本学年" / "date outside the year"
        => "“{value}”不在{detail}学年内，请核对日期或所选学年。" / "“{value}” is not in the academic year {detail}. Check the date, or the year chosen.",
    DateInFuture = "DATE_IN_FUTURE" / "日期在将来" / "date in the future"
        => "“{value}”晚于{detail}，还没有到，请核对。" / "“{value}” is after {detail} and has not come yet. Check it.",
    NotConfirmed = "NOT_CONFIRMED" / "记录未确认" / "record not confirmed"
        => "状态是“{value}”。只导入“{detail}”的记录；不是联系记录的状态时，请清空此格。"
        / "The state is “{value}”. Only records that are {detail} are imported; empty the cell if it is no state of a record.",
    ContentMissing = "CONTENT_MISSING" / "缺主要内容" / "content missing"
        => "没有填主要内容，请补填。" / "There is no content. Fill it in.",
    UnknownForm = "UNKNOWN_FORM" / "形式不在列表中" / "unknown form"
        => "形式“{value}”不在列表中，记为“{result}”，请确认。" / "The form “{value}” is not in the list; recorded as “{result}”. Please confirm.",
    NotPaired = "NOT_PAIRED" / "不在结对名单" / "not paired"
        => "当日的结对名单上没有这位领导与“{detail}”，照常导入，请确认。" / "The roster of the day does not link this leader with “{detail}”. The row is imported; please confirm.",
    DuplicateRecord = "DUPLICATE_RECORD" / "台账重复记录" / "repeated record"
        => "与第{row}行的日期、领导、对象和内容相同，照常导入，请确认是否重复。" / "Date, leader, counterpart and content are those of row {row}. The row is imported; check whether it is repeated.",
    NameEtcSuffix = "NAME_ETC_SUFFIX" / "“等N人”" / "“and others”"
        => "写的是{detail}人，只列出“{result}”，其余请补上姓名。" / "It says {detail} persons but names only “{result}”. Add the other names.",
}

impl ImportKind {
    /// Whether a file of the kind is for one academic year, which has to be said.
    pub const fn is_of_a_year(self) -> bool {
        matches!(self, Self::Roster | Self::Ledger)
    }
}

impl FindingCode {
    /// The code in the report of the command line: lower case, as `duplicate_staff_no`.
    pub fn report_code(self) -> String {
        self.code().to_ascii_lowercase()
    }
}

/// One thing found in a workbook, at one cell, row or sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The sheet's name; for a csv file the file's name without its ending.
    pub sheet: String,
    /// The row as the spreadsheet shows it; none for a whole sheet.
    pub row: Option<u32>,
    /// The column letters; none for a whole row or sheet.
    pub column: Option<String>,
    /// What it means for the row.
    pub severity: Severity,
    /// What was found.
    pub code: FindingCode,
    /// The parameters of the message, by name.
    pub params: Vec<(String, String)>,
}

impl Finding {
    /// A parameter of the message.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The message that explains the finding to the person who keeps the workbook.
    pub fn message(&self, lang: Lang) -> String {
        let mut params: Vec<(&str, &dyn std::fmt::Display)> = Vec::new();
        for (name, value) in &self.params {
            params.push((name, value));
        }
        self.code.text().render(lang, &params)
    }

    /// The line of the command line's report.
    pub fn report_line(&self, lang: Lang) -> ReportLine {
        ReportLine {
            sheet: self.sheet.clone(),
            row: self.row,
            column: self.column.clone(),
            severity: self.severity.code().to_ascii_lowercase(),
            code: self.code.report_code(),
            message: self.message(lang),
        }
    }
}

/// A line of the report that the command line writes as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// The sheet's name.
    pub sheet: String,
    /// The row as the spreadsheet shows it; null for a whole sheet.
    pub row: Option<u32>,
    /// The column letters; null for a whole row or sheet.
    pub column: Option<String>,
    /// `error`, `warning` or `normalised`.
    pub severity: String,
    /// The finding's code in lower case.
    pub code: String,
    /// The message in the language asked for.
    pub message: String,
}

crate::vocabulary! {
    /// Where an import stands.
    pub enum ImportStatus {
        /// The file was checked and nothing written yet.
        Checked = "CHECKED" / "已核对，待导入" / "Checked, not imported yet",
        Applied = "APPLIED" / "已导入" / "Imported",
        Undone = "UNDONE" / "已撤销" / "Undone",
        /// Nobody imported it in time; the file and the findings are gone.
        Expired = "EXPIRED" / "已过期" / "Expired",
    }
}

impl ImportStatus {
    /// Whether the file may be imported.
    pub const fn can_apply(self) -> bool {
        matches!(self, Self::Checked)
    }

    /// Whether the import may be undone, as far as its state goes.
    pub const fn can_undo(self) -> bool {
        matches!(self, Self::Applied)
    }
}

crate::vocabulary! {
    /// What is done with a row that may be somebody already known.
    pub enum DuplicateChoice {
        Skip = "SKIP" / "同一人，不导入此行" / "The same person; leave this row out",
        New = "NEW" / "不是同一人，新增" / "Another person; add them",
        Update = "UPDATE" / "同一人，更新已登记的资料" / "The same person; update the record",
    }
}

crate::vocabulary! {
    /// What an import writes.
    pub enum ImportRecord {
        Unit = "UNIT" / "单位" / "Unit",
        Leader = "LEADER" / "领导干部" / "Leader",
        Representative = "REPRESENTATIVE" / "代表人士" / "Representative",
        Group = "GROUP" / "组织（团体）" / "Group",
        Roster = "ROSTER" / "名单" / "Roster",
        RosterVersion = "ROSTER_VERSION" / "名单版本" / "Roster version",
        Pairing = "PAIRING" / "结对" / "Pairing",
        Contact = "CONTACT" / "联系记录" / "Contact record",
    }
}

crate::vocabulary! {
    /// Why a file cannot be read at all.
    pub enum FileProblem {
        Empty = "EMPTY" / "文件是空的" / "The file is empty.",
        TooLarge = "TOO_LARGE" / "文件太大，不能超过20 MB" / "The file is too large; the limit is 20 MB.",
        TooMuchContent = "TOO_MUCH_CONTENT" / "解压后的内容过大，请只保留需要导入的工作表" / "The file unpacks to too much content. Keep only the sheets to import.",
        TooManyRows = "TOO_MANY_ROWS" / "行数太多，每个工作表不能超过20000行" / "Too many rows; the limit is 20,000 a sheet.",
        TooManyCells = "TOO_MANY_CELLS" / "单元格太多，请只保留需要导入的工作表" / "Too many cells. Keep only the sheets to import.",
        PasswordProtected = "PASSWORD_PROTECTED" / "文件有打开密码，请取消密码后重新上传" / "The file is protected by a password. Remove it and upload again.",
        OldFormat = "OLD_FORMAT" / "这是旧版的.xls文件，请另存为.xlsx后重新上传" / "This is an old .xls file. Save it as .xlsx and upload again.",
        NotAWorkbook = "NOT_A_WORKBOOK" / "这不是Excel工作簿（.xlsx）或CSV文件" / "This is neither an Excel workbook (.xlsx) nor a CSV file.",
        WrongEnding = "WRONG_ENDING" / "文件扩展名与内容不符，应为.xlsx或.csv" / "The ending of the name does not fit the content; it should be .xlsx or .csv.",
        Damaged = "DAMAGED" / "文件已损坏，请用Excel或WPS打开、另存后重新上传" / "The file is damaged. Open it, save it again and upload that.",
        UnknownEncoding = "UNKNOWN_ENCODING" / "CSV文件的编码无法识别，请存为UTF-8" / "The encoding of the CSV file is unknown. Save it as UTF-8.",
    }
}

impl std::error::Error for FileProblem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_explains_itself_in_both_languages() {
        let finding = Finding {
            sheet: "人员".into(),
            row: Some(17),
            column: Some("A".into()),
            severity: Severity::Error,
            code: FindingCode::DuplicateStaffNo,
            params: vec![("value".into(), "000177".into()), ("row".into(), "5".into())],
        };
        assert_eq!(finding.message(Lang::Zh), "工号“000177”与第5行重复，请删去一行或改正工号。");
        assert_eq!(finding.report_line(Lang::En).code, "duplicate_staff_no");
        assert_eq!(finding.report_line(Lang::En).severity, "error");
    }
}
