// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a main class of the tests in a JVM of its own, which has the classes of the project and its
 * tests but no library.
 */
public final class ChildJvm {

    private ChildJvm() {}

    /** The command that runs {@code main} with {@code arguments}. */
    public static List<String> command(
            List<String> jvmOptions, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        Path target = Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath();
        command.add("-cp");
        command.add(
                target.resolve("classes")
                        + System.getProperty("path.separator")
                        + target.resolve("test-classes"));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Runs a command and waits for its end; its output and errors are read as one text. */
    public static Result run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("child", ".txt");
        try {
            int status =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start()
                            .waitFor();
            return new Result(status, Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** How a child ended, and what it said. */
    public record Result(int status, String output) {}
}
