//! What costs more to find out than to remember, by the text that it was found out from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many answers at most; when there are more, all are forgotten.
#[derive(Debug)]
pub(crate) struct Remembered<T> {
    most: usize,
    kept: Mutex<HashMap<String, Arc<T>>>,
}

impl<T> Remembered<T> {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, kept: Mutex::default() }
    }

    pub(crate) fn get(&self, text: &str) -> Option<Arc<T>> {
        self.kept().get(text).cloned()
    }

    pub(crate) fn keep(&self, text: &str, answer: Arc<T>) {
        let mut kept = self.kept();
        if kept.len() >= self.most {
            kept.clear();
        }
        kept.insert(text.to_owned(), answer);
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, Arc<T>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
