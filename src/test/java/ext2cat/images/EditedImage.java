// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import ext2cat.device.ChannelDevice;
import ext2cat.disk.FileName;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.DirectoryReader;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A sound image of which a test changes fields of inodes and directory entries, found by path. */
public final class EditedImage {

    private static final int I_MODE = 0x0;
    private static final int I_SIZE = 0x4;
    private static final int I_BLOCK = 0x28;

    private final ByteBuffer bytes;
    private final Volume sound;

    /** The test image of that name. */
    public EditedImage(String name) throws IOException {
        byte[] image = new TestImages().named(name).bytes();
        this.sound =
                Volume.open(ChannelDevice.of(name, new SeekableInMemoryByteChannel(image.clone())));
        this.bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The size of a block in bytes. */
    public int blockSizeBytes() {
        return sound.blockSizeBytes();
    }

    /** The file at a path, as it was before any change. */
    public Inode file(String path) throws IOException {
        return ImagePath.typed(path).locateNoFollow(sound).inode();
    }

    /** Where an entry of a directory begins in the image. */
    public int entryAt(String directory, String name) throws IOException {
        DirectoryReader reader = new DirectoryReader(file(directory));
        long fileBlock = 0;
        int last = -1;
        while (reader.next()) {
            if (reader.entry().offsetBytes() <= last) {
                fileBlock++;
            }
            last = reader.entry().offsetBytes();
            if (reader.entry().hasName(FileName.of(name))) {
                return blockAt(directory, fileBlock) + last;
            }
        }
        throw new NoSuchFileException(name);
    }

    /** Where one of a file's first twelve blocks begins in the image. */
    public int blockAt(String path, long fileBlock) throws IOException {
        long block = file(path).disk().blockPointer(Math.toIntExact(fileBlock));
        return Math.toIntExact(block * blockSizeBytes());
    }

    /** Changes i_size. */
    public EditedImage size(String path, long sizeBytes) throws IOException {
        bytes.putInt(inodeAt(path) + I_SIZE, (int) sizeBytes);
        return this;
    }

    /** Changes i_mode. */
    public EditedImage mode(String path, int mode) throws IOException {
        bytes.putShort(inodeAt(path) + I_MODE, (short) mode);
        return this;
    }

    /** Changes one of i_block. */
    public EditedImage pointer(String path, int slot, long diskBlock) throws IOException {
        bytes.putInt(inodeAt(path) + I_BLOCK + slot * Integer.BYTES, (int) diskBlock);
        return this;
    }

    /** Changes the inode's number of an entry. */
    public EditedImage entryInode(String directory, String name, long inode) throws IOException {
        bytes.putInt(entryAt(directory, name), (int) inode);
        return this;
    }

    /** Changes rec_len of an entry. */
    public EditedImage recLen(String directory, String name, int recLen) throws IOException {
        bytes.putShort(entryAt(directory, name) + 4, (short) recLen);
        return this;
    }

    /** Changes name_len of an entry. */
    public EditedImage nameLength(String directory, String name, int length) throws IOException {
        bytes.put(entryAt(directory, name) + 6, (byte) length);
        return this;
    }

    /** Changes the byte of an entry that tells the file's type. */
    public EditedImage typeByte(String directory, String name, int type) throws IOException {
        bytes.put(entryAt(directory, name) + 7, (byte) type);
        return this;
    }

    /** Changes a name to one that is no longer. */
    public EditedImage rename(String directory, String name, String other) throws IOException {
        byte[] letters = other.getBytes(StandardCharsets.ISO_8859_1);
        int at = entryAt(directory, name);
        bytes.put(at + 6, (byte) letters.length);
        bytes.put(at + 8, letters);
        return this;
    }

    /** The changed image as a file. */
    public Path write(Path folder) throws IOException {
        return Files.write(Files.createTempFile(folder, "edited-", ".img"), bytes.array());
    }

    private int inodeAt(String path) throws IOException {
        long inode = file(path).number();
        long table = sound.groupDescriptor(sound.layout().groupOfInode(inode)).inodeTable();
        return Math.toIntExact(
                (table + sound.layout().inodeTableBlock(inode)) * blockSizeBytes()
                        + sound.layout().inodeOffsetBytes(inode));
    }
}
