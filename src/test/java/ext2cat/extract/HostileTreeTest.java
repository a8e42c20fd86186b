// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.MappedDevice;
import ext2cat.disk.FileName;
import ext2cat.disk.InodeTime;
import ext2cat.export.ExportedFile;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an image must not be able to do to the host, nor anybody who puts things into the directory:
 * trees of any shape and name, made of the inodes of a sound image.
 */
final class HostileTreeTest implements ExtractListener {

    private static final String FILE = "/README.txt";
    private static final String DIRECTORY = "/notes";
    private static final String SYMLINK = "/nowhere";
    private static final byte[] CONTENTS = "i".repeat(466).getBytes(StandardCharsets.UTF_8);

    /** Stands for a path outside, which is not known before. */
    private static final String ABSOLUTE = "an absolute path";

    private static final String OF_THE_HOST = "what was there";

    @TempDir Path folder;

    private Path target;
    private Path outside;
    private Volume volume;
    private NativeFiles files;
    private Extraction extraction;
    private final Losses losses = new Losses();
    private final List<TreePath> extracted = new ArrayList<>();
    private final Map<String, IOException> failed = new TreeMap<>();

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Extract.isSupported(), "not run: this system is not one that files are made on");
        target = Files.createDirectory(folder.resolve("target"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Path image = new TestImages().named("tour").expandInto(folder);
        volume = Volume.open(MappedDevice.open(image));
        files = new NativeFiles();
        extractWith(ExtractOptions.DEFAULT);
    }

    private void extractWith(ExtractOptions options) throws IOException {
        byte[] path = target.toString().getBytes(StandardCharsets.UTF_8);
        extraction =
                new Extraction(files, files.openNamedDirectory(path), false, options, losses, this);
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        extraction.close();
        files.close();
        volume.close();
        // Deeper than a path can be, which is more than JUnit removes.
        new ProcessBuilder("rm", "-rf", target.toString()).start().waitFor();
    }

    @Override
    public void extracted(TreePath path, Inode file) {
        extracted.add(path);
    }

    @Override
    public void failed(TreePath path, IOException thrown) {
        failed.put(path.toString(), thrown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "/", "../evil", ABSOLUTE, "a/b", "nul\0byte"})
    void aNameThatNoFileCanHaveIsRefusedWithAllBelow(String name) throws IOException {
        TreePath path = at(name.equals(ABSOLUTE) ? outside.resolve("evil").toString() : name);
        file(path);
        extraction.directory(exported(path, DIRECTORY));
        file(path.child(FileName.of("evil")));
        extraction.leave(path, volume.root());
        extraction.symlink(exported(path, SYMLINK), new byte[] {'x'});
        extraction.special(exported(path, SYMLINK));
        extraction.hardLink(exported(path, FILE), at("sound"));
        file(at("sound"));
        extraction.finish();
        assertThat(extracted).containsExactly(at("sound"));
        assertThat(failed).hasSize(1);
        assertThat(failed.values()).first().asString().contains("no file can have this name");
        assertThat(list(target)).containsExactly("sound");
        assertThat(list(folder)).containsExactly("outside", "target", "tour.img");
        assertThat(list(outside)).isEmpty();
    }

    @Test
    void aSymlinkOfTheImageIsNotFollowedByWhatComesBelowIt() throws IOException {
        for (String to : List.of("../outside", outside.toString(), ".")) {
            extraction.symlink(exported(at("way"), SYMLINK), to.getBytes(StandardCharsets.UTF_8));
            extraction.directory(exported(at("way"), DIRECTORY));
            file(at("way", "evil"));
            extraction.leave(at("way"), volume.root());
            file(at("way"));
            extraction.finish();
            assertThat(failed.get("/way")).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(list(outside)).isEmpty();
            assertThat(list(target)).containsExactly("way");
            Files.delete(target.resolve("way"));
        }
        assertThat(extracted).containsExactly(at("way"), at("way"), at("way"));
    }

    @Test
    void aSymlinkThatSomebodyPutThereIsNotFollowed() throws IOException {
        Path victim = Files.writeString(outside.resolve("victim"), OF_THE_HOST);
        Files.createSymbolicLink(target.resolve("notes"), outside);
        Files.createSymbolicLink(target.resolve("file"), victim);
        Files.createSymbolicLink(target.resolve("new"), outside.resolve("new"));
        extraction.directory(exported(at("notes"), DIRECTORY));
        file(at("notes", "evil"));
        extraction.leave(at("notes"), volume.root());
        file(at("file"));
        file(at("new"));
        extraction.finish();
        assertThat(failed.keySet()).containsExactly("/file", "/new", "/notes");
        assertThat(extracted).isEmpty();
        assertThat(list(outside)).containsExactly("victim");
        assertThat(Files.readString(victim)).isEqualTo(OF_THE_HOST);
    }

    @Test
    void overwritingReplacesSymlinksAndNotWhatTheyLeadTo() throws IOException {
        extraction.close();
        extractWith(new ExtractOptions(true, true));
        Path victim = Files.writeString(outside.resolve("victim"), OF_THE_HOST);
        Files.createSymbolicLink(target.resolve("notes"), outside);
        Files.createSymbolicLink(target.resolve("file"), victim);
        Files.createSymbolicLink(target.resolve("other"), victim);
        extraction.directory(exported(at("notes"), DIRECTORY));
        file(at("notes", "good"));
        extraction.leave(at("notes"), volume.root());
        file(at("file"));
        extraction.hardLink(exported(at("other"), FILE), at("file"));
        extraction.hardLink(exported(at("other"), FILE), at("file")); // which it is already
        extraction.finish();
        assertThat(failed).isEmpty();
        assertThat(list(target)).containsExactly("file", "notes", "other");
        assertThat(list(target.resolve("notes"))).containsExactly("good");
        assertThat(Files.isDirectory(target.resolve("notes"), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(Files.readAllBytes(target.resolve("file"))).isEqualTo(CONTENTS);
        assertThat(Files.isSameFile(target.resolve("file"), target.resolve("other"))).isTrue();
        assertThat(list(outside)).containsExactly("victim");
        assertThat(Files.readString(victim)).isEqualTo(OF_THE_HOST);
    }

    @Test
    void whatIsThereStaysUnlessTold() throws IOException {
        Files.writeString(target.resolve("file"), OF_THE_HOST);
        file(at("file"));
        extraction.symlink(exported(at("file"), SYMLINK), new byte[] {'x'});
        extraction.hardLink(exported(at("file"), FILE), at("file"));
        extraction.directory(exported(at("file"), DIRECTORY));
        assertThat(failed.get("/file")).hasMessage("is there already, and is not a directory");
        assertThat(extracted).isEmpty();
        assertThat(list(target)).containsExactly("file");
        assertThat(Files.readString(target.resolve("file"))).isEqualTo(OF_THE_HOST);
    }

    @Test
    void evenOverwritingReplacesNoDirectoryByAFile() throws IOException {
        extraction.close();
        extractWith(new ExtractOptions(true, true));
        Files.createDirectory(target.resolve("file"));
        file(at("file"));
        assertThat(failed.get("/file")).hasMessage("is there already, as a directory");
        assertThat(list(target)).containsExactly("file");
    }

    @Test
    void aTreeMayBeDeeperThanAnyPath() throws IOException {
        String name = "d".repeat(FileName.MAX_LENGTH_BYTES);
        TreePath path = TreePath.ROOT;
        int depth = 600;
        for (int i = 0; i < depth; i++) {
            path = path.child(FileName.of(name));
            extraction.directory(exported(path, DIRECTORY));
        }
        file(path.child(FileName.of("deepest")));
        file(path.parent().child(FileName.of("above")));
        extraction.hardLink(exported(at("link"), FILE), path.child(FileName.of("deepest")));
        extraction.finish();
        assertThat(failed).isEmpty();
        assertThat(extracted).hasSize(depth + 3);
        assertThat(Files.readAllBytes(target.resolve("link"))).isEqualTo(CONTENTS);
        assertThat(list(target)).containsExactly(name, "link");
        assertThat(Files.getLastModifiedTime(target.resolve(name)).toInstant())
                .as("set although most of the way was closed meanwhile")
                .isEqualTo(
                        ImagePath.typed(DIRECTORY)
                                .lookup(volume)
                                .disk()
                                .times()
                                .of(InodeTime.MTIME));
    }

    @Test
    void ofAFileThatCannotBeReadNothingIsLeft() throws IOException {
        IOException damage = new IOException("a block is lost");
        extraction.begin(exported(at("small"), FILE), visitor -> {});
        data();
        assertThat(list(target)).as("before its end").isEmpty();
        extraction.end(Optional.of(damage));
        extraction.begin(exported(at("large"), "/mostly-nothing"), visitor -> {});
        data();
        assertThat(list(target)).as("before its end").isEmpty();
        extraction.end(Optional.of(damage));
        assertThat(failed).containsOnlyKeys("/small", "/large").containsValue(damage);
        assertThat(list(target)).isEmpty();
    }

    @Test
    void noHardLinkIsMadeToWhatWasThereBefore() throws IOException {
        Files.writeString(target.resolve("first"), OF_THE_HOST);
        file(at("first"));
        extraction.hardLink(exported(at("second"), FILE), at("first"));
        assertThat(failed.get("/first")).hasMessage("is there already");
        assertThat(failed.get("/second")).hasMessageContaining("/first, was not extracted");
        assertThat(list(target)).containsExactly("first");
        assertThat(extracted).isEmpty();
    }

    @Test
    void aHardLinkToWhatIsNotThereIsSaid() throws IOException {
        extraction.hardLink(exported(at("link"), FILE), at("first"));
        assertThat(failed.get("/link"))
                .hasMessageContaining("its other name, /first, was not extracted");
        assertThat(list(target)).isEmpty();
    }

    private void file(TreePath path) throws IOException {
        extraction.begin(exported(path, FILE), visitor -> {});
        data();
        extraction.end(Optional.empty());
    }

    private void data() throws IOException {
        extraction.data(0, ByteBuffer.allocateDirect(CONTENTS.length).put(CONTENTS).flip());
    }

    private ExportedFile exported(TreePath path, String like) throws IOException {
        return new ExportedFile(
                path, ImagePath.typed(like).locateNoFollow(volume).inode(), List.of());
    }

    private static TreePath at(String... names) {
        TreePath path = TreePath.ROOT;
        for (String name : names) {
            path = path.child(FileName.of(name));
        }
        return path;
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
