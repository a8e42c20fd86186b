// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The sparse image of Android (sparse_format.h): a header of 28 bytes, then chunks that follow each
 * other in the order of the blocks they are for. Each has a header of 12 bytes: its kind, how many
 * blocks it is for, and how many bytes it has with its header. A raw chunk has the blocks, a fill
 * chunk four bytes that repeat, a chunk of "don't care" nothing, which reads as zeros.
 *
 * <p>A large image is split: {@code system.img_sparsechunk.0}, {@code .1}, or {@code super_1.img},
 * {@code super_2.img}. Each file is a sparse image of the same disk that does not care for what the
 * others hold.
 */
public final class AndroidSparse implements Container {

    private static final byte[] MAGIC = HexFormat.of().parseHex("3aff26ed");
    private static final int HEADER_BYTES = 28;

    /** So many files that there is a number for each in a place of a chunk. */
    private static final int MOST_FILES = 1 << 12;

    /** How it is opened. */
    public AndroidSparse() {}

    /** Whether a file is one. */
    static boolean isOne(BlockDevice file) throws IOException {
        return Head.has(Head.of(file, MAGIC.length), 0, MAGIC);
    }

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        if (!isOne(device)) {
            return Optional.empty();
        }
        List<BlockDevice> files = new ArrayList<>(List.of(device));
        try {
            addOthers(files, siblings);
            return Optional.of(joined(files));
        } catch (IOException | RuntimeException e) {
            for (BlockDevice other : files.subList(1, files.size())) {
                other.close();
            }
            throw e;
        }
    }

    /** Adds the files whose names have the next numbers. */
    private static void addOthers(List<BlockDevice> files, Siblings siblings) throws IOException {
        String name = siblings.imageName();
        int end = name.length();
        while (end > 0 && !Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        boolean isFirst =
                end > 0
                        && (name.charAt(end - 1) == '0' || name.charAt(end - 1) == '1')
                        && (end == 1 || !Character.isDigit(name.charAt(end - 2)));
        if (!isFirst || !files.getFirst().name().endsWith(name)) {
            return;
        }
        String stem = name.substring(0, end - 1);
        for (int number = name.charAt(end - 1) - '0' + 1; files.size() < MOST_FILES; number++) {
            Optional<BlockDevice> file = siblings.open(stem + number + name.substring(end));
            if (file.isEmpty()) {
                return;
            }
            files.add(file.get());
            if (!isOne(file.get())) {
                files.removeLast().close();
                return;
            }
        }
    }

    /** The disk; files from the first on that is an image of its own are closed. */
    private static BlockDevice joined(List<BlockDevice> files) throws IOException {
        SparseChunks chunks = new SparseChunks();
        SparseFile first = reader(files.getFirst(), 0, chunks);
        first.addChunks();
        long countBlocks = first.countBlocks();
        for (int number = 1; number < files.size(); number++) {
            SparseFile reader = reader(files.get(number), number, chunks);
            if (reader.blockBytes() != first.blockBytes() || !reader.addChunks()) {
                while (files.size() > number) {
                    files.removeLast().close();
                }
            }
            countBlocks = Math.max(countBlocks, reader.countBlocks());
        }
        String name = first.file().name();
        // No overflow: there are at most 2^32 blocks of 2^26 bytes.
        return new VirtualDisk(
                files.size() == 1
                        ? name + " (sparse image)"
                        : "%s (joined from %d files)".formatted(name, files.size()),
                countBlocks * first.blockBytes(),
                new ChunkMap(files, chunks, first.blockBytes(), countBlocks),
                files);
    }

    private static SparseFile reader(BlockDevice file, int number, SparseChunks chunks)
            throws IOException {
        byte[] header = Head.of(file, HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            throw new WrongContainerException(
                    file,
                    "its sparse image is cut off in its header, at byte %d"
                            .formatted(header.length));
        }
        return SparseFile.of(file, number, header, chunks);
    }
}
