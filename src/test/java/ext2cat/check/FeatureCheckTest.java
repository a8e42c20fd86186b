// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.BlockUse;
import ext2cat.volume.Inode;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.lang.foreign.ValueLayout;

/** Damage of what only some images have: journals, hash trees, attributes, room for growth. */
final class FeatureCheckTest {

    private static final int INODE_BLOCK = 0x28;

    private static final int JOURNAL_INODE = 8;
    private static final int RESIZE_INODE = 7;

    /** Where the hash tree's root has its list: behind two entries of 12 bytes and 8 more. */
    private static final int ROOT_LIST = 32;

    private static final int ROOT_VERSION = 28;

    private static final int GROUP_DESCRIPTOR_BYTES = 32;
    private static final int GROUP_INODE_TABLE = 8;

    private static final int XATTR_REFCOUNT = 4;
    private static final int XATTR_FIRST_HASH = 32 + 12;

    @Test
    void aJournalThatIsNoneIsFound() throws IOException {
        DamagedImage image = new DamagedImage("ext3-clean-1k");
        long first = image.sound().inode(JOURNAL_INODE).disk().blockPointer(0);
        image.block32(first, 0, 0);
        assertThat(image.findings())
                .containsExactly(
                        "bad-journal: inode 8: it begins with 0x00000000 0x00000004, which is not a"
                                + " superblock of a journal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12 | 4096 | the journal has blocks of 4096 bytes, expected 1024
                    16 | 1025 | the journal says that it has 1025 blocks, but its file has 1024
                    20 |    0 | the journal's log is from block 0 on, expected 1 to 1023
                    20 | 1024 | the journal's log is from block 1024 on, expected 1 to 1023
                    40 |   64 | the journal has the features 0x40, which are not known
                    """)
    void aJournalWhoseFieldsMakeNoSenseIsFound(int offset, int value, String finding)
            throws IOException {
        DamagedImage image = new DamagedImage("ext3-clean-1k");
        image.block32(journalBlock(image), offset, Integer.reverseBytes(value));
        assertThat(image.findings()).containsExactly("bad-journal: inode 8: " + finding);
    }

    @Test
    void changesInAJournalOfWhichNothingIsSaidAreFound() throws IOException {
        DamagedImage image = new DamagedImage("ext3-clean-1k");
        image.block32(journalBlock(image), 28, Integer.reverseBytes(7));
        assertThat(image.findings())
                .containsExactly(
                        "changes-without-recovery: inode 8: the journal holds changes from block 7"
                                + " on, but the flag needs_recovery is not set, so they are not"
                                + " replayed");
        image.block32(journalBlock(image), 28, Integer.reverseBytes(5000));
        assertThat(image.findings())
                .contains(
                        "bad-journal: inode 8: the changes in the journal are from block 5000 on,"
                                + " expected 1 to 1023");
    }

    @Test
    void theErrorWithWhichAJournalWasGivenUpIsNoted() throws IOException {
        DamagedImage image = new DamagedImage("ext3-clean-1k");
        image.block32(journalBlock(image), 32, Integer.reverseBytes(-5));
        assertThat(image.findings())
                .containsExactly(
                        "state-not-clean: inode 8: Linux aborted the journal with error -5");
    }

    @Test
    void aJournalWhoseMapBreaksOffIsFound() throws IOException {
        DamagedImage image = new DamagedImage("ext3-clean-1k");
        image.inode32(JOURNAL_INODE, INODE_BLOCK + 4 * 12, 99999);
        assertThat(image.findings())
                .contains("bad-journal: inode 8: the journal cannot be read from file block 12 on");
    }

    @Test
    void aJournalWithAHoleIsFound() throws IOException {
        DamagedImage image = new DamagedImage("ext3-clean-1k");
        image.inode32(JOURNAL_INODE, INODE_BLOCK + 4, 0);
        assertThat(image.findings())
                .contains("bad-journal: inode 8: the journal has a hole at file block 1");
    }

    @Test
    void theBlocksKeptForDescriptorsAreCompared() throws IOException {
        DamagedImage image = new DamagedImage("tree-groups-1k");
        long dind = image.sound().inode(RESIZE_INODE).disk().blockPointer(13);
        long first = image.sound().layout().descriptorBlocks();
        image.block32(dind, (int) first * Integer.BYTES, 500);
        assertThat(image.findings())
                .anyMatch(
                        finding ->
                                finding.startsWith(
                                        "reserved-inode: inode 7: pointer "
                                                + first
                                                + " of its DIND block is 500, expected "));
    }

    @Test
    void anAttributeWithAnotherHashIsFound() throws IOException {
        DamagedImage image = new DamagedImage("tree-default-1k");
        image.block32(xattrBlock(image), XATTR_FIRST_HASH, 0x12345678);
        assertThat(image.findings())
                .singleElement()
                .asString()
                .startsWith("xattr-hash: inode ")
                .contains(" has the hash 0x12345678, expected 0x");
    }

    @Test
    void theUsersOfABlockOfAttributesAreCounted() throws IOException {
        DamagedImage image = new DamagedImage("tree-default-1k");
        long block = xattrBlock(image);
        image.block32(block, XATTR_REFCOUNT, 77);
        assertThat(image.findings())
                .singleElement()
                .asString()
                .startsWith(
                        "xattr-references: block "
                                + block
                                + ": the block of extended attributes says that it has 77 users");
    }

    @Test
    void aHashTreeOfAnUnknownVersionIsFound() throws IOException {
        DamagedImage image = new DamagedImage("htree-1k");
        image.block8(largeDirectory(image).disk().blockPointer(0), ROOT_VERSION, 9);
        assertThat(image.kinds()).containsExactly("bad-index");
    }

    @Test
    void aNameInTheWrongBlockOfAHashTreeIsFound() throws IOException {
        DamagedImage image = new DamagedImage("htree-1k");
        Inode directory = largeDirectory(image);
        image.superblock32(0xEC, 0x11111111); // the seed of all hashes
        assertThat(image.findings())
                .anyMatch(
                        finding ->
                                finding.startsWith(
                                        "hash-out-of-range: directory inode "
                                                + directory.number()
                                                + ", file block "));
    }

    @Test
    void aBlockThatIsTwiceInAHashTreeIsFound() throws IOException {
        DamagedImage image = new DamagedImage("htree-1k");
        long root = largeDirectory(image).disk().blockPointer(0);
        long second =
                image.sound()
                        .cache()
                        .bread(root, BlockUse.DATA, 0)
                        .data()
                        .get(ValueLayout.JAVA_INT_UNALIGNED, ROOT_LIST + 12);
        image.block32(root, ROOT_LIST + 4, second);
        assertThat(image.kinds()).contains("index-coverage");
    }

    @Test
    void aHashListWithTooManyEntriesIsFound() throws IOException {
        DamagedImage image = new DamagedImage("htree-1k");
        image.block16(largeDirectory(image).disk().blockPointer(0), ROOT_LIST + 2, 1000);
        assertThat(image.findings())
                .singleElement()
                .asString()
                .contains("the hash list has 1000 entries, expected 1 to 124");
    }

    @Test
    void aSecondEntryThatDoesNotHideTheHashTreeIsFound() throws IOException {
        DamagedImage image = new DamagedImage("htree-1k");
        Inode directory = largeDirectory(image);
        long root = directory.disk().blockPointer(0);
        // An unused entry from byte 512 on, which every reader passes over.
        image.block16(root, 12 + 4, 500).block32(root, 512, 0).block32(root, 516, 512);
        assertThat(image.findings())
                .contains(
                        "bad-index: directory inode "
                                + directory.number()
                                + ", file block 0: the second entry, which hides the hash tree, is"
                                + " from byte 12 to 511, expected 12 to 1023");
    }

    @Test
    void theUsersOfABlockOfAttributesMayBeInATableThatIsLost() throws IOException {
        DamagedImage image = new DamagedImage("base-1k");
        image.block32(xattrBlock(image), XATTR_REFCOUNT, 77);
        assertThat(image.kinds()).containsExactly("xattr-references");
        long descriptors = image.sound().layout().descriptorBlock(0);
        image.block32(descriptors, GROUP_DESCRIPTOR_BYTES + GROUP_INODE_TABLE, -1);
        assertThat(image.kinds()).contains("unreadable").doesNotContain("xattr-references");
    }

    private static long journalBlock(DamagedImage image) throws IOException {
        return image.sound().inode(JOURNAL_INODE).disk().blockPointer(0);
    }

    private static long xattrBlock(DamagedImage image) throws IOException {
        for (long inode = 11; ; inode++) {
            long block = image.sound().peek(inode).disk().fileAclBlock();
            if (block != 0) {
                return block;
            }
        }
    }

    /** A directory with a hash tree of two levels. */
    private static Inode largeDirectory(DamagedImage image) throws IOException {
        return ImagePath.typed("/many").lookup(image.sound());
    }
}
