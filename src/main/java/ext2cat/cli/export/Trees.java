// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.inspect.DeletedInodes;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trees that a command line names, none of them below another. */
final class Trees {

    private Trees() {}

    /**
     * The files that were asked for; what is missing is said.
     *
     * @param paths as typed; none for all
     * @param follow whether a symlink at the end of a path is followed
     */
    static List<Located> of(Session session, Volume volume, List<String> paths, boolean follow)
            throws IOException {
        if (paths.isEmpty()) {
            return List.of(new Located(TreePath.ROOT, volume.root()));
        }
        FileArguments files = new FileArguments(volume, follow, session::reportPart);
        Map<TreePath, Located> named = new LinkedHashMap<>();
        for (String path : paths) {
            try {
                for (Located file : files.locate(path)) {
                    named.putIfAbsent(file.path(), file);
                    DeletedInodes.verifyContents(file.inode());
                }
            } catch (IOException e) {
                session.reportPart(e, Shown.word(path));
            }
        }
        return named.values().stream()
                .filter(file -> !isBelowOne(file.path(), named.keySet()))
                .toList();
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
