// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * The features that a reader takes. It is a value, so that a reader of more than ext2 can widen it;
 * compatible features need no accepting.
 *
 * @param incompat bits of s_feature_incompat
 * @param roCompat bits of s_feature_ro_compat
 */
public record AcceptedFeatures(long incompat, long roCompat) {

    /** Everything that an ext2 or ext3 image can carry and a reader can honour. */
    public static final AcceptedFeatures EXT2 =
            new AcceptedFeatures(
                    acceptedBits(IncompatFeature.values()), acceptedBits(RoCompatFeature.values()));

    /** All, known or not: for who looks at structures and reads no files. */
    public static final AcceptedFeatures ANY = new AcceptedFeatures(~0L, ~0L);

    /** These features and {@code feature} too. */
    public AcceptedFeatures plus(Feature feature) {
        return switch (feature) {
            case CompatFeature _ -> this;
            case IncompatFeature f -> new AcceptedFeatures(incompat | f.bit(), roCompat);
            case RoCompatFeature f -> new AcceptedFeatures(incompat, roCompat | f.bit());
        };
    }

    private static long acceptedBits(Feature[] features) {
        long bits = 0;
        for (Feature feature : features) {
            if (feature.accepted()) {
                bits |= feature.bit();
            }
        }
        return bits;
    }
}
