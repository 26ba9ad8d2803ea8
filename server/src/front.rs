//! The front door: what every request meets first.
//!
//! Answers that are kept go out from here, without passing through routes and layers: a look-up,
//! a copy of prepared headers and a reference to the bytes. Everything else goes to the router.

use std::{convert::Infallible, net::IpAddr, sync::Arc};

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
use hyper::service::Service;
use tower::util::ServiceExt;

use crate::{kitchen::Kitchen, limits, metrics::Reason, rate::Gate, refusal, router, site::Site};

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
    gate: Option<Arc<Gate>>,
}

impl Front {
    /// The whole server, but for the network.
    pub fn new(site: Arc<Site>, kitchen: Kitchen) -> Self {
        let router = router::app(&site, Arc::new(kitchen));
        Self {
            site,
            router,
            gate: None,
        }
    }

    /// Lets nobody ask more often than `gate` says.
    pub fn guarded(mut self, gate: Gate) -> Self {
        self.gate = Some(Arc::new(gate));
        self
    }

    /// The answer to somebody who asks too often.
    fn refused<B>(&self, peer: IpAddr, request: &Request<B>) -> Option<Response<AnswerBody>> {
        let path = request.uri().path();
        let wait = self.gate.as_ref()?.pass(peer, path, request.headers());
        // A whole number of seconds, after which there is room for sure.
        let mut response = refusal::too_often(path, wait.err()?.as_secs() + 1);
        self.site.metrics.refused(Reason::Rate);
        self.site.standing.apply_at(path, response.headers_mut());
        Some(response.map(EitherBody::Right))
    }

    /// The answer to somebody with that address.
    pub fn answer<B>(&self, peer: IpAddr, request: Request<B>) -> Answer
    where
        B: Body<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
    {
        match self.refused(peer, &request) {
            Some(refused) => future::ok(refused).left_future(),
            None => self.call(request),
        }
    }

    /// The answer, if it is one that is kept and nothing about the request is out of the ordinary.
    fn kept<B: Body>(&self, request: &Request<B>) -> Option<Response<AnswerBody>> {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        if !is_read || limits::check(request).is_err() {
            return None;
        }
        let edition = self.site.edition();
        let stored = edition.stored(request.uri())?;
        let variant = stored.variant(stored.negotiate(request.headers()))?;
        let reply = stored.reply(variant, request.method(), request.headers());
        stored.count(request.method(), reply.status);
        let mut response = Response::new(EitherBody::Left(Full::new(reply.body)));
        *response.status_mut() = reply.status;
        *response.headers_mut() = reply.headers;
        Some(response)
    }
}

impl<B> Service<Request<B>> for Front
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
