// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.List;

/**
 * The part of a file that a capture holds reads of.
 *
 * @param ranges which file blocks, ascending; none if only indirect blocks were read
 */
public record FilePart(List<Range> ranges) {

    /**
     * Blocks that follow each other in the file, apart from holes, which nobody reads.
     *
     * @param first the first file block
     * @param last the last one
     */
    public record Range(long first, long last) {}

    /** Keeps the ranges as they are now. */
    public FilePart {
        ranges = List.copyOf(ranges);
    }
}
