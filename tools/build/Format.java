// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Checks or repairs the format of all Java sources below some folders. The formatter parses with
 * the compiler of the JVM that it runs in, so this program runs on the JDK that the sources are
 * for, which need not be the one that Maven runs on.
 *
 * @param args {@code --check} or {@code --replace}, then the folders
 */
void main(String[] args) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String folder : List.of(args).subList(1, args.length)) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(sources::add);
        }
    }
    if (args[0].equals("--replace")) {
        // What the first pass breaks into lines, the second one may break in another way.
        format(List.of("--replace"), sources);
        System.exit(format(List.of("--replace"), sources));
    }
    int status = format(List.of("--dry-run", "--set-exit-if-changed"), sources);
    if (status != 0) {
        System.err.println("The files above are not formatted: run tools/format.");
    }
    System.exit(status);
}

int format(List<String> mode, List<String> sources) {
    List<String> words = new ArrayList<>(List.of("--aosp"));
    words.addAll(mode);
    words.addAll(sources);
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    return formatter.run(System.out, System.err, words.toArray(String[]::new));
}
