// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.DirectoryReader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** All that the directories of a volume list, found by walking them from the root. */
final class VolumeTree {

    private final Volume volume;
    private final Map<String, Inode> inodes = new TreeMap<>();

    private VolumeTree(Volume volume) {
        this.volume = volume;
    }

    /** The inodes by their paths, see {@link #key}. */
    static Map<String, Inode> of(Volume volume) throws IOException {
        VolumeTree tree = new VolumeTree(volume);
        tree.inodes.put("/", volume.root());
        tree.list(volume.root(), "/");
        return tree.inodes;
    }

    /** The bytes of a path, each as one character: a string that is equal when the bytes are. */
    static String key(byte[] path) {
        return new String(path, StandardCharsets.ISO_8859_1);
    }

    private void list(Inode directory, String path) throws IOException {
        DirectoryReader entries = new DirectoryReader(directory);
        while (entries.next()) {
            if (entries.entry().name().isDotOrDotDot()) {
                continue;
            }
            String child = path + key(entries.entry().name().toBytes());
            Inode inode = volume.inode(entries.entry().inode());
            if (inodes.put(child, inode) != null) {
                throw new IllegalStateException("listed twice: " + child);
            }
            if (inode.isDirectory()) {
                list(inode, child + "/");
            }
        }
    }
}
