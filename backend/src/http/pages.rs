//! The pages: the front end, built and compressed beforehand and embedded in the binary.

use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::http::State;

/// The page's shell.
const PAGE: &str = "index.html";

/// What `cargo xtask web` made. In development builds the files are read from the disk.
#[derive(RustEmbed)]
#[folder = "../frontend/dist"]
struct Dist;

/// Serves a file, or the page's shell for every address that is not a file.
pub(super) async fn handle(request: HttpRequest) -> HttpResponse {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return HttpResponse::MethodNotAllowed().insert_header(("Allow", "GET, HEAD")).finish();
    }
    let demo = request.app_data::<web::Data<State>>().is_some_and(|state| state.app.demo);
    let path = request.path().trim_start_matches('/');
    let is_asset = path.starts_with("assets/");
    let name = if is_asset || path == "favicon.svg" { path } else { PAGE };
    if demo && name == PAGE {
        return demonstration();
    }
    let brotli =
        request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| {
            value.split(',').any(|coding| coding.trim().split(';').next() == Some("br"))
        });
    let compressed = if brotli { Dist::get(&format!("{name}.br")) } else { None };
    let is_compressed = compressed.is_some();
    let Some(EmbeddedFile { data, .. }) = compressed.or_else(|| Dist::get(name)) else {
        return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("not found\n");
    };
    let mut response = HttpResponse::Ok();
    response.content_type(media_type(name)).insert_header((VARY, "Accept-Encoding"));
    response.insert_header((
        CACHE_CONTROL,
        if is_asset { "public, max-age=31536000, immutable" } else { "no-cache" },
    ));
    if is_compressed {
        response.insert_header((CONTENT_ENCODING, "br"));
    }
    response.body(data.into_owned())
}

/// The shell of a demonstration, which says so before anybody has signed in.
fn demonstration() -> HttpResponse {
    let Some(page) = Dist::get(PAGE) else { return HttpResponse::NotFound().finish() };
    let marked = String::from_utf8_lossy(&page.data).replacen("<html ", "<html data-demo ", 1);
    HttpResponse::Ok().content_type(media_type(PAGE)).insert_header((CACHE_CONTROL, "no-cache")).body(marked)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}
