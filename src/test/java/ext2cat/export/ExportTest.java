// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.Xattr;
import ext2cat.images.Carrier;
import ext2cat.images.Escaped;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.ExpectedXattr;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything of an image is received, in the order of the walk, whatever the memory. */
final class ExportTest {

    /** Longer files have other tests for their contents. */
    private static final long MAX_HASHED_BYTES = 16 << 20;

    /** So little that most files are large ones. */
    private static final ExportOptions SMALLEST = ExportOptions.DEFAULT.withSlabs(1 << 16, 2);

    @TempDir private Path folder;

    static Stream<TestImage> images() throws IOException {
        return new TestImages().all().stream();
    }

    @ParameterizedTest
    @MethodSource("images")
    void everyFileIsReceivedAsTheTreeHasIt(TestImage image) throws IOException {
        Received large = new Received();
        Received small = new Received();
        try (Volume volume = open(image)) {
            export(volume, ExportOptions.DEFAULT.withHardLinks(), large);
            export(volume, SMALLEST.withHardLinks(), small);
        }
        assertThat(large.damage).isEmpty();
        assertThat(small.files).containsExactlyEntriesOf(large.files);
        // A name of several that is met first is the file, and the others are its links.
        Set<String> linked = groups(image);
        TreeMap<String, String> found = new TreeMap<>(large.files);
        for (ExpectedEntry entry : image.expected()) {
            String path = latin1(entry.pathBytes());
            String told = found.remove(path);
            if (!linked.contains(path)) {
                String expected = expected(entry);
                assertThat(told).as(path).startsWith(expected).doesNotContain("map", "failed");
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aLargeFileThatIsGivenUpIsNotReadToItsEnd() throws IOException {
        TestImage image = new TestImages().named("ends-2k");
        AtomicInteger pieces = new AtomicInteger();
        AtomicInteger ends = new AtomicInteger();
        Receiver givesUp =
                new Receiver() {
                    @Override
                    public void data(long offsetBytes, ByteBuffer bytes) {
                        pieces.incrementAndGet();
                    }

                    @Override
                    public boolean wantsMore() {
                        return false;
                    }

                    @Override
                    public void end(Optional<IOException> failure) {
                        ends.incrementAndGet();
                    }

                    @Override
                    public void damage(TreePath path, IOException thrown) throws IOException {
                        throw thrown;
                    }
                };
        try (Volume volume = open(image)) {
            Located large = ImagePath.typed("/00000524+0").locate(volume);
            Export.Source source = Export.trees(List.of(large), TreeWalk.Order.DIRECTORY);
            new Export(volume, SMALLEST).run(source, givesUp);
        }
        assertThat(ends).hasValue(1);
        // Of 17; two slabs may be on their way when the first is given up.
        assertThat(pieces.get()).isBetween(1, 3);
    }

    @Test
    void aFurtherNameIsToldWithTheFirst() throws IOException {
        TestImage image = new TestImages().named("tree-default-1k");
        Received received = new Received();
        try (Volume volume = open(image)) {
            export(volume, ExportOptions.DEFAULT.withHardLinks(), received);
        }
        List<ExpectedEntry> links =
                image.expected().stream().filter(entry -> entry.is("hardlink")).toList();
        assertThat(links).isNotEmpty();
        for (ExpectedEntry link : links) {
            String one = latin1(link.pathBytes());
            String other = latin1(Escaped.bytes(link.detail().orElseThrow()));
            assertThat(List.of(received.files.get(one), received.files.get(other)))
                    .containsAnyOf("hardlink " + one, "hardlink " + other);
        }
    }

    @Test
    void attributesComeWithTheFile() throws IOException {
        for (String name : List.of("tree-default-4k", "tree-inode256-4k")) {
            TestImage image = new TestImages().named(name);
            Received received = new Received();
            try (Volume volume = open(image)) {
                export(volume, ExportOptions.DEFAULT.withXattrs(), received);
            }
            assertThat(image.xattrs()).isNotEmpty();
            for (ExpectedXattr expected : image.xattrs()) {
                assertThat(received.exported.get(expected.path()).xattrs())
                        .extracting(Xattr::fullName)
                        .contains(expected.name());
            }
        }
    }

    @Test
    @Timeout(60)
    void whatTheReceiverThrowsEndsTheExportAndTheReading() throws IOException {
        try (Volume volume = open(new TestImages().named("maps-4k"))) {
            IOException full = new IOException("full");
            Receiver failing =
                    new Receiver() {
                        @Override
                        public void begin(ExportedFile file, DataRuns map) throws IOException {
                            throw full;
                        }

                        @Override
                        public void damage(TreePath path, IOException thrown) {}
                    };
            assertThatThrownBy(() -> export(volume, SMALLEST, failing)).isSameAs(full);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("ext2cat export");
    }

    @Test
    void whatTheReadingThreadThrowsComesOut() throws IOException {
        try (Volume volume = open(new TestImages().named("maps-4k"))) {
            assertThatThrownBy(
                            () ->
                                    new Export(volume, SMALLEST)
                                            .run(
                                                    _ -> {
                                                        throw new IllegalStateException("a fault");
                                                    },
                                                    new Received()))
                    .hasMessage("a fault");
        }
    }

    @Test
    void theReadingThreadWaitsForASlabThatIsGivenBack() throws InterruptedException {
        Handoff handoff = new Handoff(ExportOptions.DEFAULT.withSlabs(1 << 16, 2));
        Slab one = handoff.takeSlab();
        Slab other = handoff.takeSlab();
        List<Slab> third = new ArrayList<>();
        Thread reader = new Thread(() -> third.add(handoff.takeSlab()));
        reader.start();
        while (reader.getState() == Thread.State.RUNNABLE
                || reader.getState() == Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        assertThat(reader.getState()).isEqualTo(Thread.State.WAITING);
        handoff.giveBack(other);
        reader.join();
        assertThat(third).singleElement().isSameAs(other).isNotSameAs(one);
    }

    @Test
    void batchesMayBeHeldAsLongAsASlabIsLeft() throws IOException {
        AtomicInteger batches = new AtomicInteger();
        List<Batch> held = new ArrayList<>();
        Received received = new Received();
        try (Volume volume = open(new TestImages().named("maps-4k"))) {
            new Export(volume, ExportOptions.DEFAULT.withSlabs(1 << 16, 3))
                    .runBatches(
                            all(volume),
                            batch -> {
                                batches.incrementAndGet();
                                held.add(batch);
                                batch.deliver(received);
                                // The reading thread can go on only if one of three is given back.
                                if (held.size() == 3) {
                                    held.removeFirst().close();
                                }
                            });
        }
        assertThat(batches.get()).isGreaterThan(10);
        assertThat(received.damage).isEmpty();
    }

    static Export.Source all(Volume volume) throws IOException {
        return Export.trees(
                List.of(new Located(TreePath.ROOT, volume.root())), TreeWalk.Order.DIRECTORY);
    }

    private static void export(Volume volume, ExportOptions options, Receiver receiver)
            throws IOException {
        new Export(volume, options).run(all(volume), receiver);
    }

    private Volume open(TestImage image) throws IOException {
        return Volume.open(Carrier.MAPPED.open(image, folder));
    }

    /** All names of files that have several. */
    private static Set<String> groups(TestImage image) throws IOException {
        return image.expected().stream()
                .filter(entry -> entry.is("hardlink"))
                .flatMap(
                        entry ->
                                Stream.of(
                                        latin1(entry.pathBytes()),
                                        latin1(Escaped.bytes(entry.detail().orElseThrow()))))
                .collect(Collectors.toSet());
    }

    private static String expected(ExpectedEntry entry) {
        return switch (entry.type()) {
            case "dir" -> "dir";
            case "symlink" -> "symlink " + latin1(Escaped.bytes(entry.detail().orElseThrow()));
            case "file" ->
                    entry.sizeBytes().orElseThrow() < MAX_HASHED_BYTES
                            ? "file " + entry.sha256().orElseThrow()
                            : "file ";
            default -> "special";
        };
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
