// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/** One feature flag of the superblock. The three words of flags are three enums. */
public sealed interface Feature permits CompatFeature, IncompatFeature, RoCompatFeature {

    /** {@return all that is to be said of the feature} */
    FeatureFacts facts();

    /**
     * {@return the word of flags that this feature belongs to}
     *
     * @param features the three words of a superblock
     */
    long wordOf(Features features);

    /** {@return the bit in the word of flags that this feature belongs to} */
    default long bit() {
        return facts().bit();
    }

    /** {@return the name that mke2fs takes and dumpe2fs prints, e.g. {@code sparse_super}} */
    default String label() {
        return facts().label();
    }

    /** {@return whether an image with this feature is read here} */
    default boolean accepted() {
        return facts().support() != Support.REFUSED;
    }
}
