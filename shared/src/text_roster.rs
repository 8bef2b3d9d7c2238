//! Texts of the roster slice.

crate::texts! {
    /// Reasons that the program fills in, to be kept or reworded by the drafter. They are stored
    /// with the line, so they are always rendered in Chinese, the language of the papers.
    pub enum PrefilledReason {
        LeaderGone = "领导干部已离任" / "The leader has left",
        CounterpartGone = "联谊对象已归档" / "The counterpart is archived",
        EndedBefore = "此前已结束：{reason}" / "Ended before: {reason}",
        HandedTo = "转由{name}联系" / "Handed over to {name}",
        TakenOverFrom = "接续{name}的联系" / "Taken over from {name}",
    }
}
