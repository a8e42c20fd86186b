// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DeviceNumber;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Xattr;
import ext2cat.export.DataRuns;
import ext2cat.export.ExportOptions;
import ext2cat.export.ExportedFile;
import ext2cat.export.Receiver;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Optional;

/** Writes what is exported to an archive. Call {@link #finish} at the end. */
public final class TarWriter implements Receiver {

    /** What an export must be asked for. */
    public static final ExportOptions EXPORT_OPTIONS =
            ExportOptions.DEFAULT.withXattrs().withHardLinks();

    private static final byte[] RECORDS_NAME = {'P', 'a', 'x', 'H', 'e', 'a', 'd', 'e', 'r'};
    private static final int RECORDS_MODE = 0644;

    private final TarOutput out;
    private final TarOptions options;
    private final TarListener listener;
    private final TarNames names;
    private final TarHeader header = new TarHeader();
    private final PaxRecords records = new PaxRecords();
    private ExportedFile file;
    private boolean sparse;
    private boolean binary;
    private long contentBytes;
    private long sentBytes;

    /**
     * An archive of nothing yet.
     *
     * @param channel takes the archive; blocking
     * @param options what the archive says of each file
     * @param listener hears what the archive lacks
     */
    public TarWriter(WritableByteChannel channel, TarOptions options, TarListener listener) {
        this.out = new TarOutput(channel);
        this.options = options;
        this.listener = listener;
        this.names = new TarNames(options.dotSlash());
    }

    @Override
    public void directory(ExportedFile directory) throws IOException {
        describe(directory);
        put(directory, TarHeader.Type.DIRECTORY, names.ofDirectory(directory.path()), new byte[0]);
    }

    @Override
    public void symlink(ExportedFile symlink, byte[] target) throws IOException {
        describe(symlink);
        put(symlink, TarHeader.Type.SYMLINK, names.of(symlink.path()), target);
    }

    @Override
    public void hardLink(ExportedFile link, TreePath first) throws IOException {
        describe(link);
        put(link, TarHeader.Type.HARD_LINK, names.of(link.path()), names.of(first));
    }

    @Override
    public void special(ExportedFile special) throws IOException {
        FileType type = special.inode().type();
        if (type == FileType.SOCKET) {
            listener.socket(special.path());
            return;
        }
        describe(special);
        put(
                special,
                switch (type) {
                    case CHARACTER_DEVICE -> TarHeader.Type.CHARACTER_DEVICE;
                    case BLOCK_DEVICE -> TarHeader.Type.BLOCK_DEVICE;
                    default -> TarHeader.Type.FIFO;
                },
                names.of(special.path()),
                new byte[0]);
    }

    @Override
    public void begin(ExportedFile regular, DataRuns map) throws IOException {
        file = regular;
        sentBytes = 0;
        long sizeBytes = regular.inode().sizeBytes();
        SparseMap sparseMap = SparseMap.of(map, sizeBytes);
        sparse = sparseMap.hasHoles();
        byte[] name = names.of(regular.path());
        describe(regular);
        if (!sparse) {
            contentBytes = sizeBytes;
            put(regular, TarHeader.Type.FILE, name, new byte[0], sizeBytes);
            return;
        }
        contentBytes = sparseMap.dataBytes();
        // A reader may apply the records one after another, each with the last word on a name or a
        // size. So what holds is last, and the stored size is no record: the header must do.
        byte[] outerName = names.forThoseWhoKnowNoHoles(regular.path());
        addPath(outerName);
        records.add("GNU.sparse.major", 1);
        records.add("GNU.sparse.minor", 0);
        addName("GNU.sparse.name", name);
        records.add("GNU.sparse.realsize", sizeBytes);
        write(
                regular,
                TarHeader.Type.FILE,
                outerName,
                new byte[0],
                sparseMap.listBytes() + contentBytes);
        sparseMap.write(out);
    }

    @Override
    public void data(long offsetBytes, ByteBuffer bytes) throws IOException {
        if (!sparse) {
            putZerosTo(offsetBytes);
        }
        sentBytes += bytes.remaining();
        out.put(bytes);
    }

