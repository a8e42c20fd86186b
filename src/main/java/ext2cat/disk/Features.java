// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.util.ArrayList;
import java.util.List;

/**
 * The three words of feature flags of a superblock. They count whatever the revision says, as in
 * Linux.
 *
 * @param compat s_feature_compat
 * @param incompat s_feature_incompat
 * @param roCompat s_feature_ro_compat
 */
public record Features(long compat, long incompat, long roCompat) {

    /** EXT3_FEATURE_INCOMPAT_SUPP, and a journal device. */
    private static final long INCOMPAT_OF_EXT3 =
            IncompatFeature.FILETYPE.bit()
                    | IncompatFeature.NEEDS_RECOVERY.bit()
                    | IncompatFeature.JOURNAL_DEV.bit()
                    | IncompatFeature.META_BG.bit();

    /** EXT3_FEATURE_RO_COMPAT_SUPP. */
    private static final long RO_COMPAT_OF_EXT3 =
            RoCompatFeature.SPARSE_SUPER.bit()
                    | RoCompatFeature.LARGE_FILE.bit()
                    | RoCompatFeature.BTREE_DIR.bit();

    /**
     * {@return whether the flag is set}
     *
     * @param feature a feature of any of the three words
     */
    public boolean has(Feature feature) {
        return (feature.wordOf(this) & feature.bit()) != 0;
    }

    /**
     * {@return what is to be said of all features set, in the order in which dumpe2fs prints them}
     */
    public List<FeatureFacts> facts() {
        List<FeatureFacts> facts = new ArrayList<>();
        collect(compat, CompatFeature.values(), Support.HARMLESS, facts);
        collect(incompat, IncompatFeature.values(), Support.REFUSED, facts);
        collect(roCompat, RoCompatFeature.values(), Support.HARMLESS, facts);
        return facts;
    }

    /**
     * {@return what blkid and mount(8) call such a file system: {@code ext2}, {@code ext3} with a
     * journal, or {@code ext4} with a feature that the ext3 driver refuses to write}
     */
    public String fileSystemType() {
        if ((incompat & ~INCOMPAT_OF_EXT3) != 0 || (roCompat & ~RO_COMPAT_OF_EXT3) != 0) {
            return "ext4";
        }
        return has(CompatFeature.HAS_JOURNAL) ? "ext3" : "ext2";
    }

    /** {@return the bits of s_feature_ro_compat that have no name} */
    public long unknownRoCompat() {
        long rest = roCompat;
        for (RoCompatFeature feature : RoCompatFeature.values()) {
            rest &= ~feature.bit();
        }
        return rest;
    }

    /**
     * {@return whether descriptors have checksums, and say what of their groups is not initialised}
     */
    public boolean hasGroupChecksums() {
        return has(RoCompatFeature.UNINIT_BG) || has(RoCompatFeature.METADATA_CSUM);
    }

    /**
     * {@return the names of all features set, in the order in which dumpe2fs prints them; bits
     * without a name as e.g. {@code unknown 0x20000} after the names of their word}
     */
    public List<String> labels() {
        return facts().stream().map(FeatureFacts::label).toList();
    }

    /**
     * Refuses an image that uses more than {@code accepted}.
     *
     * @param accepted the features that the caller can read
     * @throws UnsupportedFeatureException with the features by name and unknown bits in hex, e.g.
     *     {@code incompatible features: extent, inline_data, unknown 0x40000}
     */
    public void check(AcceptedFeatures accepted) throws UnsupportedFeatureException {
        Features refused = new Features(0, incompat & ~accepted.incompat(), 0);
        if (refused.incompat != 0) {
            throw new UnsupportedFeatureException(
                    "incompatible features: " + String.join(", ", refused.labels()));
        }
    }

    private static void collect(
            long bits, Feature[] features, Support ofUnknown, List<FeatureFacts> into) {
        long rest = bits;
        for (Feature feature : features) {
            if ((bits & feature.bit()) != 0) {
                into.add(feature.facts());
                rest &= ~feature.bit();
            }
        }
        if (rest != 0) {
            into.add(
                    new FeatureFacts(
                            rest,
                            "unknown 0x" + Long.toHexString(rest),
                            "not known to this program",
                            ofUnknown,
                            ofUnknown == Support.REFUSED
                                    ? "who does not know it must not touch the image"
                                    : "who does not know it may read"));
        }
    }
}
