// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.TextOut;
import ext2cat.device.BlockDevice;
import ext2cat.image.ImageOpener;
import ext2cat.image.partition.PartitionContent;
import ext2cat.image.partition.Partitioning;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;

/** {@code ext2 partitions}. */
public final class PartitionsCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Every command opens a partition by its number, by the label or UUID of its file
            system, or by the name or UUID (PARTUUID) that the table gives it:

              ext2 ls 'disk.img#2' /
              ext2 ls --partition LABEL=root disk.img /

            A disk with one file system of ext2, ext3 or ext4 needs neither.
            """;

    private final Parameter<Boolean> json = syntax.json();

    /** Under this name, which its program comes before. */
    public PartitionsCommand(String name) {
        super(new Syntax(name, "Lists the partitions of a disk.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        try (BlockDevice disk = image.disk(session)) {
            Partitioning partitioning = partitioning(disk);
            Partitions partitions = Partitions.of(image.label(), disk, partitioning);
            if (json.isGiven()) {
                Json.write(session.textOut(), partitions::json);
            } else {
                TextOut out = new TextOut(session.bytesOut());
                partitions.table(out);
                out.flush();
            }
            for (String warning : partitioning.table().warnings()) {
                session.warn(image.label(), warning);
            }
        } catch (IOException | RuntimeException | Error e) {
            session.report(e, image.label());
        }
        return session.code();
    }

    private static Partitioning partitioning(BlockDevice disk) throws IOException {
        Optional<Partitioning> whole =
                PartitionContent.isExt(disk, 0) ? Partitioning.undivided(disk) : Optional.empty();
        Optional<Partitioning> found = whole.isPresent() ? whole : Partitioning.of(disk);
        if (found.isEmpty()) {
            throw new FileSystemException(
                    "",
                    null,
                    "no table of partitions and no file system"
                            + ImageOpener.describe(disk).map(it -> ": " + it).orElse(""));
        }
        return found.get();
    }
}
