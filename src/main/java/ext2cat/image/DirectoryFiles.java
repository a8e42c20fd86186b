// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Siblings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The regular files in the directory of an image.
 *
 * @param image the image, on whichever file system
 */
record DirectoryFiles(Path image) implements Siblings {

    @Override
    public String imageName() {
        return image.getFileName().toString();
    }

    @Override
    public Optional<BlockDevice> open(String name) throws IOException {
        Path file;
        try {
            Path named = image.getFileSystem().getPath(name).normalize();
            Path directory = image.toAbsolutePath().normalize().getParent();
            if (named.isAbsolute() && !directory.equals(named.getParent())
                    || !named.isAbsolute() && named.getNameCount() != 1) {
                return Optional.empty();
            }
            file = image.resolveSibling(named.getFileName());
        } catch (InvalidPathException e) {
            return Optional.empty(); // no file can have that name
        }
        // A pipe is not opened: that is to wait for its writer.
        return Files.isRegularFile(file)
                ? Optional.of(ImageOpener.openAsItIs(file))
                : Optional.empty();
    }
}
