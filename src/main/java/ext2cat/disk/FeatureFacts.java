// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * What there is to know of a feature.
 *
 * @param bit the bit in its word of flags
 * @param label the name that mke2fs takes and dumpe2fs prints
 * @param meaning what it is, in one line
 * @param support what this reader makes of it
 * @param reason why the reader does so, in one line
 */
public record FeatureFacts(
        long bit, String label, String meaning, Support support, String reason) {}
