//! Names of people who do not exist.

use lianyi_shared::people::Sex;

use super::dice::Dice;

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余",
    "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "范", "方", "石", "姚", "谭", "廖", "邹", "熊",
    "金", "陆", "郝", "孔", "白", "崔", "康", "毛", "邱", "秦", "江", "史", "欧阳", "上官", "司马", "诸葛",
];

const MALE: &[&str] = &[
    "启", "文", "承", "远", "立", "德", "正", "明", "浩", "然", "家", "铭", "绍", "衡", "景", "行", "思",
    "齐", "守", "诚", "泽", "润", "鸿", "博", "彦", "钧", "季", "平", "敬", "之", "松", "柏", "维", "岳",
    "卓", "越", "凯", "旋", "志", "坚", "晓", "峰", "国", "栋", "仲", "谦", "怀", "瑾", "子", "墨",
];

const FEMALE: &[&str] = &[
    "若", "兰", "静", "仪", "思", "涵", "雅", "琴", "秋", "月", "晓", "蕾", "雨", "桐", "婉", "清", "佩",
    "玲", "慧", "敏", "素", "心", "书", "瑶", "嘉", "怡", "春", "燕", "梦", "洁", "云", "舒", "采", "薇",
    "芷", "宁", "映", "雪", "淑", "贞", "丽", "华", "沁", "语", "诗", "妍", "含", "英", "以", "柔",
];

/// Given names with characters outside the basic block; they must survive every path.
const RARE: &[&str] = &["𬭎", "𬱖", "𬍛", "𬸚", "𫖯", "𬎆"];

/// Uygur and Kazak names: a given name, a dot, the father's name.
const TURKIC_MALE: &[&str] =
    &["吾买尔江", "艾尼瓦尔", "阿卜杜热合曼", "玉素甫江", "叶尔兰别克", "热合木图拉", "迪力夏提"];
const TURKIC_FEMALE: &[&str] =
    &["阿依古丽", "古丽巴哈尔", "祖丽胡玛尔", "热依汗古丽", "米日古丽", "阿依努尔", "帕提古丽"];
const FATHERS: &[&str] = &[
    "买买提明",
    "托合提尼亚孜",
    "阿布都热依木",
    "吐尔逊",
    "卡德尔",
    "赛买提",
    "巴合提别克",
    "阿不力孜",
    "艾合买提江",
];

const TIBETAN_MALE: &[&str] = &["扎西多吉", "丹增", "洛桑次仁", "格桑·旺堆", "多吉才让"];
const TIBETAN_FEMALE: &[&str] = &["卓玛", "白玛央金", "次仁·德吉", "格桑拉姆", "达娃卓嘎"];
const YI_MALE: &[&str] = &["阿苏木呷", "吉克尔布", "沙马·拉铁", "马海伍各", "曲比史哈"];
const YI_FEMALE: &[&str] = &["吉克阿依", "阿苏·伍果", "沙马金花", "曲木阿英", "的莫尔扎"];

/// A name as most people in the college have one.
pub(super) fn person(dice: &mut Dice, sex: Sex) -> String {
    let given = if sex == Sex::Male { MALE } else { FEMALE };
    let surname = dice.pick(SURNAMES);
    let first = dice.pick(given);
    if dice.percent(2) {
        format!("{surname}{}", dice.pick(RARE))
    } else if dice.percent(18) {
        format!("{surname}{first}")
    } else {
        format!("{surname}{first}{}", dice.pick(given))
    }
}

/// A name as people of an ethnicity (GB/T 3304) often have one.
pub(super) fn of_ethnicity(dice: &mut Dice, sex: Sex, ethnicity: &str) -> String {
    let (male, female) = match ethnicity {
        "04" => (TIBETAN_MALE, TIBETAN_FEMALE),
        "05" | "17" => (TURKIC_MALE, TURKIC_FEMALE),
        "07" => (YI_MALE, YI_FEMALE),
        _ => return person(dice, sex),
    };
    let given = dice.pick(if sex == Sex::Male { male } else { female });
    if matches!(ethnicity, "05" | "17") {
        format!("{given}·{}", dice.pick(FATHERS))
    } else {
        given.to_owned()
    }
}

/// A mobile number that is nobody's.
pub(super) fn mobile(dice: &mut Dice) -> String {
    let prefix = dice.pick(&["130", "135", "138", "139", "150", "158", "177", "186", "199"]);
    format!("{prefix}0000{:04}", dice.between(1, 9999))
}
