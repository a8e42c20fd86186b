// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.images.TestImage;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** The default provider, over a copy. */
final class CopiedTreeTest extends FileTreeContract {

    @Override
    Path open(TestImage tree, Path folder) throws IOException {
        try (FileSystem image = FileSystems.newFileSystem(tree.expandInto(folder))) {
            return TreeCopy.of(image.getPath("/"), Files.createDirectory(folder.resolve("tree")));
        }
    }

    @Override
    void close() {}
}
