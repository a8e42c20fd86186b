// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.TextOut;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.Glob;

import java.io.IOException;
import java.util.List;

/** {@code ext2 du}. */
public final class DuCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Sizes are in KiB unless an option says otherwise. A file counts once, no matter
            how many names it has and how many PATHs lead to it.
            """;

    private final Parameter<Boolean> all =
            syntax.flag("-a, --all", "Print files as well, not only directories.");

    private final Parameter<Boolean> summarize =
            syntax.flag("-s, --summarize", "Print only one sum for each PATH.");

    private final Parameter<Integer> maxDepth =
            syntax.option(
                    "-d, --max-depth=N",
                    Kind.number(),
                    "Print only what is at most N levels deep.");

    private final Parameter<Boolean> total =
            syntax.flag("-c, --total", "Print the sum of all at the end.");

    private final Parameter<Boolean> eachName =
            syntax.flag("-l, --count-links", "Count a file once for each of its names.");

    private final Parameter<Boolean> apparent =
            syntax.flag("--apparent-size", "Add up sizes, not the space allocated.");

    private final Parameter<Boolean> bytes =
            syntax.flag("-b, --bytes", "Like --apparent-size, in bytes.");

    private final UnitParameters units = new UnitParameters(syntax);

    private final Parameter<Boolean> inodes = syntax.flag("--inodes", "Count inodes, not space.");

    private final Parameter<Boolean> separate =
            syntax.flag("-S, --separate-dirs", "Do not count directories in a directory.");

    private final Parameter<String> excluded =
            syntax.options("--exclude=PATTERN", "Leave out files whose name or path matches.");

    private final Parameter<String> threshold =
            syntax.option(
                    "-t, --threshold=SIZE",
                    "Print only sums of at least SIZE, or, if it is negative, of at most -SIZE.");

    private final Parameter<Boolean> zero =
            syntax.flag("-0, --null", "End lines with a NUL, and write names byte for byte.");

    private final Parameter<Boolean> oneFileSystem =
            syntax.flag("-x, --one-file-system", "Has no effect: an image is one file system.");

    private final Parameter<Boolean> jsonLines = syntax.jsonLines();

    private final Parameter<Boolean> json =
            syntax.flag("--json", "Write JSON, with sizes in bytes.");

    private final Parameter<String> paths =
            syntax.wordsOr("/", "PATH", "Files and directories of the image. Default: the root.");

    /** Under this name, which its program comes before. */
    public DuCommand(String name) {
        super(new Syntax(name, "Adds up the space that directories take.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("-h IMAGE", "--json -c IMAGE", "--json --inodes IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        DuOptions style = style();
        return session.run(image, volume -> run(session, volume, style));
    }

    private DuOptions style() {
        if (all.isGiven() && summarize.isGiven()) {
            throw new UsageException("-a and -s exclude each other");
        }
        int most = summarize.isGiven() ? 0 : Integer.MAX_VALUE;
        int depth = maxDepth.ifGiven().orElse(most);
        if (depth < 0 || depth > most) {
            throw new UsageException("-d takes a number of 0 or more, with -s only 0");
        }
        List<Glob> globs =
                excluded.all().stream().map(pattern -> Glob.of(Arguments.bytes(pattern))).toList();
        return new DuOptions(
                all.isGiven(),
                depth,
                what(),
                eachName.isGiven(),
                separate.isGiven(),
                globs,
                threshold(),
                total.isGiven());
    }

    private DuOptions.What what() {
        if (inodes.isGiven()) {
            return DuOptions.What.INODES;
        }
        return apparent.isGiven() || bytes.isGiven()
                ? DuOptions.What.APPARENT
                : DuOptions.What.ALLOCATED;
    }

    private long threshold() {
        if (!threshold.isGiven()) {
            return 0;
        }
        try {
            String word = threshold.get();
            boolean negative = word.startsWith("-");
            long size = SizeUnit.parse(negative ? word.substring(1) : word).bytes();
            return negative ? -size : size;
        } catch (IllegalArgumentException e) {
            throw new UsageException("-t: " + e.getMessage());
        }
    }

    private SizeUnit unit() {
        if (inodes.isGiven() && !units.human()) {
            return SizeUnit.BYTES;
        }
        return units.unitOr(bytes.isGiven() ? SizeUnit.BYTES : SizeUnit.KIBIBYTES);
    }

    private void run(Session session, Volume volume, DuOptions style) throws IOException {
        if (json.isGiven() || jsonLines.isGiven()) {
            Json.write(
                    session.textOut(),
                    jsonLines.isGiven(),
                    generator -> {
                        generator.array();
                        String field = inodes.isGiven() ? "total_inodes" : "total_bytes";
                        new Du(session, volume, style, new JsonSums(generator, field))
                                .run(paths.all());
                        generator.end();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        try {
            new Du(session, volume, style, new TextSums(out, unit(), zero.isGiven()))
                    .run(paths.all());
        } finally {
            out.flush();
        }
    }

    /** A line each. */
    private record TextSums(TextOut out, SizeUnit unit, boolean zero) implements Du.Output {

        @Override
        public void size(TreePath path, Inode inode, long sum) throws IOException {
            out.put(unit.text(sum)).put('\t');
            if (zero) {
                out.put(path.toBytes()).put('\0');
            } else {
                out.put(path.toString()).put('\n');
            }
        }

        @Override
        public void total(long sum) throws IOException {
            out.put(unit.text(sum)).put("\ttotal").put(zero ? '\0' : '\n');
        }
    }

    /** An object each. */
    private record JsonSums(Json json, String field) implements Du.Output {

        @Override
        public void size(TreePath path, Inode inode, long sum) throws IOException {
            json.object();
            json.field("path", path.toString());
            json.field("inode", inode.number());
            json.field(field, sum);
            json.end();
        }

        @Override
        public void total(long sum) throws IOException {
            json.object();
            json.field(field, sum);
            json.end();
        }
    }
}
