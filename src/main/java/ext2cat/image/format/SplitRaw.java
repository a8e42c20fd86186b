// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image that was split into files of numbered names, of which the first is given. It is told by
 * the names only: there is another file with a number after it. What is split may be in another
 * format, so the joined bytes are looked at again.
 */
public final class SplitRaw implements Container {

    /** So many numbers may be missing before one that is there. */
    private static final int LONGEST_GAP = 99;

    /** How it is opened. */
    public SplitRaw() {}

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        String imageName = siblings.imageName();
        Optional<NumberedName> first = NumberedName.ofFirst(imageName);
        // What was taken out of the first file already is not the first file.
        if (first.isEmpty() || !device.name().endsWith(imageName)) {
            return Optional.empty();
        }
        List<BlockDevice> files = new ArrayList<>(List.of(device));
        try {
            DiskParts disk = joined(first.get(), files, siblings);
            if (files.size() == 1 || AndroidSparse.isOne(files.get(1))) {
                closeOthers(files);
                return Optional.empty();
            }
            String name = "%s (joined from %d files)".formatted(device.name(), files.size());
            return Optional.of(new VirtualDisk(name, disk.sizeBytes(), disk, files));
        } catch (IOException | RuntimeException e) {
            closeOthers(files);
            throw e;
        }
    }

    @Override
    public boolean mayHoldContainer() {
        return true;
    }

    /** The parts; a file that is missing between others is as long as the first, and unreadable. */
    private static DiskParts joined(NumberedName first, List<BlockDevice> files, Siblings siblings)
            throws IOException {
        BlockDevice device = files.getFirst();
        DiskParts disk = new DiskParts();
        disk.add(device.sizeBytes(), DiskParts.stored(device, 0));
        List<NumberedName> missing = new ArrayList<>();
        Optional<NumberedName> name = first.next();
        while (name.isPresent() && missing.size() <= LONGEST_GAP) {
            NumberedName piece = name.get();
            Optional<BlockDevice> file = siblings.open(piece.text());
            if (file.isEmpty() && piece.widened().isPresent()) {
                file = siblings.open(piece.widened().get().text());
                piece = file.isPresent() ? piece.widened().get() : piece;
            }
            if (file.isPresent()) {
                files.add(file.get());
                for (NumberedName lost : missing) {
                    String what = "its part %s is missing".formatted(lost.text());
                    disk.add(device.sizeBytes(), DiskParts.missing(device, what));
                }
                missing.clear();
                disk.add(file.get().sizeBytes(), DiskParts.stored(file.get(), 0));
            } else {
                missing.add(piece);
            }
            name = piece.next();
        }
        return disk;
    }

    private static void closeOthers(List<BlockDevice> files) throws IOException {
        for (BlockDevice file : files.subList(1, files.size())) {
            file.close();
        }
    }
}
