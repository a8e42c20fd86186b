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

    /** Whether the flag is set. */
    public boolean has(Feature feature) {
        return (feature.wordOf(this) & feature.bit()) != 0;
    }

    /** The features set that have a name, in the order in which dumpe2fs prints them. */
    public List<Feature> known() {
        List<Feature> known = new ArrayList<>();
        collect(CompatFeature.values(), known);
        collect(IncompatFeature.values(), known);
        collect(RoCompatFeature.values(), known);
        return known;
    }

    /**
     * The names of all features set, in the order in which dumpe2fs prints them; bits without a
     * name as e.g. {@code unknown 0x20000} behind the names of their word.
     */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        labels.addAll(labels(compat, CompatFeature.values()));
        labels.addAll(labels(incompat, IncompatFeature.values()));
        labels.addAll(labels(roCompat, RoCompatFeature.values()));
        return labels;
    }

    /** One sentence for each feature with which a reader may not see the newest state. */
    public List<String> warnings() {
        return known().stream()
                .map(Feature::facts)
                .filter(facts -> facts.support() == Support.WARNED)
                .map(facts -> facts.label() + ": " + facts.meaning() + "; " + facts.reason())
                .toList();
    }

    /**
     * Refuses an image that uses more than {@code accepted}.
     *
     * @throws UnsupportedFeatureException with the features by name and unknown bits in hex, e.g.
     *     {@code incompatible features: extent, 64bit, unknown 0x40000; read-only compatible
     *     features: metadata_csum}
     */
    public void check(AcceptedFeatures accepted) throws UnsupportedFeatureException {
        List<String> refused = new ArrayList<>();
        long badIncompat = incompat & ~accepted.incompat();
        if (badIncompat != 0) {
            refused.add(
                    "incompatible features: "
                            + String.join(", ", labels(badIncompat, IncompatFeature.values())));
        }
        long badRoCompat = roCompat & ~accepted.roCompat();
        if (badRoCompat != 0) {
            refused.add(
                    "read-only compatible features: "
                            + String.join(", ", labels(badRoCompat, RoCompatFeature.values())));
        }
        if (!refused.isEmpty()) {
            throw new UnsupportedFeatureException(String.join("; ", refused));
        }
    }

    private void collect(Feature[] features, List<Feature> into) {
        for (Feature feature : features) {
            if (has(feature)) {
                into.add(feature);
            }
        }
    }

    private static List<String> labels(long bits, Feature[] features) {
        List<String> labels = new ArrayList<>();
        long rest = bits;
        for (Feature feature : features) {
            if ((bits & feature.bit()) != 0) {
                labels.add(feature.label());
                rest &= ~feature.bit();
            }
        }
        if (rest != 0) {
            labels.add("unknown 0x" + Long.toHexString(rest));
        }
        return labels;
    }
}
