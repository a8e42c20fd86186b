// SPDX-License-Identifier: Apache-2.0

/**
 * The machine that the program runs on. Knows nothing of images.
 *
 * <ul>
 *   <li>Calls: {@link ext2cat.host.Libc} has the functions of the C library that Java does not
 *       have, and no other class makes native calls. {@link ext2cat.host.Architecture} knows the
 *       numbers in which kinds of machines differ.
 *   <li>Errors: {@link ext2cat.host.Errno} names them, a {@link ext2cat.host.SystemCallException}
 *       carries one, and {@link ext2cat.host.Refusal} says it in words.
 *   <li>Output channels: {@link ext2cat.host.OutputChannel} writes to what the process has open, in
 *       the way that is soonest done there, with the help of its {@link ext2cat.host.Descriptor};
 *       {@link ext2cat.host.BlockingWrite} ends when everything was taken.
 *   <li>Files: an {@link ext2cat.host.UnfinishedFile} gets its name only when it is whole, and a
 *       {@link ext2cat.host.TemporaryFile} loses its own at once. {@link ext2cat.host.FileKind}
 *       tells a block device from a pipe.
 * </ul>
 */
package ext2cat.host;
