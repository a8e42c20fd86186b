// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {

    /** Whether that is all that the arguments ask for. */
    public static boolean isAsked(String[] args) {
        return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"));
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
