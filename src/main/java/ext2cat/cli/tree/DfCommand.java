// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.TextOut;
import ext2cat.volume.StatFs;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.List;

/** {@code ext2 df}. */
public final class DfCommand extends ImageCommand {

    private static final String FOOTER =
            """
            The figures are those of df(1) for the mounted image, in KiB unless an option
            says otherwise.
            """;

    private final Parameter<Boolean> inodes =
            syntax.flag("-i, --inodes", "Count inodes, not blocks.");

    private final UnitParameters units = new UnitParameters(syntax);

    private final Parameter<Boolean> type =
            syntax.flag("-T, --print-type", "Print the type as well.");

    private final Parameter<Boolean> json =
            syntax.flag("--json", "Write JSON, with sizes in bytes.");

    /** Under this name, which its program comes before. */
    public DfCommand(String name) {
        super(new Syntax(name, "Shows how full the file system is.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        return session.run(image, volume -> tell(session, image.label(), volume));
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
