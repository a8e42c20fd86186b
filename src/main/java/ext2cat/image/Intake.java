// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.device.MappedDevice;
import ext2cat.host.TemporaryFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How images that can be read from the front only, compressed ones and streams, are taken into
 * temporary files, which have holes for zeros.
 *
 * @param directory where the files are made
 * @param progress hears how far it has come
 * @param limit how far it may go
 */
record Intake(Path directory, ExpansionProgress progress, ExpansionLimit limit) {

    /** The bytes of an image, from the front. */
    interface Source {

        /** What a message calls the bytes, e.g. {@code gzip data}. */
        String what();

        /**
         * Fills a chunk, unless the bytes end before.
         *
         * @return how many bytes of it are filled; less than all means that no more follow
         */
        int fill(byte[] chunk) throws IOException;

        /** How many bytes were read for it, from where the image comes. */
        long readBytes();

        /** How many there are; 0 if nobody knows. */
        long sizeBytes();

        /** How they ended, if that is worth saying; asked for when a chunk was not filled. */
        Optional<Ending> ending();
    }

    /**
     * Takes an image in, up to its end or as far as it is needed.
     *
     * @param from what messages call that which it comes from
     * @param name what messages call the device
     * @throws IOException if it cannot be read, grows beyond the limit, or there is no room in
     *     {@link #directory} (the message names it); nothing stays behind
     */
    BlockDevice take(String from, String name, Source source) throws IOException {
        try (TemporaryFile file = TemporaryFile.createIn(directory)) {
            byte[] chunk = new byte[TemporaryFile.CHUNK_BYTES];
            ExpansionLimit.End end = ExpansionLimit.End.NONE;
            long takenBytes = 0;
            for (int got = chunk.length; got == chunk.length; ) {
                if (end.isReached(takenBytes)) {
                    progress.ended(new Ending.Stopped(source.what(), takenBytes, end.why()));
                    return handOver(name, file);
                }
                got = source.fill(chunk);
                if (takenBytes == 0) {
                    end = limit.of(chunk, got);
                }
                takenBytes += got;
                end.check(from, source.what(), takenBytes);
                file.append(chunk, got);
                progress.expanded(source.readBytes(), source.sizeBytes(), takenBytes);
            }
            Optional<Ending> ending = source.ending();
            if (ending.isPresent()) {
                progress.ended(ending.get());
            }
            return handOver(name, file);
        }
    }

    private static BlockDevice handOver(String name, TemporaryFile file) throws IOException {
        return MappedDevice.ofOwnFile(name, file.handOver());
    }
}
