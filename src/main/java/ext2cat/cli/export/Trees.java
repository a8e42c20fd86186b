// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.export.Export;
import ext2cat.inspect.DeletedInodes;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.FilteredVisitor;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.path.PathFilter;
import ext2cat.volume.path.StrippedVisitor;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trees that a command line names. */
final class Trees {

    private Trees() {}

    /**
     * The files that were asked for, as often as they were; what is missing is said.
     *
     * @param paths as typed; none for all
     * @param follow whether a symlink at the end of a path is followed
     */
    static List<Located> all(Session session, Volume volume, List<String> paths, boolean follow)
            throws IOException {
        if (paths.isEmpty()) {
            return List.of(new Located(TreePath.ROOT, volume.root()));
        }
        FileArguments files = new FileArguments(volume, follow, session::reportPart);
        List<Located> named = new ArrayList<>();
        for (String path : paths) {
            try {
                for (Located file : files.locate(path)) {
                    named.add(file);
                    DeletedInodes.verifyContents(file.inode());
                }
            } catch (IOException e) {
                session.reportPart(e, Shown.word(path));
            }
        }
        return named;
    }

    /**
     * The files that were asked for, each once and none of them below another, as they are put at
     * places of their own. The place {@code <12>} of an inode is below none, but a file of the tree
     * may have it.
     *
     * @param paths as typed; none for all
     */
    static List<Located> apart(Session session, Volume volume, List<String> paths)
            throws IOException {
        Map<TreePath, Located> inTree = new LinkedHashMap<>();
        Map<TreePath, Located> numbered = new LinkedHashMap<>();
        for (Located file : all(session, volume, paths, false)) {
            (FileArguments.isNumber(file) ? numbered : inTree).putIfAbsent(file.path(), file);
        }
        List<Located> apart = new ArrayList<>();
        for (Located file : inTree.values()) {
            if (!isBelowOne(file.path(), inTree.keySet())) {
                apart.add(file);
            }
        }
        for (Located file : numbered.values()) {
            if (isTaken(volume, file.path(), inTree.keySet())) {
                session.reportPart(
                        new FileSystemException("", null, "a file of the tree has the same name"),
                        FileArguments.label(file));
            } else {
                apart.add(file);
            }
        }
        return apart;
    }

    /**
     * The trees below some files, one after another.
     *
     * @param order of the entries of a directory
     * @param filter which files are taken
     * @param stripped how many names are taken away from the front of each path
     */
    static Export.Source source(
            List<Located> tops, TreeWalk.Order order, PathFilter filter, int stripped) {
        return visitor -> {
            TreeWalk.Visitor filtered =
                    FilteredVisitor.of(filter, StrippedVisitor.of(stripped, visitor));
            for (Located top : tops) {
                new TreeWalk(top.inode().volume(), order, filtered).walk(top.path(), top.inode());
            }
        };
    }

    /** Whether a tree has a file at this place in the root. */
    private static boolean isTaken(Volume volume, TreePath path, Set<TreePath> tops) {
        boolean mayBe =
                tops.stream()
                        .anyMatch(
                                top -> top.isRoot() || top.names().getFirst().equals(path.name()));
        if (!mayBe) {
            return false;
        }
        try {
            ImagePath.exact(path.toBytes()).locateNoFollow(volume).inode();
            return true;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException _) {
            return true; // nobody can tell
        }
    }

    private static boolean isBelowOne(TreePath path, Set<TreePath> tops) {
        for (TreePath at = path; !at.isRoot(); ) {
            at = at.parent();
            if (tops.contains(at)) {
                return true;
            }
        }
        return false;
    }
}
