// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.disk.UnsupportedFeatureException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares {@code ext2 check} with {@code e2fsck -fn} on many images; the program behind
 * check-agreement. They agree on an image if both find it clean, or both damaged and e2fsck finds
 * nothing in an area where we find nothing. For the other images a reason must be written down.
 */
public final class CheckAgreement {

    /** The folders of a corpus whose files are images. */
    private static final List<String> CLASSES =
            List.of(
                    "ext2-clean",
                    "ext3-clean",
                    "ext4-clean",
                    "corrupt",
                    "ext3-journal",
                    "ext4-journal",
                    "ext4-journal-damaged",
                    "ext4-journal-external",
                    "ext4-damaged");

    private final AreaRules rules = AreaRules.load();
    private final E2fsck e2fsck = new E2fsck(rules);
    private final Path folder;
    private final Reasons reasons = Reasons.load();
    private final AgreementTable table = new AgreementTable();
    private int unexplained;

    private CheckAgreement(Path folder) throws IOException {
        this.folder = folder;
    }

    /**
     * Prints the table; exits with 1 if there is a difference without a reason.
     *
     * @param arguments the folders of images; {@code --every N} before them takes each N-th image
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<String> version = E2fsck.version();
        if (version.isEmpty()) {
            System.out.println("not run: e2fsck is not installed");
            return;
        }
        List<String> folders = new ArrayList<>(List.of(arguments));
        int every = 1;
        if (folders.getFirst().equals("--every")) {
            every = Integer.parseInt(folders.get(1));
            folders = folders.subList(2, folders.size());
        }
        Path temporary = Files.createTempDirectory("check-agreement-");
        CheckAgreement agreement = new CheckAgreement(temporary);
        try {
            for (String images : folders) {
                List<Path> found = images(Path.of(images));
                for (int i = 0; i < found.size(); i += every) {
                    agreement.compare(Path.of(images), found.get(i));
                }
            }
        } finally {
            Files.delete(temporary);
        }
        for (String line : agreement.rules.unknown()) {
            System.out.println("NOT OK: no rule knows the line: " + line);
        }
        System.out.print(agreement.table.text(version.get()));
        System.exit(agreement.unexplained == 0 && agreement.rules.unknown().isEmpty() ? 0 : 1);
    }

    private void compare(Path root, Path image) throws IOException, InterruptedException {
        String name = root.relativize(image).toString().replaceFirst("\\.(gz|xz|zst|bz2)$", "");
        try (ExpandedImage expanded = ExpandedImage.of(image, folder)) {
            Verdict ours;
            try {
                ours = OwnCheck.check(expanded.file());
            } catch (UnsupportedFeatureException e) {
                table.addLeftOut(name, e.getMessage());
                return;
            }
            Verdict theirs = e2fsck.check(expanded.file());
            AgreementTable.Row row =
                    new AgreementTable.Row(name, theirs, ours, reasons.of(name, theirs, ours));
            table.add(row);
            if (!row.agrees() && row.reason().isEmpty()) {
                unexplained++;
                System.out.println("NOT OK: no reason is known for the difference on " + name);
            }
        }
    }

    private static List<Path> images(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isImage(root.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    /** Whether a file is an image: one of a class of a corpus, or one of the test images. */
    private static boolean isImage(Path file) {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.img\\.(gz|xz|zst|bz2)") && file.getNameCount() <= 2) {
            return !file.startsWith("containers");
        }
        return CLASSES.stream().anyMatch(file::startsWith)
                && name.endsWith(".gz")
                && !name.endsWith(".jsonl.gz")
                && !name.endsWith(".journal.gz")
                && !name.endsWith(".tar.gz");
    }
}
