// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.List;

/** What the commands of {@code ext2} are for: the parts in which its help lists them. */
public enum CommandGroup {
    /** What is in the image. */
    LOOK("Look around:"),
    /** Copies of it. */
    TAKE_OUT("Take files out:"),
    /** Structures and blocks. */
    LAYOUT("See how it is made:"),
    /** Whether it is as it should be, or as another. */
    CHECK("Check and compare:"),
    /** The order of reads. */
    READ_ORDER("See how Linux reads it:"),
    /** Other commands, one after another. */
    MANY("Run many commands:");

    private static final int NAME_COLUMN = 14;

    private final String heading;

    CommandGroup(String heading) {
        this.heading = heading;
    }

    /** Puts a command into this group; the heading of its command list is what remembers it. */
    public void put(CommandLine command) {
        command.getCommandSpec().usageMessage().commandListHeading(heading);
    }

    /** A line of the list: a command, and what it does. */
    public record Member(CommandGroup group, String name, String purpose) {}

    /** Makes the help of a program list these commands by their groups. */
    public static void listIn(UsageMessageSpec usage, List<Member> members) {
        usage.commandListHeading("");
        usage.sectionMap()
                .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> list(help, members));
    }

    private static String list(Help help, List<Member> commands) {
        StringBuilder text = new StringBuilder();
        for (CommandGroup group : values()) {
            List<Member> members =
                    commands.stream().filter(command -> command.group() == group).toList();
            if (!members.isEmpty()) {
                text.append("%n%s%n".formatted(group.heading)).append(table(help, members));
            }
        }
        return text.toString();
    }

    /** What stands above the group. */
    String heading() {
        return heading;
    }

    /** Whether a command was put into this group. */
    boolean holds(CommandLine command) {
        return command.getCommandSpec().usageMessage().commandListHeading().equals(heading);
    }

    private static TextTable table(Help help, List<Member> members) {
        int width = help.commandSpec().usageMessage().width();
        TextTable table =
                TextTable.forColumns(
                        help.colorScheme(),
                        new Column(NAME_COLUMN, 2, Overflow.SPAN),
                        new Column(width - NAME_COLUMN, 0, Overflow.WRAP));
        for (Member member : members) {
            table.addRowValues(member.name(), String.format(Literal.of(member.purpose())));
        }
        return table;
    }
}
