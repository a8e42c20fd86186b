// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.ChannelDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.Volume;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every pointer of a map is shown once, whatever the pointers are. */
final class MapWalkTest {

    /** The inode of {@code /man-page} in the image {@code tour}, in the table at block 5. */
    private static final int MAN_PAGE = 23;

    /** Its indirect block. */
    private static final int TABLE = 1012;

    private static final int POINTERS = 5 * 1024 + 40;
    private static final int INODE_BYTES = 128;

    private final Recorder recorder = new Recorder();
    private ByteBuffer image;

    @BeforeEach
    void load() throws IOException {
        image =
                ByteBuffer.wrap(new TestImages().named("tour").bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void eachPointerIsShownAndNullOnesAreNot() throws IOException {
        pointer(MAN_PAGE, 3, 0);
        walk(0, MAN_PAGE);
        assertThat(recorder.heard)
                .startsWith("data 0 1000", "data 1 1001", "data 2 1002", "data 4 1004")
                .endsWith(
                        "table 1 12 1012",
                        "data 12 1013",
                        "data 13 1014",
                        "data 14 1015",
                        "data 15 1016");
    }

    @Test
    void whatLeadsOutsideIsShownWithItsLevel() throws IOException {
        pointer(MAN_PAGE, 3, 1536);
        pointer(MAN_PAGE, 12, 9999);
        pointer(MAN_PAGE, 14, -1);
        walk(0, MAN_PAGE);
        assertThat(recorder.heard)
                .contains("outside 0 3 1536", "outside 1 12 9999", "outside 3 65804 4294967295");
    }

    @Test
    void aTableThatIsNotWantedIsNotEntered() throws IOException {
        recorder.enters = false;
        walk(0, MAN_PAGE);
        assertThat(recorder.heard).endsWith("data 11 1011", "table 1 12 1012");
    }

    @Test
    void aTableThatCannotBeReadIsShownAndTheRestGoesOn() throws IOException {
        pointer(MAN_PAGE, 13, TABLE);
        pointer(MAN_PAGE, 12, 1535);
        image.limit(1535 * 1024);
        walk(0, MAN_PAGE);
        assertThat(recorder.heard)
                .contains("table 1 12 1535", "unreadable 1 12 1535", "table 2 268 1012");
    }

    @Test
    void aTableOfAnotherMapIsNotEnteredAgain() throws IOException {
        pointer(12, 12, TABLE);
        walk(0, 12, MAN_PAGE);
        assertThat(recorder.heard)
                .contains("table 1 12 1012", "data 15 1016")
                .endsWith("data 11 1011", "again 1 12 1012");
    }

    @Test
    void upToALimitItIs() throws IOException {
        pointer(12, 12, TABLE);
        pointer(14, 12, TABLE);
        walk(1, 12, 14, MAN_PAGE);
        assertThat(recorder.heard)
                .filteredOn(line -> line.endsWith(" 12 1012"))
                .containsExactly("table 1 12 1012", "table 1 12 1012", "again 1 12 1012");
    }

    @Test
    void aTableThatIsTwiceInOneMapIsNotEnteredTwiceWhateverTheLimit() throws IOException {
        pointer(MAN_PAGE, 13, TABLE);
        walk(1000, MAN_PAGE);
        assertThat(recorder.heard).contains("table 1 12 1012").endsWith("again 2 268 1012");
    }

    private void pointer(int inode, int slot, int block) {
        image.putInt(POINTERS + (inode - 1) * INODE_BYTES + 4 * slot, block);
    }

    private void walk(long mostRepeats, long... inodes) throws IOException {
        byte[] bytes = new byte[image.limit()];
        image.get(0, bytes);
        try (Volume volume =
                Volume.open(ChannelDevice.of("tour", new SeekableInMemoryByteChannel(bytes)))) {
            PassedNodes passed = new PassedNodes(mostRepeats);
            for (long inode : inodes) {
                volume.peek(inode).map().walk(passed, recorder);
            }
        }
    }

    private static final class Recorder implements MapVisitor {

        private final List<String> heard = new ArrayList<>();
        private boolean enters = true;

        @Override
        public void data(long fileBlock, long diskBlock, long blocks) {
            for (long i = 0; i < blocks; i++) {
                heard.add("data " + (fileBlock + i) + " " + (diskBlock + i));
            }
        }

        @Override
        public boolean node(NodeRef node) {
            return hear("table", node) && enters;
        }

        @Override
        public void damage(MapDamage damage) {
            hear(damage.getClass().getSimpleName().toLowerCase(Locale.ROOT), damage.ref());
        }

        private boolean hear(String what, NodeRef ref) {
            return heard.add(
                    "%s %d %d %d"
                            .formatted(
                                    what,
                                    ref.use().level(),
                                    ref.firstFileBlock(),
                                    ref.diskBlock()));
        }
    }
}
