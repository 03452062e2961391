package org.kapsurvey.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.kapsurvey.analysis.io.Timing;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Trace;
import org.kapsurvey.api.web.FaultsJson;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from the queue, one at a time, and runs them in a thread of its own. While it runs one it renews the lease; a job
 * that was cancelled, or taken by another because the lease ran out, is dropped within its step and leaves nothing. Several
 * workers, in this service or another, never run the same job at once.
 */
public final class JobWorker implements AutoCloseable {
    /** What the database takes in one transaction without a pause, and what a page can show. */
    static final long MOST_BYTES = 32L << 20;

    /** How long the files of a job that has ended are kept, where nothing else is asked for. */
    public static final Duration FILES_KEPT = Duration.ofDays(180);

    private static final Duration TIDY = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /** How soon a running job learns that it was cancelled. */
    private static final Duration RENEW = Duration.ofSeconds(1);

    private final JobStore jobs;
    private final StoredRounds rounds;
    private final Duration filesKept;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread = new Thread(this::work, "kap-jobs");
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread daemon = new Thread(runnable, "kap-jobs-lease");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile boolean closing;
    private Instant tidied = Instant.EPOCH;

    private JobWorker(JobStore jobs, StoredRounds rounds, Duration filesKept) {
        this.jobs = jobs;
        this.rounds = rounds;
        this.filesKept = filesKept;
        thread.setDaemon(true);
    }

    /**
     * Begins to work.
     *
     * @param filesKept how long the files of a job that has ended are kept; then they are removed and the job stays
     */
    public static JobWorker start(Database database, Duration filesKept) {
        JobWorker worker = new JobWorker(new JobStore(database), new DatabaseRounds(database), filesKept);
        worker.thread.start();
        return worker;
    }

    /** Looks at the queue now and not only at the next second. */
    public void wake() {
        woken.release();
    }

    /** Gives back what is running, within a few seconds, for the next worker to take. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        renewal.shutdownNow();
    }

    private void work() {
        while (!closing) {
            try {
                removeOldFiles();
                Optional<JobStore.Taken> taken = jobs.take();
                if (taken.isPresent()) {
                    new Run(taken.get()).run();
                    continue;
                }
            } catch (RuntimeException e) {
                // Without a database there is no queue; it is asked again.
                if (!(e instanceof ProblemException)) {
                    LOG.error(
                            "Unexpected {} in the queue of jobs\n{}",
                            e.getClass().getName(),
                            Trace.of(e));
                }
            }
            try {
                if (woken.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void removeOldFiles() {
        Instant now = Instant.now();
        if (tidied.plus(TIDY).isBefore(now)) {
            jobs.removeFiles(now, filesKept);
            tidied = now;
        }
    }

    /** Ends a run, also within a step: nobody waits for it any more, or this worker stops. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One job, from its taking to its end. */
    private final class Run {
        private final JobStore.Taken job;
        private final Faults faults = new Faults();
        private volatile Stage stage = Stage.READING;
        private volatile int done;
        private volatile int steps;
        private volatile boolean lost;

        Run(JobStore.Taken job) {
            this.job = job;
        }

        void run() {
            var renewing = renewal.scheduleWithFixedDelay(
                    this::renew, RENEW.toMillis(), RENEW.toMillis(), TimeUnit.MILLISECONDS);
            try {
                compute();
            } catch (StoppedException e) {
                if (!lost) {
                    jobs.release(job, false);
                }
            } catch (FaultsException e) {
                jobs.fail(job, Reason.FAULTS, FaultsJson.of(e.faults()));
            } catch (ProblemException e) {
                if (job.attempts() < JobStore.ATTEMPTS) {
                    jobs.release(job, true);
                } else {
                    jobs.fail(job, Reason.DATABASE, "[]");
                }
            } catch (OutOfMemoryError | StackOverflowError e) {
                jobs.fail(job, Reason.TOO_LARGE, "[]");
            } catch (RuntimeException e) {
                UUID id = UUID.randomUUID();
                LOG.error("Unexpected {} in a job, error {}\n{}", e.getClass().getName(), id, Trace.of(e));
                jobs.fail(job, Reason.PROGRAM_FAULT, "[]");
            } finally {
                renewing.cancel(false);
            }
        }

        private void compute() {
            Timing timing = new Timing();
            Optional<StoredJob> bound = StoredJob.bind(job.text(), rounds, faults, timing, this::at, this::goOn);
            faults.throwIfAny();
            StoredJob ready = bound.orElseThrow();
            steps = ready.run().steps();
            at(Stage.ESTIMATING, 0);
            renew();
            Map<String, byte[]> files = ready.files(finished -> at(Stage.ESTIMATING, finished), timing);
            at(Stage.WRITING, steps);
            renew();
            if (files.values().stream().mapToLong(file -> file.length).sum() > MOST_BYTES) {
                jobs.fail(job, Reason.TOO_LARGE, "[]");
                return;
            }
            jobs.finish(job, files);
        }

        private void at(Stage now, int finished) {
            stage = now;
            done = finished;
            goOn();
        }

        private void goOn() {
            if (lost || closing) {
                throw new StoppedException();
            }
        }

        private void renew() {
            try {
                lost |= !jobs.renew(job, stage, done, steps);
            } catch (RuntimeException e) {
                // The database is away: the lease is renewed at the next try or runs out.
                LOG.warn(
                        "The lease of a job could not be renewed: {}",
                        e.getClass().getName());
            }
        }
    }
}
