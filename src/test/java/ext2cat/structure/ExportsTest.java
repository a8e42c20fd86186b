// SPDX-License-Identifier: Apache-2.0
package ext2cat.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import ext2cat.volume.Volume;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What a program that uses the library sees of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExportsTest {

    /** The packages that other modules see, and what for. */
    private static final Map<String, String> EXPORTED =
            Map.ofEntries(
                    Map.entry("volume", "to open an image, and to find and read its files"),
                    Map.entry("image", "to open an image in a way of one's own"),
                    Map.entry("device", "to give the bytes of an image"),
                    Map.entry("disk", "what an inode, an entry and the superblock say"),
                    Map.entry("map", "the blocks of a file"),
                    Map.entry("mpage", "how a kernel reads a file"),
                    Map.entry("bio", "what a kernel asks a disk for"),
                    Map.entry("readorder", "to predict what a kernel reads"),
                    Map.entry("mm", "to pin pages of user memory"),
                    Map.entry("check", "to find what is wrong with an image"),
                    Map.entry("extract", "to copy files to the host"),
                    Map.entry("export", "to have all files of a tree in the order of the disk"),
                    Map.entry("export.tar", "to write an archive"),
                    Map.entry("export.hash", "to hash files"));

    /** To be lowered with each type that nobody outside needs; about 110 are to stay. */
    private static final int MOST_PUBLIC_TYPES = 118;

    private ModuleDescriptor module;
    private JavaClasses classes;

    @BeforeAll
    void readClassFiles() throws URISyntaxException {
        Path files =
                Path.of(Volume.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        module = ModuleFinder.of(files).find("ext2cat").orElseThrow().descriptor();
        classes = new ClassFileImporter().importPath(files);
    }

    @Test
    void onlyWhatOthersNeedIsExported() {
        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrderElementsOf(
                        EXPORTED.keySet().stream().map("ext2cat."::concat).toList());
    }

    @Test
    void thePublicTypesAreFew() {
        Map<String, Long> counts =
                classes.stream()
                        .filter(ExportsTest::isPublicType)
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));
        counts.keySet()
                .retainAll(
                        module.exports().stream()
                                .map(ModuleDescriptor.Exports::source)
                                .collect(Collectors.toSet()));
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                .as(counts.toString())
                .isBetween(50L, (long) MOST_PUBLIC_TYPES);
    }

    private static boolean isPublicType(JavaClass type) {
        return type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    @Test
    void exportedPackagesSayWhatMayBeNull() {
        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .allMatch(
                        name ->
                                classes.getPackage(name)
                                        .isAnnotatedWith("org.jspecify.annotations.NullMarked"));
    }

    @Test
    void theLibraryNeedsNothingOfTheCommandLine() {
        assertThat(module.requires())
                .filteredOn(needed -> !needed.modifiers().contains(Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name)
                .containsExactlyInAnyOrder(
                        "java.base",
                        "com.github.luben.zstd_jni",
                        "org.apache.commons.compress",
                        "org.tukaani.xz");
    }
}
