package org.kapsurvey.api.job;

import static org.kapsurvey.api.database.generated.Tables.JOB;
import static org.kapsurvey.api.database.generated.Tables.JOB_FILE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.JobRecord;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/**
 * The queue. A job is taken by one worker at a time, which holds it by a lease that it must renew; whatever a worker writes
 * holds only as long as the lease is still its own. The times of jobs are the database's. Safe for many threads and services.
 */
public final class JobStore {
    static final int ATTEMPTS = 3;

    /** A lease outlives several missed renewals; after a kill the job waits no longer than this. */
    static final int LEASE_SECONDS = 15;

    private static final int RECENT = 50;
    private static final int MOST_WAITING = 100;
    private static final Field<OffsetDateTime> NOW = DSL.field("clock_timestamp()", OffsetDateTime.class);
    private static final Field<OffsetDateTime> LEASE_END =
            DSL.field("clock_timestamp() + interval '" + LEASE_SECONDS + " seconds'", OffsetDateTime.class);

    /** All but the text, which may be long. */
    private static final List<Field<?>> SHOWN =
            Stream.of(JOB.fields()).filter(field -> !field.equals(JOB.CONTENT)).toList();

    private final Database database;

    public JobStore(Database database) {
        this.database = database;
    }

    /** A job that is taken. */
    record Taken(UUID id, UUID lease, String text, int attempts) {}

    /** What came of queueing: the job, and whether it was not there before. */
    record Queued(QueuedJob job, boolean fresh) {}

    /** Queues a job, once for its id: other bytes under it are problem 409.8. */
    Queued queue(UUID id, String round, String name, byte[] content) {
        String hash = Sha256.hex(content);
        return database.write(tables -> {
            int inserted = tables.insertInto(JOB)
                    .set(JOB.JOB_ID, id)
                    .set(JOB.ROUND_ID, round)
                    .set(JOB.NAME, name)
                    .set(JOB.CONTENT, content)
                    .set(JOB.SHA256, hash)
                    .onConflictDoNothing()
                    .execute();
            QueuedJob job = find(tables, id);
            if (!job.sha256().equals(hash)) {
                throw Problems.JOB_KEY_TAKEN.exception(Details.of("job", id.toString()));
            }
            if (inserted == 1) {
                if (tables.fetchCount(JOB, JOB.STATE.eq(JobState.QUEUED.text())) > MOST_WAITING) {
                    throw Problems.QUEUE_FULL.exception();
                }
                Audit.write(tables, "job.queued", Map.of("job", id.toString(), "round", round, "sha256", hash));
            }
            return new Queued(job, inserted == 1);
        });
    }

    /** Whether a job of this id and these bytes was queued before; problem 409.8 if its bytes are others. */
    Optional<QueuedJob> repeated(UUID id, byte[] content) {
        return database.read(tables -> {
            Optional<QueuedJob> job = read(tables, JOB.JOB_ID.eq(id)).stream().findFirst();
            if (job.isPresent() && !job.get().sha256().equals(Sha256.hex(content))) {
                throw Problems.JOB_KEY_TAKEN.exception(Details.of("job", id.toString()));
            }
            return job;
        });
    }

    /** The newest first. */
    List<QueuedJob> recent() {
        return database.read(tables -> read(tables, DSL.noCondition()));
    }

    /** One job; problem 404.5. */
    QueuedJob find(UUID id) {
        return database.read(tables -> find(tables, id));
    }

    /** The job as it was posted; problem 404.5. */
    byte[] content(UUID id) {
        return database.read(tables -> tables.select(JOB.CONTENT)
                .from(JOB)
                .where(JOB.JOB_ID.eq(id).and(Scope.of(JOB)))
                .fetchOptional(JOB.CONTENT)
                .orElseThrow(() -> Problems.UNKNOWN_JOB.exception()));
    }

    /** The bytes of one file of a job; empty if it gave no such file. */
    Optional<byte[]> file(UUID id, String name) {
        return database.read(tables -> tables.select(JOB_FILE.CONTENT)
                .from(JOB_FILE)
                .where(JOB_FILE.JOB_ID.eq(id).and(JOB_FILE.NAME.eq(name)).and(Scope.of(JOB_FILE)))
                .fetchOptional(JOB_FILE.CONTENT));
    }

