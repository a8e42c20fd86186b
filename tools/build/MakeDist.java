// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

static final List<String> PROGRAMS = List.of("ext2cat", "ext2");

/**
 * The AOT caches: one a program, one for the form of {@code ext2cat} that takes no options, and one
 * for the commands of {@code ext2} that look at something and are soon done.
 */
static final List<String> CACHES = List.of("ext2cat", "ext2", "plain", "look");

/** The last of these may not be known to another release, hence the first. */
static final List<String> WITHOUT_PROFILES =
        List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining");

/**
 * Makes the self-contained distribution {@code target/dist}: a runtime image, the jars, the
 * launchers and their AOT caches, the manual pages and the completion for shells. It is made beside
 * the old one and takes its place in the end, so that a launcher never meets half of it.
 *
 * @param args the folder of the checkout, the project's jar, the folder with the jars that it
 *     needs, the jar with picocli's sources, and the time of the build that files are to show
 */
void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]).toAbsolutePath();
    Path target = root.resolve("target");
    Path dist = target.resolve("dist.new");
    deleteTree(dist);
    Path lib = Files.createDirectories(dist.resolve("lib"));

    run(
            "jlink",
            "--add-modules=java.base",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output=" + dist.resolve("runtime"));
    copyAll(Path.of(args[2]), lib);
    makePicocli(Path.of(args[3]), target.resolve("picocli"), lib.resolve("picocli.jar"));
    makeProgram(Path.of(args[1]), root.resolve("tools/build/Training.java"), target, lib);
    unpackNativeLibraries(lib.resolve("zstd-jni.jar"), dist.resolve("runtime/lib"));

    Path bin = Files.createDirectories(dist.resolve("bin"));
    for (String program : PROGRAMS) {
        Files.copy(
                root.resolve("tools").resolve(program),
                bin.resolve(program),
                StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (String file : List.of("LICENSE", "NOTICE")) {
        Files.copy(root.resolve(file), dist.resolve(file));
    }
    document(root.resolve("tools/build"), target, dist, args[4]);
    Path packed = root.resolve("testimages/tour.img.gz");
    expand(packed, target.resolve("training.img"));
    Files.createDirectories(target.resolve("training"));
    List<String> images = List.of(packed.toString(), "target/training.img", "target/training");
    Set<String> lambdaForms = new TreeSet<>();
    for (String cache : CACHES) {
        lambdaForms.addAll(missingLambdaForms(root, dist, cache, images));
    }
    Files.write(dist.resolve("runtime/lib/classlist"), lambdaForms, StandardOpenOption.APPEND);
    for (String cache : CACHES) {
        train(root, dist, cache, images);
    }

    Path built = Files.createFile(dist.resolve("built"));
    Files.setLastModifiedTime(built, Files.getLastModifiedTime(target.resolve("build-started")));
    replace(dist, target.resolve("dist"));
}

/**
 * Compiles picocli anew. The published jar has classes of version 49, which the JVM verifies in the
 * old way and cannot put into an AOT cache.
 */
void makePicocli(Path sourcesJar, Path work, Path jar) throws IOException {
    deleteTree(work);
    Path classes = Files.createDirectories(work.resolve("classes"));
    List<String> options =
            new ArrayList<>(List.of("--release=25", "-proc:none", "-nowarn", "-Xlint:none"));
    options.addAll(List.of("-XDignore.symbol.file", "-d", classes.toString()));
    Path sources = work.resolve("sources");
    try (FileSystem zip = FileSystems.newFileSystem(sourcesJar)) {
        for (String name : List.of("AutoComplete.java", "CommandLine.java")) {
            Path source = sources.resolve(name);
            Files.createDirectories(sources);
            Files.copy(zip.getPath("picocli", name), source);
            options.add(source.toString());
        }
    }
    run("javac", options.toArray(String[]::new));
    run("jar", "--create", "--file=" + jar, "-C", classes.toString(), ".");
}

/** Copies the program's jar, adds what the training needs, and names the other jars in it. */
void makeProgram(Path jar, Path training, Path target, Path lib) throws IOException {
    String others;
    try (Stream<Path> files = Files.list(lib)) {
        others =
                files.map(file -> file.getFileName().toString())
                        .sorted()
                        .collect(Collectors.joining(" "));
    }
    Path program = lib.resolve("ext2cat.jar");
    Files.copy(jar, program);
    Path classes = target.resolve("training-classes");
    deleteTree(classes);
    run("javac", "--release=25", "-cp", jar.toString(), "-d", "" + classes, "" + training);
    Path manifest = target.resolve("dist-manifest");
    Files.writeString(manifest, "Class-Path: " + others + "\n");
    run("jar", "-u", "-f", "" + program, "-m", "" + manifest, "-C", "" + classes, ".");
}

/**
 * Puts zstd's native library where the runtime finds it. Otherwise each start that needs it would
 * unpack it into a temporary file.
 */
void unpackNativeLibraries(Path zstdJar, Path runtimeLib) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(zstdJar)) {
        Path folder = zip.getPath("linux", System.getProperty("os.arch"));
        if (Files.isDirectory(folder)) {
            copyAll(folder, runtimeLib);
        }
    }
}

