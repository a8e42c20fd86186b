// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.volume.StatFs;
import ext2cat.volume.Volume;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The file system of an image as a place that may be full, with the figures of {@code df}. */
final class ImageStore extends FileStore {

    private static final Set<Class<?>> VIEWS =
            Set.of(
                    BasicFileAttributeView.class,
                    FileOwnerAttributeView.class,
                    PosixFileAttributeView.class,
                    UserDefinedFileAttributeView.class);

    private final Ext2FileSystem fileSystem;
    private final Volume volume;
    private final List<String> warningsOfImage;

    /**
     * The store of a file system.
     *
     * @param warningsOfImage what is odd about the image, beside what the volume says
     */
    ImageStore(Ext2FileSystem fileSystem, Volume volume, List<String> warningsOfImage) {
        this.fileSystem = fileSystem;
        this.volume = volume;
        this.warningsOfImage = warningsOfImage;
    }

    @Override
    public String name() {
        return volume.toString();
    }

    /** {@code ext2}, {@code ext3} or {@code ext4}. */
    @Override
    public String type() {
        return volume.superblock().features().fileSystemType();
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    private StatFs statFs() throws IOException {
        return fileSystem.reading(() -> StatFs.of(volume));
    }

    @Override
    public long getBlockSize() {
        return volume.blockSizeBytes();
    }

    @Override
    public long getTotalSpace() throws IOException {
        return statFs().blocks() * volume.blockSizeBytes();
    }

    @Override
    public long getUsableSpace() throws IOException {
        return statFs().availableBlocks() * volume.blockSizeBytes();
    }

    @Override
    public long getUnallocatedSpace() throws IOException {
        return statFs().freeBlocks() * volume.blockSizeBytes();
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return VIEWS.contains(type);
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return AttributeTable.VIEWS.contains(name);
    }

    @Override
    public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
        return null;
    }

    @Override
    public Object getAttribute(String attribute) throws IOException {
        return switch (attribute) {
            case "totalSpace" -> getTotalSpace();
            case "usableSpace" -> getUsableSpace();
            case "unallocatedSpace" -> getUnallocatedSpace();
            case "ext2:label" -> volume.superblock().details().volumeName();
            case "ext2:uuid" -> volume.superblock().details().uuid();
            case "ext2:inodes" -> statFs().inodes();
            case "ext2:freeInodes" -> statFs().freeInodes();
            case "ext2:replayed" -> volume.replaySummary().orElse("");
            case "ext2:warnings" -> warnings();
            default ->
                    throw new UnsupportedOperationException(
                            "'%s' is no attribute of a file store".formatted(attribute));
        };
    }

    private List<String> warnings() {
        List<String> all = new ArrayList<>(warningsOfImage);
        all.addAll(volume.warnings());
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return name();
    }
}
