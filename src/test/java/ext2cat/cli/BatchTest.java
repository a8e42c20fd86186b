// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ext2 batch}. */
final class BatchTest {

    @TempDir private Path folder;

    private Ran run(String lines, String... options) throws IOException {
        String image = new TestImages().named("tour").packed().toString();
        Path file = Files.writeString(folder.resolve("commands"), lines.replace("IMAGE", image));
        Object[] args = new Object[options.length + 2];
        args[0] = "batch";
        System.arraycopy(options, 0, args, 1, options.length);
        args[args.length - 1] = file;
        return Ran.ext2(folder, args);
    }

    @Test
    void eachLineIsACommandAndAFailureDoesNotEndTheRest() throws IOException {
        Ran ran =
                run(
                        """
                        # names
                        ls -d IMAGE /README.txt

                        ls -d IMAGE '/no such "name"'
                        lss IMAGE
                        hash IMAGE /none
                        ls -d IMAGE "/notes"/\
                        """,
                        "--mark=END");
        assertThat(ran.text())
                .isEqualTo("/README.txt\nEND 0\nEND 1\nEND 2\nEND 1\n/notes\nEND 0\n");
        assertThat(ran.err())
                .contains("no such \"name\"", "unknown command 'lss'", "/none: no such file");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void itStopsWhereItIsAskedTo() throws IOException {
        Ran ran = run("ls -d IMAGE 'open\nls -d IMAGE /README.txt\n", "--stop");
        assertThat(ran.text()).isEmpty();
        assertThat(ran.err()).startsWith("ext2 batch: a quotation does not end: ls -d ");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void aBatchRunsNoBatch() throws IOException {
        assertThat(run("batch " + folder.resolve("commands")).err())
                .isEqualTo("ext2 batch: a batch in a batch is not run\n");
    }
}
