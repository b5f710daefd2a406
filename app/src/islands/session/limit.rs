//! No request is waited for longer than people wait: on some networks one is lost without a word.

use crate::Fault;
use leptos::prelude::set_timeout;
use std::{
    cell::{Cell, RefCell},
    future::{Future, poll_fn},
    pin::Pin,
    rc::Rc,
    task::{Poll, Waker},
    time::Duration,
};

/// The longest a request is waited for.
const LIMIT: Duration = Duration::from_secs(8);

/// What a request gives, or that the server was not reached in time. The request that is let go of is aborted, where it
/// is one that ends with what waits for it.
pub async fn in_time<T>(request: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    // In a box, so that the browser's code has this once and not once for every kind of request.
    wait(Box::pin(request)).await
}

async fn wait<T>(mut request: Pin<Box<dyn Future<Output = Result<T, Fault>> + '_>>) -> Result<T, Fault> {
    let (late, waits) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(None::<Waker>)));
    let (rings, wakes) = (Rc::clone(&late), Rc::clone(&waits));
    set_timeout(
        move || {
            rings.set(true);
            if let Some(waiting) = wakes.take() {
                waiting.wake();
            }
        },
        LIMIT,
    );
    poll_fn(|context| match request.as_mut().poll(context) {
        Poll::Pending if late.get() => Poll::Ready(Err(Fault::Offline)),
        Poll::Pending => {
            waits.replace(Some(context.waker().clone()));
            Poll::Pending
        }
        ready => ready,
    })
    .await
}
