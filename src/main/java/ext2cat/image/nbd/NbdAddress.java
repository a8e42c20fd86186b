// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/**
 * What {@code nbd://HOST:PORT/EXPORT} or {@code nbd+unix:///EXPORT?socket=PATH} names.
 *
 * @param text the address, as it was given
 * @param server where the server listens
 * @param export the name of the export, often empty
 */
public record NbdAddress(String text, SocketAddress server, String export) {

    /** The port that IANA gave to nbd. */
    private static final int DEFAULT_PORT = 10809;

    /** The longest name that the protocol allows. */
    private static final int MOST_NAME_BYTES = 4096;

    private static final String SOCKET = "socket=";

    /**
     * Reads an address.
     *
     * @throws FileSystemException if it is none, or asks for TLS
     */
    public static NbdAddress of(String text) throws FileSystemException {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused(text, "is no address: " + e.getReason());
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        String export = path.startsWith("/") ? path.substring(1) : path;
        if (export.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            throw refused(text, "names an export of more than 4096 bytes");
        }
        return switch (scheme) {
            case "nbd" -> new NbdAddress(text, host(text, uri), export);
            case "nbd+unix" -> new NbdAddress(text, socket(text, uri), export);
            case "nbds", "nbds+unix" ->
                    throw refused(
                            text, "asks for TLS, which is not supported; try nbd instead of nbds");
            default -> throw refused(text, "is no address of nbd or nbd+unix");
        };
    }

    private static SocketAddress host(String text, URI uri) throws FileSystemException {
        if (uri.getHost() == null) {
            throw refused(text, "names no host; expected nbd://HOST:PORT/EXPORT");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (port > 65535) {
            throw refused(text, "has the port %d; expected 65535 at most".formatted(port));
        }
        String host = uri.getHost();
        boolean isBracketed = host.startsWith("[") && host.endsWith("]"); // of IPv6
        return new InetSocketAddress(
                isBracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    private static SocketAddress socket(String text, URI uri) throws FileSystemException {
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            if (part.startsWith(SOCKET) && part.length() > SOCKET.length()) {
                try {
                    // A plus is a plus in a path.
                    String path = part.substring(SOCKET.length()).replace("+", "%2B");
                    return UnixDomainSocketAddress.of(
                            URLDecoder.decode(path, StandardCharsets.UTF_8));
                } catch (InvalidPathException e) {
                    throw refused(text, "names a socket that no file can be: " + e.getReason());
                }
            }
        }
        throw refused(text, "names no socket; expected nbd+unix:///EXPORT?socket=PATH");
    }

    private static FileSystemException refused(String text, String why) {
        return new FileSystemException(text, null, why);
    }
}
