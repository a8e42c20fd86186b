// SPDX-License-Identifier: Apache-2.0

/**
 * How command lines are declared and read. A {@link ext2cat.cli.line.Command} declares in a {@link
 * ext2cat.cli.line.Syntax} what it may be told, and finds in its {@link
 * ext2cat.cli.line.Parameter}s what it was told.
 *
 * <p>{@link ext2cat.cli.line.PlainParser} reads the command lines that leave no doubt; picocli,
 * which takes longer to start than most commands take to run, reads the others, says what is wrong
 * with them, and makes help and completion of the same declarations, which {@link
 * ext2cat.cli.line.PicocliModel} hands it. The build makes the manual of them, too: {@link
 * ext2cat.cli.line.ManualPage}.
 *
 * <p>Words are bytes: {@link ext2cat.cli.line.Arguments}. This package uses nothing of ext2cat.
 */
package ext2cat.cli.line;
