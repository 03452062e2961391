package org.kapsurvey.api.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the service is reached: on this machine alone; from anywhere, with a certificate of its own; or by a proxy on this machine, which
 * has the certificate and passes requests on.
 *
 * @param address that it listens on; only with a certificate another than one of this machine
 * @param port that it listens on; 0 for any free one
 * @param names by which people call it, in small letters; beside them it answers to this machine's own
 * @param certificate null for plain HTTP, which never leaves the machine
 */
public record Reach(
        InetAddress address,
        int port,
        Set<String> names,
        @Nullable Certificate certificate) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:]+\\]|[^:]+)(?::[0-9]{1,5})?");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern PEER = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /**
     * @param names those of the certificate where there are none
     * @throws IllegalArgumentException if a name is none, or nobody could or should reach the service there; the message says what to do
     */
    public Reach {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "\"" + name
                                + "\" is no name of a host. Write it without https:// and port, for instance khaosat.example.vn.");
            }
        }
        if (certificate != null && names.isEmpty()) {
            names = certificate.names();
        }
        if (certificate == null && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("The service can't listen on " + address.getHostAddress()
                    + " without encryption: passwords and answers could be read on the way. Name a certificate with"
                    + " --tls-certificate and --tls-key, or listen on 127.0.0.1 behind a proxy that has one.");
        }
        if (!address.isLoopbackAddress() && names.isEmpty()) {
            throw new IllegalArgumentException(
                    "The certificate names no host. Say with --host how people call the service.");
        }
    }

    /** On this machine alone, by plain HTTP. */
    public static Reach local(InetAddress address, int port) {
        return new Reach(address, port, Set.of(), null);
    }

    /** How people write its address, without the port that it listens on where a proxy has another. */
    public String told(int listening) {
        String plain = address.getHostAddress();
        String host = plain.contains(":") ? "[" + plain + "]" : plain;
        String name = names.stream().sorted().findFirst().orElse(host);
        if (certificate != null) {
            return "https://" + name + (listening == 443 ? "" : ":" + listening) + "/";
        }
        String local = "http://" + host + ":" + listening + "/";
        return names.isEmpty() ? local : local + " for a proxy at https://" + name + "/";
    }

    /** {@code http} or {@code https}, as the browser that sent this {@code Host} sees it; null for one that is not ours. */
    @Nullable
    String scheme(@Nullable String host) {
        Matcher parts = host == null ? null : HOST.matcher(host);
        if (parts == null || !parts.matches()) {
            return null;
        }
        String name = parts.group(1).toLowerCase(Locale.ROOT);
        if (names.contains(name)) {
            return "https";
        }
        return LOOPBACK.contains(name) ? (certificate == null ? "http" : "https") : null;
    }

    /**
     * The address of the device. A proxy's word is taken where there is one, and of it the last: what stands before that, the device itself
     * may have written.
     */
    public String client(Context context) {
        String peer = context.req().getRemoteAddr();
        String forwarded = certificate == null && !names.isEmpty() ? context.header("X-Forwarded-For") : null;
        if (forwarded == null) {
            return peer;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return PEER.matcher(last).matches() ? last : peer;
    }
}
