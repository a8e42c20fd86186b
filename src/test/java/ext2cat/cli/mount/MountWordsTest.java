// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.cli.line.UsageException;
import ext2cat.mount.MountOptions;
import ext2cat.mount.serve.Ownership;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is understood of {@code -o}. */
final class MountWordsTest {

    @Test
    void theLastWordOfAKindCounts() {
        assertThat(
                        MountWords.read(
                                List.of(
                                        "ro,uid=5,allow_other",
                                        "uid=1000,gid=4294967294,umask=077")))
                .isEqualTo(
                        new MountOptions(
                                Optional.empty(),
                                true,
                                false,
                                new Ownership(
                                        OptionalLong.of(1000),
                                        OptionalLong.of(4294967294L),
                                        OptionalInt.of(077))));
        assertThat(MountWords.read(List.of("noexec,fsname=a=b")))
                .isEqualTo(new MountOptions(Optional.of("a=b"), false, true, Ownership.STORED));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "rw, -o rw: an image is mounted read-only",
                "umask=8, -o umask=8: expected an octal number from 0 to 777",
                "uid=4294967295, -o uid=4294967295: expected a number from 0 to 4294967294",
                "gid=-1, -o gid=-1: expected a number from 0 to 4294967294",
                "suid, \"-o suid: expected allow_other, noexec, uid=, gid=, umask=, fsname=, or one"
                        + " of ro, nosuid, nodev, default_permissions, noatime, exec\""
            })
    void otherWordsAreRefused(String word, String sentence) {
        assertThatThrownBy(() -> MountWords.read(List.of(word)))
                .isInstanceOf(UsageException.class)
                .hasMessage(sentence);
    }
}
