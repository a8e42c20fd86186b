// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/** Times whose extra words make no sense, or little. */
final class InodeTimesTest {

    private static final int EXTRA_ISIZE = 0x80;

    @ParameterizedTest
    @CsvSource({
        "tree-inode256-1k, atime, 0x8C",
        "tree-inode256-2k, mtime, 0x88",
        "tree-inode256-4k, ctime, 0x84",
        "tree-inode256-4k, crtime, 0x94",
    })
    void nanosecondsOfMoreThanASecondAreFound(String name, String time, String offset)
            throws IOException {
        DamagedImage image = new DamagedImage(name);
        long inode = image.inode("/hello.txt");
        image.inode32(inode, Integer.decode(offset), 0xFFFFFFFCL);
        assertThat(image.findings())
                .containsExactly(
                        "bad-nanoseconds: inode %d: %s has 1073741823 nanoseconds, expected less than 1000000000"
                                .formatted(inode, time));
    }

    @ParameterizedTest
    @CsvSource({
        "tree-inode256-1k, atime, 0x8, 0x8C",
        "tree-inode256-2k, mtime, 0x10, 0x88",
        "tree-inode256-4k, ctime, 0xC, 0x84",
        "tree-inode256-4k, crtime, 0x90, 0x94",
    })
    void aTimeAfter2310IsNoted(String name, String time, String seconds, String extra)
            throws IOException {
        DamagedImage image = new DamagedImage(name);
        long inode = image.inode("/hello.txt");
        image.inode32(inode, Integer.decode(seconds), 0x80000000L)
                .inode32(inode, Integer.decode(extra), 3);
        assertThat(image.findings())
                .containsExactly(
                        "unlikely-time: inode %d: %s is 2310-04-04T16:10:40Z, which is after 2310-04-04, so likely a time before 1970 as old kernels wrote it"
                                .formatted(inode, time));
    }

    @Test
    void anExtraWordThatTheInodeHasNoRoomForDoesNotCount() throws IOException {
        DamagedImage image = new DamagedImage("tree-inode256-1k");
        long inode = image.inode("/hello.txt");
        image.inode16(inode, EXTRA_ISIZE, 4).inode32(inode, 0x88, 0xFFFFFFFFL);
        assertThat(image.kinds()).doesNotContain("bad-nanoseconds", "unlikely-time");
    }

    @Test
    void aSmallInodeHasNoExtraWords() throws IOException {
        DamagedImage image = new DamagedImage("tree-default-1k");
        image.inode32(image.inode("/hello.txt"), 0x10, 0x80000000L);
        assertThat(image.findings()).isEmpty();
    }
}
