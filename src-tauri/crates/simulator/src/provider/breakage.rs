//! Answers that break down.

use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::io::{AsyncRead, AsyncReadExt as _, ReadBuf};
use tokio_util::io::ReaderStream;

/// What a portal of a hotel or a company puts in the place of an answer.
const PORTAL: &str = "<!DOCTYPE html><html><head><title>Welcome</title></head>\
                      <body><h1>Sign in to use this network</h1></body></html>";
/// What a gateway says of a server that failed.
const FAILED: &str = "<html><head><title>500 Internal Server Error</title></head>\
                      <body><center><h1>500 Internal Server Error</h1></center></body></html>";
/// What an answer begins with before its connection ends.
const BEGINNING: &[u8] = br#"{"access_token":"cut-o"#;

/// A page of HTML in the place of an answer, with status 200.
pub(super) fn html() -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], PORTAL).into_response()
}

/// HTTP 500 with a page of HTML.
pub(super) fn server_error() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "text/html")], FAILED).into_response()
}

/// A redirect to the very address that was asked for, with the same method.
pub(super) fn redirect_loop(path_and_query: &str) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, path_and_query)]).into_response()
}

/// A JSON document of `length` bytes. It is made while it is sent, so that it costs the simulator nothing.
pub(super) fn huge(length: u64) -> Response {
    let (begin, end): (&[u8], &[u8]) = (br#"{"filler":""#, br#""}"#);
    let filler = tokio::io::repeat(b'A').take(length.saturating_sub((begin.len() + end.len()) as u64));
    let body = Body::from_stream(ReaderStream::new(begin.chain(filler).chain(end)));
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// An answer that announces 4096 bytes and ends with its connection after a few.
pub(super) fn cut() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CONTENT_LENGTH, "4096")];
    (headers, Body::from_stream(ReaderStream::new(BEGINNING.chain(Broken { asked: false })))).into_response()
}

/// A reader that fails when it is asked the second time, so that what came before it is sent.
struct Broken {
    asked: bool,
}

impl AsyncRead for Broken {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        _: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        if self.asked {
            return Poll::Ready(Err(Error::from(ErrorKind::ConnectionReset)));
        }
        self.asked = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
