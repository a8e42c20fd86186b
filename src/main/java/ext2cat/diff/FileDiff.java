// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.disk.FileMode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Finds in what two files differ that have the same path. */
final class FileDiff {

    /** Values longer than this are not shown. */
    private static final int SHOWN_BYTES = 64;

    private final DiffOptions options;
    private final boolean allXattrs;
    private final ContentComparison contents = new ContentComparison();

    /**
     * @param allXattrs whether both sides know all extended attributes, or only those of users
     */
    FileDiff(DiffOptions options, boolean allXattrs) {
        this.options = options;
        this.allXattrs = allXattrs;
    }

    /** What can be told without reading contents, link targets or attributes. */
    List<Change> ofInodes(ComparedFile a, ComparedFile b) {
        List<Change> changes = new ArrayList<>();
        if (options.compares(Aspect.MODE)) {
            add(changes, "mode", mode(a), mode(b));
        }
        if (options.compares(Aspect.OWNER)) {
            add(changes, "owner", a.uid() + ":" + a.gid(), b.uid() + ":" + b.gid());
        }
        if (a.type() == FileType.REGULAR) {
            add(changes, "size", "" + a.sizeBytes(), "" + b.sizeBytes());
        }
        if (a.type() == FileType.CHARACTER_DEVICE || a.type() == FileType.BLOCK_DEVICE) {
            add(changes, "device", a.device(), b.device());
        }
        if (options.times()) {
            add(changes, "mtime", "" + a.modificationTime(), "" + b.modificationTime());
        }
        return changes;
    }

    /** What differs in the targets of symbolic links. */
    List<Change> ofTargets(ComparedFile a, ComparedFile b) throws IOException {
        List<Change> changes = new ArrayList<>();
        add(changes, "target", "" + a.target(), "" + SecondSideException.of(b::target));
        return changes;
    }

    /** The first byte that differs in regular files. */
    List<Change> ofContents(ComparedFile a, ComparedFile b) throws IOException {
        return contents.firstDifference(a, b).stream()
                .mapToObj(at -> new Change("contents", "from byte " + at, "from byte " + at))
                .toList();
    }

    /** What differs in extended attributes. */
    List<Change> ofXattrs(SortedMap<String, FileName> a, SortedMap<String, FileName> b) {
        List<Change> changes = new ArrayList<>();
        for (var entry : a.entrySet()) {
            addXattr(changes, entry.getKey(), value(a, entry.getKey()), value(b, entry.getKey()));
        }
        for (String name : b.keySet()) {
            if (!a.containsKey(name)) {
                addXattr(changes, name, "", value(b, name));
            }
        }
        return changes;
    }

    private void addXattr(List<Change> changes, String name, String first, String second) {
        if (allXattrs || name.startsWith("user.")) {
            add(changes, name, first, second);
        }
    }

    private static void add(List<Change> changes, String what, String first, String second) {
        if (!first.equals(second)) {
            changes.add(new Change(what, first, second));
        }
    }

    private static String mode(ComparedFile file) {
        return new FileMode(file.type().modeBits() | file.permissions()).toString();
    }

    /** A value in quotes; a long one is not told, and its hash tells it from others. */
    private static String value(SortedMap<String, FileName> xattrs, String name) {
        FileName value = xattrs.get(name);
        if (value == null) {
            return "";
        }
        return value.length() <= SHOWN_BYTES
                ? '"' + value.toString() + '"'
                : "%d bytes with hash %08x".formatted(value.length(), value.hashCode());
    }
}
