// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.checksum;

/**
 * The checksum of a structure.
 *
 * @param stored what the structure says, unsigned
 * @param computed what its bytes give, cut to as many bits as are stored
 */
public record Checksum(long stored, long computed) {

    /** That of a structure that has no room for one. */
    static final Checksum MISSING = new Checksum(-1, 0);

    /** Whether the structure is as it was written. */
    public boolean isRight() {
        return stored == computed;
    }

    @Override
    public String toString() {
        return equals(MISSING)
                ? "there is no room for the checksum"
                : "the checksum is 0x%x, but the contents give 0x%x".formatted(stored, computed);
    }
}
