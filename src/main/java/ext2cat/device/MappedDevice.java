// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * An image mapped into memory, of any size, as one segment: a file or a block device of the default
 * file system.
 *
 * <p>What the package's essay says about truncation is done in {@link #read}. The mapping's arena
 * belongs to the device and ends with it.
 */
public final class MappedDevice implements BlockDevice {

    /** How much is read at once to have several runs in it. */
    private static final int TOGETHER_BYTES = 1 << 20;

    private final Bounds bounds;
    private final RandomAccessFile file;
    private final ChannelDevice unmapped;
    private final Arena arena;
    private final MemorySegment image;
    private final Residency residency;
    private final AtomicReference<MemorySegment> spare = new AtomicReference<>();

    private MappedDevice(
            String name,
            RandomAccessFile file,
            ChannelDevice unmapped,
            Arena arena,
            MemorySegment image,
            Residency residency) {
        this.bounds = new Bounds(name, image.byteSize());
        this.file = file;
        this.unmapped = unmapped;
        this.arena = arena;
        this.image = image;
        this.residency = residency;
    }

    /**
     * Maps the image at {@code path}.
     *
     * @param path an image on the host's file system
     * @return the device, which is unmapped when it is closed
     * @throws IOException if it cannot be opened, or cannot be mapped
     */
    public static MappedDevice open(Path path) throws IOException {
        // Not FileChannel.open: RandomAccessFile tells the size without the channel's lock, and an
        // interrupted thread that asks for it does not close the file.
        return of(
                path.toString(),
                new RandomAccessFile(path.toFile(), "r"),
                image -> Residency.of(image, path));
    }

    /**
     * Maps a file that this process made, and closes it with the device, or at once when this
     * throws.
     *
     * @param name what error messages call the device
     * @param file the file, from its first byte to its end
     * @return the device
     * @throws IOException if it cannot be mapped
     */
    public static MappedDevice ofOwnFile(String name, RandomAccessFile file) throws IOException {
        return of(name, file, Residency::ofOwnFile);
    }

    /**
     * Maps {@code file}, and closes it with the device, or at once when this throws.
     *
     * @param residency what tells which parts of the mapping are in memory
     */
    static MappedDevice of(
            String name, RandomAccessFile file, Function<MemorySegment, Residency> residency)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            FileChannel channel = file.getChannel();
            // The JDK asks a block device for its size, where stat would say 0.
            ChannelDevice unmapped = ChannelDevice.of(name, channel);
            MemorySegment image =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, unmapped.sizeBytes(), arena);
            return new MappedDevice(name, file, unmapped, arena, image, residency.apply(image));
        } catch (IOException | RuntimeException e) {
            arena.close();
            file.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return bounds.name();
    }

    @Override
    public long sizeBytes() {
        return bounds.sizeBytes();
    }

    @Override
    public void requireInside(long positionBytes, long lengthBytes) throws EOFException {
        bounds.check(positionBytes, lengthBytes);
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        long lengthBytes = destination.byteSize();
        bounds.check(positionBytes, lengthBytes);
        try {
            MemorySegment.copy(image, positionBytes, destination, 0, lengthBytes);
            long sizeNowBytes = file.length();
            // No overflow: the run was checked to lie inside the device.
            if (sizeNowBytes < positionBytes + lengthBytes) {
                throw bounds.shrunk(positionBytes, lengthBytes, sizeNowBytes);
            }
        } catch (InternalError fault) {
            // The file shrank, or the medium failed: a plain read finds out which.
            unmapped.read(positionBytes, destination);
        } catch (IllegalStateException e) {
            if (isOpen()) {
                throw e;
            }
            throw (IOException) new ClosedChannelException().initCause(e);
        }
    }

    /**
     * {@inheritDoc} The file is asked for its size once for all runs.
     *
     * <p>Runs that lie near to each other and are not in memory are read from the file by one large
     * read, with what lies between them: a mapping would wait for the medium every few blocks.
     */
    @Override
    public void read(ReadBatch runs, MemorySegment destination) throws IOException {
        for (int run = 0; run < runs.count(); run++) {
            bounds.check(runs.positionBytes(run), runs.lengthBytes(run));
        }
        if (!isReadTogether(runs, destination) && !isCopied(runs, destination)) {
            BlockDevice.super.read(runs, destination); // which says what is wrong, if anything is
        }
    }

    private boolean isReadTogether(ReadBatch runs, MemorySegment destination) {
        if (runs.count() < 2 || !runs.areNear()) {
            return false;
        }
        long startBytes = runs.startBytes();
        long lengthBytes = runs.endBytes() - startBytes;
        if (lengthBytes > TOGETHER_BYTES || !seemsMissing(startBytes, runs.endBytes())) {
            return false;
        }
        MemorySegment memory = spare.getAndSet(null);
        if (memory == null) {
            memory = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(TOGETHER_BYTES));
        }
        try {
            unmapped.read(startBytes, memory.asSlice(0, lengthBytes));
            for (int run = 0; run < runs.count(); run++) {
                MemorySegment.copy(
                        memory,
                        runs.positionBytes(run) - startBytes,
                        destination,
                        runs.placeBytes(run),
                        runs.lengthBytes(run));
            }
            return true;
        } catch (IOException e) {
            return false; // what failed may lie between the runs
        } finally {
            spare.set(memory);
        }
    }

    private boolean seemsMissing(long startBytes, long endBytes) {
        try {
            return residency.seemsMissing(startBytes, endBytes);
        } catch (IllegalStateException e) {
            return false; // closed
        }
    }

    private boolean isCopied(ReadBatch runs, MemorySegment destination) throws IOException {
        try {
            long endBytes = 0;
            for (int run = 0; run < runs.count(); run++) {
                long position = runs.positionBytes(run);
                long length = runs.lengthBytes(run);
                MemorySegment.copy(image, position, destination, runs.placeBytes(run), length);
                endBytes = Math.max(endBytes, position + length);
            }
            return file.length() >= endBytes;
        } catch (InternalError fault) {
            return false;
        } catch (IllegalStateException e) {
            if (isOpen()) {
                throw e;
            }
            return false;
        }
    }

    /** {@inheritDoc} The bytes come from the file, not from the mapping. */
    @Override
    public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        unmapped.transferTo(positionBytes, lengthBytes, target);
    }

    /** {@inheritDoc} It is a mapping of its own: that of the device ends with the device. */
    @Override
    public Optional<MemorySegment> map(long positionBytes, long lengthBytes, Arena outliving)
            throws IOException {
        bounds.check(positionBytes, lengthBytes);
        return Optional.of(
                file.getChannel()
                        .map(FileChannel.MapMode.READ_ONLY, positionBytes, lengthBytes, outliving));
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            if (isOpen()) {
                arena.close();
            }
        }
    }

    private boolean isOpen() {
        return arena.scope().isAlive();
    }
}
