package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says every second what is being done, if that takes more than a second. */
final class StageProgress implements Consumer<String>, AutoCloseable {
    private static final long SECOND = 1000;

    private final long start = System.nanoTime();
    private final Timer clock = new Timer("progress", true);
    private volatile String stage = "";

    StageProgress(PrintWriter error) {
        clock.scheduleAtFixedRate(
                new TimerTask() {
                    @Override
                    public void run() {
                        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
                        error.printf("%d s: %s%n", seconds, stage);
                        error.flush();
                    }
                },
                SECOND,
                SECOND);
    }

    @Override
    public void accept(String now) {
        stage = now;
    }

    @Override
    public void close() {
        clock.cancel();
    }
}
