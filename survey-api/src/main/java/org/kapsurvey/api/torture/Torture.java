package org.kapsurvey.api.torture;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.kapsurvey.api.account.DeviceLogin;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.AuditCheck;
import org.kapsurvey.api.database.AuditKey;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.problem.ProblemException;

/**
 * Kills a service and its PostgreSQL while devices send to it, drops replies, and sends copies at once; see {@code docs/torture.md}. One
 * run for each object.
 */
public final class Torture {
    static final int COPIES = 8;

    private static final int WRITERS = 4;
    private static final int QUESTIONS = 12;
    private static final int MOST_IN_A_BATCH = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What is killed. */
    enum Victim {
        POSTMASTER,
        BACKEND,
        SERVICE,
        BOTH
    }

    /**
     * How much is tried.
     *
     * @param kills of each victim as many, in random order
     * @param interviews that are acknowledged while kills go on and after
     * @param drops replies that are not read
     * @param copied interviews that are sent eight times at once
     * @param seed of the order of kills and of what is sent; not of how threads meet
     */
    public record Plan(int kills, int interviews, int drops, int copied, long seed) {}

    /**
     * What came of it.
     *
     * @param unequal interviews of those sent eight times whose receipts were not eight equal ones
     * @param unexpected answers that were neither a receipt nor 503
     * @param recoveries milliseconds from each kill until the service was ready again, ascending
     */
    public record Outcome(
            int kills,
            long acknowledged,
            int drops,
            int copied,
            int lost,
            int torn,
            int duplicated,
            int unasked,
            int otherReceipts,
            int unequal,
            Set<String> unexpected,
            List<Long> recoveries) {
        /** Whether nothing was lost, torn, twice or otherwise than acknowledged. */
        public boolean isWhole() {
            return lost + torn + duplicated + unasked + otherReceipts + unequal == 0 && unexpected.isEmpty();
        }
    }

    private final Plan plan;
    private final Sabotage sabotage;
    private final Consumer<String> progress;
    private final Random random;
    private final MadeUpForm form = new MadeUpForm(QUESTIONS);
    private final ServiceProcess service;
    private final Ledger ledger;
    private final URI target;
    private final Inspection inspection = new Inspection();
    private final Set<UUID> tried = ConcurrentHashMap.newKeySet();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicInteger dropped = new AtomicInteger();
    private final List<Long> recoveries = new ArrayList<>();
    private String cookie = "";
    private volatile boolean killing = true;
    private volatile boolean stopped;

    /**
     * Nothing is started yet.
     *
     * @param folder for its database, its log and its receipts; must be empty
     */
    public Torture(Path folder, Plan plan, Consumer<String> progress) throws IOException {
        this(folder, plan, Sabotage.NONE, progress);
    }

