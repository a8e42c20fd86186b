// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

final class UnfinishedFileTest {

    @TempDir private Path folder;

    @Test
    void aFileThatIsNotCommittedLeavesWhatWasThere() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "before");
        try (UnfinishedFile file = UnfinishedFile.create(target)) {
            file.channel().write(ByteBuffer.wrap(new byte[] {1}));
        }
        assertThat(target).hasContent("before");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void aFileThatIsCommittedHasItsNameAndNoOther() throws IOException {
        Path target = folder.resolve("target");
        try (UnfinishedFile file = UnfinishedFile.create(target)) {
            file.channel().write(ByteBuffer.wrap("whole".getBytes()));
            assertThat(target).doesNotExist();
            file.commit();
        }
        assertThat(target).hasContent("whole");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void anErrorNamesTheFile() throws IOException {
        Path target = folder.resolve("target");
        UnfinishedFile file = UnfinishedFile.create(target);
        file.close();
        assertThatThrownBy(() -> file.channel().write(ByteBuffer.allocate(1)))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(target.toString());
    }

    @Test
    void anErrorNamesTheFileAsItWasTyped() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Files.createFile(real.resolve("target"));
        Path target = link.resolve("target");
        UnfinishedFile file = UnfinishedFile.create(target);
        file.close();
        assertThatThrownBy(() -> file.channel().write(ByteBuffer.allocate(1)))
                .isInstanceOfSatisfying(
                        FileSystemException.class,
                        e -> assertThat(e.getFile()).isEqualTo(target.toString()));
    }
}
