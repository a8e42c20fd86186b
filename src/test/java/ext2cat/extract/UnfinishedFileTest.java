// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.MappedDevice;
import ext2cat.disk.FileName;
import ext2cat.export.ExportedFile;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is there of a file before it is whole, and of one that never is. */
final class UnfinishedFileTest implements ExtractListener {

    private static final byte[] CONTENTS = "contents".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    private Path target;
    private Volume volume;
    private NativeFiles files;
    private Extraction extraction;
    private final List<IOException> failed = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Extract.isSupported(), "not run: this system is not one that files are made on");
        target = Files.createDirectory(folder.resolve("target"));
        volume = Volume.open(MappedDevice.open(new TestImages().named("tour").expandInto(folder)));
        extractWith(new NativeFiles(), false);
    }

    private void extractWith(NativeFiles newFiles, boolean overwrite) throws IOException {
        files = newFiles;
        extraction =
                new Extraction(
                        files,
                        files.openNamedDirectory(
                                target.toString().getBytes(StandardCharsets.UTF_8)),
                        false,
                        new ExtractOptions(overwrite, false),
                        new Losses(),
                        this);
    }

    @AfterEach
    void close() throws IOException {
        extraction.close();
        files.close();
        volume.close();
    }

    @Override
    public void extracted(TreePath path, Inode file) {}

    @Override
    public void failed(TreePath path, IOException thrown) {
        failed.add(thrown);
    }

    @Test
    void noFileHasANameBeforeItIsWhole() throws IOException {
        begin("file");
        assertThat(target).isEmptyDirectory();
        extraction.end(Optional.empty());
        assertThat(names()).containsExactly("file");
    }

    @Test
    void whatIsReplacedStaysUntilTheNewFileIsWhole() throws IOException {
        extraction.close();
        files.close();
        extractWith(new NativeFiles(), true);
        Path old = Files.writeString(target.resolve("file"), "as it was");
        begin("file");
        assertThat(old).hasContent("as it was");
        extraction.end(Optional.empty());
        assertThat(names()).containsExactly("file");
        assertThat(Files.readAllBytes(old)).startsWith(CONTENTS);
    }

    @Test
    void whereFilesMustHaveNamesTheyHaveAnotherOneUntilThen() throws IOException {
        extractWithNames();
        begin("file");
        assertThat(names()).singleElement().asString().startsWith(".ext2cat-").endsWith(".part");
        extraction.end(Optional.empty());
        assertThat(names()).containsExactly("file");
        begin("damaged");
        extraction.end(Optional.of(new IOException("a block is lost")));
        assertThat(names()).containsExactly("file");
        assertThat(failed).hasSize(1);
    }

    @Test
    @Timeout(60)
    void whenTheProgramEndsNothingMoreIsBegun() throws Exception {
        extractWithNames();
        TurnTaker receiver = new TurnTaker(extraction);
        receiver.begin(exported("file"), visitor -> {});
        assertThat(names()).hasSize(1);
        CompletableFuture.runAsync(() -> receiver.end(Extraction::removeUnfinished)).join();
        assertThat(target).isEmptyDirectory();
        Thread next =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        receiver.begin(exported("next"), visitor -> {});
                                    } catch (IOException e) {
                                        throw new AssertionError(e);
                                    }
                                });
        while (next.getState() != Thread.State.WAITING) {
            assertThat(next.isAlive()).as("waits for its turn").isTrue();
            Thread.onSpinWait();
        }
        assertThat(target).isEmptyDirectory();
    }

    private void extractWithNames() throws IOException {
        extraction.close();
        files.close();
        extractWith(new NativeFiles(false), false);
    }

    private void begin(String name) throws IOException {
        extraction.begin(exported(name), visitor -> {});
        extraction.data(0, ByteBuffer.allocateDirect(CONTENTS.length).put(CONTENTS).flip());
    }

    private ExportedFile exported(String name) throws IOException {
        TreePath path = TreePath.ROOT.child(FileName.of(name));
        return new ExportedFile(path, ImagePath.typed("/README.txt").lookup(volume), List.of());
    }

    private String[] names() {
        return target.toFile().list();
    }
}
