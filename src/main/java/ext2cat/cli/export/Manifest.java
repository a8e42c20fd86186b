// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.disk.DeviceNumber;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A list in the format of mtree(5) of what an extraction could not make: a line for each file, with
 * its type, owner and mode, and of a device its numbers. It can be read by {@code bsdtar -cf
 * FILE @MANIFEST}.
 */
final class Manifest {

    private final Writer out;

    /** A list that is written there; it begins at once. */
    Manifest(Writer out) throws IOException {
        this.out = out;
        out.write("#mtree\n");
    }

    /** Adds a file. */
    void add(TreePath path, Inode file) throws IOException {
        DiskInode disk = file.disk();
        out.write(
                "%s type=%s uid=%d gid=%d mode=%04o"
                        .formatted(
                                spelled(path),
                                type(file.type()),
                                disk.uid(),
                                disk.gid(),
                                disk.permissions()));
        if (isDevice(file.type())) {
            DeviceNumber device = disk.deviceNumber();
            out.write(" device=native,%d,%d".formatted(device.major(), device.minor()));
        }
        out.write("\n");
    }

    private static boolean isDevice(FileType type) {
        return type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE;
    }

    private static String type(FileType type) {
        return switch (type) {
            case DIRECTORY -> "dir";
            case SYMLINK -> "link";
            case CHARACTER_DEVICE -> "char";
            case BLOCK_DEVICE -> "block";
            case FIFO -> "fifo";
            case SOCKET -> "socket";
            default -> "file";
        };
    }

    /** As vis(3) has it: what is no printable ASCII, a space, # or a backslash is octal. */
    private static String spelled(TreePath path) {
        StringBuilder text = new StringBuilder(".");
        for (FileName name : path.names()) {
            text.append('/');
            for (byte b : name.toBytes()) {
                int value = b & 0xff;
                boolean plain = value > ' ' && value < 0x7f && "#\\*?[=/".indexOf(value) < 0;
                text.append(plain ? Character.toString(value) : "\\%03o".formatted(value));
            }
        }
        return text.toString();
    }

    /** The bytes of the list are ASCII. */
    static Writer over(OutputStream stream) {
        return new OutputStreamWriter(stream, StandardCharsets.US_ASCII);
    }
}
