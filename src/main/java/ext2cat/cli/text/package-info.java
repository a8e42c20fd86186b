// SPDX-License-Identifier: Apache-2.0

/**
 * How things are shown: what output is ({@link ext2cat.cli.text.Terminal}) and how text gets there
 * ({@link ext2cat.cli.text.TextOut}); how times, sizes, names of owners, attributes and colours are
 * written; formats with directives ({@link ext2cat.cli.text.PrintFormat}); and the form that all
 * JSON has ({@link ext2cat.cli.text.Json}).
 *
 * <p>This package writes where it is told to, and leaves it to others to say what goes wrong. It
 * knows no command; of the command line it may use {@code line}, whose words it shows.
 *
 * <p>Names and other bytes of an image may hold anything. They are put out in the spelling of
 * {@link ext2cat.disk.FileName#toString}, unless a method says that it writes bytes as they are.
 */
package ext2cat.cli.text;
