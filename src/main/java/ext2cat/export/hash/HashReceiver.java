// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.hash;

import ext2cat.export.DataRuns;
import ext2cat.export.ExportedFile;
import ext2cat.export.Receiver;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hashes files, holes as the zeros that they are. */
final class HashReceiver implements Receiver {

    private static final int ZEROS_BYTES = 1 << 16;

    /** What is to be reported of a file. */
    @FunctionalInterface
    interface Result {
        void tell(HashListener listener) throws IOException;
    }

    private final MessageDigest digest;
    private final byte[] zeros = new byte[ZEROS_BYTES];
    private List<Result> results = new ArrayList<>();
    private ExportedFile file;
    private long positionBytes;

    HashReceiver(MessageDigest digest) {
        this.digest = digest;
    }

    /** What came of the files that ended since this was last asked for. */
    List<Result> takeResults() {
        List<Result> taken = results;
        results = new ArrayList<>();
        return taken;
    }

    @Override
    public void begin(ExportedFile regular, DataRuns map) {
        file = regular;
        positionBytes = 0;
        digest.reset();
    }

    @Override
    public void data(long offsetBytes, ByteBuffer bytes) {
        addZerosTo(offsetBytes);
        positionBytes += bytes.remaining();
        digest.update(bytes);
    }

    @Override
    public void end(Optional<IOException> failure) {
        ExportedFile hashed = file;
        if (failure.isPresent()) {
            damage(hashed.path(), failure.get());
            return;
        }
        addZerosTo(hashed.inode().sizeBytes());
        byte[] hash = digest.digest();
        results.add(listener -> listener.hashed(hashed.path(), hashed.inode(), hash));
    }

    @Override
    public void damage(TreePath path, IOException thrown) {
        results.add(listener -> listener.failed(path, thrown));
    }

    private void addZerosTo(long end) {
        while (positionBytes < end) {
            int length = (int) Math.min(ZEROS_BYTES, end - positionBytes);
            digest.update(zeros, 0, length);
            positionBytes += length;
        }
    }
}
