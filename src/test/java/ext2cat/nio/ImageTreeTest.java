// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.images.TestImage;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

final class ImageTreeTest extends FileTreeContract {

    private FileSystem image;

    @Override
    Path open(TestImage tree, Path folder) throws IOException {
        image = FileSystems.newFileSystem(tree.expandInto(folder));
        return image.getPath("/");
    }

    @Override
    void close() throws IOException {
        image.close();
    }
}
