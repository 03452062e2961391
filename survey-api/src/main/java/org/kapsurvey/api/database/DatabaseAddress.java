package org.kapsurvey.api.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;

/** Where the database is. Never prints its password. */
public interface DatabaseAddress {
    /**
     * Connections to it, with the limits that every connection has.
     *
     * @param seconds after how long a statement is cancelled; 0 for never
     */
    PGSimpleDataSource source(int seconds);

    /**
     * Reads {@code KAP_DATABASE_URL}: {@code postgresql://user:password@host:port/database?sslmode=…}, also with
     * {@code jdbc:} before it.
     *
     * @throws IllegalArgumentException if it is not of that form; the message doesn't quote it
     */
    static DatabaseAddress parse(String url) {
        String form = "KAP_DATABASE_URL must look like postgresql://user:password@host:5432/database";
        URI uri;
        try {
            uri = new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    form + "; it is not an address (character " + Math.max(0, e.getIndex() + 1) + ").");
        }
        boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!known
                || uri.getHost() == null
                || uri.getPath() == null
                || uri.getPath().length() < 2) {
            throw new IllegalArgumentException(form + ".");
        }
        External external = new External(uri);
        String mode = external.source(0).getSslMode();
        if (mode != null && Stream.of(SslMode.VALUES).noneMatch(one -> one.value.equals(mode))) {
            throw new IllegalArgumentException("The sslmode of KAP_DATABASE_URL must be one of "
                    + Stream.of(SslMode.VALUES).map(one -> one.value).collect(Collectors.joining(", ")) + ".");
        }
        return external;
    }

    /** Sets what holds for every connection, wherever the database is. */
    static PGSimpleDataSource limit(PGSimpleDataSource source, int seconds) {
        source.setApplicationName("kap");
        source.setConnectTimeout(2);
        source.setTcpKeepAlive(true);
        // A server that takes a request and never answers: give up a little after the server itself should have.
        source.setSocketTimeout(seconds == 0 ? 0 : seconds + 3);
        // The detail of a refused row quotes the row, answers and all; it must not travel in a message.
        source.setLogServerErrorDetail(false);
        source.setOptions(
                "-c statement_timeout=" + seconds * 1000 + " -c lock_timeout=" + (seconds == 0 ? 60_000 : 2_000)
                        + " -c idle_in_transaction_session_timeout=60000 -c synchronous_commit=on -c timezone=UTC");
        return source;
    }

    /** One that somebody else runs. */
    record External(URI uri) implements DatabaseAddress {
        @Override
        public PGSimpleDataSource source(int seconds) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            source.setUrl("jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query);
            String user = uri.getRawUserInfo();
            if (user != null) {
                int colon = user.indexOf(':');
                source.setUser(decode(colon < 0 ? user : user.substring(0, colon)));
                if (colon >= 0) {
                    source.setPassword(decode(user.substring(colon + 1)));
                }
            }
            return limit(source, seconds);
        }

        private static String decode(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
        }
    }
}
