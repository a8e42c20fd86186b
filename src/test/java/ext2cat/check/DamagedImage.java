// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.device.ChannelDevice;
import ext2cat.disk.FileName;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.DirectoryReader;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A sound image that a test damages field by field, and what a check then finds. */
public final class DamagedImage {

    private static final int SUPERBLOCK = 1024;

    private final ByteBuffer bytes;
    private final Volume volume;

    /** The test image of that name. */
    public DamagedImage(String name) throws IOException {
        this(new TestImages().named(name).bytes());
    }

    /** The image that these bytes are, of which a test changes some. */
    DamagedImage(byte[] image) throws IOException {
        this.bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        this.volume = open(image.clone());
    }

    /** The volume before any damage. */
    public Volume sound() {
        return volume;
    }

    /** The number of the file at a path. */
    public long inode(String path) throws IOException {
        return ImagePath.typed(path).locateNoFollow(volume).inode().number();
    }

    /** The disk block of a file's block. */
    public long blockOf(String path, int pointer) throws IOException {
        Inode inode = ImagePath.typed(path).locateNoFollow(volume).inode();
        return inode.disk().blockPointer(pointer);
    }

    /** Where an entry lies in the first block of a directory. */
    public int entryOffset(String path, String name) throws IOException {
        DirectoryReader reader =
                new DirectoryReader(ImagePath.typed(path).locateNoFollow(volume).inode());
        while (reader.next()) {
            if (reader.entry().name().equals(FileName.of(name))) {
                return reader.entry().offsetBytes();
            }
        }
        throw new NoSuchFileException(name);
    }

    public DamagedImage superblock16(int offset, int value) {
        bytes.putShort(SUPERBLOCK + offset, (short) value);
        return this;
    }

    public DamagedImage superblock32(int offset, long value) {
        bytes.putInt(SUPERBLOCK + offset, (int) value);
        return this;
    }

    public DamagedImage group16(int offset, int value) {
        bytes.putShort(groupAt() + offset, (short) value);
        return this;
    }

    public DamagedImage group32(int offset, long value) {
        bytes.putInt(groupAt() + offset, (int) value);
        return this;
    }

    public DamagedImage inode16(long inode, int offset, int value) throws IOException {
        bytes.putShort(inodeAt(inode) + offset, (short) value);
        return this;
    }

    public DamagedImage inode32(long inode, int offset, long value) throws IOException {
        bytes.putInt(inodeAt(inode) + offset, (int) value);
        return this;
    }

    public DamagedImage block8(long block, int offset, int value) {
        bytes.put(at(block) + offset, (byte) value);
        return this;
    }

    public DamagedImage block16(long block, int offset, int value) {
        bytes.putShort(at(block) + offset, (short) value);
        return this;
    }

    public DamagedImage block32(long block, int offset, long value) {
        bytes.putInt(at(block) + offset, (int) value);
        return this;
    }

    /** Flips a bit of a bitmap. */
    public DamagedImage flip(long block, long bit) {
        int at = at(block) + (int) (bit / Byte.SIZE);
        bytes.put(at, (byte) (bytes.get(at) ^ 1 << bit % Byte.SIZE));
        return this;
    }

    /** The image as a file. */
    public Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes.array());
    }

    /** The findings, as {@code label: sentence}. */
    public List<String> findings() throws IOException {
        List<String> findings = new ArrayList<>();
        try (Volume damaged = open(bytes.array())) {
            new Check(damaged)
                    .run(
                            Long.MAX_VALUE,
                            finding ->
                                    findings.add(
                                            finding.problem().label() + ": " + finding.sentence()));
        }
        return findings;
    }

    /** The kinds of the findings. */
    public Set<String> kinds() throws IOException {
        return findings().stream()
                .map(finding -> finding.substring(0, finding.indexOf(':')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int groupAt() {
        return at(volume.layout().descriptorBlock(0));
    }

    private int inodeAt(long inode) throws IOException {
        long table = volume.groupDescriptor(volume.layout().groupOfInode(inode)).inodeTable();
        return at(table + volume.layout().inodeTableBlock(inode))
                + volume.layout().inodeOffsetBytes(inode);
    }

    private int at(long block) {
        return Math.toIntExact(block * volume.blockSizeBytes());
    }

    private static Volume open(byte[] image) throws IOException {
        return Volume.open(ChannelDevice.of("image", new SeekableInMemoryByteChannel(image)));
    }
}
