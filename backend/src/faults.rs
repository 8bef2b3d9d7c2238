//! Texts of an input: trimmed, required where they are, of limited length.

use lianyi_shared::error::Reason;

use crate::error::{Error, Fault, Refusal, Result};

/// The faults of an input, collected so that a person sees all of them at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault.
    pub fn add(&mut self, path: &str, refusal: impl Into<Refusal>) {
        self.0.push(Fault::new(path, refusal));
    }

    /// A text that must be there.
    pub fn required(&mut self, path: &str, text: &str, max: usize) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(path, Reason::Required);
        }
        self.limited(path, text, max);
        text.to_owned()
    }

    /// A text that may be missing; blanks count as missing.
    pub fn optional(&mut self, path: &str, text: Option<&str>, max: usize) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        self.limited(path, text, max);
        Some(text.to_owned())
    }

    fn limited(&mut self, path: &str, text: &str, max: usize) {
        if text.chars().count() > max {
            self.add(path, Refusal::from(Reason::TooLong).with("max", max));
        }
    }

    /// Refuses the input if anything was found.
    pub fn check(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_collected() {
        let mut faults = Faults::default();
        assert_eq!(faults.required("input.a", " 党委会 ", 10), "党委会");
        assert_eq!(faults.optional("input.b", Some("  "), 10), None);
        faults.required("input.c", " ", 10);
        faults.optional("input.d", Some("一二三"), 2);
        let Err(Error::Invalid(found)) = faults.check() else { panic!("nothing was found") };
        assert_eq!(found.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(), ["input.c", "input.d"]);
    }
}