    Torture(Path folder, Plan plan, Sabotage sabotage, Consumer<String> progress) throws IOException {
        this.plan = plan;
        this.sabotage = sabotage;
        this.progress = progress;
        this.random = new Random(plan.seed);
        form.writeTo(folder.resolve("home"));
        // What is killed every few seconds must above all start fast.
        this.service = new ServiceProcess(
                folder, folder.resolve("home"), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        this.target = sabotage.front(service.uri());
        this.ledger = new Ledger(folder.resolve("receipts"));
    }

    /** Runs all of it; stops service and PostgreSQL however it ends. */
    public Outcome run() throws IOException, InterruptedException {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            service.start();
            service.awaitReady();
            prepare();
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Writer writer = writer(i);
                Random own = new Random(plan.seed + 1_000 + i);
                writing.add(writers.submit(() -> {
                    write(writer, own);
                    return null;
                }));
            }
            List<Victim> victims = new ArrayList<>();
            for (int i = 0; i < plan.kills; i++) {
                victims.add(Victim.values()[i % Victim.values().length]);
            }
            Collections.shuffle(victims, random);
            for (int i = 0; i < victims.size(); i++) {
                kill(victims.get(i));
                inspect(false);
                progress.accept("kill " + (i + 1) + " of " + plan.kills + " (" + victims.get(i) + "), " + tally());
            }
            killing = false;
            for (Future<?> one : writing) {
                join(one);
            }
            int unequal = sendCopies();
            inspect(true);
            progress.accept("all looked at, " + tally());
            recoveries.sort(null);
            return new Outcome(
                    recoveries.size(),
                    ledger.count(),
                    dropped.get(),
                    plan.copied,
                    inspection.lost(),
                    inspection.torn(),
                    inspection.duplicated(),
                    inspection.unasked(),
                    inspection.otherReceipts(),
                    unequal,
                    Set.copyOf(unexpected),
                    List.copyOf(recoveries));
        } finally {
            stopped = true;
            writers.shutdownNow();
            service.stop();
            ledger.close();
        }
    }

    /** Ends a run from another thread, for instance when the program is interrupted. */
    public void stop() throws InterruptedException {
        stopped = true;
        service.stop();
    }

    private String tally() {
        return ledger.count() + " acknowledged, " + inspection.lost() + " lost, " + inspection.torn() + " torn, "
                + inspection.duplicated() + " twice";
    }

    private Writer writer(int number) {
        return new Writer(
                form, new Device(target, cookie), ledger, tried, unexpected, new Random(plan.seed + 1 + number));
    }

    /** Checkpoints often and in little space, so that kills meet every state of the log; logs the devices in. */
    private void prepare() throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(List.of("checkpoint_timeout = 30s", "max_wal_size = 48MB"));
        settings.addAll(sabotage.settings());
        Files.write(service.data().resolve("cluster").resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
        try (CommandDatabase opened = CommandDatabase.open(service.data(), null)) {
            opened.database().write(tables -> {
                // As the owner, for an administrator of the server alone may.
                tables.execute("set local role none");
                return tables.fetch("select pg_reload_conf()");
            });
            sabotage.database(opened.database());
            cookie = new DeviceLogin(opened.database(), service.uri())
                    .cookie("torture", "Torture", Role.SURVEYOR, List.of("31"), "torture");
        }
    }

    private void write(Writer writer, Random own) throws InterruptedException, IOException {
        while (!stopped && (killing || ledger.count() < plan.interviews || dropped.get() < plan.drops)) {
            boolean several = ledger.count() < plan.interviews && own.nextInt(4) == 0 && sabotage.takesBatches();
            List<Device.Interview> made = writer.makeUp(several ? 2 + own.nextInt(MOST_IN_A_BATCH - 1) : 1);
            if (!several && dropped.get() < plan.drops && own.nextBoolean()) {
                writer.sendAndLeave(made.get(0));
                dropped.incrementAndGet();
            }
            writer.send(made);
        }
    }

    private void kill(Victim victim) throws IOException, InterruptedException {
        long before = ledger.count();
        awaitMoreThan(before);
        Thread.sleep(100 + random.nextInt(500));
        long start = System.nanoTime();
        switch (victim) {
            case SERVICE -> killService();
            case POSTMASTER -> awaitAnotherThan(killPostmaster());
            case BACKEND -> killBackend();
            case BOTH -> {
                if (random.nextBoolean()) {
                    killPostmaster();
                    killService();
                } else {
                    service.running().destroyForcibly().waitFor();
                    killPostmaster();
                    service.start();
                }
            }
        }
        service.awaitReady();
        recoveries.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
        // Ready is not yet well: something must be kept again.
        awaitMoreThan(ledger.count());
    }

    private void killService() throws IOException, InterruptedException {
        service.running().destroyForcibly().waitFor();
        service.start();
    }

    private ProcessHandle killPostmaster() throws InterruptedException {
        ProcessHandle postmaster = awaitPostmaster();
        kill(postmaster);
        return postmaster;
    }

    /** One of PostgreSQL's processes, whichever it is: all the others end with it and PostgreSQL recovers by itself. */
    private void killBackend() throws InterruptedException {
        List<ProcessHandle> processes = awaitPostmaster().children().toList();
        kill(processes.get(random.nextInt(processes.size())));
        await(
                "no end of the other processes",
                () -> processes.stream().noneMatch(ProcessHandle::isAlive) ? Optional.of(true) : Optional.empty());
    }

    private static void kill(ProcessHandle process) throws InterruptedException {
        process.destroyForcibly();
        try {
            process.onExit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Process " + process.pid() + " can't be waited for.", e);
        }
    }

    private ProcessHandle awaitPostmaster() throws InterruptedException {
        return await("no PostgreSQL", service::postgres);
    }

    private void awaitAnotherThan(ProcessHandle old) throws InterruptedException {
        await("no other PostgreSQL", () -> service.postgres().filter(found -> found.pid() != old.pid()));
    }

    private void awaitMoreThan(long count) throws InterruptedException {
        await("nothing acknowledged", () -> ledger.count() > count ? Optional.of(count) : Optional.empty());
    }

    /** A look at something that comes in time. */
    private interface Look<T> {
        Optional<T> find();
    }

    private <T> T await(String otherwise, Look<T> look) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> found = look.find();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("There was " + otherwise + " in " + PATIENCE.toSeconds() + " s; other answers: "
                + unexpected + "; the service's log: " + service.log());
    }

    private void inspect(boolean all) throws IOException, InterruptedException {
        List<Ledger.Receipt> receipts = all ? ledger.all() : ledger.news();
        await("no database to look into", () -> {
            try (CommandDatabase opened = CommandDatabase.open(service.data(), null)) {
                if (all) {
                    inspection.all(opened.database(), receipts, tried);
                    AuditCheck.Fault broken = AuditCheck.of(
                                    opened.address(), List.of(AuditKey.make(service.data())), List.of())
                            .fault();
                    if (broken != null) {
                        throw new IllegalStateException("The chain of the audit is torn: " + broken);
                    }
                } else {
                    inspection.some(opened.database(), receipts);
                }
                return Optional.of(true);
            } catch (ProblemException e) {
                // It is still recovering.
                return Optional.empty();
            }
        });
    }

    /** How many interviews, of those sent eight times at once, had other than eight equal receipts. */
    private int sendCopies() throws InterruptedException, IOException {
        int unequal = 0;
        Writer maker = writer(WRITERS);
        List<Writer> senders = new ArrayList<>();
        for (int copy = 0; copy < COPIES; copy++) {
            senders.add(writer(WRITERS + 1 + copy));
        }
        ExecutorService threads = Executors.newFixedThreadPool(COPIES);
        CyclicBarrier together = new CyclicBarrier(COPIES);
        try {
            for (Device.Interview interview : maker.makeUp(plan.copied)) {
                List<Future<Optional<String>>> replies = new ArrayList<>();
                for (Writer sender : senders) {
                    replies.add(threads.submit(() -> {
                        together.await();
                        return sender.receipt(interview);
                    }));
                }
                Set<Optional<String>> receipts = new HashSet<>();
                for (Future<Optional<String>> reply : replies) {
                    receipts.add(join(reply));
                }
                Optional<String> first = receipts.iterator().next();
                if (receipts.size() > 1 || first.isEmpty()) {
                    unequal++;
                } else {
                    ledger.add(List.of(Ledger.Receipt.of(first.get())));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return unequal;
    }

    private static <T> T join(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A device ended: " + e.getCause(), e);
        }
    }
}
