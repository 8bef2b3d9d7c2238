//! The units and branches of the college.

use lianyi_shared::id::UnitId;
use lianyi_shared::units::UnitKind;
use lianyi_shared::units::UnitKind::{
    Department, DirectBranch, GeneralBranch, MassOrganization, School, Support,
};

use super::Inventor;
use crate::entity::unit;
use crate::people::name::NameKeys;

/// The code of the root unit.
pub(super) const ROOT: &str = "A01";

/// Code, name, kind, the code of its branch, and how its head is called.
const UNITS: &[(&str, &str, UnitKind, &str, &str)] = &[
    ("B01", "党政办公室", Department, "D01", "主任"),
    ("B02", "宣传统战部", Department, "D01", "部长"),
    ("B03", "组织人事部", Department, "D01", "部长"),
    ("B04", "纪检监察室", Department, "D01", "主任"),
    ("B05", "工会", MassOrganization, "D01", "主席"),
    ("B06", "团委", MassOrganization, "D01", "书记"),
    ("B07", "学生处（人民武装部）", Department, "D01", "处长"),
    ("B08", "招生就业处", Department, "D01", "处长"),
    ("B09", "心理健康教育中心", Support, "D01", "主任"),
    ("B10", "教务处", Department, "D02", "处长"),
    ("B11", "科研处", Department, "D02", "处长"),
    ("B12", "质量管理与评估中心", Support, "D02", "主任"),
    ("B13", "产教融合与校企合作处", Department, "D02", "处长"),
    ("B14", "实训管理中心", Support, "D02", "主任"),
    ("B15", "教师发展中心", Support, "D02", "主任"),
    ("B16", "创新创业中心", Support, "D02", "主任"),
    ("B17", "学报编辑部", Support, "D02", "主任"),
    ("B18", "国际合作与交流处", Department, "D02", "处长"),
    ("B19", "财务处", Department, "D03", "处长"),
    ("B20", "审计处", Department, "D03", "处长"),
    ("B21", "发展规划处", Department, "D03", "处长"),
    ("B22", "信息化建设中心", Support, "D03", "主任"),
    ("B23", "国有资产管理处", Department, "D03", "处长"),
    ("B24", "职业技能等级认定中心", Support, "D03", "主任"),
    ("B25", "后勤基建处", Department, "D04", "处长"),
    ("B26", "保卫处", Department, "D04", "处长"),
    ("B27", "离退休工作处", Department, "D05", "处长"),
    ("B28", "图书馆", Support, "D20", "馆长"),
    ("B29", "校医院", Support, "D21", "院长"),
    ("B30", "继续教育中心", Support, "D22", "主任"),
    ("C01", "信息工程学院", School, "D06", "院长"),
    ("C02", "智能制造学院", School, "D07", "院长"),
    ("C03", "建筑工程学院", School, "D08", "院长"),
    ("C04", "材料与化工学院", School, "D09", "院长"),
    ("C05", "电气与新能源学院", School, "D10", "院长"),
    ("C06", "汽车与轨道交通学院", School, "D11", "院长"),
    ("C07", "商贸与物流学院", School, "D12", "院长"),
    ("C08", "财会金融学院", School, "D13", "院长"),
    ("C09", "艺术设计学院", School, "D14", "院长"),
    ("C10", "文化旅游学院", School, "D15", "院长"),
    ("C11", "学前与人文教育学院", School, "D16", "院长"),
    ("C12", "农林生物学院", School, "D17", "院长"),
    ("C13", "健康护理学院", School, "D18", "院长"),
    ("C14", "马克思主义学院", School, "D19", "院长"),
];

