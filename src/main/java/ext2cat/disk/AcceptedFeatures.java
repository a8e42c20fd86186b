// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * The features that a reader takes; compatible and read-only compatible features need no accepting.
 *
 * @param incompat bits of s_feature_incompat
 */
public record AcceptedFeatures(long incompat) {

    /** Everything that is read here. */
    public static final AcceptedFeatures ALL_KNOWN = new AcceptedFeatures(acceptedBits());

    /** All, known or not: for who looks at structures and reads no files. */
    public static final AcceptedFeatures ANY = new AcceptedFeatures(~0L);

    private static long acceptedBits() {
        long bits = 0;
        for (IncompatFeature feature : IncompatFeature.values()) {
            if (feature.accepted()) {
                bits |= feature.bit();
            }
        }
        return bits;
    }
}
