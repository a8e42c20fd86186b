// SPDX-License-Identifier: Apache-2.0

/**
 * The programs, {@link ext2cat.cli.Ext2cat} and {@link ext2cat.cli.Ext2}, and what ties them to
 * their commands: the table of commands, and the choice between the two ways in which a command
 * line is read.
 *
 * <p>The parts of the command line are packages of their own, and the arrows between them go one
 * way:
 *
 * <pre>
 *   cli          the programs                              may use everything
 *    |
 *    +-- ls, find, tree, inode, layout,                    the commands, a package a family;
 *    |   export, check, readorder                          none of them knows another
 *    |
 *    +-- run     one run of a command on an image          may use line and text
 *    +-- text    how things are shown                      may use line
 *    +-- line    how command lines are declared and read   uses nothing of ext2cat
 * </pre>
 *
 * <p>What two families need is in {@code run} if it has to do with the image that is opened and
 * with what goes wrong there, and in {@code text} if it is only shown. Only this package ends the
 * process, only {@link ext2cat.cli.run.Streams} takes the standard streams, and only this package
 * and {@code line} know picocli.
 *
 * <h2>Starting fast</h2>
 *
 * <p>Most commands work for a few milliseconds, and a plain JVM takes hundreds to get there. So the
 * start is part of the design, here and in {@code tools/build/launch.sh}:
 *
 * <ul>
 *   <li>The build runs the {@linkplain ext2cat.cli.run.Command#examples examples} of the commands
 *       and keeps the classes that they load, linked, in archives (AOT caches). A larger archive
 *       takes longer to map, so there are four: for each program, for {@code ext2cat} without
 *       options, and for the commands that are soon done. {@code Start} says which command has
 *       which.
 *   <li>A class outside the archives is read, verified and linked at each start. Picocli alone has
 *       hundreds. {@link ext2cat.cli.line.PlainParser} reads the command lines that leave no doubt
 *       from the same declarations; picocli speaks to people: help, errors, rare forms.
 *   <li>Only the command that is asked for is made.
 *   <li>Regular expressions, formatters and the layouts of foreign memory cost milliseconds when
 *       they are first used. What every command runs through does without them; what only some
 *       commands do may use them.
 *   <li>A switch over types is linked at its first use, in each JVM anew. On the way of every read
 *       there is none.
 *   <li>Short work is compiled by the first compiler only, which is ready at once.
 * </ul>
 */
package ext2cat.cli;
