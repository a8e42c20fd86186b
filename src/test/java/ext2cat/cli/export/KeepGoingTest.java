// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.images.EditedImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** {@code cat --keep-going}: zeros for what cannot be read, and nothing else is lost. */
final class KeepGoingTest {

    private static final String FILE = "/70000-bytes";
    private static final int BLOCK_BYTES = 1024;
    private static final int BLOCKS = 69;
    private static final long OUTSIDE = 4_000_000_000L;

    @TempDir private Path folder;

    @Test
    void aBlockOutsideTheFileSystemIsZeros() throws IOException {
        check(edited().pointer(FILE, 3, OUTSIDE).write(folder), 3, 4, 1);
    }

    @Test
    void whatAnIndirectBlockLeadsToIsZeros() throws IOException {
        check(edited().pointer(FILE, 12, OUTSIDE).write(folder), 12, BLOCKS, BLOCKS - 12);
    }

    @Test
    void whatIsAfterTheEndOfTheImageIsZeros() throws IOException {
        Path image = edited().write(folder);
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.truncate(edited().blockAt(FILE, 7) + BLOCK_BYTES / 2);
        }
        byte[] out = Files.readAllBytes(Ran.ext2cat(folder, "--keep-going", image, FILE).out());
        byte[] sound = sound();
        assertThat(out).startsWith(Arrays.copyOf(sound, 7 * BLOCK_BYTES)).hasSize(sound.length);
        assertThat(Arrays.copyOfRange(out, 7 * BLOCK_BYTES, 8 * BLOCK_BYTES))
                .containsOnly((byte) 0);
    }

    @Test
    void aSoundFileIsWrittenAsItIsAndNothingIsSaid() throws IOException {
        Ran ran = Ran.ext2cat(folder, "--keep-going", edited().write(folder), FILE, "/hello.txt");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(Files.readAllBytes(ran.out())).startsWith(sound());
    }

    /** Blocks from {@code first} to before {@code end} are zeros, all others as they were. */
    private void check(Path image, int first, int end, int lost) throws IOException {
        byte[] expected = sound();
        Arrays.fill(
                expected,
                first * BLOCK_BYTES,
                Math.min(end * BLOCK_BYTES, expected.length),
                (byte) 0);
        Ran ran = Ran.ext2cat(folder, "--keep-going", image, FILE);
        assertThat(Files.readAllBytes(ran.out())).isEqualTo(expected);
        checkSaid(ran, lost);

        Path target = folder.resolve("target");
        checkSaid(Ran.ext2cat(folder, "--keep-going", "-o", target, image, FILE), lost);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected);
    }

    private static void checkSaid(Ran ran, int lost) {
        assertThat(ran.err())
                .contains("which is outside the file system")
                .endsWith(
                        "ext2cat: %s: %d of its %d blocks cannot be read and were written as zeros\n"
                                .formatted(FILE, lost, BLOCKS));
        assertThat(ran.code()).isEqualTo(3);
    }

    private byte[] sound() throws IOException {
        return Files.readAllBytes(Ran.ext2cat(folder, edited().write(folder), FILE).out());
    }

    private static EditedImage edited() throws IOException {
        return new EditedImage("tree-default-1k");
    }
}
