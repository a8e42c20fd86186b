// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.SpaceUse;
import ext2cat.volume.Volume;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code ext2 df}. */
@Command(
        name = "df",
        description = "Tells how full the file system is.",
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%n",
        footer = {
            "The figures are those of df(1) where Linux has the image mounted, in KiB",
            "unless an option says otherwise."
        })
final class DfCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-i", "--inodes"},
            description = "Inodes, not blocks.")
    private boolean inodes;

    @Option(
            names = {"-h", "--human-readable"},
            description = "Sizes like 1.1K and 23M.")
    private boolean human;

    @Option(names = "-k", description = "Sizes in KiB, which is the default.")
    private boolean kibibytes;

    @Option(
            names = {"-T", "--print-type"},
            description = "The type too.")
    private boolean type;

    @Option(names = "--json", description = "Write the figures as JSON, in bytes.")
    private boolean json;

    @Mixin private ImageOptions options;

    @Mixin private HelpOptions help;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    private final Streams streams;

    DfCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        ImageSource source = ImageSource.of(image, options);
        return session.run(source, volume -> tell(session, source.label(), volume)).value();
    }

    private void tell(Session session, String label, Volume volume) throws IOException {
        Df df = new Df(label, volume, SpaceUse.of(volume));
        if (json) {
            Json.write(session.textOut(), df::json);
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        if (inodes) {
            df.inodes(out, type, human);
        } else {
            df.blocks(out, type, human);
        }
        out.flush();
    }
}
