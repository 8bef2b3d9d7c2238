//! In which media type an answer goes out, as the GraphQL-over-HTTP specification negotiates it.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{Accept, Header as _, Quality};
use lianyi_shared::error::ErrorCode;

/// The two media types of a GraphQL answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/json`: for those who say nothing, too. A document that is refused still answers 200.
    Json,
    /// `application/graphql-response+json`: the status tells whether the document was executed.
    Graphql,
}

impl Media {
    /// What the caller likes best; `None` where neither is acceptable.
    pub(super) fn negotiate(http: &HttpRequest) -> Option<Self> {
        let accepted = Accept::parse(http).map(|Accept(items)| items).unwrap_or_default();
        if accepted.is_empty() {
            return Some(Self::Json);
        }
        // The most specific entry that fits speaks for a type: how specific it is, and how much it is liked.
        let liked = |suffix: Option<&str>, subtype: &str| {
            accepted
                .iter()
                .filter_map(|entry| {
                    let (kind, sub) = (entry.item.type_().as_str(), entry.item.subtype().as_str());
                    let specific = match (kind, sub, entry.item.suffix()) {
                        ("*", "*", None) => 0,
                        ("application", "*", None) => 1,
                        ("application", sub, found)
                            if sub == subtype && found.map(|name| name.as_str()) == suffix =>
                        {
                            2
                        }
                        _ => return None,
                    };
                    Some((specific, entry.quality))
                })
                .max_by_key(|(specific, _)| *specific)
                .filter(|(_, quality)| *quality > Quality::ZERO)
        };
        let (json, graphql) = (liked(None, "json"), liked(Some("json"), "graphql-response"));
        match (json, graphql) {
            (None, None) => None,
            (Some(_), None) => Some(Self::Json),
            (None, Some(_)) => Some(Self::Graphql),
            (Some((_, json)), Some((specific, graphql))) => {
                Some(if graphql > json || graphql == json && specific == 2 {
                    Self::Graphql
                } else {
                    Self::Json
                })
            }
        }
    }

    /// The header of the answer.
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
        }
    }

    /// The status of a refusal: whoever takes plain JSON learns from the body that a document was refused.
    pub(super) fn status(self, status: StatusCode, code: ErrorCode) -> StatusCode {
        let of_document = matches!(code, ErrorCode::GraphqlParseFailed | ErrorCode::GraphqlValidationFailed);
        if self == Self::Json && of_document { StatusCode::OK } else { status }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_caller_chooses() {
        let of = |accept: &str| {
            Media::negotiate(&TestRequest::default().insert_header(("Accept", accept)).to_http_request())
        };
        let (json, graphql) = (Some(Media::Json), Some(Media::Graphql));
        assert_eq!(Media::negotiate(&TestRequest::default().to_http_request()), json);
        for (accept, chosen) in [
            ("application/json", json),
            ("*/*", json),
            ("application/*", json),
            ("application/json, application/*", json),
            ("application/graphql-response+json", graphql),
            ("application/graphql-response+json; charset=utf-8", graphql),
            ("application/graphql-response+json, application/json", graphql),
            ("application/json;q=0.9, application/graphql-response+json", graphql),
            ("application/json, application/graphql-response+json;q=0.9", json),
            ("application/graphql-response+json;q=0, */*", json),
            ("text/html, */*;q=0.1", json),
            ("text/html", None),
            ("application/json;q=0", None),
        ] {
            assert_eq!(of(accept), chosen, "{accept}");
        }
    }
}
