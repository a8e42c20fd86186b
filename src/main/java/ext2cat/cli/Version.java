// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    /** Made by picocli. */
    Version() {}

    /** Whether that is all that the arguments ask for. */
    static boolean isAsked(String[] args) {
        return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"));
    }

    /** Prints it, as picocli would; the exit code. */
    static int print(Streams streams) {
        try {
            for (String line : new Version().getVersion()) {
                streams.textOut().println(line);
            }
            return ExitCode.OK.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the build has put it there
        }
    }

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        }
        return new String[] {"ext2cat " + properties.getProperty("version")};
    }
}
