// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.MappedDevice;
import ext2cat.images.Escaped;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whole images, extracted: each file is what the table beside the image says. */
final class ExtractTest implements ExtractListener {

    private static final int SET_ID_BITS = 06000;
    private static final long DIGEST_BYTES = 64 << 20;

    @TempDir Path folder;

    private Path target;
    private final List<String> extracted = new ArrayList<>();
    private final Map<String, IOException> failed = new TreeMap<>();

    @BeforeEach
    void nameTheTarget() {
        assumeTrue(Extract.isSupported(), "not run: this system is not one that files are made on");
        target = folder.resolve("target");
    }

    @Override
    public void extracted(TreePath path, Inode file) {
        extracted.add(path.toString());
    }

    @Override
    public void failed(TreePath path, IOException thrown) {
        failed.put(path.toString(), thrown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tour", "tree-default-1k", "tree-rev0-4k", "tree-nofiletype-2k"})
    void eachFileIsAsInTheImage(String name) throws IOException {
        TestImage image = new TestImages().named(name);
        Losses losses = extract(image, true, List.of());
        for (ExpectedEntry entry : image.expected()) {
            check(entry);
        }
        long devices = image.expected().stream().filter(ExtractTest::isDevice).count();
        assertThat(failed).hasSize(isRoot() ? 0 : (int) devices);
        assertThat(extracted).hasSize(image.expected().size() - failed.size());
        assertThat(losses.devices()).isEqualTo(isRoot() ? 0 : devices);
        assertThat(losses.isEmpty()).isEqualTo(isRoot());
        // Others' files do not become those of the user, with or without set-ID bits.
        assertThat(losses.owners() > 0).isEqualTo(!isRoot());
    }

    @Test
    void withoutOwnersSetIdBitsGetLost() throws IOException {
        TestImage image = new TestImages().named("tree-default-1k");
        Path volume = image.expandInto(folder);
        Losses losses =
                extract(
                        volume,
                        false,
                        List.of(),
                        new Extract(new ExtractOptions(false, false), this));
        List<ExpectedEntry> setId =
                image.expected().stream()
                        .filter(entry -> (entry.permissions() & SET_ID_BITS) != 0)
                        .toList();
        assertThat(setId).isNotEmpty();
        assertThat(losses.setIds()).isEqualTo(setId.size());
        assertThat(losses.owners()).isZero();
        for (ExpectedEntry entry : setId) {
            assertThat(mode(host(entry.path()))).isEqualTo(entry.permissions() & ~SET_ID_BITS);
        }
    }

    @Test
    void aPathComesWithTheDirectoriesAboveIt() throws IOException {
        TestImage image = new TestImages().named("tour");
        extract(image, true, List.of("/notes/latest", "/dev", "/dev"));
        assertThat(failed.keySet()).allMatch(path -> path.startsWith("/dev/"));
        assertThat(extracted).startsWith("/notes", "/notes/latest", "/dev");
        for (ExpectedEntry entry : image.expected()) {
            if (entry.path().equals("/notes") || entry.path().startsWith("/dev")) {
                check(entry);
            }
        }
        assertThat(target.toFile().list()).containsExactlyInAnyOrder("notes", "dev");
    }

    @Test
    void twoPathsThroughOneDirectoryLeaveItsTimesAlone() throws IOException {
        TestImage image = new TestImages().named("tour");
        List<ExpectedEntry> notes =
                image.expected().stream()
                        .filter(entry -> entry.path().startsWith("/notes/"))
                        .toList();
        assertThat(notes).hasSizeGreaterThan(1);
        extract(image, true, notes.stream().map(ExpectedEntry::path).toList());
        assertThat(failed).isEmpty();
        image.expected().stream()
                .filter(entry -> entry.path().equals("/notes"))
                .forEach(this::checkTimes);
    }

    @Test
    void aDirectoryThatWasThereKeepsWhatItHas() throws IOException {
        TestImage image = new TestImages().named("tour");
        Files.createDirectories(target.resolve("notes"));
        Files.setLastModifiedTime(target.resolve("notes"), FileTime.from(Instant.EPOCH));
        int mode = mode(target);
        extract(image, false, List.of());
        assertThat(failed.keySet()).allMatch(path -> path.startsWith("/dev/"));
        assertThat(mode(target)).isEqualTo(mode);
        assertThat(Files.getLastModifiedTime(target).toInstant())
                .isAfter(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(target.resolve("notes/latest")).existsNoFollowLinks();
    }

    @Test
    void holesStayHoles() throws IOException {
        extract(new TestImages().named("tour"), true, List.of("mostly-nothing"));
        assertThat(Files.size(target.resolve("mostly-nothing"))).isEqualTo(64 << 20);
        Process du =
                new ProcessBuilder("du", "-k", target.resolve("mostly-nothing").toString()).start();
        String kib = new String(du.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(Long.parseLong(kib.split("\\s")[0])).isBetween(1L, 256L);
    }

    private void check(ExpectedEntry entry) throws IOException {
        Path path = host(entry.path());
        if (isDevice(entry) && !isRoot()) {
            assertThat(path).doesNotExist();
            return;
        }
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).as(entry.path()).isTrue();
        if (entry.is("hardlink")) {
            Path first = host(entry.detail().orElseThrow());
            assertThat(attribute(path, "ino")).isEqualTo(attribute(first, "ino"));
            return;
        }
        int kept = isRoot() ? 07777 : 01777;
        assertThat(entry.is("symlink") ? 0 : mode(path) & kept)
                .as(entry.path())
                .isEqualTo(entry.is("symlink") ? 0 : entry.permissions() & kept);
        checkTimes(entry);
        if (isRoot()) {
            assertThat(attribute(path, "uid")).isEqualTo((int) entry.uid());
            assertThat(attribute(path, "gid")).isEqualTo((int) entry.gid());
        }
        switch (entry.type()) {
            case "file" -> checkContents(entry, path);
            case "symlink" ->
                    assertThat(bytes(Files.readSymbolicLink(path)))
                            .isEqualTo(Escaped.bytes(entry.detail().orElseThrow()));
            default -> {}
        }
    }

    private void checkTimes(ExpectedEntry entry) {
        try {
            assertThat(
                            Files.getLastModifiedTime(host(entry.path()), LinkOption.NOFOLLOW_LINKS)
                                    .toInstant()
                                    .getEpochSecond())
                    .as(entry.path())
                    .isEqualTo(entry.mtimeSeconds());
        } catch (IOException e) {
            throw new AssertionError(entry.path(), e);
        }
    }

    private static void checkContents(ExpectedEntry entry, Path path) throws IOException {
        assertThat(Files.size(path)).as(entry.path()).isEqualTo(entry.sizeBytes().orElseThrow());
        if (!Files.isReadable(path)) {
            Files.setPosixFilePermissions(path, Set.of(PosixFilePermission.OWNER_READ));
        }
        if (Files.size(path) <= DIGEST_BYTES) {
            assertThat(sha256(Files.readAllBytes(path)))
                    .as(entry.path())
                    .isEqualTo(entry.sha256().orElseThrow());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isDevice(ExpectedEntry entry) {
        return entry.is("char") || entry.is("block");
    }

    private static Object attribute(Path path, String name) throws IOException {
        return Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(Path path) throws IOException {
        return (int) attribute(path, "mode") & 07777;
    }

    private boolean isRoot() throws IOException {
        return (int) attribute(folder, "uid") == 0;
    }

    /** The file of the host for a path of the image, whose names are bytes. */
    private Path host(String spelled) {
        StringBuilder uri = new StringBuilder(target.toUri().toString().replaceAll("/$", ""));
        for (byte b : Escaped.bytes(spelled)) {
            uri.append(b == '/' ? "/" : "%" + HexFormat.of().toHexDigits(b));
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static byte[] bytes(Path path) {
        // As a URI, a relative path would be made absolute; ISO 8859-1 has a character a byte.
        String absolute = path.toUri().getRawPath();
        String base = Path.of("").toAbsolutePath().toUri().getRawPath();
        String part = path.isAbsolute() ? absolute : absolute.substring(base.length());
        // A directory that is there gets a slash as a URI.
        String named = path.toString().endsWith("/") ? part : part.replaceAll("/$", "");
        return Escaped.bytes(named.replace("%", "\\x"));
    }

    private Losses extract(TestImage image, boolean isNew, List<String> paths) throws IOException {
        return extract(
                image.expandInto(folder), isNew, paths, new Extract(ExtractOptions.DEFAULT, this));
    }

    private Losses extract(Path image, boolean isNew, List<String> paths, Extract extract)
            throws IOException {
        Files.createDirectories(target);
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            List<Located> tops = new ArrayList<>();
            for (String path : paths.stream().distinct().toList()) {
                tops.add(ImagePath.typed(path).locateNoFollow(volume));
            }
            if (tops.isEmpty()) {
                tops.add(new Located(TreePath.ROOT, volume.root()));
            }
            byte[] directory = target.toString().getBytes(StandardCharsets.UTF_8);
            extract.run(volume, directory, isNew, tops);
            return extract.losses();
        }
    }
}
