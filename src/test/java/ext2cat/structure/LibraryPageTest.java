// SPDX-License-Identifier: Apache-2.0
package ext2cat.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.volume.Volume;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The examples of the pages for Java programmers: each is compiled, run, and prints what the page
 * says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LibraryPageTest {

    private static final List<Path> PAGES =
            List.of(Path.of("README.md"), Path.of("src/doc/library.md"));

    /** A Java block, and the block of text that may follow it at once. */
    private static final Pattern BLOCK =
            Pattern.compile("```java\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", Pattern.DOTALL);

    private static final Pattern IMPORT = Pattern.compile("^import (\\S+);\n", Pattern.MULTILINE);

    private record Example(int number, String statements, String printed) {
        String type() {
            return "Example" + number;
        }
    }

    private Path folder;

    private final List<String> imports = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private String compilerSays = "";

    @BeforeAll
    void compile(@TempDir Path temporary) throws IOException, URISyntaxException {
        folder = temporary;
        for (Path page : PAGES) {
            for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
                take(block);
            }
        }
        List<String> sources = new ArrayList<>();
        for (Example example : examples) {
            Path file = folder.resolve(example.type() + ".java");
            sources.add(Files.writeString(file, source(example)).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter says = new StringWriter();
        compiler.getTask(
                        says,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-cp", mainClasses().toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjectsFromStrings(sources))
                .call();
        compilerSays = says.toString();
    }

    private void take(MatchResult block) {
        IMPORT.matcher(block.group(1)).results().forEach(line -> imports.add(line.group(1)));
        String statements = IMPORT.matcher(block.group(1)).replaceAll("");
        if (!statements.isBlank()) {
            String printed = block.group(2) == null ? "" : block.group(2);
            examples.add(new Example(examples.size(), statements, printed));
        }
    }

    private String source(Example example) {
        return imports.stream().map("import %s;\n"::formatted).collect(Collectors.joining())
                + "public final class "
                + example.type()
                + " {\n    public static void run() throws Exception {\n"
                + example.statements()
                + "    }\n}\n";
    }

    private static Path mainClasses() throws URISyntaxException {
        URI classes = Volume.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(classes);
    }

    @Test
    void allExamplesAreCompiled() {
        assertThat(compilerSays).isEmpty();
        assertThat(examples).hasSizeGreaterThan(7);
    }

    @Test
    void allThatIsImportedIsExported() throws URISyntaxException {
        Set<String> exported =
                ModuleFinder.of(mainClasses())
                        .find("ext2cat")
                        .orElseThrow()
                        .descriptor()
                        .exports()
                        .stream()
                        .map(export -> export.source())
                        .collect(Collectors.toSet());
        assertThat(imports.stream().filter(name -> name.startsWith("ext2cat.")))
                .isNotEmpty()
                .allMatch(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))));
    }

    @TestFactory
    Stream<DynamicTest> eachExamplePrintsWhatThePageSays() {
        return examples.stream()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.statements(),
                                        () ->
                                                assertThat(printedBy(example))
                                                        .isEqualTo(example.printed())));
    }

    private String printedBy(Example example) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, Volume.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(example.type()).getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