/** An image that is not compressed, for the training. */
void expand(Path compressed, Path image) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
        Files.copy(in, image, StandardCopyOption.REPLACE_EXISTING);
    }
}

/**
 * The lambda forms that the commands need and the runtime image has not, as lines of its class
 * list. Whoever makes an AOT cache puts those of the class list into it; each of the others would
 * be made at each start, in bytecode, which takes a millisecond.
 */
Set<String> missingLambdaForms(Path root, Path dist, String cache, List<String> images)
        throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(dist.resolve("runtime/bin/java").toString());
    command.add("-Djava.lang.invoke.MethodHandle.TRACE_RESOLVE=true");
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.addAll(List.of(dist.resolve("lib/ext2cat.jar").toString(), "ext2cat.cli.Training"));
    command.add(cache);
    command.addAll(images);
    Path log = dist.resolveSibling("lambda-forms-" + cache + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    // What the files hold stands between the lines.
    builder.redirectOutput(log.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    int status = builder.start().waitFor();
    if (status != 0) {
        throw new IOException("training of %s ended with status %d".formatted(cache, status));
    }
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        return lines.filter(line -> line.startsWith("[LF_RESOLVE]") && line.endsWith(" (fail)"))
                .map(line -> "@lambda-form-invoker " + line.replace(" (fail)", ""))
                .collect(Collectors.toSet());
    }
}

/**
 * Runs commands as a training run, which leaves an AOT cache. Profiles are kept out of the cache:
 * the JVM would compile what they name at each start, which takes longer than a short command does.
 */
void train(Path root, Path dist, String cache, List<String> images)
        throws IOException, InterruptedException {
    String program = PROGRAMS.contains(cache) ? cache : PROGRAMS.getFirst();
    List<String> command = new ArrayList<>();
    command.add(dist.resolve("bin").resolve(program).toString());
    command.add(cache);
    command.addAll(images);
    Path log = dist.resolveSibling("training-" + cache + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("EXT2CAT_TRAINING", cache);
    builder.environment().put("EXT2CAT_JAVA_OPTIONS", String.join(" ", WITHOUT_PROFILES));
    Process process = builder.redirectError(log.toFile()).start();
    // A pipe, so that what is done for pipes is trained, too.
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    int status = process.waitFor();
    if (status != 0 || !Files.exists(dist.resolve("lib").resolve(cache + ".aot"))) {
        throw new IOException(
                "training run of %s ended with status %d, see %s".formatted(cache, status, log));
    }
}

/** Writes the manual pages, the completion for shells, and the launcher with its commands. */
void document(Path sources, Path target, Path dist, String time)
        throws IOException, InterruptedException {
    Path classes = target.resolve("documentation-classes");
    deleteTree(classes);
    Path lib = dist.resolve("lib");
    String jars = lib.resolve("ext2cat.jar") + ":" + lib.resolve("picocli.jar");
    run(
            "javac",
            "--release=25",
            "-cp",
            jars,
            "-d",
            "" + classes,
            "" + sources.resolve("Documentation.java"));
    String java = dist.resolve("runtime/bin/java").toString();
    ProcessBuilder builder =
            new ProcessBuilder(
                    java,
                    "-cp",
                    jars + ":" + classes,
                    "ext2cat.cli.Documentation",
                    dist.toString(),
                    time.substring(0, "2026-01-01".length()),
                    sources.resolve("launch.sh").toString());
    int status = builder.inheritIO().start().waitFor();
    if (status != 0) {
        throw new IOException("the manual pages: status " + status);
    }
}

/** Runs a tool of this JDK, and ends the build if it fails. */
void run(String name, String... options) {
    ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
    if (tool.run(System.err, System.err, options) != 0) {
        throw new IllegalStateException(name + " failed");
    }
}

/** Copies the files of one folder into another. */
void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
            Files.copy(file, to.resolve(file.getFileName().toString()));
        }
    }
}

/** Puts a new folder in the place of an old one. */
void replace(Path fresh, Path place) throws IOException {
    Path old = place.resolveSibling(place.getFileName() + ".old");
    deleteTree(old);
    if (Files.exists(place)) {
        Files.move(place, old);
    }
    Files.move(fresh, place);
    deleteTree(old);
}

/** Deletes a folder, if it is there, and all that it holds. */
void deleteTree(Path folder) throws IOException {
    if (Files.notExists(folder)) {
        return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }
}
