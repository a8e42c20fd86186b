// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.export.hash.FileHashes;
import ext2cat.export.hash.HashListener;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.PathFilter;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the hashes of files. A file that fails is said, and the next one is hashed all the same.
 */
final class Hash {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Session session;
    private final HashAlgorithm algorithm;
    private final TreeWalk.Order order;
    private final PathFilter filter;

    Hash(Session session, HashAlgorithm algorithm, TreeWalk.Order order, PathFilter filter) {
        this.session = session;
        this.algorithm = algorithm;
        this.order = order;
        this.filter = filter;
    }

    /**
     * Writes a line for each file.
     *
     * @param paths as typed; none for all
     * @param zero whether lines end with a NUL
     * @param tagged whether lines begin with the algorithm
     */
    ExitCode lines(Image source, List<String> paths, boolean zero, boolean tagged) {
        String tag = tagged ? algorithm.name() : "";
        HashLine line = new HashLine(session.terminal().isTerminal(), zero, tag);
        return session.run(
                source,
                volume -> {
                    try (OutputStream out =
                            new BufferedOutputStream(session.bytesOut(), BUFFER_BYTES)) {
                        hash(
                                volume,
                                paths,
                                (path, _, hash) -> {
                                    out.write(line.of(hex(hash), path));
                                    if (session.terminal().isTerminal()) {
                                        out.flush(); // who watches sees each file when it is done
                                    }
                                });
                    }
                });
    }

    /** Writes a JSON document. */
    ExitCode json(Image source, List<String> paths) {
        return session.run(
                source,
                volume -> Json.write(session.textOut(), json -> write(json, volume, paths)));
    }

    private void write(Json json, Volume volume, List<String> paths) throws IOException {
        json.object();
        json.field("algorithm", algorithm.toString());
        json.array("files");
        hash(
                volume,
                paths,
                (path, inode, hash) -> {
                    json.object();
                    json.field("path", path.toString());
                    json.field("size_bytes", inode.sizeBytes());
                    json.field("hash", hex(hash));
                    json.end();
                });
        json.end();
        json.end();
    }

    /** Writes one file's hash. */
    @FunctionalInterface
    private interface Form {
        void write(TreePath path, Inode inode, byte[] hash) throws IOException;
    }

    private void hash(Volume volume, List<String> paths, Form form) throws IOException {
        List<Located> tops = Trees.all(session, volume, paths, true);
        FileHashes hashes;
        try {
            hashes = new FileHashes(volume, algorithm.javaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e.getMessage(), e);
        }
        hashes.run(
                Trees.source(tops, order, filter, 0),
                new HashListener() {
                    @Override
                    public void hashed(TreePath path, Inode inode, byte[] hash) throws IOException {
                        form.write(path, inode, hash);
                    }

                    @Override
                    public void failed(TreePath path, IOException thrown) throws IOException {
                        session.reportPart(thrown, path.toString());
                    }
                });
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
