// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.readorder.format.OrderFormat;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code --format} takes. */
enum ReadorderFormat {
    TEXT,
    JSON,
    CSV,
    BLKPARSE,
    BLKTRACE,
    FIO,
    FIO3;

    static Optional<ReadorderFormat> of(String name) {
        return Stream.of(values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** Whether the figures of all models are part of it. */
    boolean hasFigures() {
        return this == TEXT || this == JSON;
    }

    /** The format of another tool that it is. */
    OrderFormat ofTool() {
        return OrderFormat.valueOf(name());
    }
}
