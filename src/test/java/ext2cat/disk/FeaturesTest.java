// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.Collectors;

final class FeaturesTest {

    @Test
    void whatTheReaderHonoursIsAccepted() throws Exception {
        new Features(0x3f | 0x200, 0x3e7d6, 0x7).check(AcceptedFeatures.ALL_KNOWN);
        assertThat(AcceptedFeatures.ALL_KNOWN).isEqualTo(new AcceptedFeatures(0x3e7d6));
    }

    @Test
    void refusedFeaturesAreNamedAndUnknownBitsAreInHex() {
        assertRefused(
                new Features(0, 0x892c3, 0x1046b),
                "incompatible features: compression, dirdata, unknown 0x80000");
        assertRefused(
                new Features(0, 0x8000_0822L, 0), "incompatible features: unknown 0x80000820");
    }

    @Test
    void whatOnlyWritersMustKnowIsNeverRefused() {
        assertThatCode(() -> new Features(~0L, 0, ~0L).check(AcceptedFeatures.ALL_KNOWN))
                .doesNotThrowAnyException();
        assertThat(CompatFeature.values()).allMatch(Feature::accepted);
        assertThat(RoCompatFeature.values()).allMatch(Feature::accepted);
    }

    @Test
    void bitsWithoutANameAreToldWithTheirWord() {
        assertThat(new Features(0, 0x2, 0x60001).facts())
                .last()
                .isEqualTo(
                        new FeatureFacts(
                                0x60000,
                                "unknown 0x60000",
                                "not known to this program",
                                Support.HARMLESS,
                                "who does not know it may read"));
    }

    @Test
    void labelsComeInTheOrderOfDumpe2fs() {
        assertThat(new Features(0x8000_003cL, 0x6, 0x3).labels())
                .containsExactly(
                        "has_journal",
                        "ext_attr",
                        "resize_inode",
                        "dir_index",
                        "unknown 0x80000000",
                        "filetype",
                        "needs_recovery",
                        "sparse_super",
                        "large_file");
    }

    @Test
    void everyBitHasItsName() {
        assertThat(table(CompatFeature.values()))
                .isEqualTo(
                        "1 dir_prealloc, 2 imagic_inodes, 4 has_journal, 8 ext_attr,"
                                + " 10 resize_inode, 20 dir_index, 40 lazy_bg, 80 exclude_inode,"
                                + " 100 snapshot_bitmap, 200 sparse_super2, 400 fast_commit,"
                                + " 800 stable_inodes, 1000 orphan_file");
        assertThat(table(IncompatFeature.values()))
                .isEqualTo(
                        "1 compression, 2 filetype, 4 needs_recovery, 8 journal_dev, 10 meta_bg,"
                                + " 40 extent, 80 64bit, 100 mmp, 200 flex_bg, 400 ea_inode,"
                                + " 1000 dirdata, 2000 metadata_csum_seed, 4000 large_dir,"
                                + " 8000 inline_data, 10000 encrypt, 20000 casefold");
        assertThat(table(RoCompatFeature.values()))
                .isEqualTo(
                        "1 sparse_super, 2 large_file, 4 btree_dir, 8 huge_file, 10 uninit_bg,"
                                + " 20 dir_nlink, 40 extra_isize, 80 has_snapshot, 100 quota,"
                                + " 200 bigalloc, 400 metadata_csum, 800 replica, 1000 read-only,"
                                + " 2000 project, 4000 shared_blocks, 8000 verity,"
                                + " 10000 orphan_present");
    }

    private static String table(Feature[] features) {
        return Arrays.stream(features)
                .map(feature -> Long.toHexString(feature.bit()) + " " + feature.label())
                .collect(Collectors.joining(", "));
    }

    private static void assertRefused(Features features, String message) {
        assertThatThrownBy(() -> features.check(AcceptedFeatures.ALL_KNOWN))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage(message);
    }
}
