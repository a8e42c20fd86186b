// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.BlockUse;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * An order of reads in figures.
 *
 * @param reads requests, data and metadata
 * @param bytes what they read
 * @param largestBytes the largest request
 * @param oneBlockReads requests of a single block, metadata included
 * @param mapReads reads of blocks of maps, by what they hold; those of level 1 first
 * @param otherMetadataReads reads of other metadata
 * @param sequentialReads requests that start where the one before ended
 * @param forward seeks to a higher place
 * @param backward seeks to a lower place
 */
public record OrderSummary(
        long reads,
        long bytes,
        long largestBytes,
        long oneBlockReads,
        SortedMap<BlockUse, Long> mapReads,
        long otherMetadataReads,
        long sequentialReads,
        Seeks forward,
        Seeks backward) {

    /**
     * The seeks in one direction. A distance goes from the end of one request to the start of the
     * next, in sectors of 512 bytes; contiguous requests are no seek.
     *
     * @param count how many
     * @param meanSectors the mean distance, not negative; 0 if there are none
     * @param medianSectors the middle distance; 0 if there are none. Of more than 65,536 seeks it
     *     is known to 1/128
     */
    public record Seeks(long count, double meanSectors, long medianSectors) {}

    /** Keeps the counts as they are. */
    public OrderSummary {
        mapReads = Collections.unmodifiableSortedMap(mapReads);
    }

    /**
     * Counts the reads of the blocks of maps that have one name.
     *
     * @param text what such a block is called: {@code IND}, {@code extent leaf}
     * @return how many reads that were, of all levels
     */
    public long mapReads(String text) {
        return mapReads.entrySet().stream()
                .filter(entry -> entry.getKey().text().equals(text))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** {@return all reads that are not of data} */
    public long metadataReads() {
        return mapReads.values().stream().mapToLong(Long::longValue).sum() + otherMetadataReads;
    }

    /** {@return the mean size of a request; 0 if there are none} */
    public double meanBytes() {
        return reads == 0 ? 0 : (double) bytes / reads;
    }

    /**
     * {@return the part of the requests that start where the one before ended, 0 to 1, of those
     * that have one before (as biopattern counts); nothing if there are none}
     */
    public OptionalDouble sequentialShare() {
        long followers = sequentialReads + forward.count() + backward.count();
        return followers == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) sequentialReads / followers);
    }
}