    /** Ends a job that waits or runs; a cancelled one stays so. Problems 404.5, 409.6. */
    QueuedJob cancel(UUID id) {
        return database.write(tables -> {
            int changed = end(
                    tables,
                    JOB.JOB_ID.eq(id).and(JOB.ENDED_AT.isNull()).and(Scope.of(JOB)),
                    JobState.CANCELLED,
                    Reason.ON_REQUEST,
                    "[]");
            QueuedJob job = find(tables, id);
            if (changed == 1) {
                Audit.write(tables, "job.cancelled", Map.of("job", id.toString()));
            } else if (job.state() != JobState.CANCELLED) {
                throw Problems.JOB_ENDED.exception(
                        Details.of("state", job.state().text()));
            }
            return job;
        });
    }

    /** Removes a job that has ended, with its files. Problems 404.5, 409.7. */
    void remove(UUID id) {
        database.write(tables -> {
            QueuedJob job = find(tables, id);
            if (!job.state().hasEnded()) {
                throw Problems.JOB_NOT_DONE.exception(
                        Details.of("state", job.state().text()));
            }
            tables.deleteFrom(JOB).where(JOB.JOB_ID.eq(id)).execute();
            Audit.write(tables, "job.removed", Map.of("job", id.toString()));
            return null;
        });
    }

    /**
     * Removes the files of jobs that ended so long ago; the jobs stay, with their texts, and can be run again.
     *
     * @return of how many jobs
     */
    int removeFiles(Instant now, Duration age) {
        return database.write(tables -> {
            List<UUID> old = tables.selectDistinct(JOB.JOB_ID)
                    .from(JOB)
                    .join(JOB_FILE)
                    .on(JOB_FILE.JOB_ID.eq(JOB.JOB_ID))
                    .where(JOB.ENDED_AT.lt(now.minus(age).atOffset(ZoneOffset.UTC)))
                    .fetch(JOB.JOB_ID);
            tables.deleteFrom(JOB_FILE).where(JOB_FILE.JOB_ID.in(old)).execute();
            for (UUID job : old) {
                Audit.write(tables, "job.files-removed", Map.of("job", job.toString()));
            }
            return old.size();
        });
    }

    /** Takes the job that waits longest, or one whose worker let its lease run out; gives up those that were taken too often. */
    Optional<Taken> take() {
        return database.write(tables -> {
            Condition lost = JOB.STATE.eq(JobState.RUNNING.text()).and(JOB.LEASE_UNTIL.lt(NOW));
            end(tables, lost.and(JOB.ATTEMPTS.ge(ATTEMPTS)), JobState.FAILED, Reason.WORKER_LOST, "[]");
            JobRecord job = tables.selectFrom(JOB)
                    .where(JOB.STATE.eq(JobState.QUEUED.text()).or(lost))
                    .orderBy(JOB.QUEUED_AT, JOB.JOB_ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOne();
            if (job == null) {
                return Optional.empty();
            }
            UUID lease = UUID.randomUUID();
            tables.update(JOB)
                    .set(JOB.STATE, JobState.RUNNING.text())
                    .set(JOB.ATTEMPTS, JOB.ATTEMPTS.plus(1))
                    .set(JOB.LEASE, lease)
                    .set(JOB.LEASE_UNTIL, LEASE_END)
                    .set(JOB.STAGE, Stage.READING.text())
                    .set(JOB.STEPS_DONE, 0)
                    .set(JOB.STARTED_AT, NOW)
                    .where(JOB.JOB_ID.eq(job.getJobId()))
                    .execute();
            String text = new String(job.getContent(), StandardCharsets.UTF_8);
            return Optional.of(new Taken(job.getJobId(), lease, text, job.getAttempts() + 1));
        });
    }

    /** Renews the lease and says how far the job is; false if it is no longer this worker's. */
    boolean renew(Taken job, Stage stage, int done, int steps) {
        return database.write(tables -> tables.update(JOB)
                        .set(JOB.LEASE_UNTIL, LEASE_END)
                        .set(JOB.STAGE, stage.text())
                        .set(JOB.STEPS_DONE, done)
                        .set(JOB.STEPS, steps)
                        .where(held(job))
                        .execute())
                == 1;
    }

    /** Keeps the files and makes the job done, both or neither; false if it is no longer this worker's. */
    boolean finish(Taken job, Map<String, byte[]> files) {
        return database.write(tables -> {
            if (end(tables, held(job), JobState.DONE, null, "[]") == 0) {
                return false;
            }
            int position = 0;
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                tables.insertInto(JOB_FILE)
                        .set(JOB_FILE.JOB_ID, job.id())
                        .set(JOB_FILE.NAME, file.getKey())
                        .set(JOB_FILE.POSITION, position++)
                        .set(JOB_FILE.CONTENT, file.getValue())
                        .execute();
            }
            return true;
        });
    }

