// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import ext2cat.images.TestImage;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that others wrote, over a copy. */
final class MemoryTreeTest extends FileTreeContract {

    private FileSystem memory;

    @Override
    Path open(TestImage tree, Path folder) throws IOException {
        memory = Jimfs.newFileSystem(Configuration.unix());
        try (FileSystem image = FileSystems.newFileSystem(tree.expandInto(folder))) {
            return TreeCopy.of(image.getPath("/"), Files.createDirectory(memory.getPath("/tree")));
        }
    }

    @Override
    void close() throws IOException {
        memory.close();
    }
}
