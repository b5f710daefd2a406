//! Work that is shared between the machine's cores.

use std::{num::NonZero, panic, thread};

/// Fewer things than this are done sooner than a thread is begun.
const LEAST: usize = 16;

/// What is made of each thing, in their order.
pub(crate) fn each<T: Send, R: Send>(things: Vec<T>, make: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(cores).max(LEAST);
    if things.len() <= share {
        return things.into_iter().map(make).collect();
    }
    let mut rest = things.into_iter();
    let shares = std::iter::from_fn(|| Some(rest.by_ref().take(share).collect::<Vec<T>>()));
    thread::scope(|scope| {
        let make = &make;
        let begin = |share: Vec<T>| scope.spawn(move || share.into_iter().map(make).collect::<Vec<R>>());
        let working: Vec<_> = shares.take_while(|share| !share.is_empty()).map(begin).collect();
        let made = working.into_iter().map(|one| one.join().unwrap_or_else(|why| panic::resume_unwind(why)));
        made.flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn everything_is_made_once_and_in_order() {
        for many in [0, 1, 15, 16, 17, 33, 1000] {
            let doubled: Vec<usize> = (0..many).map(|n| n * 2).collect();
            assert_eq!(each((0..many).collect(), |n| n * 2), doubled);
        }
    }
}
