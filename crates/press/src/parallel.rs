//! The same work on many things, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::Progress;

/// Works on each item; the results come in the order of the items. One item is in work per core, so
/// what the work holds meanwhile stays bounded.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    what: &'static str,
    progress: &Progress,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let done = gather(items, what, progress, Vec::new, |done, at, item| done.push((at, work(item))));
    let mut done: Vec<(usize, R)> = done.into_iter().flatten().collect();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The same where each core gathers what becomes of its items, in no order; `work` is told the item's place.
pub(crate) fn gather<T: Sync, S: Send>(
    items: &[T],
    what: &'static str,
    progress: &Progress,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize, &T) + Sync,
) -> Vec<S> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut gathered = begin();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return gathered };
            work(&mut gathered, at, item);
            progress.tick(at, items.len(), what);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let gathered = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(items.len())).map(|_| scope.spawn(run)).collect();
        let ends = workers.into_iter().map(|worker| worker.join());
        ends.map(|end| end.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    progress.finish();
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(each(&items, "", &Progress::silent(), |item| item * 2), (0..2000).step_by(2).collect::<Vec<_>>());
        assert!(each(&[] as &[u8], "", &Progress::silent(), |_| ()).is_empty());
    }
}
