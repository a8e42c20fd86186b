// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;
import ext2cat.host.BlockingWrite;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** A disk whose bytes a format keeps elsewhere: read run by run, as the format's map says. */
public final class VirtualDisk implements BlockDevice {

    private final String name;
    private final long sizeBytes;
    private final DiskMap map;
    private final List<? extends BlockDevice> files;
    private final UnpackedPieces pieces;

    /**
     * A disk.
     *
     * @param name what messages call it
     * @param sizeBytes its size, as its users see it
     * @param map where its bytes are
     * @param files what the map reads; closed with the disk
     */
    public VirtualDisk(
            String name, long sizeBytes, DiskMap map, List<? extends BlockDevice> files) {
        this.name = name;
        this.sizeBytes = sizeBytes;
        this.map = map;
        this.files = List.copyOf(files);
        this.pieces = new UnpackedPieces(map);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    /** See {@link DiskMap#facts}. */
    public List<String> facts() throws IOException {
        return map.facts();
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        long lengthBytes = destination.byteSize();
        requireInside(positionBytes, lengthBytes);
        for (long doneBytes = 0; doneBytes < lengthBytes; ) {
            DiskRun run = run(positionBytes + doneBytes, lengthBytes - doneBytes);
            MemorySegment part = destination.asSlice(doneBytes, run.lengthBytes());
            switch (run) {
                case DiskRun.Zeros _ -> part.fill((byte) 0);
                case DiskRun.Stored stored -> stored.device().read(stored.atBytes(), part);
                case DiskRun.Packed packed ->
                        part.copyFrom(
                                MemorySegment.ofArray(pieces.get(packed.piece()))
                                        .asSlice(packed.fromBytes(), packed.lengthBytes()));
            }
            doneBytes += run.lengthBytes();
        }
    }

    /** {@inheritDoc} What is stored as it is goes without a copy where its file allows it. */
    @Override
    public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        requireInside(positionBytes, lengthBytes);
        BlockingWrite.requireBlocking(target);
        for (long doneBytes = 0; doneBytes < lengthBytes; ) {
            DiskRun run = run(positionBytes + doneBytes, lengthBytes - doneBytes);
            switch (run) {
                case DiskRun.Zeros zeros -> writeZeros(zeros.lengthBytes(), target);
                case DiskRun.Stored(BlockDevice device, long at, long length) ->
                        device.transferTo(at, length, target);
                case DiskRun.Packed(long piece, int from, long length) ->
                        // The cast is safe: the run ends in the piece.
                        BlockingWrite.run(
                                target, ByteBuffer.wrap(pieces.get(piece), from, (int) length));
            }
            doneBytes += run.lengthBytes();
        }
    }

    private static void writeZeros(long lengthBytes, WritableByteChannel target)
            throws IOException {
        // The casts are safe: a piece has at most 64 KiB.
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(lengthBytes, 1 << 16));
        for (long doneBytes = 0; doneBytes < lengthBytes; doneBytes += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), lengthBytes - doneBytes));
            BlockingWrite.run(target, zeros);
        }
    }

    private DiskRun run(long positionBytes, long mostBytes) throws IOException {
        DiskRun run = map.at(positionBytes, mostBytes);
        if (run.lengthBytes() < 1 || run.lengthBytes() > mostBytes) {
            throw new IllegalStateException(
                    "a run of %d bytes, asked for at most %d"
                            .formatted(run.lengthBytes(), mostBytes));
        }
        return run;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (BlockDevice file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
