// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.util.Optional;

/** How the data of a compressed image ended; what came before it was expanded in each case. */
public sealed interface Ending {

    /** {@return what the data is called, e.g. {@code gzip}} */
    String format();

    /** {@return what the reader of the image should be told about it, in a sentence} */
    Optional<String> warning();

    /**
     * All of the file was compressed data, or zeros that fill it up.
     *
     * @param format what the data is called
     */
    record Whole(String format) implements Ending {

        @Override
        public Optional<String> warning() {
            return Optional.empty();
        }
    }

    /**
     * Something else follows the data, as erased flash does: it belongs to no image.
     *
     * @param format what the data is called
     * @param ignoredBytes how many bytes follow
     */
    record Trailing(String format, long ignoredBytes) implements Ending {

        @Override
        public Optional<String> warning() {
            return Optional.of(
                    (ignoredBytes == 1
                                    ? "%d byte after the %s data is ignored"
                                    : "%d bytes after the %s data are ignored")
                            .formatted(ignoredBytes, format));
        }
    }

    /**
     * The file ends where the data should go on.
     *
     * @param format what the data is called
     * @param sizeBytes how many bytes of it there are
     * @param expandedBytes how many bytes they became
     */
    record Cut(String format, long sizeBytes, long expandedBytes) implements Ending {

        @Override
        public Optional<String> warning() {
            return Optional.of(
                    "the image is cut off: its %s data stops short at byte %d, after %d bytes of the image"
                            .formatted(format, sizeBytes, expandedBytes));
        }
    }

    /**
     * The data is wrong, or its checksum is.
     *
     * @param format what the data is called
     * @param positionBytes near which byte of the file
     * @param expandedBytes how many bytes were expanded
     * @param reason what is wrong there
     */
    record Damaged(String format, long positionBytes, long expandedBytes, String reason)
            implements Ending {

        @Override
        public Optional<String> warning() {
            return Optional.of(
                    "%s data is damaged near byte %d (%s); %d bytes of the image come before"
                            .formatted(format, positionBytes, reason, expandedBytes));
        }
    }

    /**
     * The rest was not expanded: the image does not need it.
     *
     * @param what what the data is called
     * @param expandedBytes how many bytes were expanded
     * @param why what states that no more is needed
     */
    record Stopped(String what, long expandedBytes, String why) implements Ending {

        @Override
        public String format() {
            return what;
        }

        @Override
        public Optional<String> warning() {
            return Optional.of(
                    "what follows byte %d of its %s is not read: %s; --max-expand sets another limit"
                            .formatted(expandedBytes, what, why));
        }
    }
}
