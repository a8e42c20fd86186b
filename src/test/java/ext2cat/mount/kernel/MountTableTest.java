// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/** Lines of /proc/self/mountinfo, as proc(5) describes them. */
final class MountTableTest {

    private static final MountTable TABLE =
            MountTable.of(
                    List.of(
                            "23 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
                            "51 23 0:53 / /media/a\\040b ro,nosuid - fuse.ext2cat my\\054image ro",
                            "52 23 0:54 / /mnt ro - fuse.ext2cat tour.img ro,user_id=0",
                            "53 52 0:55 / /mnt rw shared:7 master:2 - tmpfs none rw",
                            "54 23 0:56 / /caf\u00c3\u00a9 rw - tmpfs none rw",
                            "nonsense",
                            "1 2 - ext4"));

    @Test
    void theLastMountOfADirectoryCoversTheOthers() {
        assertThat(TABLE.at(Path.of("/mnt")))
                .hasValue(new MountTable.Mounted("0:55", "/mnt", "tmpfs"));
        assertThat(TABLE.at(Path.of("/mnt/below"))).isEmpty();
        assertThat(TABLE.mounts()).hasSize(5);
    }

    @Test
    void namesAreUnescaped() {
        assertThat(TABLE.at(Path.of("/media/a b")).orElseThrow().isOurs()).isTrue();
        assertThat(TABLE.at(Path.of("/café")).orElseThrow().isOurs()).isFalse();
    }
}
