// SPDX-License-Identifier: Apache-2.0
package ext2cat.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

import ext2cat.mpage.GetBlock;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arrows between the packages, and what only one of them may do. Packages that are named here
 * and not written yet are allowed; packages that are written and not named here are not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {

    /** What may be used by a room in which something is done with the files of a volume. */
    private static final Set<String> READING =
            Set.of("disk", "device", "bio", "mpage", "map", "volume");

    /**
     * What each package may use. From volume on, a package may also use what those below it use:
     * who opens a volume has a device in hand.
     */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("host", Set.of()),
                    Map.entry("disk", Set.of()),
                    Map.entry("device", Set.of("host")),
                    Map.entry("image", Set.of("host", "device", "disk")),
                    Map.entry("bio", Set.of("host", "device")),
                    Map.entry("mpage", Set.of("bio")),
                    Map.entry("map", Set.of("disk", "bio", "mpage")),
                    Map.entry("journal", Set.of("host", "disk", "device", "bio", "mpage", "map")),
                    Map.entry(
                            "volume",
                            Set.of("disk", "device", "bio", "mpage", "map", "image", "journal")),
                    Map.entry("mm", Set.of("host", "bio", "mpage")),
                    Map.entry("readorder", and(READING, "mm")),
                    Map.entry("capture", and(READING, "readorder")),
                    Map.entry("nio", and(READING, "image")),
                    Map.entry("inspect", and(READING, "journal")),
                    Map.entry("check", READING),
                    Map.entry("find", READING),
                    Map.entry("diff", READING),
                    Map.entry("export", and(READING, "host")),
                    Map.entry("extract", and(READING, "host", "export")),
                    Map.entry("mount", and(READING, "host")),
                    Map.entry(
                            "cli",
                            and(
                                    READING,
                                    "host",
                                    "image",
                                    "journal",
                                    "mm",
                                    "readorder",
                                    "capture",
                                    "inspect",
                                    "check",
                                    "find",
                                    "diff",
                                    "export",
                                    "extract",
                                    "mount")));

    /** What every command may use of the command line. */
    private static final Set<String> COMMON = Set.of("cli.line", "cli.text", "cli.run");

    /** What each package of the command line may use of the others; no command knows another. */
    private static final Map<String, Set<String>> CLI_ARROWS =
            Map.ofEntries(
                    Map.entry("cli.line", Set.of()),
                    Map.entry("cli.text", Set.of("cli.line")),
                    Map.entry("cli.run", Set.of("cli.line", "cli.text")),
                    Map.entry("cli.ls", COMMON),
                    Map.entry("cli.find", COMMON),
                    Map.entry("cli.tree", COMMON),
                    Map.entry("cli.inode", COMMON),
                    Map.entry("cli.layout", COMMON),
                    Map.entry("cli.export", COMMON),
                    Map.entry("cli.check", COMMON),
                    Map.entry("cli.mount", COMMON),
                    Map.entry("cli.readorder", COMMON),
                    Map.entry(
                            "cli",
                            Set.of(
                                    "cli.line",
                                    "cli.text",
                                    "cli.run",
                                    "cli.ls",
                                    "cli.find",
                                    "cli.tree",
                                    "cli.inode",
                                    "cli.layout",
                                    "cli.export",
                                    "cli.check",
                                    "cli.mount",
                                    "cli.readorder")));

    private JavaClasses classes;

    @BeforeAll
    void importProductionClasses() throws URISyntaxException {
        Path mainClasses =
                Path.of(GetBlock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        classes = new ClassFileImporter().importPath(mainClasses);
    }

    @Test
    void theClassesOfTheProgramAreLookedAtAndNoTests() {
        assertThat(classes.contain(GetBlock.class)).isTrue();
        assertThat(classes.contain(ArchitectureTest.class)).isFalse();
        assertThat(classes.stream().map(ArchitectureTest::packageOf))
                .contains("disk", "device", "bio", "map", "mpage", "cli");
    }

    @Test
    void everyPackageHasItsPlaceInTheTable() {
        assertThat(classes.stream().map(ArchitectureTest::packageOf).distinct())
                .isSubsetOf(ARROWS.keySet());
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        checkArrows(ARROWS, ArchitectureTest::within);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("ext2cat.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void everyPackageOfTheCommandLineHasItsPlaceInTheTable() {
        assertThat(
                        classes.stream()
                                .filter(type -> packageOf(type).equals("cli"))
                                .map(type -> type.getPackageName().substring("ext2cat.".length()))
                                .distinct())
                .hasSameElementsAs(CLI_ARROWS.keySet());
    }

    @Test
    void packagesOfTheCommandLineUseOnlyWhatTheTableAllows() {
        checkArrows(CLI_ARROWS, ArchitectureTest::exactly);
    }

    @Test
    void packagesOfTheCommandLineFormNoCircle() {
        slices().matching("ext2cat.cli.(*)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void commandLinesAreReadWithoutTheRestOfExt2cat() {
        noClasses()
                .that()
                .resideInAPackage(exactly("cli.line"))
                .should()
                .dependOnClassesThat(
                        describe(
                                "are in another package of ext2cat",
                                used ->
                                        used.getPackageName().startsWith("ext2cat")
                                                && !used.getPackageName()
                                                        .equals("ext2cat.cli.line")))
                .check(classes);
    }

    @Test
    void oneSimpleNameStandsForOneClass() {
        Map<String, Set<String>> packagesByName =
                classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getSimpleName,
                                        Collectors.mapping(
                                                JavaClass::getPackageName, Collectors.toSet())));
        assertThat(packagesByName).containsKey("GetBlock");
        packagesByName.values().removeIf(packages -> packages.size() == 1);
        assertThat(packagesByName).isEmpty();
    }

    @Test
    void diskStructuresAreDecodedWithoutInputAndOutput() {
        Set<String> inMemory =
                Set.of(
                        "IOException",
                        "UncheckedIOException",
                        "Serializable",
                        "ByteArrayOutputStream");
        noClasses()
                .that()
                .resideInAPackage(within("disk"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.nio.file..", "java.net..")
                .orShould()
                .dependOnClassesThat(
                        describe(
                                "are in java.io and not one of " + inMemory,
                                used ->
                                        used.getPackageName().equals("java.io")
                                                && !inMemory.contains(used.getSimpleName())))
                .check(classes);
    }

    @Test
    void onlyDevicesOpenChannelsOfFiles() {
        checkNone(
                outside("host", "device"),
                use(FileChannel.class, "open"),
                use(AsynchronousFileChannel.class, "open"),
                use(Files.class, "newByteChannel"),
                use(RandomAccessFile.class, "<init>"),
                use(FileInputStream.class, "<init>"));
    }

    /** What can be read from its front only is no device, until it is taken in. */
    @Test
    void onlyImagesAndCapturesAreStreams() {
        checkNone(outside("image", "capture"), use(Files.class, "newInputStream"));
    }

    @Test
    void onlyTheClientOfNetworkBlockDevicesOpensSockets() {
        checkNone(
                outside("image.nbd"),
                use(SocketChannel.class, "open"),
                use(ServerSocketChannel.class, "open"),
                use(Socket.class, "<init>"),
                use(ServerSocket.class, "<init>"));
    }

    @Test
    void onlyDevicesPagesMappingsUserMemoryAndTheHostOwnAnArena() {
        checkNone(outside("host", "device", "bio", "mm", "nio"), use(Arena.class, "of.*|global"));
    }

    @Test
    void onlyLibcMakesNativeCalls() {
        checkNone(
                noClasses().that().doNotHaveFullyQualifiedName("ext2cat.host.Libc"),
                use(Linker.class, ".*"),
                use(SymbolLookup.class, ".*"),
                use(System.class, "load|loadLibrary"));
    }

    @Test
    void oneClassWritesJson() {
        noClasses()
                .that(
                        describe(
                                "are not the writer of JSON",
                                type -> !type.getName().startsWith("ext2cat.cli.text.Json")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..")
                .check(classes);
    }

    @Test
    void onlyTheStreamsOfARunAreTheStandardStreams() {
        checkNone(
                noClasses().that().doNotHaveFullyQualifiedName("ext2cat.cli.run.Streams"),
                use(System.class, "out|err|in|setOut|setErr|console"),
                use(FileDescriptor.class, "out|err|in"),
                // With a writer of its own as its argument it is no matter here.
                new Use(Throwable.class.getName(), "printStackTrace", "()"));
    }

    @Test
    void onlyTheProgramsEndTheProcess() {
        checkNone(
                noClasses().that().resideOutsideOfPackage(exactly("cli")),
                use(System.class, "exit"),
                use(Runtime.class, "exit|halt"));
    }

    @Test
    void onlyTheProgramsAndWhatReadsTheirCommandLinesUsePicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackages(exactly("cli"), exactly("cli.line"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(classes);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that().areStatic().should().beFinal().check(classes);
    }

    /** A use of a method, constructor ({@code <init>}) or field of a class or of its heirs. */
    private record Use(String type, String memberPattern, String descriptorEnd) {

        boolean matches(JavaAccess<?> access) {
            return access.getTargetOwner().isAssignableTo(type)
                    && access.getTarget().getName().matches(memberPattern)
                    && access.getTarget().getFullName().endsWith(descriptorEnd);
        }
    }

    private static Use use(Class<?> type, String memberPattern) {
        return new Use(type.getName(), memberPattern, "");
    }

    private static Set<String> and(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    /** Checks a table of what packages may use, given how a package is named to ArchUnit. */
    private void checkArrows(Map<String, Set<String>> arrows, UnaryOperator<String> named) {
        arrows.forEach(
                (from, allowed) -> {
                    String[] forbidden =
                            arrows.keySet().stream()
                                    .filter(to -> !to.equals(from) && !allowed.contains(to))
                                    .map(named)
                                    .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(named.apply(from))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .allowEmptyShould(true)
                            .check(classes);
                });
    }

    private void checkNone(GivenClassesConjunction those, Use... forbidden) {
        List<Use> uses = List.of(forbidden);
        those.should()
                .accessTargetWhere(
                        describe(
                                "is one of " + uses,
                                access -> uses.stream().anyMatch(use -> use.matches(access))))
                .check(classes);
    }

    private static GivenClassesConjunction outside(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        Stream.of(packages).map(ArchitectureTest::within).toArray(String[]::new));
    }

    private static String within(String packageName) {
        return "ext2cat." + packageName + "..";
    }

    /** The package itself without those below it. */
    private static String exactly(String packageName) {
        return "ext2cat." + packageName;
    }

    /** {@code mpage} for a class in {@code ext2cat.mpage} or below; empty outside of ext2cat. */
    private static String packageOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts[0].equals("ext2cat") && parts.length > 1 ? parts[1] : "";
    }

    private static String outermost(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).split("\\$")[0];
    }
}
