// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.FilterParameters;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.EntryJson;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Terminal;
import ext2cat.cli.text.TextOut;
import ext2cat.cli.text.Times;
import ext2cat.volume.Volume;
import ext2cat.volume.path.Glob;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code ext2 tree}. */
public final class TreeCommand extends ImageCommand {

    /** The words of {@code --charset}. */
    enum Charset {
        utf8,
        ascii
    }

    private final Parameter<Boolean> all =
            syntax.flag("-a", "Include names that begin with a dot.");

    private final Parameter<Boolean> directories = syntax.flag("-d", "Directories only.");

    private final Parameter<Integer> levels =
            syntax.option("-L=LEVELS", Kind.number(), "Descend at most LEVELS directories.");

    private final Parameter<Boolean> wholePaths = syntax.flag("-f", "Print whole paths.");

    private final Parameter<Boolean> notIndented = syntax.flag("-i", "Do not draw lines.");

    private final Parameter<Boolean> sizes =
            syntax.flag("-s", "Print the size of each file in bytes.");

    private final Parameter<Boolean> human = syntax.flag("-h", "Print sizes like 1.1K and 23M.");

    private final Parameter<Boolean> permissions =
            syntax.flag("-p", "Print the type and permissions of each file.");

    private final Parameter<Boolean> user = syntax.flag("-u", "Print the user of each file.");

    private final Parameter<Boolean> group = syntax.flag("-g", "Print the group of each file.");

    private final Parameter<Boolean> date =
            syntax.flag("-D", "Print when each file was last changed.");

    private final Parameter<Boolean> inodes =
            syntax.flag("--inodes", "Print the inode number of each file.");

    private final Parameter<Boolean> signs =
            syntax.flag("-F", "Append a sign for its type to each name.");

    private final Parameter<String> wanted =
            syntax.options(
                    "-P=PATTERN",
                    "List only files whose names match; | separates several patterns.");

    private final Parameter<String> ignored =
            syntax.options("-I=PATTERN", "Leave out files and directories whose names match.");

    private final Parameter<Boolean> coloured = syntax.flag("-C", "Print in colours.");

    private final Parameter<Boolean> plain = syntax.flag("-n", "Print without colours.");

    private final Parameter<Boolean> utc = syntax.utc();

    private final Parameter<Boolean> noReport =
            syntax.flag("--noreport", "Leave out the count of directories and files at the end.");

    private final Parameter<Charset> charset =
            syntax.option(
                    "--charset=CHARSET",
                    Kind.constant(Charset.class),
                    "utf8",
                    "Draw lines in utf8 or ascii characters. Default: utf8.");

    private final FilterParameters filter = new FilterParameters(syntax);

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final Parameter<String> paths =
            syntax.wordsOr("/", "PATH", "Directories of the image. Default: the root.");

    /** Under this name, which its program comes before. */
    public TreeCommand(String name) {
        super(new Syntax(name, "Draws directories as a tree.").footer(""));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (levels.ifGiven().orElse(1) < 1) {
            throw new UsageException("-L takes a number of 1 or more");
        }
        Tree.Choice choice =
                new Tree.Choice(
                        all.isGiven(),
                        directories.isGiven(),
                        levels.ifGiven().orElse(Integer.MAX_VALUE),
                        globs(wanted),
                        globs(ignored),
                        filter.filter());
        return session.run(image, volume -> show(session, volume, choice));
    }

    private void show(Session session, Volume volume, Tree.Choice choice) throws IOException {
        if (json.isGiven()) {
            Owners users = Owners.users(volume);
            Owners groups = Owners.groups(volume);
            Json.write(
                    session.textOut(),
                    generator -> {
                        EntryJson fields = new EntryJson(generator, users, groups);
                        TreeJson output = new TreeJson(session, generator, fields);
                        generator.array();
                        new Tree(session, volume, choice, output).run(paths.all());
                        generator.end();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        TreeText.Lines lines =
                charset.get() == Charset.ascii ? TreeText.Lines.ASCII : TreeText.Lines.UTF_8;
        TreeText.Look look =
                new TreeText.Look(wholePaths.isGiven(), !notIndented.isGiven(), signs.isGiven());
        Tree tree =
                new Tree(
                        session,
                        volume,
                        choice,
                        new TreeText(session, out, terminal(session), lines, facts(volume), look));
        try {
            tree.run(paths.all());
            if (!noReport.isGiven()) {
                report(out, tree);
            }
        } finally {
            out.flush();
        }
    }

    private static List<Glob> globs(Parameter<String> patterns) {
        return patterns.all().stream()
                .flatMap(Pattern.compile("\\|")::splitAsStream)
                .map(pattern -> Glob.of(Arguments.bytes(pattern)))
                .toList();
    }

    private Terminal terminal(Session session) {
        Terminal real = session.terminal();
        return real.with(real.columns(), coloured.isGiven() || real.colour() && !plain.isGiven());
    }

    private TreeFacts facts(Volume volume) {
        Set<TreeFacts.Fact> facts = EnumSet.noneOf(TreeFacts.Fact.class);
        add(facts, TreeFacts.Fact.INODE, inodes.isGiven());
        add(facts, TreeFacts.Fact.PERMISSIONS, permissions.isGiven());
        add(facts, TreeFacts.Fact.USER, user.isGiven());
        add(facts, TreeFacts.Fact.GROUP, group.isGiven());
        add(facts, TreeFacts.Fact.SIZE, sizes.isGiven() && !human.isGiven());
        add(facts, TreeFacts.Fact.HUMAN_SIZE, human.isGiven());
        add(facts, TreeFacts.Fact.DATE, date.isGiven());
        return new TreeFacts(
                facts,
                user.isGiven() ? Owners.users(volume) : Owners.none(),
                group.isGiven() ? Owners.groups(volume) : Owners.none(),
                Times.of(utc.isGiven()),
                Instant.now());
    }

    private static void add(Set<TreeFacts.Fact> facts, TreeFacts.Fact fact, boolean isWanted) {
        if (isWanted) {
            facts.add(fact);
        }
    }

    private void report(TextOut out, Tree tree) throws IOException {
        out.put('\n').put(Shown.count(tree.directories(), "directory"));
        if (!directories.isGiven()) {
            out.put(", ").put(Shown.count(tree.files(), "file"));
        }
        out.put('\n');
    }
}