    @Override
    public void end(Optional<IOException> failure) throws IOException {
        putZerosTo(contentBytes);
        out.pad();
        if (failure.isPresent()) {
            listener.filledUp(file.path(), failure.get());
        }
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        listener.leftOut(path, thrown);
    }

    /**
     * Writes the end of the archive.
     *
     * @throws IOException if the channel does not take it
     */
    public void finish() throws IOException {
        out.end();
    }

    private void putZerosTo(long contentOffset) throws IOException {
        out.putZeros(contentOffset - sentBytes);
        sentBytes = Math.max(sentBytes, contentOffset);
    }

    /** Collects the records of what the inode says. */
    private void describe(ExportedFile described) throws IOException {
        DiskInode disk = described.inode().disk();
        records.clear();
        binary = false;
        Instant mtime = mtime(disk);
        long seconds = mtime.getEpochSecond();
        if (mtime.getNano() != 0 || seconds < 0 || seconds > TarHeader.MAX_LONG_NUMBER) {
            records.add("mtime", mtime);
        }
        if (options.allTimes()) {
            records.add("atime", disk.times().of(InodeTime.ATIME));
            records.add("ctime", disk.times().of(InodeTime.CTIME));
        }
        addNumber("uid", options.uid().orElse(disk.uid()), TarHeader.MAX_SHORT_NUMBER);
        addNumber("gid", options.gid().orElse(disk.gid()), TarHeader.MAX_SHORT_NUMBER);
        for (Xattr xattr : described.xattrs()) {
            try {
                TarXattrs.add(records, xattr, disk.number());
            } catch (CorruptImageException e) {
                listener.leftOut(described.path(), e);
            }
        }
    }

    private void put(ExportedFile put, TarHeader.Type type, byte[] name, byte[] linkName)
            throws IOException {
        put(put, type, name, linkName, 0);
    }

    /** Writes the records collected, those that the header has no room for, and the header. */
    private void put(
            ExportedFile put, TarHeader.Type type, byte[] name, byte[] linkName, long sizeBytes)
            throws IOException {
        addPath(name);
        if (!TarHeader.fitsLink(linkName)) {
            addName("linkpath", linkName);
        }
        addNumber("size", sizeBytes, TarHeader.MAX_LONG_NUMBER);
        write(put, type, name, linkName, sizeBytes);
    }

    /** Writes the records collected, and the header. */
    private void write(
            ExportedFile put, TarHeader.Type type, byte[] name, byte[] linkName, long sizeBytes)
            throws IOException {
        if (!records.isEmpty()) {
            byte[] bytes = records.toBytes();
            header.begin(TarHeader.Type.EXTENDED, RECORDS_NAME);
            header.mode(RECORDS_MODE);
            header.size(bytes.length);
            out.put(header.finished());
            out.put(bytes);
            out.pad();
        }
        DiskInode disk = put.inode().disk();
        header.begin(type, name);
        header.mode(disk.permissions());
        header.owner(options.uid().orElse(disk.uid()), options.gid().orElse(disk.gid()));
        header.size(sizeBytes);
        header.mtime(mtime(disk).getEpochSecond());
        header.linkName(linkName);
        if (type == TarHeader.Type.CHARACTER_DEVICE || type == TarHeader.Type.BLOCK_DEVICE) {
            DeviceNumber device = disk.deviceNumber();
            header.device(device.major(), device.minor());
        }
        out.put(header.finished());
    }

    private Instant mtime(DiskInode disk) {
        return options.mtime().orElseGet(() -> disk.times().of(InodeTime.MTIME));
    }

    private void addNumber(String key, long value, long max) {
        if (value > max) {
            records.add(key, value);
        }
    }

    private void addPath(byte[] name) {
        if (!TarHeader.fits(name)) {
            addName("path", name);
        }
    }

    /**
     * Adds a name. A reader may take it for UTF-8 and bring it into another form, unless it is told
     * not to.
     */
    private void addName(String key, byte[] name) {
        if (!binary && !isNormalUtf8(name)) {
            records.add("hdrcharset", "BINARY");
            binary = true;
        }
        records.add(key, name);
    }

    private static boolean isNormalUtf8(byte[] name) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return Normalizer.isNormalized(text, Normalizer.Form.NFC);
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
