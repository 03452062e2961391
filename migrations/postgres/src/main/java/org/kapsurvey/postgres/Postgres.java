package org.kapsurvey.postgres;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server in one folder, the child of this process.
 *
 * <pre>
 * FOLDER/lock            held while a program uses the folder
 * FOLDER/password        of the one user, {@value #USER}; mode 0600
 * FOLDER/cluster         the data
 * FOLDER/postgres.log    the server's own log; holds no statements and no values
 * FOLDER/postgresql-…    the programs
 * </pre>
 *
 * A child outlives a parent that is killed; the next {@link #start} finds it by {@code postmaster.pid} and stops it
 * first. Not for use by several threads at once, but for {@link #close}.
 */
public final class Postgres implements AutoCloseable {
    /** The one user of the server, its owner. */
    public static final String USER = "kap";

    /** The database that is used; made by initdb. */
    public static final String DATABASE = "postgres";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> SECRET =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path folder;
    private final Path cluster;
    private final FileChannel lockFile;
    private final String password;
    private final Path binaries;
    private final List<String> asAnotherUser;
    private volatile @Nullable Process server;
    private volatile int port;

    private Postgres(Path folder, FileChannel lockFile) throws IOException {
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.lockFile = lockFile;
        this.asAnotherUser = asAnotherUser();
        this.binaries = Binaries.unpackInto(folder);
        this.password = password(folder.resolve("password"));
    }

    /**
     * Takes the folder, makes it where missing and prepares the server in it; starts nothing.
     *
     * @throws PostgresException if another program uses the folder or the server can't run here
     */
    public static Postgres in(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        FileChannel lockFile = null;
        try {
            // Only the folder itself is closed to others; those above it may be of common use.
            Files.createDirectories(absolute.resolveSibling("."));
            Files.createDirectories(absolute, OWNER_ONLY);
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            lockFile = lock(absolute);
            Postgres postgres = new Postgres(absolute, lockFile);
            postgres.makeCluster();
            return postgres;
        } catch (IOException | RuntimeException e) {
            closeQuietly(lockFile);
            if (e instanceof PostgresException known) {
                throw known;
            }
            throw new PostgresException(
                    "PostgreSQL can't be prepared in " + absolute + ": " + e
                            + ". The folder must be one that this user may make and write; choose another with --data.",
                    e);
        }
    }

    /**
     * Starts the server and waits until it takes connections. Stops a server left behind in the folder first. A restart
     * keeps the port where it is still free.
     *
     * @throws PostgresException if it doesn't start; the message ends with the last lines of its log
     */
    public void start() {
        try {
            stopOrphan();
            long deadline = System.nanoTime() + START.toNanos();
            // A killed postmaster's children need a moment to see that it is gone; until then its memory is in use and
            // the new one refuses to start.
            while (!startOnce()) {
                if (System.nanoTime() > deadline) {
                    throw new PostgresException("PostgreSQL did not start in " + cluster + ". " + lastLines());
                }
                Thread.sleep(300);
            }
        } catch (IOException e) {
            throw new PostgresException("PostgreSQL can't be started in " + cluster + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("Interrupted while PostgreSQL was starting.", e);
        }
    }

    /** The loopback port of the running server. */
    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** The id of the server's process. */
    public long pid() {
        return running().pid();
    }

    /** Completes when the server has ended, however it ended. */
    public CompletableFuture<?> ended() {
        return running().onExit();
    }

    /** Stops the server: open transactions are rolled back, what was committed is on disk. */
    public void stop() {
        Process process = server;
        if (process != null && process.isAlive()) {
            stop(process.toHandle());
        }
    }

    @Override
    public void close() {
        stop();
        closeQuietly(lockFile);
    }

    private Process running() {
        Process process = server;
        if (process == null) {
            throw new IllegalStateException("The server was not started");
        }
        return process;
    }

    private void makeCluster() throws IOException {
        if (Files.exists(cluster)) {
            return;
        }
        Path fresh = folder.resolve("cluster.new");
        Binaries.delete(fresh);
        Process initdb = process(
                        "initdb",
                        "--auth=scram-sha-256",
                        "--username=" + USER,
                        "--pwfile=" + folder.resolve("password"),
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--pgdata=" + fresh)
                .start();
        if (waitFor(initdb, START) != 0) {
            throw new PostgresException("PostgreSQL can't make its data folder in " + fresh + ". " + lastLines());
        }
        // Renamed when whole: a kill during initdb leaves nothing that looks like data.
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean startOnce() throws IOException, InterruptedException {
        port = freePort(port);
        List<String> settings = List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                // Durability. These are PostgreSQL's defaults; said here so that no file can switch them off.
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "password_encryption=scram-sha-256",
                "max_connections=40",
                // An answer must not reach the log: no statements, no parameters, and no DETAIL with a failing row.
                "logging_collector=off",
                "log_statement=none",
                "log_min_error_statement=panic",
                "log_parameter_max_length_on_error=0",
                "log_error_verbosity=terse");
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString()));
        for (String setting : settings) {
            arguments.add("-c");
            arguments.add(setting);
        }
        Process process = process("postgres", arguments.toArray(String[]::new)).start();
        server = process;
        long deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive()) {
            if (isReady(process.pid())) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new PostgresException(
                        "PostgreSQL did not become ready in " + START.toSeconds() + " s. " + lastLines());
            }
            Thread.sleep(50);
        }
        return false;
    }

    /** PostgreSQL itself says in line 8 of postmaster.pid when it takes connections; pg_ctl waits for the same. */
    private boolean isReady(long pid) throws IOException {
        List<String> lines = pidFile();
        return lines.size() >= 8
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    private void stopOrphan() throws IOException {
        List<String> lines = pidFile();
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,10}")) {
            return;
        }
        ProcessHandle found =
                ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElse(null);
        if (found == null || !found.isAlive()) {
            return;
        }
        if (isOurs(found)) {
            stop(found);
        } else {
            // The number was given to another program since. We hold the folder's lock, so no server of ours runs; the
            // file would keep PostgreSQL from starting.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    /** Whether the process is a postgres that was started on our data; a process id alone proves nothing. */
    private boolean isOurs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command().orElse("").endsWith("/postgres");
        String[] arguments = info.arguments().orElse(new String[0]);
        return postgres && List.of(arguments).contains(cluster.toString());
    }

    private void stop(ProcessHandle process) {
        // SIGINT is PostgreSQL's "fast" stop; Java itself can only send SIGTERM, on which it waits for its clients.
        signal("INT", process);
        if (!ended(process)) {
            signal("QUIT", process);
            if (!ended(process)) {
                throw new PostgresException("PostgreSQL (process " + process.pid() + ") does not stop.");
            }
        }
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new PostgresException("PostgreSQL (process " + process.pid() + ") can't be stopped.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessHandle process) {
        long deadline = System.nanoTime() + STOP.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return !process.isAlive();
            }
        }
        return true;
    }

    private List<String> pidFile() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private ProcessBuilder process(String program, String... arguments) {
        List<String> command = new ArrayList<>(asAnotherUser);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        File log = folder.resolve("postgres.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("KAP_"));
        builder.environment().put("LC_ALL", "C");
        return builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    /** PostgreSQL refuses to run as root. In a user namespace root is nobody, and still owns its own files. */
    private static List<String> asAnotherUser() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))
                || System.getProperty("os.name").startsWith("Mac")) {
            return List.of();
        }
        List<String> unshare = List.of("unshare", "--user");
        List<String> trial = new ArrayList<>(unshare);
        trial.add("true");
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (waitFor(process, Duration.ofSeconds(10)) == 0) {
                return unshare;
            }
        } catch (IOException e) {
            // No such program: the sentence below says what to do.
        }
        throw new PostgresException("PostgreSQL does not run as root, and this machine forbids user namespaces"
                + " (unshare --user). Start KAP Survey as another user, or name a PostgreSQL of your own in"
                + " KAP_DATABASE_URL.");
    }

    private static int waitFor(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), SECRET);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new PostgresException("Another KAP Survey uses the data in " + folder
                    + ". Stop it, or choose another folder with --data.");
        }
        return channel;
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path fresh = file.resolveSibling("password.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, SECRET);
        Files.writeString(fresh, password, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static int freePort(int wanted) throws IOException {
        if (wanted != 0) {
            try (ServerSocket socket = new ServerSocket(wanted, 1, loopback())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken by another program since the last start: any other port does.
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private String lastLines() {
        Path log = folder.resolve("postgres.log");
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return "Its log " + log + " ends with:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "It left no log in " + log + ".";
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock ends with the process at the latest.
            }
        }
    }
}
