// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.ChildJvm;
import ext2cat.device.MappedDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * fakeroot and pseudo see what is made: inside of them files have the types and owners of the
 * image. Outside a device is a plain file, also for root, whom fakeroot lets own files for real.
 */
final class PreloadedLibraryTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fakeroot", "pseudo"})
    void devicesAndOwnersAreKeptByTheProgramAround(String around) throws Exception {
        assumeTrue(Extract.isSupported(), "not run: this system is not one that files are made on");
        requireTool(around);
        Path image = new TestImages().named("tree-default-1k").expandInto(folder);
        Path target = Files.createDirectory(folder.resolve("target"));
        List<String> command = new ArrayList<>(List.of(around, "sh", "-c"));
        command.add(
                "\"$@\" && cd '"
                        + target
                        + "' && stat -c '%n %F %u %a' dev/many owners/alice owners/setuid");
        command.add("sh");
        command.addAll(
                ChildJvm.command(
                        List.of("--enable-native-access=ALL-UNNAMED"), Child.class, image, target));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "PSEUDO_PREFIX",
                                "/usr",
                                "PSEUDO_LOCALSTATEDIR",
                                folder.resolve("pseudo").toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains(
                        """
                        dev/many block special file 0 660
                        owners/alice regular file 1000 600
                        owners/setuid regular file 0 4755
                        """);
        assertThat(target.resolve("dev/many")).isRegularFile();
    }

    private static void requireTool(String name) {
        boolean present =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, name)));
        if (!present) {
            System.err.println("NOT TESTED: " + name + " is not installed");
        }
        assumeTrue(present, name + " is not installed");
    }

    /** Extracts /dev and /owners of an image into a directory. */
    static final class Child implements ExtractListener {

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Extract extract = new Extract(ExtractOptions.DEFAULT, new Child());
            try (Volume volume = Volume.open(MappedDevice.open(Path.of(arguments[0])))) {
                extract.run(
                        volume,
                        arguments[1].getBytes(StandardCharsets.UTF_8),
                        false,
                        List.of(
                                ImagePath.typed("/dev").locateNoFollow(volume),
                                ImagePath.typed("/owners").locateNoFollow(volume)));
            }
            if (!extract.losses().isEmpty()) {
                throw new IOException(extract.losses().owners() + " owners not set");
            }
        }

        @Override
        public void extracted(TreePath path, Inode file) {}

        @Override
        public void failed(TreePath path, IOException thrown) throws IOException {
            throw new IOException(path.toString(), thrown);
        }
    }
}
