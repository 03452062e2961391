package org.kapsurvey.api.torture;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.kapsurvey.api.account.DeviceLogin;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.CommandDatabase;

/**
 * How many interviews of 60 questions a service takes in a second, started as {@code ./kap serve} starts it: every one is read by the engine
 * and on disk before its receipt is sent. Devices and service share the machine.
 */
public final class Load {
    public static final int QUESTIONS = 60;
    public static final int BATCH = 200;

    /** As many requests may be under way at once as a service has threads; who finds none waits, and his wait counts. */
    private static final int DEVICES = 64;

    private static final int BATCH_DEVICES = 4;
    private static final int WARM_UP_SECONDS = 15;
    private static final Pattern RECEIPT = Pattern.compile("\"receipt\":");

    private final Path folder;
    private final Consumer<String> progress;
    private final MadeUpForm form = new MadeUpForm(QUESTIONS);
    private long acknowledged;

    /**
     * What came of it.
     *
     * @param requests that were sent
     * @param failed requests without all of their receipts
     * @param perSecond interviews acknowledged in a second
     * @param median milliseconds from the moment at which a request was due until its receipt
     * @param p99 the same, of 99 in 100 at most
     * @param most the same, the longest
     */
    public record Figures(int requests, int failed, double perSecond, double median, double p99, double most) {}

    /** Of interviews sent alone and in batches, and how many bytes one has. */
    public record Outcome(Figures alone, Figures batches, int bytes) {}

    /**
     * Nothing is started yet.
     *
     * @param folder for its database and its log; must be empty
     */
    public Load(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Sends interviews alone, at a given rate whatever the service answers, and then batches, each device the next one when it has its
     * receipts. Each begins with some seconds that are not counted.
     *
     * @throws IllegalStateException if the service does not start, or has not kept just what it acknowledged
     */
    public Outcome run(int rate, int seconds, int batchSeconds) throws IOException, InterruptedException {
        form.writeTo(folder.resolve("home"));
        ServiceProcess service = new ServiceProcess(folder, folder.resolve("home"));
        try {
            progress.accept("starting a service");
            service.start();
            service.awaitReady();
            try (CommandDatabase opened = CommandDatabase.open(service.data(), null)) {
                Device device = new Device(
                        service.uri(),
                        new DeviceLogin(opened.database(), service.uri())
                                .cookie("load", "Load", Role.SURVEYOR, List.of("31"), "load"));
                progress.accept("warming up");
                alone(device, rate, Math.min(WARM_UP_SECONDS, seconds));
                progress.accept("interviews alone, " + rate + " a second for " + seconds + " s");
                Figures alone = alone(device, rate, seconds);
                progress.accept("warming up");
                batches(device, Math.min(WARM_UP_SECONDS, batchSeconds));
                progress.accept("batches of " + BATCH + " for " + batchSeconds + " s");
                Figures batches = batches(device, batchSeconds);
                progress.accept("counting");
                count(opened);
                return new Outcome(alone, batches, form.interview(new UUID(0, 0), new Random(1)).length);
            }
        } finally {
            service.stop();
        }
    }

    private void count(CommandDatabase opened) {
        long kept = opened.database()
                .report(tables -> tables.fetchSingle(
                                "select count(*) from interview where status = 'stored' and sha256 = encode(sha256(payload), 'hex')")
                        .get(0, Long.class));
        if (kept < acknowledged) {
            throw new IllegalStateException(acknowledged + " interviews were acknowledged and " + kept + " are there.");
        }
    }

    /** The load is an open one: requests are due at fixed moments, and a late one counts from the moment at which it was due. */
    private Figures alone(Device device, int rate, int seconds) throws InterruptedException {
        int requests = rate * seconds;
        double[] waits = new double[requests];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        together(DEVICES, random -> {
            for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                if (send(() -> device.put(made(random)), 201) != 1) {
                    failed.incrementAndGet();
                }
                waits[i] = (System.nanoTime() - due) / 1e6;
            }
        });
        return figures(waits, failed.get(), 1, start);
    }

    private Figures batches(Device device, int seconds) throws InterruptedException {
        List<Double> waits = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        together(BATCH_DEVICES, random -> {
            while (System.nanoTime() < end) {
                List<Device.Interview> made = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    made.add(made(random));
                }
                long sent = System.nanoTime();
                if (send(() -> device.post(made), 200) != BATCH) {
                    failed.incrementAndGet();
                }
                synchronized (waits) {
                    waits.add((System.nanoTime() - sent) / 1e6);
                }
            }
        });
        return figures(waits.stream().mapToDouble(Double::doubleValue).toArray(), failed.get(), BATCH, start);
    }

    private Figures figures(double[] waits, int failed, int size, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        long kept = (long) (waits.length - failed) * size;
        acknowledged += kept;
        Arrays.sort(waits);
        return new Figures(
                waits.length, failed, kept / seconds, rank(waits, 0.5), rank(waits, 0.99), waits[waits.length - 1]);
    }

    /** The smallest value that at least {@code share} of all do not exceed. */
    private static double rank(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private Device.Interview made(Random random) {
        UUID id = UUID.randomUUID();
        return new Device.Interview(id, form.interview(id, random));
    }

    /** A request. */
    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    /** How many receipts came. */
    private static long send(Request request, int wanted) throws InterruptedException {
        try {
            HttpResponse<String> reply = request.send();
            if (reply.statusCode() != wanted) {
                return 0;
            }
            return wanted == 201 ? 1 : RECEIPT.matcher(reply.body()).results().count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What one device does. */
    private interface Work {
        void run(Random random) throws InterruptedException;
    }

    private static void together(int devices, Work work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(devices);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < devices; i++) {
                Random random = new Random(i);
                running.add(threads.submit(() -> {
                    work.run(random);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A device ended: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
