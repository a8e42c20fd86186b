// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Option;

/** The options of every command that opens an image. */
final class ImageOptions {

    @Option(
            names = "--offset",
            paramLabel = "BYTES",
            description = "The file system begins at this byte of the image, as in a disk image.")
    long offsetBytes;

    @Option(
            names = "--superblock",
            paramLabel = "BLOCK",
            description =
                    "Open by the backup superblock in this block, counted in the file system's own"
                            + " block size.")
    Long superblock;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;
}
