// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.TextOut;
import ext2cat.volume.StatFs;
import ext2cat.volume.Volume;

import java.io.IOException;

/** {@code ext2 df}. */
public final class DfCommand implements Command {

    private static final String FOOTER =
            """
            The figures are those of df(1) where Linux has the image mounted, in KiB
            unless an option says otherwise.
            """;

    private final Syntax syntax =
            new Syntax("ext2 df", "Tells how full the file system is.").footer(FOOTER);

    private final Parameter<Boolean> inodes = syntax.flag("-i, --inodes", "Inodes, not blocks.");

    private final UnitParameters units = new UnitParameters(syntax);

    private final Parameter<Boolean> type = syntax.flag("-T, --print-type", "The type too.");

    private final Parameter<Boolean> json =
            syntax.flag("--json", "Write the figures as JSON, in bytes.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Streams streams;

    /** One for a run with these streams. */
    public DfCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        ImageSource source = ImageSource.of(image.get(), options);
        return session.run(source, volume -> tell(session, source.label(), volume)).value();
    }

    private void tell(Session session, String label, Volume volume) throws IOException {
        Df df = new Df(label, volume, StatFs.of(volume));
        if (json.isGiven()) {
            Json.write(session.textOut(), df::json);
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        if (inodes.isGiven()) {
            df.inodes(out, type.isGiven(), units.human());
        } else {
            df.blocks(out, type.isGiven(), units.unitOr(SizeUnit.KIBIBYTES));
        }
        out.flush();
    }
}
