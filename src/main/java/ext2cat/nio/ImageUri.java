// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The URI of a file in an image: {@code ext2:file:///home/me/disk.img!/etc/passwd}. What comes
 * before the last {@code !/} is the URI of the image, of whatever scheme, so that an image in an
 * image has one, too. In the path each byte is {@code %NN} that is not a letter, a digit or one of
 * {@code /-._~}, a {@code !} among them.
 *
 * @param image the URI of the image
 * @param path the bytes of the path, absolute
 */
record ImageUri(URI image, byte[] path) {

    static final String SCHEME = "ext2";

    private static final String SEPARATOR = "!/";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static ImageUri of(URI image, byte[] path) {
        return new ImageUri(image, path);
    }

    /**
     * The parts of such a URI; without a {@code !/} it is that of the root.
     *
     * @throws IllegalArgumentException if it is no such URI
     */
    static ImageUri of(URI uri) {
        if (!SCHEME.equalsIgnoreCase(uri.getScheme()) || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "%s is not of the form %s:IMAGE-URI!/PATH".formatted(uri, SCHEME));
        }
        String rest = uri.toString().substring(SCHEME.length() + 1);
        int separator = rest.lastIndexOf(SEPARATOR);
        if (separator < 0) {
            return new ImageUri(URI.create(rest), new byte[] {'/'});
        }
        return new ImageUri(
                URI.create(rest.substring(0, separator)), decoded(rest.substring(separator + 1)));
    }

    /** Back to a URI, with a slash at its end if it is that of a directory. */
    URI toUri(boolean isDirectory) {
        StringBuilder uri = new StringBuilder(SCHEME + ":" + image + "!");
        for (byte b : path) {
            if (isPlain(b)) {
                uri.append((char) b);
            } else {
                uri.append('%').append(HEX.toHexDigits(b));
            }
        }
        boolean hasSlash = uri.charAt(uri.length() - 1) == '/';
        return URI.create(isDirectory && !hasSlash ? uri + "/" : uri.toString());
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || "/-._~".indexOf(b) >= 0;
    }

    private static byte[] decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        int at = 0;
        while (at < path.length()) {
            int codePoint = path.codePointAt(at);
            if (codePoint == '%') {
                bytes.write(HexFormat.fromHexDigits(path, at + 1, at + 3)); // as URI made sure of
                at += 3;
            } else {
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(codePoint);
            }
        }
        return bytes.toByteArray();
    }
}
