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
 */
package ext2cat.cli;
