// SPDX-License-Identifier: Apache-2.0

/**
 * One run of a command on an image. {@link ext2cat.cli.run.Session} opens what {@link
 * ext2cat.cli.run.Image} names, says what goes wrong, and knows in the end how the run ended;
 * {@link ext2cat.cli.run.Streams} is where its output goes. Here is also what many commands take
 * and do: options ({@link ext2cat.cli.run.ImageParameters}), files that words name ({@link
 * ext2cat.cli.run.FileArguments}), damage that is reported and passed over, and bars that show how
 * far some work has come.
 *
 * <p>Whatever is thrown becomes a sentence and an exit code in one place, {@link
 * ext2cat.cli.run.Failure}; that standard output takes no more is told apart from all that is wrong
 * with an image by its type, {@link ext2cat.cli.run.OutputFailure}.
 *
 * <p>This package may use {@code line} and {@code text} and knows no command.
 */
package ext2cat.cli.run;
