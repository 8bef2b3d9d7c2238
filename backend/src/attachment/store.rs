//! Where the contents of files are kept: a folder, or a bucket that speaks S3.

use std::path::Path as FilePath;
use std::sync::Arc;

use anyhow::Context as _;
use lianyi_shared::error::Reason;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt as _};
use sea_orm::DbErr;

use crate::error::{Error, Result};

/// The place of the contents. What is written is never changed.
#[derive(Clone, Debug)]
pub struct Store(Arc<dyn ObjectStore>);

impl Store {
    /// A folder of this machine; made if missing. What was written survives a fall of the machine.
    pub fn folder(folder: &FilePath) -> anyhow::Result<Self> {
        let cannot = || format!("cannot keep files in {}", folder.display());
        std::fs::create_dir_all(folder).with_context(cannot)?;
        let store = LocalFileSystem::new_with_prefix(folder).with_context(cannot)?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// A bucket, `s3://BUCKET/PREFIX`; who may use it, and where it is, say the usual variables `AWS_…`.
    pub fn bucket(url: &str, settings: impl Iterator<Item = (String, String)>) -> anyhow::Result<Self> {
        let place = url.strip_prefix("s3://").context("a bucket is written s3://BUCKET/PREFIX")?;
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        let builder = settings
            .filter_map(|(name, value)| Some((name.to_ascii_lowercase().parse().ok()?, value)))
            .fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value))
            // Not every store that speaks S3 knows how to drop several at once, and nothing here does.
            .with_disable_bulk_delete(true);
        let store = builder.with_bucket_name(bucket).build().with_context(|| format!("cannot use {url}"))?;
        Ok(Self(Arc::new(PrefixStore::new(store, prefix))))
    }

    /// In memory, for tests.
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Keeps a content. Nothing is there until all of it is.
    pub async fn put(&self, location: &str, bytes: Vec<u8>) -> Result<()> {
        self.0.put(&Path::from(location), bytes.into()).await.map(drop).map_err(failed)
    }

    /// Reads a content.
    pub async fn get(&self, location: &str) -> Result<Vec<u8>> {
        let found = self.0.get(&Path::from(location)).await.map_err(failed)?;
        Ok(found.bytes().await.map_err(failed)?.into())
    }

    /// Drops a content; one that is gone already is dropped.
    pub async fn drop(&self, location: &str) -> Result<()> {
        match self.0.delete(&Path::from(location)).await {
            Err(object_store::Error::NotFound { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }
}

fn failed(error: object_store::Error) -> Error {
    Error::Unavailable(Reason::StorageFailed, DbErr::Custom(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_keeps_what_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::folder(&folder.path().join("files")).unwrap();
        store.put("ab/abc-1", b"content".to_vec()).await.unwrap();
        assert_eq!(store.get("ab/abc-1").await.unwrap(), b"content");
        store.drop("ab/abc-1").await.unwrap();
        store.drop("ab/abc-1").await.unwrap();
        assert!(matches!(store.get("ab/abc-1").await, Err(Error::Unavailable(Reason::StorageFailed, _))));
    }

    #[test]
    fn a_bucket_needs_a_name() {
        crate::choose_cryptography();
        let none = std::iter::empty;
        assert!(Store::bucket("http://somewhere", none()).is_err());
        assert!(Store::bucket("s3://files/lianyi", none()).is_ok());
    }
}
