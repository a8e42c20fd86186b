// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import ext2cat.images.TestImages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the mutants of some images to files, for other programs, and {@code untouched.tsv}: the
 * mutant and the inodes whose files it does not touch. The sound images are there as well.
 */
final class WrittenMutants {

    private static final List<String> NAMES =
            List.of(
                    "tree-default-1k",
                    "tree-default-4k",
                    "extents-1k",
                    "ext3-clean-1k",
                    "htree-1k");

    private WrittenMutants() {}

    /**
     * Writes.
     *
     * @param arguments the folder; how many mutants of each image; the first seed
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long first = Long.parseLong(arguments[2]);
        List<String> lines = new ArrayList<>();
        for (String name : NAMES) {
            byte[] bytes = new TestImages().named(name).bytes();
            Files.write(folder.resolve(name + ".img"), bytes);
            Anatomy anatomy = new Anatomy(bytes);
            Truth truth = new Truth(bytes, anatomy);
            for (long seed = first; seed < first + Long.parseLong(arguments[1]); seed++) {
                Mutant mutant = Mutant.of(bytes, anatomy.places(), anatomy.blockBytes(), seed);
                if (!anatomy.hasLargeFile(1 << 25)) {
                    String file = name + "-" + seed + ".img";
                    Files.write(folder.resolve(file), bytes);
                    String untouched = truth.untouched(mutant).toString();
                    lines.add(file + "\t" + name + "\t" + untouched.replaceAll("[\\[\\],]", ""));
                }
                mutant.undo();
            }
        }
        Files.write(folder.resolve("untouched.tsv"), lines);
    }
}
