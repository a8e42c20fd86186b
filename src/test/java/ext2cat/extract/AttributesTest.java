// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.MappedDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Attributes of files that are not as those of most images and directories. */
final class AttributesTest implements ExtractListener {

    private static final int MODE_OFFSET = 0;
    private static final int UID_OFFSET = 2;
    private static final int UID_HIGH_OFFSET = 120;

    /** From an attribute's name back to e_name_index, which tells its namespace. */
    private static final int NAME_TO_INDEX = 15;

    private static final int SET_UID_FILE = 0104755;

    @TempDir Path folder;

    private Path image;
    private Path target;
    private final List<TreePath> failed = new ArrayList<>();

    @BeforeEach
    void expand() throws IOException {
        assumeTrue(Extract.isSupported(), "not run: this system is not one that files are made on");
        image = new TestImages().named("tour").expandInto(folder);
        target = Files.createDirectory(folder.resolve("target"));
    }

    @Override
    public void extracted(TreePath path, Inode file) {}

    @Override
    public void failed(TreePath path, IOException thrown) {
        failed.add(path);
    }

    @Test
    void anOwnerThatMeansNoneIsNotSetAndBringsNoSetIdBits() throws IOException {
        patchInode("/man-page", MODE_OFFSET, SET_UID_FILE);
        patchInode("/man-page", UID_OFFSET, 0xFFFF);
        patchInode("/man-page", UID_HIGH_OFFSET, 0xFFFF);
        Losses losses = extract("/man-page");
        assertThat(losses.owners()).isEqualTo(1);
        assertThat(losses.setIds()).isEqualTo(1);
        assertThat(mode("man-page")).isEqualTo(0755);
    }

    @Test
    void anAttributeThatNoHostTakesIsALossToAnyUser() throws IOException {
        assertThat(extract("/notes/verse.txt").isOwnersOnly()).isTrue();
        byte[] bytes = Files.readAllBytes(image);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("author") - NAME_TO_INDEX] = 77;
        Files.write(image, bytes);
        Files.delete(target.resolve("notes/verse.txt"));
        assertThat(extract("/notes/verse.txt").isOwnersOnly()).isFalse();
    }

    @Test
    void accessListsThatTheDirectoryHandsDownAreTakenAway() throws IOException {
        giveDefaultAcl();
        Files.createDirectory(target.resolve("by the host"));
        assumeTrue(
                hasAcl("by the host"), "not run: the file system of the test hands no lists down");
        extract("/man-page", "/dev/pipe", "/notes/verse.txt");
        assertThat(failed).isEmpty();
        for (String made : List.of("man-page", "dev", "dev/pipe", "notes", "notes/verse.txt")) {
            assertThat(hasAcl(made)).as(made).isFalse();
        }
    }

    /** Sets system.posix_acl_default to u::rwx,u:1:rwx,g::r-x,m::rwx,o::r-x. */
    private void giveDefaultAcl() throws IOException {
        ByteBuffer value = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
        int[][] entries = {{1, 7, -1}, {2, 7, 1}, {4, 5, -1}, {16, 7, -1}, {32, 5, -1}};
        for (int[] entry : entries) {
            value.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
        }
        try (NativeFiles files = new NativeFiles()) {
            int directory = files.openNamedDirectory(bytes(target.toString()));
            files.attributes()
                    .setXattr(directory, bytes("system.posix_acl_default"), value.array());
            files.close(directory);
        }
    }

    /** Whether ls(1) shows a plus behind the permissions. */
    private boolean hasAcl(String path) throws IOException {
        Process ls = new ProcessBuilder("ls", "-ld", target.resolve(path).toString()).start();
        String line = new String(ls.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return line.charAt(10) == '+';
    }

    private int mode(String path) throws IOException {
        Object mode =
                Files.getAttribute(target.resolve(path), "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (int) mode & 07777;
    }

    private void patchInode(String path, int offset, int value) throws IOException {
        long position;
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            long number = ImagePath.typed(path).lookup(volume).number();
            long table = volume.groupDescriptor(volume.layout().groupOfInode(number)).inodeTable();
            long block = table + volume.layout().inodeTableBlock(number);
            position =
                    (block << volume.blockBits())
                            + volume.layout().inodeOffsetBytes(number)
                            + offset;
        }
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(position);
            file.writeShort(Short.reverseBytes((short) value));
        }
    }

    private Losses extract(String... paths) throws IOException {
        Extract extract = new Extract(ExtractOptions.DEFAULT, this);
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            List<Located> tops = new ArrayList<>();
            for (String path : paths) {
                tops.add(ImagePath.typed(path).locateNoFollow(volume));
            }
            extract.run(volume, bytes(target.toString()), false, tops);
        }
        return extract.losses();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
