//! SQLite's one writer. Jobs that arrive together are committed together, each in a savepoint of its own, so that one
//! wait for the disk serves many; a job that fails takes back only what it did itself.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::SqlitePool;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use super::whereabouts::Whereabouts;

/// Jobs that one commit takes at most: what comes later waits for the next one.
const GROUP: usize = 256;
/// Jobs that wait in the queue before those who bring more have to wait themselves.
const QUEUE: usize = 1024;

statements! {
    OPEN = Sql::both("SAVEPOINT job");
    KEEP = Sql::both("RELEASE SAVEPOINT job");
    BACK = Sql::both("ROLLBACK TO SAVEPOINT job");
}

/// A job as the writer sees it: run it, then tell its caller how the commit went.
type Work = Box<dyn for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Done> + Send>;

/// Tells a job's caller how the commit went.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// A job that has run.
struct Done {
    failed: Option<StoreError>,
    answer: Answer,
}

/// The queue in front of the writer.
pub(super) struct Writer {
    queue: mpsc::Sender<Work>,
    stop: CancellationToken,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the writer on the pool that holds the one connection that writes.
    pub(super) fn start(pool: SqlitePool, whereabouts: Arc<Whereabouts>) -> Writer {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let stop = CancellationToken::new();
        let task = tokio::spawn(serve(pool, whereabouts, jobs, stop.clone()));
        Writer { queue, stop, task: Mutex::new(Some(task)) }
    }

    /// Queues a job and waits until it is committed. When the caller stops waiting, the job is carried out all the same.
    pub(super) async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let work: Work = Box::new(move |c| Box::pin(carry_out(c, job, tell)));
        self.queue.send(work).await.map_err(|_| not_made())?;
        told.await.map_err(|_| not_made())?
    }

    /// Takes no more jobs, finishes those that wait, and lets go of the file.
    pub(super) async fn close(&self) {
        self.stop.cancel();
        let task = self.task.lock().ok().and_then(|mut task| task.take());
        if let Some(task) = task
            && let Err(error) = task.await
        {
            log::error!("the database's writer ended badly: {error}");
        }
    }
}

/// For jobs that were dropped, because the group could not be committed (the log says why) or the store is closed.
fn not_made() -> StoreError {
    StoreError::Unavailable("the write was not made".to_owned())
}

async fn carry_out<T, F>(c: &mut Conn, job: F, tell: oneshot::Sender<Result<T, StoreError>>) -> Done
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
{
    let result = guarded(c, job).await;
    // A caller that swallowed an error still learns of it: what it did is taken back.
    let result = match c.take_failed() {
        Some(error) => result.and(Err(error)),
        None => result,
    };
    let failed = result.as_ref().err().cloned();
    let answer = move |committed: Result<(), StoreError>| {
        // Nobody listens when the caller was cancelled; the work stays done.
        let _ = tell.send(committed.and(result));
    };
    Done { failed, answer: Box::new(answer) }
}

/// Runs a job so that its panic is its own failure and nobody else's.
pub(super) async fn guarded<T, F>(c: &mut Conn, job: F) -> Result<T, StoreError>
where
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, StoreError>>,
{
    let run = async { job(c).await };
    let result = AssertUnwindSafe(run).catch_unwind().await;
    result.unwrap_or_else(|_| Err(StoreError::Broken("a job panicked".to_owned())))
}

async fn serve(
    pool: SqlitePool,
    whereabouts: Arc<Whereabouts>,
    mut jobs: mpsc::Receiver<Work>,
    stop: CancellationToken,
) {
    let mut group = Vec::with_capacity(GROUP);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled(), if !jobs.is_closed() => {
                jobs.close();
                continue;
            }
            taken = jobs.recv_many(&mut group, GROUP) => if taken == 0 { break },
        }
        if let Err(error) = commit_together(&pool, &whereabouts, group.drain(..)).await {
            log::error!("nothing was written: {error}");
        }
    }
    pool.close().await;
}

/// Runs the jobs in one transaction and answers them. When the transaction itself fails, all that have run get its
/// error, and the rest are dropped.
async fn commit_together(
    pool: &SqlitePool,
    whereabouts: &Whereabouts,
    jobs: impl Iterator<Item = Work>,
) -> Result<(), StoreError> {
    let mut conn = Conn::write_sqlite(pool).await?;
    let mut answers = Vec::new();
    let mut lost = None;
    for job in jobs {
        if let Err(error) = in_savepoint(&mut conn, job, &mut answers).await {
            lost = Some(error);
            break;
        }
    }
    let committed = match lost {
        // Looked after the commit and before the answers: nothing is called safe that went into a file that is gone.
        None => conn.commit().await.and_then(|()| whereabouts.check()),
        // After a full disk and the like SQLite has ended the transaction itself: nothing more may run in it.
        Some(error) => Err(error),
    };
    for answer in answers {
        answer(committed.clone());
    }
    committed
}

async fn in_savepoint(conn: &mut Conn, job: Work, answers: &mut Vec<Answer>) -> Result<(), StoreError> {
    conn.run(OPEN, args![]).await?;
    let done = job(conn).await;
    answers.push(done.answer);
    if let Some(error) = done.failed {
        // Without a savepoint to go back to, the whole transaction is gone, and the job's error is the reason.
        conn.run(BACK, args![]).await.map_err(|_| error)?;
    }
    conn.run(KEEP, args![]).await?;
    Ok(())
}
