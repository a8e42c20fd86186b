// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run of {@code ext2} inside this JVM, and what came of it.
 *
 * @param out standard output
 * @param err standard error
 * @param code the exit code
 */
public record Listed(byte[] out, String err, int code) {

    /** Runs a command whose output is a pipe. */
    public static Listed of(Object... arguments) {
        return on(Terminal.NONE, arguments);
    }

    /** Runs a command. */
    public static Listed on(Terminal terminal, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int code =
                Ext2.run(
                        Stream.of(arguments).map(Object::toString).toArray(String[]::new),
                        new Streams(
                                Channels.newChannel(out),
                                new PrintWriter(err, true),
                                false,
                                terminal));
        return new Listed(out.toByteArray(), err.toString(), code);
    }

    /** Standard output, after a look that nothing went wrong. */
    public String text() {
        assertThat(err).isEmpty();
        assertThat(code).isZero();
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Its lines. */
    public List<String> lines() {
        return text().lines().toList();
    }
}
