// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import static ext2cat.journal.FastChange.Entry.Kind.CREATE;
import static ext2cat.journal.FastChange.Entry.Kind.LINK;
import static ext2cat.journal.FastChange.Entry.Kind.UNLINK;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.disk.FileName;
import ext2cat.images.MadeImage;
import ext2cat.journal.FastChange;
import ext2cat.journal.Replay;
import ext2cat.journal.ReplayedDevice;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is read after the changes of fast commits. */
final class FastReplayTest {

    private static final int BLOCK_BYTES = 1024;
    private static final int BLOCKS = 2048;
    private static final int EXTENTS_FL = 0x80000;

    /** From here on each block is free and filled with the lower byte of its number. */
    private static final int FILLED = 1000;

    @TempDir private Path folder;
    private final List<FastChange> changes = new ArrayList<>();
    private ReplayedDevice device;
    private Volume volume;

    @BeforeEach
    void openImage() throws IOException {
        Path file =
                new MadeImage(BLOCK_BYTES, 64)
                        .putDirectory(2, MadeImage.file(12, "old"), MadeImage.directory(13, "dir"))
                        .putFile(12, 1, "o".repeat(3 * BLOCK_BYTES))
                        .putDirectory(13)
                        .write(folder.resolve("img"));
        byte[] small = Files.readAllBytes(file);
        ByteBuffer image =
                ByteBuffer.wrap(Arrays.copyOf(small, BLOCKS * BLOCK_BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(1024 + 4, BLOCKS).putInt(1024 + 96, 2 | 0x40); // filetype, extents
        image.putShort(2 * BLOCK_BYTES + 12, (short) 2000)
                .putShort(2 * BLOCK_BYTES + 14, (short) 50);
        for (int at = FILLED * BLOCK_BYTES; at < image.capacity(); at++) {
            image.put(at, (byte) (at / BLOCK_BYTES));
        }
        MappedDevice lying = MappedDevice.open(Files.write(file, image.array()));
        device = new ReplayedDevice(lying, Replay.nothing(lying), 10);
        volume = Volume.open(device);
    }

    @AfterEach
    void close() throws IOException {
        volume.close();
    }

    private Optional<IOException> replay() throws IOException {
        Optional<IOException> failure = FastReplay.run(volume, device, changes);
        volume = Volume.open(device); // with nothing in its cache
        return failure;
    }

    /** An inode that has extents. */
    private void inode(int number, int mode, int links, int blocks) {
        ByteBuffer inode = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        inode.putShort(0, (short) mode).putInt(4, blocks * BLOCK_BYTES);
        inode.putShort(26, (short) links).putInt(32, EXTENTS_FL).putInt(12, 1_000_000);
        changes.add(new FastChange.WholeInode(number, inode.array()));
    }

    private void range(int inode, int fileBlock, int diskBlock, int blocks) {
        changes.add(new FastChange.AddRange(inode, fileBlock, diskBlock, blocks, false));
    }

    private void entry(FastChange.Entry.Kind kind, int directory, int inode, String name) {
        changes.add(new FastChange.Entry(kind, directory, inode, FileName.of(name)));
    }

    /** The byte that fills each block of a file. */
    private List<Integer> fills(String path) throws IOException {
        byte[] bytes = volume.lookup(path).readAllBytes();
        List<Integer> fills = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += BLOCK_BYTES) {
            assertThat(bytes[at]).isEqualTo(bytes[at + BLOCK_BYTES - 1]);
            fills.add(bytes[at] & 0xFF);
        }
        return fills;
    }

    private List<String> names(String path) throws IOException {
        return volume.lookup(path).list().stream()
                .map(TreeEntry::path)
                .map(Object::toString)
                .toList();
    }

    private static int fill(int block) {
        return block & 0xFF;
    }

    @Test
    void aNewFileHasItsNameAndItsBlocks() throws IOException {
        inode(20, 0100644, 1, 3);
        range(20, 0, 1010, 1);
        range(20, 2, 1020, 1);
        entry(CREATE, 13, 20, "new");
        inode(20, 0100600, 1, 4); // written again: its map stays
        assertThat(replay()).isEmpty();
        assertThat(fills("dir/new")).containsExactly(fill(1010), 0, fill(1020), 0);
        assertThat(volume.inode(20).disk().permissions()).isEqualTo(0600);
    }

    @Test
    void extentsThatDoNotFitIntoTheInodeAreATree() throws IOException {
        inode(20, 0100644, 1, 700);
        for (int i = 0; i < 700; i++) {
            range(20, i, BLOCKS - 1 - i, 1); // backwards, so none continues another
        }
        entry(CREATE, 2, 20, "new");
        assertThat(replay()).isEmpty();
        List<Integer> fills = fills("new");
        for (int i = 0; i < 700; i++) {
            assertThat(fills.get(i)).isEqualTo(fill(BLOCKS - 1 - i));
        }
        // 84 extents fill a node, so 700 take 9, and those take one more.
        assertThat(volume.inode(20).disk().blockArea()[6]).as("depth").isEqualTo((byte) 2);
    }

    @Test
    void aFileThatIsWrittenElsewhereIsReadThere() throws IOException {
        range(12, 1, 1011, 1);
        changes.add(new FastChange.AddRange(12, 2, 1012, 1, true));
        assertThat(replay()).isEmpty();
        assertThat(fills("old")).containsExactly((int) 'o', fill(1011), 0);
    }

    @Test
    void aFileThatIsCutHasAHole() throws IOException {
        changes.add(new FastChange.RemoveRange(12, 1, 0x7FFFFFFFL));
        assertThat(replay()).isEmpty();
        assertThat(fills("old")).containsExactly((int) 'o', 0, 0);
    }

    @Test
    void aFileIsRenamedByALinkAndAnUnlink() throws IOException {
        entry(LINK, 13, 12, "renamed");
        entry(UNLINK, 2, 12, "old");
        assertThat(replay()).isEmpty();
        assertThat(names("/")).containsExactly("/dir");
        assertThat(fills("dir/renamed")).hasSize(3);
        assertThat(volume.inode(12).disk().links()).isEqualTo(1);
    }

    @Test
    void theLastNameTakesTheFileWithIt() throws IOException {
        entry(UNLINK, 2, 12, "old");
        assertThat(replay()).isEmpty();
        assertThat(names("/")).containsExactly("/dir");
        assertThat(volume.peek(12).disk().isDeleted()).isTrue();
    }

    @Test
    void aNumberIsUsedAgainForAnotherFile() throws IOException {
        entry(UNLINK, 2, 12, "old");
        inode(12, 0100644, 1, 2);
        range(12, 0, 1030, 1);
        entry(CREATE, 2, 12, "other");
        assertThat(replay()).isEmpty();
        assertThat(fills("other")).containsExactly(fill(1030), 0);
    }

    @Test
    void aNewDirectoryHoldsTheNamesThatItGets() throws IOException {
        inode(21, 0040755, 2, 1);
        entry(CREATE, 13, 21, "sub");
        List<String> expected = new ArrayList<>();
        for (int i = 100; i < 140; i++) { // more than fit into a block
            String name = "a-name-of-some-length-" + i;
            entry(LINK, 21, 12, name);
            expected.add("/" + name);
        }
        entry(UNLINK, 21, 12, "a-name-of-some-length-105");
        expected.remove("/a-name-of-some-length-105");
        assertThat(replay()).isEmpty();
        assertThat(names("dir/sub")).containsExactlyElementsOf(expected);
        assertThat(volume.lookup("dir/sub/..").number()).isEqualTo(13);
        assertThat(volume.inode(21).sizeBytes()).isEqualTo(2 * BLOCK_BYTES);
    }

    @Test
    void aNameThatIsThereStaysAsItIs() throws IOException {
        inode(20, 0100644, 1, 1);
        entry(CREATE, 2, 20, "old");
        assertThat(replay()).isEmpty();
        assertThat(volume.lookup("old").number()).isEqualTo(12);
    }

    @Test
    void whatMakesNoSenseIsToldAndTheOthersAreMade() throws IOException {
        range(12, 0, BLOCKS - 1, 2);
        changes.add(new FastChange.RemoveRange(999, 0, 1));
        entry(LINK, 12, 13, "in-a-file");
        range(12, 1, 1011, 1);
        assertThat(replay())
                .hasValueSatisfying(
                        e ->
                                assertThat(e)
                                        .hasMessage(
                                                "inode 12: 2 blocks from block 2047 on are not"
                                                        + " all from 1 to 2047"));
        assertThat(fills("old")).containsExactly((int) 'o', fill(1011), (int) 'o');
    }

    @Test
    void blocksThatFastCommitsNameAreNotTakenForAnythingElse() throws IOException {
        // Block 18 is the first that is free.
        inode(22, 0040755, 2, 1);
        entry(CREATE, 2, 22, "sub");
        inode(20, 0100644, 1, 2);
        range(20, 0, 18, 43);
        entry(CREATE, 22, 20, "new");
        assertThat(replay()).isEmpty();
        long block =
                ((ext2cat.mpage.Mapping.Mapped)
                                volume.inode(22).getBlock(volume.cache()).getBlock(0, 1))
                        .diskBlock();
        assertThat(block).isEqualTo(61);
        assertThat(names("sub")).containsExactly("/new");
    }

    @Test
    void bitmapsAndCountsFollow() throws IOException {
        long blocks = volume.groupDescriptor(0).freeBlocks();
        long inodes = volume.groupDescriptor(0).freeInodes();
        entry(UNLINK, 2, 12, "old"); // 3 blocks
        inode(20, 0100644, 1, 5);
        range(20, 0, 1010, 5);
        changes.add(new FastChange.RemoveRange(20, 4, 1));
        entry(CREATE, 2, 20, "new");
        inode(21, 0100644, 1, 0);
        entry(CREATE, 2, 21, "empty");
        assertThat(replay()).isEmpty();
        assertThat(volume.groupDescriptor(0).freeBlocks() - blocks).isEqualTo(3 - 4);
        assertThat(volume.groupDescriptor(0).freeInodes() - inodes).isEqualTo(1 - 2);
        byte[] bitmap = new byte[BLOCK_BYTES];
        device.read(4 * BLOCK_BYTES, MemorySegment.ofArray(bitmap));
        assertThat(bitmap[1] & 0xFF).as("inodes 9 to 16").isEqualTo(0b0001_0011);
        assertThat(bitmap[2] & 0xFF).as("inodes 17 to 24").isEqualTo(0b0001_1000);
    }
}
