//! The front door: what every request meets first.
//!
//! Answers that are kept go out from here, without passing through routes and layers: a look-up,
//! a copy of prepared headers and a reference to the bytes. Everything else goes to the router.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    http::{Method, Request, Response},
};
use bytes::Bytes;
use futures_util::{
    FutureExt, TryFutureExt,
    future::{self, BoxFuture, Either},
};
use http_body::Body;
use http_body_util::{Either as EitherBody, Full};
use tower::util::ServiceExt;

use crate::{encoding::Encoding, router, site::Site};

/// The body of an answer: bytes that are kept, or whatever the router has made.
pub type AnswerBody = EitherBody<Full<Bytes>, axum::body::Body>;

/// An answer that is there at once, or one that is still to be made.
pub type Answer = Either<
    future::Ready<Result<Response<AnswerBody>, Infallible>>,
    BoxFuture<'static, Result<Response<AnswerBody>, Infallible>>,
>;

/// The service behind every connection.
#[derive(Clone)]
pub struct Front {
    site: Arc<Site>,
    router: Router,
}

impl Front {
    /// The whole server, but for the network.
    pub fn new(site: Arc<Site>) -> Self {
        let router = router::app(&site);
        Self { site, router }
    }

    /// The answer, if it is one that is kept and nothing about the request is out of the ordinary.
    fn kept<B: Body>(&self, request: &Request<B>) -> Option<Response<AnswerBody>> {
        let plain = matches!(*request.method(), Method::GET | Method::HEAD)
            && request.uri().query().is_none()
            && request.body().is_end_stream();
        if !plain {
            return None;
        }
        let edition = self.site.edition();
        let stored = edition.stored(request.uri().path())?;
        let variant = stored.variant(Encoding::negotiate(request.headers()))?;
        let reply = stored.reply(variant, request.method(), request.headers());
        let mut response = Response::new(EitherBody::Left(Full::new(reply.body)));
        *response.status_mut() = reply.status;
        *response.headers_mut() = reply.headers;
        Some(response)
    }
}

impl<B> hyper::service::Service<Request<B>> for Front
where
    B: Body<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    type Response = Response<AnswerBody>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<B>) -> Answer {
        match self.kept(&request) {
            Some(response) => future::ok(response).left_future(),
            None => {
                let request = request.map(axum::body::Body::new);
                let made = self.router.clone().oneshot(request);
                let made = made.map_ok(|response| response.map(EitherBody::Right));
                made.boxed().right_future()
            }
        }
    }
}
