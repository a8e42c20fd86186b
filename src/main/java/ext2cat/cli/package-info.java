// SPDX-License-Identifier: Apache-2.0

/**
 * The command line. A {@link ext2cat.cli.Command} declares in a {@link ext2cat.cli.Syntax} what it
 * may be told. {@link ext2cat.cli.PlainParser} reads the command lines that leave no doubt;
 * picocli, which takes longer to start than most commands take to run, reads the others, says what
 * is wrong with them, and makes help, manual pages and completion of the same declarations.
 */
package ext2cat.cli;
