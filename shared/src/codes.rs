//! Code lists with a national standard, and the nine categories of P3.
//!
//! A value is stored by its code and shown by its label. Office files write labels, short forms or
//! the code itself; `find` reads all of them, and each spelling has exactly one reading.

use crate::text::Lang;

/// One entry of a code list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// What is stored and sent.
    pub code: &'static str,
    /// The Chinese label.
    pub zh: &'static str,
    /// The English label.
    pub en: &'static str,
    /// Other spellings found in office files.
    pub synonyms: &'static [&'static str],
}

impl Code {
    /// The label in a language.
    pub const fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// The entry that a code, a label or a synonym names.
pub fn find(list: &'static [Code], text: &str) -> Option<&'static Code> {
    list.iter().find(|entry| entry.code == text || entry.zh == text || entry.synonyms.contains(&text))
}

/// The entry of exactly that code.
pub fn by_code(list: &'static [Code], code: &str) -> Option<&'static Code> {
    list.iter().find(|entry| entry.code == code)
}

/// A category of representatives (P3) with its number: 「3 党外教授、学科带头人」.
pub fn category(number: i32, lang: Lang) -> String {
    let code = number.to_string();
    match by_code(CATEGORIES, &code) {
        Some(category) => format!("{code} {}", category.label(lang)),
        None => code,
    }
}

macro_rules! codes {
    (
        $(#[$meta:meta])*
        $name:ident { $( $code:literal $zh:literal $en:literal [$($synonym:literal),*] )+ }
    ) => {
        $(#[$meta])*
        pub const $name: &[Code] = &[
            $(Code { code: $code, zh: $zh, en: $en, synonyms: &[$($synonym),*] },)+
        ];
    };
}

codes! {
    /// Political affiliation, GB/T 4762. Representatives are never 01 or 02.
    AFFILIATIONS {
        "01" "中共党员" "Member of the Communist Party of China" ["中国共产党党员", "党员", "中共正式党员"]
        "02" "中共预备党员" "Probationary member of the Communist Party of China" ["中国共产党预备党员", "预备党员"]
        "03" "共青团员" "Member of the Communist Youth League" ["团员"]
        "04" "民革党员" "Revolutionary Committee of the Chinese Kuomintang" ["民革", "民革会员", "中国国民党革命委员会党员"]
        "05" "民盟盟员" "China Democratic League" ["民盟", "民盟成员", "中国民主同盟盟员"]
        "06" "民建会员" "China National Democratic Construction Association" ["民建", "中国民主建国会会员"]
        "07" "民进会员" "China Association for Promoting Democracy" ["民进", "中国民主促进会会员"]
        "08" "农工党党员" "Chinese Peasants and Workers Democratic Party" ["农工党", "农工民主党党员", "中国农工民主党党员"]
        "09" "致公党党员" "China Zhi Gong Party" ["致公党", "中国致公党党员"]
        "10" "九三学社社员" "Jiusan Society" ["九三", "九三学社", "九三社员"]
        "11" "台盟盟员" "Taiwan Democratic Self-Government League" ["台盟", "台湾民主自治同盟盟员"]
        "12" "无党派人士" "Personage without party affiliation" ["无党派", "无党派民主人士"]
        "13" "群众" "No affiliation" ["普通群众"]
    }
}

codes! {
    /// Ethnicity, GB/T 3304.
    ETHNICITIES {
        "01" "汉族" "Han" ["汉"] "02" "蒙古族" "Mongol" ["蒙古", "蒙族"] "03" "回族" "Hui" ["回"] "04" "藏族" "Zang" ["藏"]
        "05" "维吾尔族" "Uygur" ["维吾尔", "维族"] "06" "苗族" "Miao" ["苗"] "07" "彝族" "Yi" ["彝"] "08" "壮族" "Zhuang" ["壮"]
        "09" "布依族" "Buyei" ["布依"] "10" "朝鲜族" "Chosen" ["朝鲜"] "11" "满族" "Man" ["满"] "12" "侗族" "Dong" ["侗"]
        "13" "瑶族" "Yao" ["瑶"] "14" "白族" "Bai" ["白"] "15" "土家族" "Tujia" ["土家"] "16" "哈尼族" "Hani" ["哈尼"]
        "17" "哈萨克族" "Kazak" ["哈萨克"] "18" "傣族" "Dai" ["傣"] "19" "黎族" "Li" ["黎"] "20" "傈僳族" "Lisu" ["傈僳"]
        "21" "佤族" "Va" ["佤"] "22" "畲族" "She" ["畲"] "23" "高山族" "Gaoshan" ["高山"] "24" "拉祜族" "Lahu" ["拉祜"]
        "25" "水族" "Sui" ["水"] "26" "东乡族" "Dongxiang" ["东乡"] "27" "纳西族" "Naxi" ["纳西"] "28" "景颇族" "Jingpo" ["景颇"]
        "29" "柯尔克孜族" "Kirgiz" ["柯尔克孜"] "30" "土族" "Tu" ["土"] "31" "达斡尔族" "Daur" ["达斡尔"] "32" "仫佬族" "Mulao" ["仫佬"]
        "33" "羌族" "Qiang" ["羌"] "34" "布朗族" "Blang" ["布朗"] "35" "撒拉族" "Salar" ["撒拉"] "36" "毛南族" "Maonan" ["毛南"]
        "37" "仡佬族" "Gelao" ["仡佬"] "38" "锡伯族" "Xibe" ["锡伯"] "39" "阿昌族" "Achang" ["阿昌"] "40" "普米族" "Pumi" ["普米"]
        "41" "塔吉克族" "Tajik" ["塔吉克"] "42" "怒族" "Nu" ["怒"] "43" "乌孜别克族" "Uzbek" ["乌孜别克"] "44" "俄罗斯族" "Russ" ["俄罗斯"]
        "45" "鄂温克族" "Ewenki" ["鄂温克"] "46" "德昂族" "Deang" ["德昂"] "47" "保安族" "Bonan" ["保安"] "48" "裕固族" "Yugur" ["裕固"]
        "49" "京族" "Gin" ["京"] "50" "塔塔尔族" "Tatar" ["塔塔尔"] "51" "独龙族" "Derung" ["独龙"] "52" "鄂伦春族" "Oroqen" ["鄂伦春"]
        "53" "赫哲族" "Hezhen" ["赫哲"] "54" "门巴族" "Monba" ["门巴"] "55" "珞巴族" "Lhoba" ["珞巴"] "56" "基诺族" "Jino" ["基诺"]
        "97" "其他" "Other" [] "98" "外国血统中国籍人士" "Chinese citizen of foreign descent" []
    }
}

codes! {
    /// Status as to Hong Kong, Macao, Taiwan and overseas, JY/T 1001.
    ///
    /// 港澳眷属 does not say which of 02 and 04 is meant; it is 99 with the words kept as remark.
    OVERSEAS {
        "00" "否" "None" ["无", "不是"]
        "01" "香港同胞" "Hong Kong compatriot" ["港胞"]
        "02" "香港同胞亲属" "Relative of a Hong Kong compatriot" ["港属", "香港眷属"]
        "03" "澳门同胞" "Macao compatriot" ["澳胞"]
        "04" "澳门同胞亲属" "Relative of a Macao compatriot" ["澳属", "澳门眷属"]
        "05" "台湾同胞" "Taiwan compatriot" ["台胞"]
        "06" "台湾同胞亲属" "Relative of a Taiwan compatriot" ["台属"]
        "11" "华侨" "Overseas Chinese" []
        "12" "侨眷" "Relative of an overseas Chinese" ["侨属"]
        "13" "归侨" "Returned overseas Chinese" []
        "14" "归侨子女" "Child of a returned overseas Chinese" []
        "21" "归国留学人员" "Returned student" ["留学归国人员", "海归"]
        "31" "非华裔中国人" "Chinese citizen not of Chinese descent" []
        "41" "外籍华裔人" "Foreign citizen of Chinese descent" ["外籍华人"]
        "51" "外国人" "Foreigner" []
        "99" "其他" "Other" ["港澳眷属"]
    }
}

codes! {
    /// The nine categories of persons to befriend (P3).
    CATEGORIES {
        "1" "人大代表、政协委员（民主党派、无党派）" "People’s congress deputy or CPPCC member" ["人大代表", "政协委员", "人大代表、政协委员"]
        "2" "民主党派市委委员以上及校级组织正副主委" "Democratic-party committee member or head" []
        "3" "党外教授、学科带头人" "Professor or discipline leader outside the Party" ["党外教授", "学科带头人"]
        "4" "中层正职党外干部及重点培养的党外中青年" "Department head, or person under key cultivation" []
        "5" "知联会负责人及省市骨干" "Leading member of the association of intellectuals outside the Party" []
        "6" "留学人员联谊会骨干" "Leading member of the returned students’ association" []
        "7" "侨联负责人及港澳台海外影响较大者" "Head of the returned overseas Chinese federation, or influential abroad" []
        "8" "离退休老一代" "Retired older generation" []
        "9" "其他" "Other" []
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_has_one_reading() {
        for list in [AFFILIATIONS, ETHNICITIES, OVERSEAS, CATEGORIES] {
            let mut spellings: Vec<&str> = list
                .iter()
                .flat_map(|c| [c.code, c.zh].into_iter().chain(c.synonyms.iter().copied()))
                .collect();
            let all = spellings.len();
            spellings.sort_unstable();
            spellings.dedup();
            assert_eq!(spellings.len(), all);
        }
    }

    #[test]
    fn finds_by_code_label_and_synonym() {
        for text in ["10", "九三学社社员", "九三"] {
            assert_eq!(find(AFFILIATIONS, text).map(|c| c.code), Some("10"));
        }
        assert_eq!(find(AFFILIATIONS, "民主人士"), None);
        assert_eq!(ETHNICITIES.len(), 58);
    }
}
