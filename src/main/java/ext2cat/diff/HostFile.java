// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.device.BlockDevice;
import ext2cat.device.ChannelDevice;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of the host.
 *
 * @param path where it is
 * @param attributes what lstat(2) tells, by the names of the view "unix"
 */
record HostFile(Path path, Map<String, Object> attributes) implements ComparedFile {

    private static final char REPLACEMENT = '\uFFFD';

    static HostFile of(Path path) throws IOException {
        return new HostFile(path, Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS));
    }

    private int integer(String attribute) {
        return ((Number) attributes.get(attribute)).intValue();
    }

    @Override
    public FileName name() {
        return bytes(path.getFileName());
    }

    @Override
    public FileType type() {
        return FileType.ofMode(integer("mode"));
    }

    @Override
    public int permissions() {
        return integer("mode") & 07777;
    }

    @Override
    public long uid() {
        return Integer.toUnsignedLong(integer("uid"));
    }

    @Override
    public long gid() {
        return Integer.toUnsignedLong(integer("gid"));
    }

    @Override
    public long sizeBytes() {
        return (long) attributes.get("size");
    }

    @Override
    public Instant modificationTime() {
        return ((FileTime) attributes.get("lastModifiedTime")).toInstant();
    }

    @Override
    public long links() {
        return integer("nlink");
    }

    @Override
    public Object identity() {
        return attributes.get("fileKey");
    }

    /** As makedev of the C library packs it. */
    @Override
    public String device() {
        long number = ((Number) attributes.get("rdev")).longValue();
        long major = number >> 8 & 0xfff | number >> 32 & ~0xfffL;
        long minor = number & 0xff | number >> 12 & 0xffffff00L;
        return major + ":" + minor;
    }

    @Override
    public FileName target() throws IOException {
        return bytes(Files.readSymbolicLink(path));
    }

    @Override
    public SortedMap<String, FileName> xattrs(Damage damage) throws IOException {
        SortedMap<String, FileName> all = new TreeMap<>();
        if (type() != FileType.REGULAR && type() != FileType.DIRECTORY) {
            return all; // nothing else can have those of users
        }
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(
                        path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            for (String name : view.list()) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                all.put("user." + name, FileName.of(value.array()));
            }
        } catch (IOException e) {
            damage.tell(FileName.of(""), e);
        }
        return all;
    }

    @Override
    public List<ComparedFile> entries(Damage damage) throws IOException {
        List<ComparedFile> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                try {
                    entries.add(of(file));
                } catch (IOException e) {
                    damage.tell(bytes(file.getFileName()), e);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(ComparedFile::name));
        return entries;
    }

    @Override
    public ComparedContents open() throws IOException {
        return new Contents(ChannelDevice.open(path));
    }

    private record Contents(BlockDevice device) implements ComparedContents {

        @Override
        public long nextData(long fromBytes) {
            return fromBytes; // Java cannot ask for holes
        }

        @Override
        public void read(long positionBytes, MemorySegment memory) throws IOException {
            device.read(positionBytes, memory);
        }

        @Override
        public void close() throws IOException {
            device.close();
        }
    }

    private static FileName bytes(Path relative) {
        String text = relative.toString();
        if (text.indexOf(REPLACEMENT) < 0) {
            return FileName.of(text);
        }
        // Only as a URI does a path tell bytes that are no characters.
        String all = Path.of("/").resolve(relative).toUri().getRawPath();
        String raw = relative.isAbsolute() ? all : all.substring(1);
        String wanted = text.endsWith("/") ? raw : raw.replaceAll("/$", "");
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int at = 0; at < wanted.length(); at++) {
            if (wanted.charAt(at) == '%') {
                decoded.write(Integer.parseInt(wanted, at + 1, at + 3, 16));
                at += 2;
            } else {
                decoded.writeBytes(wanted.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return FileName.of(decoded.toByteArray());
    }
}
