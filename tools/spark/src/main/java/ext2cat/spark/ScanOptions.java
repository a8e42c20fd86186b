// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.util.CaseInsensitiveStringMap;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The options of a read.
 *
 * @param table which table
 * @param paths where the images are: files, folders or globs
 * @param mode what damage does
 * @param splitBytes a larger image is shared by several tasks
 * @param blockBytes how much is read at once of metadata
 * @param cacheBlocks how many such pieces are kept
 * @param contentBytes the most that the column {@code content} has; 0 for none
 */
record ScanOptions(
        TableName table,
        List<String> paths,
        Mode mode,
        long splitBytes,
        int blockBytes,
        int cacheBlocks,
        int contentBytes)
        implements Serializable {

    /** What damage does. */
    enum Mode {
        /** It is a row with an {@code error}. */
        PERMISSIVE,
        /** It is left out. */
        DROPMALFORMED,
        /** It fails the job. */
        FAILFAST
    }

    static ScanOptions of(CaseInsensitiveStringMap options) {
        List<String> paths = new ArrayList<>();
        if (options.containsKey("path")) {
            paths.add(options.get("path"));
        }
        if (options.containsKey("paths")) { // load(a, b): an array in JSON
            for (String path : options.get("paths").replaceAll("^\\[|]$", "").split(",")) {
                paths.add(path.strip().replaceAll("^\"|\"$", "").replace("\\/", "/"));
            }
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("no path is given: load(\"images/*.img\")");
        }
        return new ScanOptions(
                TableName.of(options),
                List.copyOf(paths),
                Mode.valueOf(options.getOrDefault("mode", "PERMISSIVE").toUpperCase(Locale.ROOT)),
                atLeast(1, "splitBytes", options.getLong("splitBytes", 256L << 20)),
                (int) atLeast(512, "blockBytes", options.getInt("blockBytes", 1 << 16)),
                (int) atLeast(1, "cacheBlocks", options.getInt("cacheBlocks", 256)),
                (int) atLeast(0, "contentBytes", options.getInt("contentBytes", 1 << 20)));
    }

    private static long atLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "option %s is %d; it must be at least %d".formatted(name, value, least));
        }
        return value;
    }
}
