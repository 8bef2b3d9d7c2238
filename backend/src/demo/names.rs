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
    "启明", "文远", "承泽", "立德", "德正", "浩然", "家铭", "绍衡", "景行", "思齐", "守诚", "泽润", "鸿博",
    "彦钧", "季平", "敬之", "松柏", "国栋", "仲谦", "怀瑾", "子墨", "志坚", "晓峰", "凯旋", "卓越", "维岳",
    "明远", "建平", "学文", "宏伟", "永康", "振华", "云飞", "天佑", "博文", "俊杰", "嘉诚", "一鸣", "海涛",
    "少华", "伟", "强", "磊", "军", "勇", "涛", "斌", "鹏", "毅", "超",
];

const FEMALE: &[&str] = &[
    "若兰", "静仪", "思涵", "雅琴", "秋月", "晓蕾", "雨桐", "婉清", "佩玲", "慧敏", "素心", "书瑶", "嘉怡",
    "春燕", "梦洁", "云舒", "采薇", "芷宁", "映雪", "淑贞", "丽华", "沁语", "诗妍", "含英", "以柔", "佳音",
    "文静", "美玲", "晓雯", "海燕", "玉洁", "秀兰", "红梅", "欣然", "月华", "亦菲", "念慈", "怡宁", "小满",
    "知夏", "敏", "静", "丽", "娟", "洁", "艳", "霞", "莉", "颖", "婷",
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

const TIBETAN: &[&str] =
    &["扎西", "丹增", "洛桑", "格桑", "白玛", "次仁", "达娃", "尼玛", "索朗", "益西", "仁增", "赤列"];
const TIBETAN_MALE: &[&str] = &["多吉", "旺堆", "顿珠", "平措", "罗布", "才让"];
const TIBETAN_FEMALE: &[&str] = &["卓玛", "拉姆", "央金", "德吉", "卓嘎", "曲珍"];

const YI: &[&str] = &["吉克·", "阿苏", "沙马", "曲比·", "马海", "的莫", "曲木", "阿约"];
const YI_MALE: &[&str] = &["木呷", "尔布", "拉铁", "伍各", "史哈", "子日"];
const YI_FEMALE: &[&str] = &["阿依", "伍果", "金花", "阿英", "莫尔扎", "布西"];

/// A name as most people in the college have one.
pub(super) fn person(dice: &mut Dice, sex: Sex) -> String {
    let given = if dice.percent(2) {
        dice.pick(RARE)
    } else {
        dice.pick(if sex == Sex::Male { MALE } else { FEMALE })
    };
    format!("{}{given}", dice.pick(SURNAMES))
}

/// A name as people of an ethnicity (GB/T 3304) often have one.
pub(super) fn of_ethnicity(dice: &mut Dice, sex: Sex, ethnicity: &str) -> String {
    let (first, male, female) = match ethnicity {
        "04" => (dice.pick(TIBETAN), TIBETAN_MALE, TIBETAN_FEMALE),
        "05" | "17" => {
            let given = dice.pick(if sex == Sex::Male { TURKIC_MALE } else { TURKIC_FEMALE });
            return format!("{given}·{}", dice.pick(FATHERS));
        }
        "07" => (dice.pick(YI), YI_MALE, YI_FEMALE),
        _ => return person(dice, sex),
    };
    format!("{first}{}", dice.pick(if sex == Sex::Male { male } else { female }))
}

/// A mobile number that is nobody's.
pub(super) fn mobile(dice: &mut Dice) -> String {
    let prefix = dice.pick(&["130", "135", "138", "139", "150", "158", "177", "186", "199"]);
    format!("{prefix}0000{:04}", dice.between(1, 9999))
}
