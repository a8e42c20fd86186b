// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.FileName;
import ext2cat.export.Export;
import ext2cat.export.ExportOptions;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes trees out of a volume and puts them into a directory of the host, see the package.
 *
 * <p>May be run once.
 */
public final class Extract {

    private final ExtractOptions options;
    private final ExtractListener listener;
    private volatile Optional<Extraction> running = Optional.empty();

    /** An extraction not begun. */
    public Extract(ExtractOptions options, ExtractListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Whether this system has what it takes: Linux on a machine that is known. */
    public static boolean isSupported() {
        return NativeFiles.isSupported();
    }

    /**
     * Puts some trees of a volume into a directory, each file at the place that it has in the
     * image. The directories above it are made as they are in the image.
     *
     * @param directory the path of a directory of the host, in bytes
     * @param isNew whether it was made just for this: then it gets the root's attributes
     * @param tops the files, with what is below them; none of them below another
     * @return what could not be set
     * @throws java.nio.file.FileSystemException if the directory cannot be opened, or takes nothing
     *     more
     * @throws IOException what the listener throws
     */
    public Losses run(Volume volume, byte[] directory, boolean isNew, List<Located> tops)
            throws IOException {
        try (NativeFiles files = new NativeFiles();
                Extraction extraction =
                        new Extraction(
                                files,
                                files.openNamedDirectory(directory),
                                isNew,
                                options,
                                listener)) {
            running = Optional.of(extraction);
            ExportOptions wanted = ExportOptions.DEFAULT.withXattrs().withHardLinks();
            new Export(volume, wanted).run(visitor -> walk(volume, tops, visitor), extraction);
            extraction.finish();
            return extraction.losses();
        } finally {
            running = Optional.empty();
        }
    }

    /**
     * Removes what is half written. For another thread, when the program is about to end; the
     * extraction must not be expected to go on.
     */
    public void abandon() {
        running.ifPresent(Extraction::abandon);
    }

    private static void walk(Volume volume, List<Located> tops, TreeWalk.Visitor visitor)
            throws IOException {
        for (Located top : tops) {
            List<Located> above = above(volume, top.path());
            for (Located directory : above) {
                visitor.visit(directory.path(), directory.inode());
            }
            new TreeWalk(volume, TreeWalk.Order.DIRECTORY, visitor).walk(top.path(), top.inode());
            for (Located directory : above.reversed()) {
                visitor.leave(directory.path(), directory.inode());
            }
        }
    }

    /** The directories above a file, without the root. */
    private static List<Located> above(Volume volume, TreePath path) throws IOException {
        List<Located> above = new ArrayList<>();
        TreePath at = TreePath.ROOT;
        for (FileName name : path.parent().names()) {
            at = at.child(name);
            above.add(volume.locateNoFollow(ImagePath.exact(at.toBytes())));
        }
        return above;
    }
}
