// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk of four clusters of 512 bytes, of which the first is written in the image. */
final class Qcow2BackingTest {

    private static final int CLUSTER = 512;
    private static final byte[] OWN = filled(1, CLUSTER);

    @TempDir private Path temporary;
    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("images"));
    }

    private static byte[] filled(int value, int bytes) {
        byte[] filled = new byte[bytes];
        Arrays.fill(filled, (byte) value);
        return filled;
    }

    private static byte[] over(String backing, String format) {
        Qcow2Writer writer = new Qcow2Writer(3, 9, 4 * CLUSTER);
        writer = backing.isEmpty() ? writer : writer.backing(backing, format);
        writer.stored(0, OWN);
        return writer.file();
    }

    private Path write(String name, byte[] file) throws IOException {
        return Files.write(directory.resolve(name), file);
    }

    private static byte[] expected(int... values) {
        byte[] expected = new byte[4 * CLUSTER];
        for (int cluster = 0; cluster < 4; cluster++) {
            System.arraycopy(
                    filled(values[cluster], CLUSTER), 0, expected, cluster * CLUSTER, CLUSTER);
        }
        return expected;
    }

    @ParameterizedTest
    @CsvSource({"base, raw", "base, ''", "./base, raw"})
    void whatIsNotWrittenIsThatOfTheBackingFile(String name, String format) throws Exception {
        // It is shorter than the disk, and ends inside a cluster.
        write("base", filled(2, 3 * CLUSTER - 100));
        byte[] expected = expected(1, 2, 2, 0);
        Arrays.fill(expected, 3 * CLUSTER - 100, 3 * CLUSTER, (byte) 0);
        OpenedDisk.checkWithBacking(write("a", over(name, format)), expected);
    }

    @Test
    void anAbsoluteNameInTheDirectoryOfTheImageIsRead() throws Exception {
        Path base = write("base", filled(2, 4 * CLUSTER));
        // The name is longer than a cluster of 512 bytes may hold in some environments.
        Qcow2Writer writer = new Qcow2Writer(3, 12, 4 * CLUSTER).backing(base.toString(), "raw");
        OpenedDisk.checkWithBacking(write("a", writer.file()), expected(2, 2, 2, 2));
    }

    @Test
    void aChainIsReadToItsEnd() throws Exception {
        write("base", filled(2, 4 * CLUSTER));
        Qcow2Writer middle = new Qcow2Writer(2, 9, 2 * CLUSTER).backing("base", "raw");
        middle.compressed(1, filled(3, CLUSTER));
        write("middle", middle.file());
        OpenedDisk.checkWithBacking(write("a", over("middle", "qcow2")), expected(1, 3, 0, 0));
    }

    /** A raw disk may hold anything, also what looks like an image. */
    @Test
    void aBackingFileThatIsSaidToBeRawIsNotLookedInto() throws Exception {
        byte[] inner = Arrays.copyOf(over("", ""), 4 * CLUSTER);
        write("base", inner);
        byte[] expected = inner.clone();
        System.arraycopy(OWN, 0, expected, 0, CLUSTER);
        OpenedDisk.checkWithBacking(write("a", over("base", "raw")), expected);
        OpenedDisk.checkWithBacking(write("a", over("base", "qcow2")), expected(1, 0, 0, 0));
    }

    @Test
    void itIsReadOnlyWhenAskedFor() throws IOException {
        write("base", filled(2, 4 * CLUSTER));
        Path image = write("a", over("base", "raw"));
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(UnsupportedContainerException.class)
                .hasMessage(
                        image
                                + ": it is complete only with its backing file 'base', which is"
                                + " read with --backing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "../outside", "..", "sub/base", "/", "json:{}"})
    void oneThatIsNotBesideTheImageIsNotRead(String name) throws IOException {
        Files.write(temporary.resolve("outside"), OWN);
        Files.createDirectory(directory.resolve("sub"));
        write("sub/base", OWN);
        check(
                write("a", over(name, "raw")),
                UnsupportedContainerException.class,
                "a: its backing file '%s' is not beside it".formatted(name));
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        write("base", OWN);
        check(
                write("a", over("base", "vmdk")),
                UnsupportedContainerException.class,
                "base: a backing file of the format 'vmdk' is not read; raw and qcow2 are");
    }

    @Test
    void aChainThatComesBackToItselfEnds() throws IOException {
        check(
                write("a", over("a", "")),
                WrongContainerException.class,
                "a: the chain of backing files comes back to 'a'");
        write("b", over("./c", "qcow2"));
        write("c", over("b", "qcow2"));
        check(
                write("a", over("b", "qcow2")),
                WrongContainerException.class,
                "c: the chain of backing files comes back to 'b'");
    }

    @Test
    void aChainHasABound() throws Exception {
        for (int i = 0; i < 64; i++) {
            write("i" + i, over(i == 0 ? "" : "i" + (i - 1), ""));
        }
        OpenedDisk.checkWithBacking(directory.resolve("i63"), expected(1, 0, 0, 0));
        check(
                write("a", over("i63", "qcow2")),
                WrongContainerException.class,
                "i1: the chain of backing files is longer than 64");
    }

    @Test
    void aNameOutsideOfTheFirstClusterIsRefused() throws IOException {
        byte[] file = over("base", "raw");
        file[17] = 1;
        check(
                write("a", file),
                WrongContainerException.class,
                "a: the name of the backing file (65540 bytes at byte 136) is not in the first"
                        + " cluster");
    }

    private static void check(Path image, Class<? extends IOException> kind, String message) {
        assertThatThrownBy(() -> OpenedDisk.openWithBacking(image))
                .isInstanceOf(kind)
                .hasMessageEndingWith("/" + message);
    }
}