    /** Ends the job without files, if it is still this worker's. */
    void fail(Taken job, Reason reason, String faults) {
        database.write(tables -> end(tables, held(job), JobState.FAILED, reason, faults));
    }

    /**
     * Gives the job back to the queue, if it is still this worker's.
     *
     * @param counts whether the attempt counts
     */
    void release(Taken job, boolean counts) {
        database.write(tables -> tables.update(JOB)
                .set(JOB.STATE, JobState.QUEUED.text())
                .set(JOB.STAGE, Stage.QUEUED.text())
                .set(JOB.ATTEMPTS, counts ? JOB.ATTEMPTS : JOB.ATTEMPTS.minus(1))
                .setNull(JOB.LEASE)
                .setNull(JOB.LEASE_UNTIL)
                .where(held(job))
                .execute());
    }

    private static Condition held(Taken job) {
        return JOB.JOB_ID.eq(job.id()).and(JOB.LEASE.eq(job.lease()));
    }

    private static int end(DSLContext tables, Condition which, JobState state, @Nullable Reason reason, String faults) {
        return tables.update(JOB)
                .set(JOB.STATE, state.text())
                .set(JOB.REASON, reason == null ? null : reason.code())
                .set(JOB.FAULTS, JSONB.valueOf(faults))
                .set(JOB.ENDED_AT, NOW)
                .setNull(JOB.LEASE)
                .setNull(JOB.LEASE_UNTIL)
                .where(which)
                .execute();
    }

    private static QueuedJob find(DSLContext tables, UUID id) {
        return read(tables, JOB.JOB_ID.eq(id)).stream().findFirst().orElseThrow(() -> Problems.UNKNOWN_JOB.exception());
    }

    private static List<QueuedJob> read(DSLContext tables, Condition which) {
        Field<String[]> files = DSL.field(DSL.select(DSL.arrayAgg(JOB_FILE.NAME).orderBy(JOB_FILE.POSITION))
                .from(JOB_FILE)
                .where(JOB_FILE.JOB_ID.eq(JOB.JOB_ID).and(Scope.of(JOB_FILE))));
        return tables.select(Stream.concat(SHOWN.stream(), Stream.of(files.as("files")))
                        .toList())
                .from(JOB)
                .where(which.and(Scope.of(JOB)))
                .orderBy(JOB.QUEUED_AT.desc(), JOB.JOB_ID)
                .limit(RECENT)
                .fetch(row -> {
                    JobRecord job = row.into(JOB);
                    String[] names = row.get("files", String[].class);
                    return new QueuedJob(
                            job.getJobId(),
                            job.getRoundId(),
                            job.getName(),
                            job.getSha256(),
                            JobState.of(job.getState()),
                            job.getStage(),
                            job.getStepsDone(),
                            job.getSteps(),
                            job.getAttempts(),
                            job.getReason(),
                            job.getFaults().data(),
                            job.getQueuedAt().toInstant(),
                            job.getStartedAt() == null
                                    ? null
                                    : job.getStartedAt().toInstant(),
                            job.getEndedAt() == null ? null : job.getEndedAt().toInstant(),
                            names == null ? List.of() : List.of(names));
                });
    }
}
