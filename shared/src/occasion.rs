//! Reasons to visit somebody (慰问事由): care events that others enter, and festivals that a person chose for themself.

crate::vocabulary! {
    /// Why somebody should be cared for. Nothing else is kept of it but the day.
    pub enum CareKind {
        Illness = "ILLNESS" / "患病住院" / "Illness",
        Bereavement = "BEREAVEMENT" / "亲属丧事" / "Bereavement",
        Retirement = "RETIREMENT" / "退休" / "Retirement",
    }
}

/// So many days after a care visit an event is deleted.
pub const KEPT_AFTER_VISIT: i64 = 30;

impl CareKind {
    /// So many days after its day an event is deleted, visited or not.
    pub const fn kept(self) -> i64 {
        match self {
            Self::Illness | Self::Bereavement => 90,
            Self::Retirement => 30,
        }
    }

    /// So many days ahead an event can be entered: an operation or a funeral of tomorrow is known today, a retirement
    /// long before.
    pub const fn known_ahead(self) -> i64 {
        match self {
            Self::Illness | Self::Bereavement => 1,
            Self::Retirement => 365,
        }
    }

    /// So many days before its day a visit is already one for it: whoever retires is also visited before.
    pub const fn visited_ahead(self) -> i64 {
        match self {
            Self::Illness | Self::Bereavement => 0,
            Self::Retirement => AHEAD,
        }
    }
}

/// So many days ahead a visit is suggested.
pub const AHEAD: i64 = 14;

crate::vocabulary! {
    /// A festival that not everybody keeps. It is suggested for who chose it, and for nobody else: nothing follows from
    /// ethnicity or belief.
    pub enum OwnFestival {
        EidAlFitr = "EID_AL_FITR" / "开斋节（肉孜节）" / "Eid al-Fitr",
        EidAlAdha = "EID_AL_ADHA" / "古尔邦节" / "Eid al-Adha",
        Losar = "LOSAR" / "藏历新年" / "Losar",
        YiNewYear = "YI_NEW_YEAR" / "彝族年" / "Yi New Year",
        QiangNewYear = "QIANG_NEW_YEAR" / "羌年" / "Qiang New Year",
        ThirdMonthThird = "THIRD_MONTH_THIRD" / "三月三" / "Third Day of the Third Month",
        WaterSplashing = "WATER_SPLASHING" / "泼水节" / "Water-Splashing Festival",
        Torch = "TORCH" / "火把节" / "Torch Festival",
    }
}

impl OwnFestival {
    /// Whether its day is the same by the lunar or the common calendar everywhere. The day of the others is proclaimed,
    /// and differs from place to place: whoever keeps one says when it is next.
    pub const fn is_computed(self) -> bool {
        matches!(self, Self::QiangNewYear | Self::ThirdMonthThird | Self::WaterSplashing | Self::Torch)
    }
}

/// The day of a proclaimed festival can be said so many days ahead: of the next one, not of those after.
pub const SAID_AHEAD: i64 = 400;
