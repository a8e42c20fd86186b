// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.mount;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** What is said before anything is mounted. */
final class MountCommandTest {

    @TempDir private Path folder;

    @Test
    void whatIsNoDirectoryIsRefused() throws IOException {
        Path image = new TestImages().named("tour").packed();
        Path none = folder.resolve("none");
        Ran.ext2(folder, "mount", "-f", image, none)
                .check(
                        "",
                        "ext2 mount: %s: %s: is not a directory\n".formatted(image, none),
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void anOptionThatIsNoneIsAnErrorOfUse() throws IOException {
        Ran.ext2(folder, "mount", "-o", "rw", "image", folder)
                .check(
                        "",
                        "ext2 mount: -o rw: an image is mounted read-only\n"
                                + "Try 'ext2 mount --help'.\n",
                        ExitCode.USAGE);
    }
}
