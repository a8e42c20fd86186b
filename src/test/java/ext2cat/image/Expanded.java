// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What became of a compressed image: its bytes, and how they ended. */
record Expanded(byte[] content, Ending ending) {

    /** Expands {@code image}, which is compressed once, and keeps nothing in {@code temporary}. */
    static Expanded of(Path image, Path temporary) throws IOException {
        List<Ending> endings = new ArrayList<>();
        ExpansionProgress progress =
                new ExpansionProgress() {
                    @Override
                    public void expanded(long readBytes, long compressedBytes, long bytes) {}

                    @Override
                    public void ended(Ending ending) {
                        endings.add(ending);
                    }
                };
        try (BlockDevice device = new ImageOpener(temporary, progress).open(image)) {
            byte[] content = new byte[Math.toIntExact(device.sizeBytes())];
            device.read(0, MemorySegment.ofArray(content));
            return new Expanded(content, endings.getFirst());
        }
    }
}
