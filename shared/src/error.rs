//! Error codes and reasons: the one vocabulary of what can go wrong, for both ends.
//!
//! The interface answers with a code (what a program branches on), a reason (what a person reads,
//! rendered from the table here) and, for input, the path of each faulty field.

use serde::{Deserialize, Serialize};

crate::vocabulary! {
    /// What a caller can do about an error. `extensions.code` of every GraphQL error.
    pub enum ErrorCode {
        /// No valid sign-in; sign in and try again.
        Unauthenticated = "UNAUTHENTICATED" / "请先登录" / "Please sign in",
        /// Visible, but the caller may not do this.
        Forbidden = "FORBIDDEN" / "没有权限" / "Not permitted",
        /// Does not exist, or lies outside what the caller may see; the two look alike.
        NotFound = "NOT_FOUND" / "未找到" / "Not found",
        /// The input is wrong; `extensions.fields` says where.
        BadUserInput = "BAD_USER_INPUT" / "填写有误" / "Input is not valid",
        /// The thing has changed, or is not in the state for this.
        Conflict = "CONFLICT" / "内容已有变化" / "Conflict",
        /// Too many requests; `extensions.retryAfter` says how many seconds to wait.
        RateLimited = "RATE_LIMITED" / "请求过于频繁" / "Too many requests",
        /// The document is not GraphQL.
        GraphqlParseFailed = "GRAPHQL_PARSE_FAILED" / "查询语句无法解析" / "The document cannot be parsed",
        /// The document does not fit the schema or the limits.
        GraphqlValidationFailed = "GRAPHQL_VALIDATION_FAILED" / "查询语句不符合接口定义" / "The document is not valid",
        /// The HTTP request itself is wrong: method, media type, size or form.
        BadRequest = "BAD_REQUEST" / "请求格式有误" / "The request is malformed",
        /// The server failed; the request id leads to the log.
        InternalServerError = "INTERNAL_SERVER_ERROR" / "系统出错" / "Internal error",
        /// The server is busy or stopping; try again.
        Unavailable = "UNAVAILABLE" / "系统繁忙" / "Temporarily unavailable",
    }
}

