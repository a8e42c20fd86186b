// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

/** Which fast commits count, and what they say. */
final class FastCommitsTest {

    private static final int TID = 7;

    private final FastCommits commits = new FastCommits(TID, 256);

    private static FastBlock head() {
        return new FastBlock(1024).head(0, TID);
    }

    @Test
    void everyTagSaysWhatItChanges() throws IOException {
        FastBlock block =
                head().addRange(12, 3, 0x1_0000_0020L, 5)
                        .addRange(12, 8, 40, (1 << 15) + 2)
                        .removeRange(12, 9, 1)
                        .pad(3)
                        .entry(3, 2, 12, "new")
                        .entry(4, 2, 12, "another")
                        .entry(5, 2, 12, "old")
                        .tail(TID);
        assertThat(commits.block(block.bytes(), true)).isTrue();
        assertThat(commits.commits()).isEqualTo(1);
        assertThat(commits.changes())
                .containsExactly(
                        new FastChange.AddRange(12, 3, 0x1_0000_0020L, 5, false),
                        new FastChange.AddRange(12, 8, 40, 2, true),
                        new FastChange.RemoveRange(12, 9, 1),
                        entry(FastChange.Entry.Kind.CREATE, "new"),
                        entry(FastChange.Entry.Kind.LINK, "another"),
                        entry(FastChange.Entry.Kind.UNLINK, "old"));
    }

    private static FastChange entry(FastChange.Entry.Kind kind, String name) {
        return new FastChange.Entry(kind, 2, 12, FileName.of(name));
    }

    @Test
    void anInodeIsItsBytes() throws IOException {
        byte[] bytes = new byte[160];
        bytes[159] = 9;
        commits.block(head().inode(12, bytes).tail(TID).bytes(), true);
        assertThat(commits.changes().getFirst())
                .isInstanceOfSatisfying(
                        FastChange.WholeInode.class,
                        inode -> {
                            assertThat(inode.inode()).isEqualTo(12);
                            assertThat(inode.bytes()).isEqualTo(bytes);
                        });
    }

    /** A commit may fill several blocks: only the tail ends it. */
    @Test
    void aCommitWithoutATailDoesNotCount() throws IOException {
        FastBlock first = head().removeRange(12, 1, 1).padToEnd();
        assertThat(commits.block(first.bytes(), true)).isTrue();
        assertThat(commits.changes()).isEmpty();
        FastBlock second = first.next().removeRange(12, 2, 1).tail(TID);
        assertThat(commits.block(second.bytes(), false)).isTrue();
        assertThat(commits.changes()).hasSize(2);
    }

    @Test
    void blocksThatDoNotBeginWithAHeadHoldNone() throws IOException {
        assertThat(commits.block(new FastBlock(1024).tail(TID).bytes(), true)).isFalse();
        assertThat(commits.block(new FastBlock(1024).head(0, TID - 1).bytes(), true)).isFalse();
        assertThat(commits.commits()).isZero();
    }

    private enum Damage {
        CHECKSUM {
            @Override
            FastBlock to(FastBlock block) {
                FastBlock sound = block.removeRange(12, 2, 1).tail(TID);
                sound.bytes().put(6, (byte) (sound.bytes().get(6) ^ 1));
                return sound;
            }
        },
        TRANSACTION {
            @Override
            FastBlock to(FastBlock block) {
                return block.removeRange(12, 2, 1).tail(TID + 1);
            }
        },
        KIND {
            @Override
            FastBlock to(FastBlock block) {
                return block.tag(10, new byte[4]);
            }
        },
        LENGTH {
            @Override
            FastBlock to(FastBlock block) {
                return block.tag(2, new byte[11]);
            }
        },
        BEYOND_THE_BLOCK {
            @Override
            FastBlock to(FastBlock block) {
                block.bytes().putShort(0, (short) 7).putShort(2, (short) 0xFFFF);
                return block;
            }
        };

        abstract FastBlock to(FastBlock block);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHECKSUM", "TRANSACTION", "KIND", "LENGTH", "BEYOND_THE_BLOCK"})
    void aWrongBlockEndsThem(String damage) throws IOException {
        commits.block(head().removeRange(12, 1, 1).tail(TID).bytes(), true);
        FastBlock wrong = Damage.valueOf(damage).to(new FastBlock(1024));
        assertThat(commits.block(wrong.bytes(), false)).isFalse();
        assertThat(commits.changes()).containsExactly(new FastChange.RemoveRange(12, 1, 1));
    }

    @Test
    void linuxDoesNotMountIfTheFirstIsWrong() {
        for (FastBlock wrong :
                List.of(
                        head().removeRange(12, 2, 1).tail(TID + 1),
                        head().tag(10, new byte[4]),
                        new FastBlock(1024).head(1, TID))) {
            assertThatThrownBy(() -> new FastCommits(TID, 256).block(wrong.bytes(), true))
                    .isInstanceOf(CorruptImageException.class)
                    .hasMessageStartingWith("journal: fast commits: ");
        }
    }
}
