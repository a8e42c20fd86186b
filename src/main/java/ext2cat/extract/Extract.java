// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.export.Export;
import ext2cat.export.ExportOptions;
import ext2cat.host.Architecture;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;

import java.io.IOException;
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
    private final Losses losses = new Losses();
    private boolean byRoot;
    private volatile Optional<TurnTaker> running = Optional.empty();

    /**
     * An extraction not begun.
     *
     * @param options what of the files' attributes is set, and what becomes of files that are there
     *     already
     * @param listener hears what became of each file
     */
    public Extract(ExtractOptions options, ExtractListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** {@return whether this system has what it takes: Linux on a machine that is known} */
    public static boolean isSupported() {
        return Architecture.current().isPresent();
    }

    /**
     * Puts some trees of a volume into a directory, each file at the place that it has in the
     * image. The directories above it are made as they are in the image.
     *
     * @param volume the file system that has the files
     * @param directory the path of a directory of the host, in bytes
     * @param isNew whether it was made just for this: then it gets the root's attributes
     * @param tops the files, with what is below them; none of them below another
     * @throws java.nio.file.FileSystemException if the directory cannot be opened, or takes nothing
     *     more
     * @throws IOException what the listener throws
     */
    public void run(Volume volume, byte[] directory, boolean isNew, List<Located> tops)
            throws IOException {
        Tops trees = new Tops(volume, tops);
        run(volume, directory, isNew, visitor -> trees.walk(options.filter().apply(visitor)));
    }

    /**
     * Puts files of a volume into a directory, each at the place at which the source shows it.
     *
     * @param volume the file system that has the files
     * @param directory the path of a directory of the host, in bytes
     * @param isNew whether it was made just for this: then it gets the root's attributes, if the
     *     source shows the root
     * @param source shows each directory before what is in it
     * @throws java.nio.file.FileSystemException if the directory cannot be opened, or takes nothing
     *     more
     * @throws IOException what the listener throws
     */
    public void run(Volume volume, byte[] directory, boolean isNew, Export.Source source)
            throws IOException {
        try (NativeFiles files = new NativeFiles();
                Extraction extraction =
                        new Extraction(
                                files,
                                files.openNamedDirectory(directory),
                                isNew,
                                options,
                                losses,
                                listener)) {
            byRoot = files.isRoot();
            TurnTaker receiver = new TurnTaker(extraction);
            running = Optional.of(receiver);
            ExportOptions wanted = ExportOptions.DEFAULT.withXattrs().withHardLinks();
            new Export(volume, wanted).run(source, receiver);
            extraction.finish();
        } finally {
            running = Optional.empty();
        }
    }

    /**
     * {@return what could not be set so far, for the thread that runs it; all of it when that has
     * ended}
     */
    public Losses losses() {
        return losses;
    }

    /**
     * {@return whether the files that are there have all that they can be expected to have: all
     * that the image tells or, if the user is not root, all but other owners, as tar(1) has it}
     */
    public boolean isFaithful() {
        return byRoot ? losses.isEmpty() : losses.isOwnersOnly();
    }

    /**
     * Removes what is half written, and lets nothing more be begun. For another thread, when the
     * program is about to end: the one that extracts waits from now on, for good.
     */
    public void abandon() {
        running.ifPresent(receiver -> receiver.end(Extraction::removeUnfinished));
    }
}
