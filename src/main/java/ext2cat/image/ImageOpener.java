// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.device.ChannelDevice;
import ext2cat.device.MappedDevice;
import ext2cat.device.Partition;
import ext2cat.host.FileKind;
import ext2cat.image.format.ChosenMember;
import ext2cat.image.format.EvidenceFile;
import ext2cat.image.format.Siblings;
import ext2cat.image.nbd.NbdAddress;
import ext2cat.image.nbd.NbdDevice;
import ext2cat.image.partition.PartitionChoiceException;
import ext2cat.image.partition.PartitionContent;
import ext2cat.image.partition.Partitioning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens an image in the way that fits it: mapped; through a channel where nothing can be mapped;
 * expanded first if it is compressed.
 *
 * @param temporaryDirectory where compressed images are expanded
 * @param progress hears of expansions
 * @param readsBackingFiles whether the backing files that an image names are read, if they lie
 *     beside it
 * @param mostExpandedBytes how large an image may become that is expanded or comes from a stream;
 *     if it is not said, as large as its superblock or its partitions state, and 64 GiB if it has
 *     neither
 */
public record ImageOpener(
        Path temporaryDirectory,
        ExpansionProgress progress,
        boolean readsBackingFiles,
        OptionalLong mostExpandedBytes) {

    /** An opener that expands in {@code temporaryDirectory}. */
    public ImageOpener {
        Objects.requireNonNull(temporaryDirectory);
        Objects.requireNonNull(progress);
    }

    /**
     * An opener that refuses an image which is complete only with a backing file.
     *
     * @param temporaryDirectory where it expands
     * @param progress learns how far it has expanded
     */
    public ImageOpener(Path temporaryDirectory, ExpansionProgress progress) {
        this(temporaryDirectory, progress, false, OptionalLong.empty());
    }

    /** {@return an opener that reads the backing files that an image names, if beside it} */
    public ImageOpener withBackingFiles() {
        return new ImageOpener(temporaryDirectory, progress, true, mostExpandedBytes);
    }

    /**
     * {@return an opener that refuses an image which is larger when it is expanded}
     *
     * @param bytes from 0 on
     */
    public ImageOpener withMostExpanded(long bytes) {
        return new ImageOpener(
                temporaryDirectory, progress, readsBackingFiles, OptionalLong.of(bytes));
    }

    /**
     * {@return where the user wants temporary files: the directory that the environment variable
     * {@code TMPDIR} names, or else the JDK's ({@code java.io.tmpdir})}
     */
    public static Path defaultTemporaryDirectory() {
        String named = System.getenv("TMPDIR");
        return Path.of(
                named == null || named.isEmpty() ? System.getProperty("java.io.tmpdir") : named);
    }

    /**
     * What there is to say of a device in which no superblock was found: {@code it is an Android
     * boot image; unpack it with unpack_bootimg}.
     *
     * @param device what was opened
     * @return empty if nobody can tell
     * @throws IOException if it cannot be read
     */
    public static Optional<String> describe(BlockDevice device) throws IOException {
        return Signatures.sentence(device);
    }

    /**
     * What a device holds that is no file system of ext2, ext3 or ext4, in a few words: {@code a
     * FAT file system}.
     *
     * @param device what was opened
     * @return empty if nobody can tell
     * @throws IOException if it cannot be read
     */
    public static Optional<String> recognise(BlockDevice device) throws IOException {
        return Signatures.what(device);
    }

    /**
     * Reads all of an evidence file and compares its digests with those that the imager wrote.
     *
     * @param image the first segment
     * @throws IOException if one is wrong, if there is none, or if a part cannot be read
     */
    public static void verify(Path image) throws IOException {
        EvidenceFile.verify(openAsItIs(image), new DirectoryFiles(image));
    }

    /**
     * Opens {@code image}: a file of any file system, a block device, or a pipe, which is read into
     * a temporary file. An empty file is opened, too; a search for a superblock in it will find
     * none.
     *
     * @param image the image, as it is or compressed
     * @return the image's bytes, expanded
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws java.nio.file.AccessDeniedException if it may not be read
     * @throws FileSystemException if it is a directory, a socket or a character device, or if a
     *     temporary file cannot be written
     * @throws IOException if it cannot be read, or {@link #progress} does not want an image whose
     *     compressed data is damaged
     */
    public BlockDevice open(Path image) throws IOException {
        return open(image, Location.FOUND);
    }

    /**
     * Opens the file system that lies at a place in {@code image}: of its expanded bytes if it is
     * compressed, of the disk if it is a container. What is compressed there is expanded, too.
     *
     * @param image the image, as it is or in any form that is known
     * @param location where in it the file system lies
     * @return the device of the expanded bytes
     * @throws java.io.EOFException if an offset is not inside the image
     * @throws ext2cat.image.partition.PartitionChoiceException if nobody can tell which partition
     *     is meant
     * @throws IOException as {@link #open(Path)}
     */
    public BlockDevice open(Path image, Location location) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(image, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new FileSystemException(image.toString(), null, "is a directory, not an image");
        }
        FileKind kind = attributes.isOther() ? FileKind.of(image) : FileKind.REGULAR;
        return switch (kind) {
            // What a disk holds is taken as it is.
            case BLOCK_DEVICE, UNKNOWN -> at(openAsItIs(image), location);
            case REGULAR -> at(openAsItIs(image), new DirectoryFiles(image), location);
            case PIPE -> at(taken(image, location.isStart()), Siblings.NONE, location);
            case SOCKET, CHARACTER_DEVICE, OTHER -> throw refused(image, kind);
        };
    }

    /** What lies at a place on a disk, as it is. */
    private BlockDevice at(BlockDevice disk, Location location) throws IOException {
        try {
            // Not a switch: to link one over patterns takes longer than to open an image.
            if (location instanceof Location.Offset(long bytes)) {
                return bytes == 0 ? disk : Partition.from(disk, bytes);
            }
            if (location instanceof Location.InPartition(String name)) {
                return partitions(disk).named(name);
            }
            return location instanceof Location.Found ? found(disk) : disk;
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /** What lies at a place in a file, taken out of what it is wrapped in. */
    private BlockDevice at(BlockDevice file, Siblings siblings, Location location)
            throws IOException {
        ChosenMember chosen = new ChosenMember(name(location));
        if (location instanceof Location.Offset(long bytes) && bytes > 0) {
            // Positions are counted with a header that the data has.
            BlockDevice part = at(containers(false, chosen).inmost(file, siblings), location);
            return containers(true, chosen).inmost(part, Siblings.NONE);
        }
        BlockDevice disk = containers(true, chosen).inmost(file, siblings);
        if (!(location instanceof Location.InPartition)) {
            return at(disk, location);
        }
        String rest = chosen.rest();
        return at(disk, rest.isEmpty() ? Location.FOUND : new Location.InPartition(rest));
    }

    private static String name(Location location) {
        if (location instanceof Location.InPartition(String name)) {
            return name;
        }
        return location instanceof Location.Disk(String name) ? name : "";
    }

    /** The device itself if a file system begins it or nothing divides it, or its only one. */
    private BlockDevice found(BlockDevice disk) throws IOException {
        Optional<Partitioning> partitions;
        try {
            if (PartitionContent.isExt(disk, 0)) {
                return disk;
            }
            partitions = Partitioning.of(disk);
        } catch (IOException _) {
            return disk; // whoever reads what cannot be read hears why
        }
        if (partitions.isEmpty()) {
            return disk;
        }
        Optional<BlockDevice> only = partitions.get().only();
        if (only.isPresent()) {
            partitions.get().table().warnings().forEach(progress::warned);
        }
        return only.orElse(disk);
    }

    private Partitioning partitions(BlockDevice disk) throws IOException {
        Partitioning partitions =
                Partitioning.of(disk)
                        .orElseThrow(
                                () ->
                                        new PartitionChoiceException(
                                                "it has no partitions, neither by a GPT nor by an"
                                                        + " MBR"));
        partitions.table().warnings().forEach(progress::warned);
        return partitions;
    }

    /** What a pipe gives, from now on to its end. It is waited for until somebody writes. */
    private BlockDevice taken(Path pipe, boolean isWhole) throws IOException {
        try (InputStream stream = Files.newInputStream(pipe)) {
            String name = pipe.toString();
            return intake(isWhole).take(name, name, new StreamSource(name, stream));
        }
    }

    private static FileSystemException refused(Path image, FileKind kind) throws IOException {
        Path nothing = Path.of("/dev/null"); // what standard input is if nobody gives anything
        boolean isEmpty =
                kind == FileKind.CHARACTER_DEVICE
                        && image.getFileSystem() == nothing.getFileSystem()
                        && Files.isSameFile(image, nothing);
        return new FileSystemException(
                image.toString(),
                null,
                "%s; an image must be a file, a block device or a pipe"
                        .formatted(isEmpty ? "gives nothing (/dev/null)" : "is " + kind.label()));
    }

    /**
     * Opens the image that a channel gives, expanded if it is compressed. The channel is closed
     * with the device, or when this throws; nobody else may move its position meanwhile.
     *
     * @param image the image, as it is or compressed
     * @param name what messages call the image
     * @return the device of the expanded bytes
     * @throws IOException as {@link #open(Path)}
     */
    public BlockDevice open(SeekableByteChannel image, String name) throws IOException {
        return open(image, name, Location.FOUND);
    }

    /**
     * Opens the file system that lies at a place in the image that a channel gives.
     *
     * @param image the image, as {@link #open(SeekableByteChannel, String)} takes it
     * @param name what messages call the image
     * @param location where in it the file system lies
     * @return the device of the expanded bytes
     * @throws IOException as {@link #open(Path, Location)}
     */
    public BlockDevice open(SeekableByteChannel image, String name, Location location)
            throws IOException {
        try {
            return at(ChannelDevice.of(name, image), Siblings.NONE, location);
        } catch (IOException | RuntimeException e) {
            image.close();
            throw e;
        }
    }

    /**
     * {@return whether a word is an address, and no file}
     *
     * @param word as a user wrote it
     */
    public static boolean isAddress(String word) {
        return word.startsWith("nbd") && word.contains("://");
    }

    /**
     * Opens the image that a server of Network Block Devices gives, expanded and taken out of its
     * containers like that of a file.
     *
     * @param address {@code nbd://HOST:PORT/EXPORT} or {@code nbd+unix:///EXPORT?socket=PATH}
     * @param location where in it the file system lies
     * @return the device of the expanded bytes
     * @throws IOException if there is no such server or export, or as {@link #open(Path)}
     */
    public BlockDevice openAddress(String address, Location location) throws IOException {
        return at(NbdDevice.open(NbdAddress.of(address)), Siblings.NONE, location);
    }

    private Containers containers(boolean isWhole, ChosenMember chosen) {
        return new Containers(intake(isWhole), readsBackingFiles, isWhole, chosen);
    }

    private Intake intake(boolean isWhole) {
        return new Intake(
                temporaryDirectory, progress, new ExpansionLimit(mostExpandedBytes, !isWhole));
    }

    /** The bytes of a file, mapped where that can be done. */
    static BlockDevice openAsItIs(Path image) throws IOException {
        if (image.getFileSystem() == FileSystems.getDefault()) {
            try {
                return MappedDevice.open(image);
            } catch (IOException e) {
                // It cannot be mapped, or not even opened: then the channel's error says why.
                return ChannelDevice.open(image);
            }
        }
        return ChannelDevice.open(image);
    }
}
