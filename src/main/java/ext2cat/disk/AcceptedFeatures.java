// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * The features that a reader takes. It is a value, so that a reader of more than ext2 can widen it;
 * compatible and read-only compatible features need no accepting.
 *
 * @param incompat bits of s_feature_incompat
 */
public record AcceptedFeatures(long incompat) {

    /** Everything that an image of block maps can carry and a reader can honour. */
    public static final AcceptedFeatures EXT2 = new AcceptedFeatures(acceptedBits());

    /** All, known or not: for who looks at structures and reads no files. */
    public static final AcceptedFeatures ANY = new AcceptedFeatures(~0L);

    /**
     * {@return these features and {@code feature} too}
     *
     * @param feature the feature that is to be accepted
     */
    public AcceptedFeatures plus(IncompatFeature feature) {
        return new AcceptedFeatures(incompat | feature.bit());
    }

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
