//! A bucket of a test's own that speaks S3, as far as the server does: objects are put, got and deleted.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::http::Method;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use lianyi::attachment::store::Store;

/// The bucket.
#[derive(Debug)]
pub struct Bucket {
    address: SocketAddr,
    kept: Arc<Objects>,
}

/// What it holds, by path.
type Objects = Mutex<BTreeMap<String, Vec<u8>>>;

fn held(objects: &Objects) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
    objects.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Bucket {
    /// Begins to serve.
    pub async fn start() -> Self {
        let kept = Arc::<Objects>::default();
        let serving = Arc::clone(&kept);
        let (tell, told) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let app = move || {
                    App::new()
                        .app_data(web::Data::from(Arc::clone(&serving)))
                        .default_service(web::to(answer))
                };
                let server = HttpServer::new(app).workers(1).disable_signals().bind("127.0.0.1:0");
                let server = server.expect("a free port");
                tell.send(server.addrs()[0]).ok();
                server.run().await.ok();
            });
        });
        Self { address: told.await.expect("a running bucket"), kept }
    }

    /// The store of a server that is told `--files s3://files/lianyi`.
    pub fn store(&self) -> Store {
        lianyi::choose_cryptography();
        let settings = [
            ("AWS_ENDPOINT", format!("http://{}", self.address)),
            ("AWS_ALLOW_HTTP", "true".to_owned()),
            ("AWS_REGION", "cn-north-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", "lianyi".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "secret".to_owned()),
        ];
        let settings = settings.map(|(name, value)| (name.to_owned(), value));
        Store::bucket("s3://files/lianyi", settings.into_iter()).expect("a bucket")
    }

    /// The paths of what it holds.
    pub fn paths(&self) -> Vec<String> {
        held(&self.kept).keys().cloned().collect()
    }
}

async fn answer(http: HttpRequest, body: web::Bytes, kept: web::Data<Objects>) -> HttpResponse {
    let signed = http.headers().get("authorization").and_then(|value| value.to_str().ok());
    if !signed.is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=lianyi/")) {
        return HttpResponse::Forbidden().finish();
    }
    let (path, mut objects) = (http.path().to_owned(), held(&kept));
    match *http.method() {
        Method::PUT => {
            objects.insert(path, body.to_vec());
            HttpResponse::Ok().insert_header(("ETag", "\"1\"")).finish()
        }
        Method::GET => match objects.get(&path) {
            Some(content) => HttpResponse::Ok()
                .insert_header(("ETag", "\"1\""))
                .insert_header(("Last-Modified", "Wed, 23 Sep 2026 02:00:00 GMT"))
                .body(content.clone()),
            None => HttpResponse::NotFound().finish(),
        },
        Method::DELETE => {
            objects.remove(&path);
            HttpResponse::NoContent().finish()
        }
        _ => HttpResponse::NotImplemented().finish(),
    }
}
