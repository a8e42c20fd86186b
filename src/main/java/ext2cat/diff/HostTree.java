// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.disk.FileName;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The tree of a directory of the host. Only extended attributes of users can be read there. */
public final class HostTree implements ComparedTree {

    private final Path top;

    /** The tree below a directory; if it is a symbolic link, below what that leads to. */
    public HostTree(Path directory) throws IOException {
        this.top = directory.toRealPath();
    }

    @Override
    public boolean knowsAllXattrs() {
        return false;
    }

    @Override
    public ComparedFile file(ImagePath path) throws IOException {
        Path at = top;
        for (List<FileName> readings : path.parts()) {
            at = at.resolve(readings.getFirst().toString());
        }
        Path file = at.normalize();
        return HostFile.of(file.startsWith(top) ? file : top);
    }
}
