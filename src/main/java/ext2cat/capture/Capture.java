// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A capture on disk: one file in any of the forms of {@link CaptureFormat}, perhaps compressed by
 * gzip, or the files {@code BASE.blktrace.0}, {@code BASE.blktrace.1} ... that blktrace writes, one
 * for each processor, named by {@code BASE}. The form is told by the content, never by the name.
 */
public final class Capture implements AutoCloseable {

    /** Blktrace writes one file a processor; no machine has more of them. */
    private static final int MAX_FILES = 1 << 12;

    private final CaptureSource source;

    private Capture(CaptureSource source) {
        this.source = source;
    }

    /**
     * Opens a capture.
     *
     * @param path the file, or the base name of several
     * @throws NoSuchFileException if there is no such file
     * @throws CaptureException if a file is no capture in any form known here
     * @throws IOException if a file cannot be read
     */
    public static Capture open(Path path) throws IOException {
        List<Path> files = filesOf(path);
        List<CaptureSource> sources = new ArrayList<>();
        try {
            for (Path file : files) {
                sources.add(openFile(file));
            }
        } catch (IOException e) {
            for (CaptureSource source : sources) {
                source.close();
            }
            throw e;
        }
        return new Capture(sources.size() == 1 ? sources.getFirst() : new MergedSource(sources));
    }

    /**
     * The next item in the order of the capture, or of time if there are several files; empty at
     * the end.
     *
     * @throws CaptureException if the text turns out to hold no line that is understood
     * @throws IOException if a file cannot be read
     */
    public Optional<CaptureItem> next() throws IOException {
        return source.next();
    }

    /** The form of what was read so far. */
    public CaptureFormat format() {
        return source.format();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static List<Path> filesOf(Path path) throws IOException {
        if (Files.exists(path)) {
            return List.of(path);
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(path.toString());
        }
        Pattern name =
                Pattern.compile(
                        Pattern.quote(path.getFileName() + ".blktrace.") + "\\d{1,5}(?:\\.gz)?");
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files =
                    found.filter(file -> name.matcher(file.getFileName().toString()).matches())
                            .sorted(Comparator.comparing(Path::toString))
                            .limit(MAX_FILES)
                            .toList();
        }
        if (files.isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        return files;
    }

    private static CaptureSource openFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CaptureException(file + " is a directory, not a capture");
        }
        ByteInput input = ByteInput.open(file.getFileName().toString(), Files.newInputStream(file));
        try {
            Optional<CaptureSource> binary = BlktraceSource.open(input);
            if (binary.isPresent()) {
                return binary.get();
            }
            ForeignFormat.refuse(file.getFileName().toString(), input);
            return new TextSource(input);
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }
}
