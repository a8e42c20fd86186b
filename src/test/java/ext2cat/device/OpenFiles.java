// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that this process holds open, as Linux tells them. */
public final class OpenFiles {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Whether this system tells. */
    public static boolean areKnown() {
        return Files.isDirectory(DESCRIPTORS);
    }

    /** The links to the open files whose name begins with {@code folder}, even removed ones. */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            return links.filter(it -> target(it).startsWith(folder.toString())).toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // The descriptor of the listing itself is closed by now.
            return "";
        }
    }
}
