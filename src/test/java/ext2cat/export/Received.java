// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an export told: for each path, a word for its kind and what is to be known of it. Paths are
 * strings with a character for each byte.
 */
final class Received implements Receiver {

    /** Zeros of a longer hole are not hashed. */
    private static final long MAX_HASHED_BYTES = 16 << 20;

    final Map<String, String> files = new LinkedHashMap<>();
    final Map<String, ExportedFile> exported = new LinkedHashMap<>();
    final List<String> left = new ArrayList<>();
    final List<String> damage = new ArrayList<>();
    private final byte[] zeros = new byte[1 << 16];
    private ExportedFile file;
    private List<String> told;
    private List<String> data;
    private MessageDigest digest;
    private long positionBytes;

    static String key(TreePath path) {
        return new String(path.toBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void directory(ExportedFile directory) {
        put(directory, "dir");
    }

    @Override
    public void leave(TreePath path, Inode directory) {
        left.add(key(path));
    }

    @Override
    public void symlink(ExportedFile symlink, byte[] target) {
        put(symlink, "symlink " + new String(target, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void special(ExportedFile special) {
        put(special, "special");
    }

    @Override
    public void hardLink(ExportedFile link, TreePath first) {
        put(link, "hardlink " + key(first));
    }

    @Override
    public void begin(ExportedFile regular, DataRuns map) throws IOException {
        file = regular;
        told = new ArrayList<>();
        data = new ArrayList<>();
        positionBytes = 0;
        map.forEachRun((offset, length) -> add(told, offset, length));
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void data(long offsetBytes, ByteBuffer bytes) {
        add(data, offsetBytes, bytes.remaining());
        hashZerosTo(offsetBytes);
        positionBytes += bytes.remaining();
        digest.update(bytes);
    }

    @Override
    public void end(Optional<IOException> failure) {
        hashZerosTo(file.inode().sizeBytes());
        String maps = told.equals(data) ? "" : " with the map " + told + " of " + data;
        String failed = failure.map(e -> " failed: " + e.getMessage()).orElse("");
        put(file, "file " + HexFormat.of().formatHex(digest.digest()) + maps + failed);
    }

    @Override
    public void damage(TreePath path, IOException thrown) {
        damage.add(key(path) + ": " + thrown.getMessage());
    }

    private void put(ExportedFile told, String what) {
        String path = key(told.path());
        exported.put(path, told);
        if (files.put(path, what) != null) {
            throw new IllegalStateException(path + " was told twice");
        }
    }

    private void hashZerosTo(long end) {
        if (file.inode().sizeBytes() < MAX_HASHED_BYTES) {
            while (positionBytes < end) {
                int length = (int) Math.min(zeros.length, end - positionBytes);
                digest.update(zeros, 0, length);
                positionBytes += length;
            }
        }
        positionBytes = end;
    }

    /** Adds a run, joined to the one before if it touches it. */
    private static void add(List<String> runs, long offset, long length) {
        String start = Long.toString(offset);
        if (!runs.isEmpty() && runs.getLast().endsWith("-" + offset)) {
            start = runs.removeLast().split("-")[0];
        }
        runs.add(start + "-" + (offset + length));
    }
}
