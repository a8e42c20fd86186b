// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import ext2cat.volume.Inode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Reads files for all that is wanted of their contents, each file once. */
final class FileReader {

    private final boolean sha256;
    private final boolean md5;
    private final int contentBytes;
    private final byte[] buffer = new byte[1 << 18];
    private long filesRead;

    /**
     * What is told of a file; null where it was not wanted.
     *
     * @param content null, too, for a file that has more than the limit
     */
    record Contents(byte[] sha256, byte[] md5, byte[] content) {}

    FileReader(boolean sha256, boolean md5, int contentBytes) {
        this.sha256 = sha256;
        this.md5 = md5;
        this.contentBytes = contentBytes;
    }

    long filesRead() {
        return filesRead;
    }

    Contents read(Inode file) throws IOException {
        boolean keep = file.sizeBytes() <= contentBytes;
        if (!sha256 && !md5 && !keep) {
            return new Contents(null, null, null);
        }
        MessageDigest sha = sha256 ? digest("SHA-256") : null;
        MessageDigest md = md5 ? digest("MD5") : null;
        ByteArrayOutputStream kept = keep ? new ByteArrayOutputStream() : null;
        try (InputStream in = file.newInputStream()) {
            for (int read; (read = in.read(buffer)) > 0; ) {
                if (sha256) {
                    sha.update(buffer, 0, read);
                }
                if (md5) {
                    md.update(buffer, 0, read);
                }
                if (keep) {
                    kept.write(buffer, 0, read);
                }
            }
        }
        filesRead++;
        return new Contents(
                sha256 ? sha.digest() : null,
                md5 ? md.digest() : null,
                keep ? kept.toByteArray() : null);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has both
        }
    }
}