crate::texts! {
    /// Why something was refused, in words for the person who asked.
    pub enum Reason {
        // Sign-in
        SignInRequired = "请先登录。" / "Please sign in.",
        SignInFailed = "用户名或密码不正确。" / "The user name or password is wrong.",
        SignInLocked = "尝试次数过多，请{minutes}分钟后再试。" / "Too many attempts; try again in {minutes} minutes.",
        SessionEnded = "登录已失效，请重新登录。" / "Your session has ended; please sign in again.",
        LinkUsed = "链接已使用或已过期，请联系系统管理员。" / "The link was used or has expired; ask the system administrator.",
        AdministratorAlone = "三员不能兼任其他角色。" / "An administrator holds no other role.",
        OwnAccount = "不能对本人的账号进行此操作，请由另一位管理员办理。" / "You cannot do this to your own account; another administrator must.",
        OwnGrants = "不能给本人授予或撤销角色。" / "Nobody changes their own roles.",
        OnePerson = "请选择一位领导干部或代表人士，或填写工作人员姓名。" / "Name one leader or one representative, or give the name of a member of staff.",
        AccountExists = "此人已有账号。" / "This person has an account already.",
        RoleByGrant = "角色由安全管理员授予。" / "Roles are granted by the security administrator.",
        RoleEvident = "此角色随人员身份而定，不另行授予。" / "This role follows from who the person is; it is not granted.",
        RoleHeld = "已有此角色。" / "The role is held already.",
        RoleNeedsBranch = "请选择党总支或直属党支部。" / "Choose a general or directly-affiliated branch.",
        RoleNeedsUnit = "请选择单位。" / "Choose a unit.",
        RoleOfCollege = "此角色面向全校，不选单位。" / "This role is of the whole college; choose no unit.",
        NoAccount = "此人尚未开通账号，请先由系统管理员开通。" / "This person has no account yet; the system administrator opens one first.",
        HasSecretary = "该党组织已有书记，无须代行。" / "The branch has a secretary; nobody acts for one.",
        HasDeputy = "该党组织已有代行人，请先终止原代行。" / "Somebody acts for this branch already; end that first.",
        DateInPast = "日期不能早于今天。" / "The date cannot be in the past.",
        EndBeforeStart = "结束日期不能早于开始日期。" / "The end cannot be before the start.",
        // Access
        NotPermitted = "您没有进行此操作的权限。" / "You are not permitted to do this.",
        NotVisible = "没有找到，或不在您的数据范围内。" / "Not found, or outside what you may see.",
        OwnWork = "本人经办的事项须由他人办理。" / "Somebody who did not do this must act.",
        // State
        VersionChanged = "内容已被他人修改，请刷新后再试。" / "Somebody changed this meanwhile; reload and try again.",
        PeopleChanged = "有{count}人的资料已被他人修改，全部没有改动，请刷新后重新选择。" / "Somebody changed {count} of the records meanwhile; nothing was changed. Reload and choose again.",
        WrongState = "当前状态“{status}”下不能进行此操作。" / "This is not possible in the state “{status}”.",
        DraftExists = "已有一份未办结的名单草稿，请先处理。" / "A draft of this roster is open already; finish it first.",
        NothingToRollForward = "没有可延用的现行名单。" / "There is no roster in force to roll forward.",
        Archived = "已归档，不能使用。" / "It is archived and cannot be used.",
        AlreadyArchived = "已归档。" / "It is archived already.",
        RosterBlocked = "名单还有{count}个问题须先处理。" / "{count} findings of the roster must be solved first.",
        InForceChanged = "现行名单已有变化，请撤回本稿后重新起草。" / "The roster in force has changed; withdraw this draft and begin again.",
        LeaderElsewhere = "该领导干部不属于这份名单的范围。" / "This leader does not belong on this roster.",
        LineNotThere = "名单中没有这一结对。" / "This pairing is not on the roster.",
        NotARosterOwner = "只有学校和党总支（直属党支部）有名单。" / "Only the college and its branches have rosters.",
        UrgedLately = "三个工作日内已催办过。" / "They were urged within the last three working days.",
        BeforeMeeting = "执行日期不能早于会议日期。" / "It cannot take force before the meeting.",
        BeforePredecessor = "执行日期不能早于现行名单的执行日期。" / "It cannot take force before the roster in force did.",
        YearRange = "只能起草本学年或下一学年的名单。" / "Only this academic year and the next can be drafted.",
        // Input
        Required = "必填。" / "This is required.",
        TooLong = "最多{max}个字。" / "At most {max} characters.",
        TooShort = "至少{min}个字。" / "At least {min} characters.",
        NotAnId = "编号格式不正确。" / "This is not a valid id.",
        NotACode = "代码“{value}”不在代码表中。" / "“{value}” is not a known code.",
        NotADate = "日期格式不正确，应为2026-09-25。" / "Not a date; write 2026-09-25.",
        DateInFuture = "日期不能晚于今天。" / "The date cannot be in the future.",
        PageSize = "每页数量应为1至100。" / "The page size must be 1 to 100.",
        BadCursor = "翻页位置已失效，请回到第一页。" / "The cursor is not valid; start from the first page.",
        StaffNumberFormat = "工号应为6位数字。" / "A staff number has six digits.",
        StaffNumberTaken = "工号已被使用。" / "This staff number is taken.",
        NameFormat = "姓名应为1至50个字，不含控制字符。" / "A name has 1 to 50 characters and no control characters.",
        CodeTaken = "代码已被使用。" / "This code is taken.",
        UsernameTaken = "用户名已被使用。" / "This user name is taken.",
        PartyMember = "中共党员不能列为党外代表人士。" / "A Party member cannot be a representative.",
        CategoryRange = "人士类别应为1至9，至少一类。" / "Categories are 1 to 9, at least one.",
        LeaderAndRepresentative = "此工号已用于领导干部或党外代表人士；同一人不能兼为两者。" / "This staff number belongs to a leader or a representative; nobody is both.",
        PossibleDuplicate = "同一单位已有同名的{count}人，请核对是否同一人。" / "The unit already has {count} of this name; check whether it is the same person.",
        UnitClosed = "该单位已撤销，请改用其承接单位“{successor}”。" / "The unit is closed; use its successor “{successor}”.",
        UnitInUse = "该党组织仍有所属单位或领导干部，不能改变单位类别。" / "Units or leaders belong to this branch; its kind cannot change.",
        OneCollege = "组织机构中应有且只有一个学校。" / "There is exactly one college.",
        SuccessorNeeded = "请选择另一个未撤销的单位作为承接单位。" / "Choose another open unit as the successor.",
        TooMany = "一次最多{max}个。" / "At most {max} at once.",
        NotAMonth = "年月格式不正确，应为1978-05。" / "Not a month; write 1978-05.",
        NotNegative = "应为不小于零的整数。" / "This must be zero or more.",
        OnlySensitive = "只有敏感信息须说明用途后查看。" / "Only the group SENSITIVE is revealed.",
        UnitCycle = "所属党组织不能形成循环。" / "Units cannot contain each other.",
        NotABranch = "所属党组织应为党总支或直属党支部。" / "The branch must be a general or directly-affiliated branch.",
        SamePairTwice = "同一对结对不能重复。" / "The same pair is on the roster twice.",
        PasswordTooShort = "密码至少{min}位。" / "A password has at least {min} characters.",
        BadPhone = "电话号码格式不正确。" / "This is not a telephone number.",
        BadEmail = "邮箱格式不正确。" / "This is not an e-mail address.",
        OneOfTwo = "代表人士与组织（团体）只能选其一。" / "Choose either a representative or a group.",
        // Contacts
        SayWhetherRaised = "请填写提出的意见或困难，或勾选“没有提出”。" / "Enter what was raised, or tick that nothing was.",
        RaisedAndNothing = "已填写意见或困难，请取消“没有提出”。" / "Something is entered; take back that nothing was raised.",
        NotPairedThen = "当日不是所选领导干部的联谊对象。" / "Not paired with the chosen leaders on that day.",
        NotALeaderThen = "当日不在任。" / "Not in office on that day.",
        DraftElsewhere = "这份草稿已在别处改动，请先查看那边的内容。" / "This draft was changed elsewhere; look at that first.",
        NextBeforeContact = "下一步的日期不能早于联系日期。" / "The next step cannot be before the contact.",
        CadenceOrder = "提醒天数应大于零，超期天数应比它大，且不超过{max}天。" / "The first number is above zero, the second larger than it and at most {max}.",
        // Attachments
        AttachmentKind = "不接受这种文件。可用JPG、PNG图片，PDF、OFD，以及docx、xlsx、pptx文件。" / "Files of this kind are not taken. JPG and PNG pictures, PDF, OFD, docx, xlsx and pptx are.",
        AttachmentEmpty = "文件是空的。" / "The file is empty.",
        AttachmentDamaged = "文件已损坏或设有密码，无法读取。" / "The file is damaged or protected by a password.",
        AttachmentMacros = "文件含有宏，请另存为不含宏的文件。" / "The file contains macros; save it without them.",
        AttachmentTooMuch = "文件展开后过大。" / "Unpacked, the file is too large.",
        AttachmentGone = "附件已不存在，请移除后重新上传。" / "The file is gone; remove it and upload it again.",
        StorageFailed = "附件存储暂时不可用，请稍后再试。" / "Files cannot be stored or read at the moment; try again later.",
        // Trends of thought
        NotPairedNow = "不是您现在的联谊对象。" / "You are not paired with them now.",
        NotAReader = "只能选统战干事或党委委员。" / "Only officers of the department and members of the committee can be chosen.",
        NobodyReads = "您就是本党组织书记，或本党组织目前没有书记，请选择上报给谁。" / "You are the secretary of your branch, or there is none: choose to whom it goes.",
        NotForReview = "还没有到复核日期。" / "Its review is not due yet.",
        // Reasons to visit
        CareTooLate = "只能登记{days}天以内的。" / "It was more than {days} days ago.",
        CareTooEarly = "最早可在{days}天前登记。" / "It can be entered at most {days} days ahead.",
        CareThere = "已经登记过，如有新情况请先结束原来的。" / "It is entered already; end that one first.",
        FestivalDayMissing = "请填写下一次的日期，应在今后{days}天以内。" / "Say when it is next, within the coming {days} days.",
        // Calendar
        CalendarFile = "不是节假日安排文件：应为JSON，含year和days，每一天有name、date、isOffDay。" / "Not a file of holidays: JSON with year and days, each day with name, date and isOffDay.",
        CalendarYear = "年份应在2000年至2100年之间。" / "The year lies between 2000 and 2100.",
        CalendarNoDays = "文件中没有日期。" / "There are no days in the file.",
        CalendarOtherYear = "{date}不在{year}年内，也不是与其相连的元旦假期。" / "{date} is neither in {year} nor in the new year’s holiday around it.",
        CalendarName = "{date}没有节日名称，或名称超过{max}个字。" / "{date} has no name, or one longer than {max} characters.",
        CalendarNotMadeUp = "{date}是周一至周五，本来就上班，不能标为调休上班。" / "{date} is a weekday and worked anyway; it cannot be a make-up day.",
        CalendarTwice = "{date}出现了两次。" / "{date} appears twice.",
        // Plans
        NotToPlan = "目前不是可安排的联谊对象。" / "Not a pairing in force that you may plan for.",
        NotATime = "时间格式不正确，应为09:30。" / "Not a time of day; write 09:30.",
        TimesReversed = "结束时间应晚于开始时间。" / "The end must be after the beginning.",
        RepeatEnd = "请填写重复到哪一天，或共几次，两者选一。" / "Say until which day it repeats, or how many times: one of the two.",
        RepeatLength = "重复的安排应为2至{max}次。" / "A plan repeats 2 to {max} times.",
        ProposalOpen = "您提出的时间还在等待答复，可先撤回再提。" / "A time that you proposed still waits for an answer; take it back first.",
        NoCalendar = "只有领导干部和党外代表人士有自己的联系日历。" / "Only leaders and representatives have a calendar of their own.",
        // Notices
        UrgedThisWeek = "七天内已提醒过。" / "They were urged within the last seven days.",
        MailOff = "本系统没有配置发信。" / "This system sends no mail.",
        CodeWrong = "确认码不对或已失效，请核对或重新发送。" / "The code is wrong or no longer good; check it or have it sent again.",
        CodeLately = "确认码刚刚发出，请一分钟后再试。" / "A code was sent just now; try again in a minute.",
        // Import
        FileMediaType = "上传文件的内容类型须为application/octet-stream。" / "Upload with the content type application/octet-stream.",
        FileName = "文件名不能含路径或控制字符，最多{max}个字。" / "A file name has no path and no control characters, and at most {max} characters.",
        ImportFile = "文件无法读取：{problem}" / "The file cannot be read: {problem}",
        ImportHasErrors = "文件有{count}处错误，没有导入。可先更正，或只导入无错误的{clean}行。" / "The file has {count} errors; nothing was imported. Correct it, or take only the {clean} rows without errors.",
        ImportRowRefused = "“{row}”行不能导入，全部没有导入：{reason}" / "Row “{row}” cannot be imported; nothing was imported: {reason}",
        ImportExpired = "文件已删除（上传后保留7天），请重新上传。" / "The file is gone (kept for 7 days); upload it again.",
        ImportUndoExpired = "导入前的内容已删除（上传后保留7天），不能再撤销。" / "What stood before is gone (kept for 7 days after the upload); the import can no longer be undone.",
        ImportUndoBlocked = "有{count}行导入后又有改动或已被使用，不能撤销：{rows}" / "{count} rows were changed or used since; the import cannot be undone: {rows}",
        RosterInForce = "该党组织已有现行名单，不能再导入历史名单。" / "This owner has a roster in force; a roster of the past cannot be imported.",
        // The request
        MethodNotAllowed = "只接受POST请求（已登记的查询语句也可用GET）。" / "Only POST is accepted; GET for registered documents.",
        WrongMediaType = "请求的内容类型须为application/json。" / "The content type must be application/json.",
        BodyTooLarge = "请求内容超过{max}字节。" / "The body exceeds {max} bytes.",
        BodyNotJson = "请求内容不是有效的JSON对象。" / "The body is not a valid JSON object.",
        OneOperation = "一次请求只能执行一个操作。" / "One operation per request.",
        DocumentTooLarge = "查询语句过于复杂。" / "The document is too complex.",
        DocumentTooDeep = "查询语句嵌套过深。" / "The document is nested too deeply.",
        DocumentUnknown = "没有登记这一查询语句。" / "No such document is registered.",
        TooManyAliases = "查询语句中别名过多。" / "The document has too many aliases.",
        TooManyDirectives = "查询语句中指令过多。" / "The document has too many directives.",
        VariablesTooLarge = "查询变量过大或嵌套过深。" / "The variables are too large or nested too deeply.",
        AnswerTooLarge = "结果过大，请缩小查询范围。" / "The answer is too large; ask for less.",
        TooFast = "请求过于频繁，请{seconds}秒后再试。" / "Too many requests; try again in {seconds} seconds.",
        NotAcceptable = "只能以application/json或application/graphql-response+json应答。" / "The answer is application/json or application/graphql-response+json.",
        CrossSite = "不接受来自其他网站的请求。" / "Requests from other sites are refused.",
        Deadline = "处理超时，请稍后再试。" / "The request took too long; try again later.",
        BadToken = "访问令牌无效。" / "The access token is not valid.",
        Invalid = "填写有误，请检查标出的内容。" / "Please check the marked fields.",
        Parse = "查询语句无法解析。" / "The document cannot be parsed.",
        Validation = "查询语句不符合接口定义。" / "The document does not fit the schema.",
        Internal = "系统出错，请联系管理员并告知请求编号。" / "Something failed; tell an administrator the request id.",
        Busy = "系统繁忙，请稍后再试。" / "The server is busy; try again.",
        DiskFull = "服务器存储读写失败（空间可能已满），内容没有保存，请联系管理员。" / "The server cannot write to its disk, which may be full; nothing was saved. Tell an administrator.",
        DatabaseReadOnly = "数据库只读，内容没有保存，请联系管理员。" / "The database is read-only; nothing was saved. Tell an administrator.",
    }
}

/// One faulty input field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// The path of the field below the operation's arguments: `input.name`.
    pub path: String,
    /// The key of the [`Reason`].
    pub reason: String,
    /// The reason in the language of the request.
    pub message: String,
}
