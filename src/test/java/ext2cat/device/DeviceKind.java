// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every kind of device over a file, alone and as the whole of a partition. */
enum DeviceKind {
    MAPPED(false) {
        @Override
        BlockDevice openWhole(Path image) throws IOException {
            return MappedDevice.open(image);
        }
    },
    FILE_CHANNEL(false) {
        @Override
        BlockDevice openWhole(Path image) throws IOException {
            return ChannelDevice.open(image);
        }
    },
    JIMFS(false) {
        @Override
        Path folder(Path temporary) {
            return Jimfs.newFileSystem(Configuration.unix()).getPath("/");
        }

        @Override
        BlockDevice openWhole(Path image) throws IOException {
            return ChannelDevice.open(image);
        }
    },
    ONE_POSITION(false) {
        @Override
        BlockDevice openWhole(Path image) throws IOException {
            return ChannelDevice.of(
                    image.toString(), new OnePositionChannel(FileChannel.open(image)));
        }
    },
    PART_OF_MAPPED(true) {
        @Override
        BlockDevice openWhole(Path image) throws IOException {
            return MAPPED.openWhole(image);
        }
    },
    PART_OF_FILE_CHANNEL(true) {
        @Override
        BlockDevice openWhole(Path image) throws IOException {
            return FILE_CHANNEL.openWhole(image);
        }
    },
    PART_OF_JIMFS(true) {
        @Override
        Path folder(Path temporary) {
            return JIMFS.folder(temporary);
        }

        @Override
        BlockDevice openWhole(Path image) throws IOException {
            return JIMFS.openWhole(image);
        }
    };

    private static final int BEFORE_BYTES = 4099;
    private static final int AFTER_BYTES = 513;

    private final boolean partition;

    DeviceKind(boolean partition) {
        this.partition = partition;
    }

    abstract BlockDevice openWhole(Path image) throws IOException;

    /** A folder for images, on the file system that this kind is for. */
    Path folder(Path temporary) {
        return temporary;
    }

    /** Writes the file of an image; for a partition there are other bytes around the content. */
    Path write(Path temporary, byte[] content) throws IOException {
        Path folder = folder(temporary);
        Files.createDirectories(folder);
        ByteBuffer bytes =
                ByteBuffer.allocate(beforeBytes() + content.length + (partition ? AFTER_BYTES : 0));
        while (bytes.hasRemaining()) {
            bytes.put((byte) 0xee);
        }
        bytes.put(beforeBytes(), content);
        return Files.write(folder.resolve("disk.img"), bytes.array());
    }

    /** Opens what {@link #write} wrote. */
    BlockDevice open(Path image, long contentBytes) throws IOException {
        BlockDevice whole = openWhole(image);
        return partition ? Partition.of(whole, BEFORE_BYTES, contentBytes) : whole;
    }

    /** Where the content begins in the file. */
    int beforeBytes() {
        return partition ? BEFORE_BYTES : 0;
    }

    /** A channel that is no {@link FileChannel} and so has nothing but its one position. */
    private record OnePositionChannel(FileChannel file) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer buffer) throws IOException {
            return file.read(buffer);
        }

        @Override
        public int write(ByteBuffer buffer) throws IOException {
            return file.write(buffer);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long positionBytes) throws IOException {
            file.position(positionBytes);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long sizeBytes) throws IOException {
            file.truncate(sizeBytes);
            return this;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
