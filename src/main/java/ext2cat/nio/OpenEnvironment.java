// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.image.Location;
import ext2cat.volume.JournalUse;
import ext2cat.volume.OpenOptions;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What the map says that is given with an image. Keys that are not known are left to others.
 *
 * @param location where in the image the file system lies
 * @param options how it is opened
 */
record OpenEnvironment(Location location, OpenOptions options) {

    /** The number, label or UUID of a partition. */
    static final String PARTITION = "partition";

    /** The byte at which the file system begins. */
    static final String OFFSET = "offset";

    /** The block with the superblock to open by. */
    static final String SUPERBLOCK = "superblock";

    /** Whether the journal is replayed, in memory; true if nothing is said. */
    static final String REPLAY = "replay";

    /** Whether a wrong checksum is damage; false if nothing is said. */
    static final String STRICT = "strict";

    /**
     * Reads the map.
     *
     * @throws IllegalArgumentException if a value is not of its kind, or two contradict each other
     */
    static OpenEnvironment of(Map<String, ?> values) {
        OpenOptions options = OpenOptions.DEFAULT;
        if (values.get(SUPERBLOCK) instanceof Object block) {
            options = options.withSuperblock(number(SUPERBLOCK, block));
        }
        if (!flag(REPLAY, values.get(REPLAY), true)) {
            options = options.withJournal(JournalUse.IGNORE);
        }
        if (flag(STRICT, values.get(STRICT), false)) {
            options = options.withWrongChecksums(OpenOptions.WrongChecksums.DAMAGE);
        }
        return new OpenEnvironment(location(values.get(PARTITION), values.get(OFFSET)), options);
    }

    private static Location location(@Nullable Object partition, @Nullable Object offset) {
        if (partition != null && offset != null) {
            throw new IllegalArgumentException(
                    "%s and %s are both given".formatted(PARTITION, OFFSET));
        }
        if (partition != null) {
            return new Location.InPartition(partition.toString());
        }
        return offset == null ? Location.FOUND : new Location.Offset(number(OFFSET, offset));
    }

    private static long number(String key, Object value) {
        long number;
        try {
            number =
                    value instanceof Number given
                            ? given.longValue()
                            : Long.decode(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s: '%s' is no number".formatted(key, value), e);
        }
        if (number < 0) {
            throw new IllegalArgumentException("%s: %d is negative".formatted(key, number));
        }
        return number;
    }

    private static boolean flag(String key, @Nullable Object value, boolean otherwise) {
        if (value == null) {
            return otherwise;
        }
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "%s: '%s' is neither true nor false".formatted(key, value));
        };
    }
}