/// Code, name, kind, and the unit in which its secretary works.
const BRANCHES: &[(&str, &str, UnitKind, &str)] = &[
    ("D01", "机关第一党总支", GeneralBranch, "B03"),
    ("D02", "机关第二党总支", GeneralBranch, "B10"),
    ("D03", "机关第三党总支", GeneralBranch, "B19"),
    ("D04", "后勤党总支", GeneralBranch, "B25"),
    ("D05", "离退休党总支", GeneralBranch, "B27"),
    ("D06", "信息工程学院党总支", GeneralBranch, "C01"),
    ("D07", "智能制造学院党总支", GeneralBranch, "C02"),
    ("D08", "建筑工程学院党总支", GeneralBranch, "C03"),
    ("D09", "材料与化工学院党总支", GeneralBranch, "C04"),
    ("D10", "电气与新能源学院党总支", GeneralBranch, "C05"),
    ("D11", "汽车与轨道交通学院党总支", GeneralBranch, "C06"),
    ("D12", "商贸与物流学院党总支", GeneralBranch, "C07"),
    ("D13", "财会金融学院党总支", GeneralBranch, "C08"),
    ("D14", "艺术设计学院党总支", GeneralBranch, "C09"),
    ("D15", "文化旅游学院党总支", GeneralBranch, "C10"),
    ("D16", "学前与人文教育学院党总支", GeneralBranch, "C11"),
    ("D17", "农林生物学院党总支", GeneralBranch, "C12"),
    ("D18", "健康护理学院党总支", GeneralBranch, "C13"),
    ("D19", "马克思主义学院党总支", GeneralBranch, "C14"),
    ("D20", "图书馆直属党支部", DirectBranch, "B28"),
    ("D21", "校医院直属党支部", DirectBranch, "B29"),
    ("D22", "继续教育中心直属党支部", DirectBranch, "B30"),
];

/// The units in the order of their codes: the root, units, branches. Heads are still open.
pub(super) fn invent(inventor: &Inventor<'_>) -> anyhow::Result<Vec<unit::Model>> {
    let root = unit(inventor, ROOT, "学校党委", UnitKind::College);
    let branches: Vec<unit::Model> = BRANCHES
        .iter()
        .map(|(code, name, kind, _)| unit::Model {
            parent_id: Some(root.id),
            branch_id: Some(root.id),
            ..unit(inventor, code, name, *kind)
        })
        .collect();
    let mut units = Vec::new();
    for (code, name, kind, branch, _) in UNITS {
        units.push(unit::Model {
            parent_id: Some(root.id),
            branch_id: Some(by_code(&branches, branch)?.id),
            ..unit(inventor, code, name, *kind)
        });
    }
    Ok([vec![root], units, branches].concat())
}

fn unit(inventor: &Inventor<'_>, code: &str, name: &str, kind: UnitKind) -> unit::Model {
    let keys = NameKeys::of(name);
    unit::Model {
        id: UnitId(inventor.new_id()),
        code: code.to_owned(),
        name: name.to_owned(),
        name_key: keys.key,
        name_pinyin: keys.pinyin,
        name_initials: keys.initials,
        kind,
        parent_id: None,
        branch_id: None,
        head_name: None,
        closed_on: None,
        successor_id: None,
        created_at: inventor.timeline.now,
        updated_at: inventor.timeline.now,
        version: 1,
    }
}

/// The unit of a code.
pub(super) fn by_code<'a>(units: &'a [unit::Model], code: &str) -> anyhow::Result<&'a unit::Model> {
    units
        .iter()
        .find(|unit| unit.code == code)
        .ok_or_else(|| anyhow::anyhow!("the demonstration college has no unit {code}"))
}

/// How the head of a unit is called.
pub(super) fn head_title(code: &str) -> &'static str {
    UNITS.iter().find(|unit| unit.0 == code).map_or("负责人", |unit| unit.4)
}

/// The branch whose secretary works in a unit.
pub(super) fn branch_led_from<'a>(units: &'a [unit::Model], code: &str) -> Option<&'a unit::Model> {
    let (branch, ..) = BRANCHES.iter().find(|branch| branch.3 == code)?;
    units.iter().find(|unit| unit.code == *branch)
}
