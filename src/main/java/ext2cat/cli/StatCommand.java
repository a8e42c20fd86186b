// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/** {@code ext2 stat}. */
final class StatCommand implements Command {

    private static final String FOOTER =
            """
            Output:
              Times are those of the zone in TZ, or with --utc of UTC. Names of users and
              groups are those of the image's own /etc/passwd and /etc/group. Access lists,
              capabilities and labels of SELinux are decoded; other attributes are shown as
              text, or in hexadecimal if they are none.

            Paths:
              As in 'ext2 cat'; <12> is the inode 12. A symbolic link is not followed,
              unless -L is given.
            """;

    private final Syntax syntax =
            new Syntax("ext2 stat", "Tells everything that an inode holds.").footer(FOOTER);

    private final Parameter<Boolean> follow =
            syntax.flag("-L, --dereference", "Follow a symbolic link at the end of a path.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final Parameter<Boolean> utc = syntax.flag("--utc", "Show times in UTC.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Parameter<String> paths = syntax.words("PATH", 1, "Files of the image.");

    private final Streams streams;

    StatCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        Stat stat = new Stat(session, Times.of(utc.isGiven()), json.isGiven());
        return stat.paths(ImageSource.of(image.get(), options), paths.all(), follow.isGiven())
                .value();
    }
}
