// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that opens an image. */
final class ImageOptions {

    @Option(
            names = "--offset",
            paramLabel = "BYTES",
            converter = Position.class,
            description = "The file system begins at this byte of the image, as in a disk image.")
    long offsetBytes;

    @Option(
            names = "--superblock",
            paramLabel = "BLOCK",
            converter = Position.class,
            description =
                    "Open by the backup superblock in this block, counted in the file system's own"
                            + " block size.")
    Long superblock;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    /** Reads a count from 0 on. */
    static final class Position implements ITypeConverter<Long> {

        /** Made by picocli. */
        Position() {}

        @Override
        public Long convert(String value) {
            try {
                long position = Long.parseLong(value);
                if (position >= 0) {
                    return position;
                }
            } catch (NumberFormatException _) {
                // The same sentence will do.
            }
            throw new TypeConversionException("'" + value + "' is not a number from 0 to 2^63 - 1");
        }
    }
}
