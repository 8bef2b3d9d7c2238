//! Files on their way to the server.

use lianyi_shared::attachment::FILE_NAME;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Client, RequestBuilder, Url};

/// A file to an address, as the pages send it: its `name` in a header, whatever else is said of it in the address.
pub fn sending(client: &Client, address: &str, of_it: &[(&str, &str)], file: Vec<u8>) -> RequestBuilder {
    let (names, query): (Vec<_>, Vec<_>) = of_it.iter().partition(|(key, _)| *key == "name");
    let url = Url::parse_with_params(address, query).expect("an address");
    let mut request = client.post(url).header("Content-Type", "application/octet-stream").body(file);
    for (_, name) in names {
        request = request.header(FILE_NAME, utf8_percent_encode(name, NON_ALPHANUMERIC).to_string());
    }
    request
}
