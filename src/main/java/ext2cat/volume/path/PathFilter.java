// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import ext2cat.volume.TreePath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which files of a tree are taken, by patterns of their paths. A pattern is matched as GNU tar
 * matches those of {@code --exclude}: against the whole path and against each part of it that
 * begins after a slash, with {@code *} and {@code ?} matching slashes too. So {@code *.o} means
 * {@code /src/main.o}, and {@code doc/*.txt} means {@code /usr/doc/a/b.txt}. A pattern that begins
 * with {@code /} or {@code ./} is matched against the whole path only, and a slash at its end is
 * ignored.
 *
 * <p>What is excluded is not taken, nor is anything below it. If anything is included, a file is
 * taken only if its path or that of a directory above it matches; of the other directories, those
 * are taken that lead to it. Exclusion prevails.
 */
public final class PathFilter {

    /** Takes every file. */
    public static final PathFilter ALL = new PathFilter(List.of(), List.of());

    private final List<Pattern> excluded;
    private final List<Pattern> included;

    private record Pattern(Glob glob, boolean whole) {

        static Pattern of(byte[] typed) {
            int from = typed.length > 1 && typed[0] == '.' && typed[1] == '/' ? 1 : 0;
            int to = typed.length;
            while (to > from + 1 && typed[to - 1] == '/') {
                to--;
            }
            byte[] pattern = Arrays.copyOfRange(typed, from, to);
            return new Pattern(Glob.of(pattern), pattern.length > 0 && pattern[0] == '/');
        }

        boolean matches(byte[] path) {
            if (whole) {
                return glob.matches(path);
            }
            for (int at = 0; at < path.length; at++) {
                if (path[at] == '/'
                        && at + 1 < path.length
                        && glob.matches(Arrays.copyOfRange(path, at + 1, path.length))) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A filter.
     *
     * @param excluded patterns of what is not taken, in bytes
     * @param included patterns of what is taken; none for everything
     */
    public PathFilter(List<byte[]> excluded, List<byte[]> included) {
        this.excluded = excluded.stream().map(Pattern::of).toList();
        this.included = included.stream().map(Pattern::of).toList();
    }

    /** {@return whether every file is taken} */
    public boolean takesAll() {
        return excluded.isEmpty() && included.isEmpty();
    }

    /** {@return whether only some files are taken, and the directories that lead to them} */
    public boolean isSelective() {
        return !included.isEmpty();
    }

    /**
     * {@return whether a file is excluded by a pattern for itself}
     *
     * @param path its place
     */
    public boolean excludes(TreePath path) {
        return matches(excluded, path);
    }

    /**
     * {@return whether a file is included by a pattern for itself}
     *
     * @param path its place
     */
    public boolean includes(TreePath path) {
        return included.isEmpty() || matches(included, path);
    }

    /**
     * {@return whether a file is excluded, or a directory above it}
     *
     * @param path its place
     */
    public boolean excludesAt(TreePath path) {
        return !excluded.isEmpty() && withThoseAbove(path).stream().anyMatch(this::excludes);
    }

    /**
     * {@return whether a file is included, or a directory above it}
     *
     * @param path its place
     */
    public boolean includesAt(TreePath path) {
        return included.isEmpty() || withThoseAbove(path).stream().anyMatch(this::includes);
    }

    private static boolean matches(List<Pattern> patterns, TreePath path) {
        if (patterns.isEmpty()) {
            return false;
        }
        byte[] bytes = path.toBytes();
        for (Pattern pattern : patterns) {
            if (pattern.matches(bytes)) {
                return true;
            }
        }
        return false;
    }

    private static List<TreePath> withThoseAbove(TreePath path) {
        List<TreePath> paths = new ArrayList<>(List.of(path));
        for (TreePath at = path; !at.isRoot(); ) {
            at = at.parent();
            paths.add(at);
        }
        return paths;
    }
}
