// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/**
 * Reads in a capture that are not the file's, by what they are.
 *
 * @param what what they are, as {@code inode table}
 * @param reads how many
 * @param sectors how much
 * @param first the place of the first
 */
public record NoiseCount(String what, long reads, long sectors, CapturePlace first) {

    /** With one read more. */
    NoiseCount plus(long moreSectors) {
        return new NoiseCount(what, reads + 1, sectors + moreSectors, first);
    }
}
