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
    boolean check = args[0].equals("--check");
    List<String> options = new ArrayList<>(List.of("--aosp"));
    options.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    for (String folder : List.of(args).subList(1, args.length)) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(options::add);
        }
    }
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int status = formatter.run(System.out, System.err, options.toArray(String[]::new));
    if (check && status != 0) {
        System.err.println("The files above are not formatted: run tools/format.");
    }
    System.exit(status);
}
