// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.FileName;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * The place of a file in the tree of an image: the names that lead from the root to it. A path
 * shares the names above it with its siblings, so a walk makes one small object for each entry.
 *
 * <p>Unlike a path that a user typed, it is exact: its names are the bytes on disk.
 */
public final class TreePath {

    /** The root of the image. */
    public static final TreePath ROOT = new TreePath();

    private final TreePath parent;
    private final FileName name;
    private final int depth;

    private TreePath() {
        this.parent = this;
        this.name = FileName.of("");
        this.depth = 0;
    }

    private TreePath(TreePath parent, FileName name) {
        this.parent = parent;
        this.name = Objects.requireNonNull(name);
        this.depth = parent.depth + 1;
    }

    /**
     * {@return the path of an entry in this directory}
     *
     * @param entry the name of the entry
     */
    public TreePath child(FileName entry) {
        return new TreePath(this, entry);
    }

    /** {@return the directory that holds it; the root's own is the root} */
    public TreePath parent() {
        return parent;
    }

    /** {@return the last of the names; that of the root is empty} */
    public FileName name() {
        return name;
    }

    /** {@return how many names it has: 0 for the root} */
    public int depth() {
        return depth;
    }

    /** {@return whether it is the root} */
    public boolean isRoot() {
        return depth == 0;
    }

    /** {@return the names, from the root down} */
    public List<FileName> names() {
        Deque<FileName> names = new ArrayDeque<>(depth);
        for (TreePath at = this; !at.isRoot(); at = at.parent) {
            names.push(at.name);
        }
        return List.copyOf(names);
    }

    /** {@return the bytes as Linux would say the path, from the root: {@code /etc/passwd}} */
    public byte[] toBytes() {
        if (isRoot()) {
            return new byte[] {'/'};
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (FileName part : names()) {
            bytes.write('/');
            bytes.writeBytes(part.toBytes());
        }
        return bytes.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreePath path && depth == path.depth && hasSameNames(path);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (TreePath at = this; !at.isRoot(); at = at.parent) {
            hash = 31 * hash + at.name.hashCode();
        }
        return hash;
    }

    /**
     * The path in the spelling of {@link FileName#toString}, safe to show: {@code /caf\xe9}. A
     * slash within a name is spelled {@code \x2f}, so that different paths look different.
     */
    @Override
    public String toString() {
        if (isRoot()) {
            return "/";
        }
        StringBuilder text = new StringBuilder();
        for (FileName part : names()) {
            text.append('/').append(part.toString().replace("/", "\\x2f"));
        }
        return text.toString();
    }

    private boolean hasSameNames(TreePath other) {
        TreePath mine = this;
        TreePath its = other;
        while (!mine.isRoot()) {
            if (mine == its) {
                return true;
            }
            if (!mine.name.equals(its.name)) {
                return false;
            }
            mine = mine.parent;
            its = its.parent;
        }
        return true;
    }
}
