// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/**
 * What {@code du} shows, and how.
 *
 * @param all whether files are shown, not only directories
 * @param maxDepth how deep below an argument what is shown may be
 * @param apparent whether sizes count, not the space that is allocated
 * @param eachName whether a file counts for each of its names
 * @param total whether a sum of all comes last
 * @param unit how sizes are written
 */
record DuOptions(
        boolean all, int maxDepth, boolean apparent, boolean eachName, boolean total, Unit unit) {

    /** How sizes are written. */
    enum Unit {
        BYTES,
        KIBIBYTES,
        HUMAN;

        /** The size in this unit, rounded up. */
        String text(long bytes) {
            return switch (this) {
                case BYTES -> Long.toString(bytes);
                case KIBIBYTES -> Long.toString(Math.ceilDiv(bytes, 1024));
                case HUMAN -> HumanSize.of(bytes);
            };
        }
    }
}
