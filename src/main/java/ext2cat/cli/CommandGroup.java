// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.List;

/** What the commands of {@code ext2} are for: the parts in which its help lists them. */
enum CommandGroup {
    /** What is in the image. */
    LOOK("Look around:"),
    /** Copies of it. */
    TAKE_OUT("Take files out:"),
    /** Structures and blocks. */
    LAYOUT("See how it is made:"),
    /** Whether it is as it should be, or as another. */
    CHECK("Check and compare:"),
    /** The order of reads. */
    READ_ORDER("See how Linux reads it:");

    private static final int NAME_COLUMN = 14;

    private final String heading;

    CommandGroup(String heading) {
        this.heading = heading;
    }

    /** Puts a command into this group; the heading of its command list is what remembers it. */
    void put(CommandLine command) {
        command.getCommandSpec().usageMessage().commandListHeading(heading);
    }

    /** Makes the help of a program list its commands by their groups. */
    static void listIn(CommandLine program) {
        UsageMessageSpec usage = program.getCommandSpec().usageMessage();
        usage.commandListHeading("");
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroup::list);
    }

    private static String list(Help help) {
        StringBuilder text = new StringBuilder();
        for (CommandGroup group : values()) {
            List<Help> members =
                    help.subcommands().values().stream()
                            .filter(command -> group.has(command.commandSpec().usageMessage()))
                            .toList();
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
        return has(command.getCommandSpec().usageMessage());
    }

    private boolean has(UsageMessageSpec usage) {
        return usage.commandListHeading().equals(heading);
    }

    private static TextTable table(Help help, List<Help> members) {
        int width = help.commandSpec().usageMessage().width();
        TextTable table =
                TextTable.forColumns(
                        help.colorScheme(),
                        new Column(NAME_COLUMN, 2, Overflow.SPAN),
                        new Column(width - NAME_COLUMN, 0, Overflow.WRAP));
        for (Help member : members) {
            String[] description = member.commandSpec().usageMessage().description();
            table.addRowValues(member.commandSpec().name(), String.join(" ", description));
        }
        return table;
    }
}
