// SPDX-License-Identifier: Apache-2.0

/**
 * Answers the kernel's requests from a volume. A {@link ext2cat.mount.serve.Server} takes a request
 * and a {@link ext2cat.mount.serve.ImageService} knows the answer. Nothing here makes a system
 * call.
 *
 * <ul>
 *   <li>Memory: a node is called by its inode's number, so what the kernel knows and forgets takes
 *       none here ({@link ext2cat.mount.serve.Nodes}); the names of directories take as much as is
 *       allowed ({@link ext2cat.mount.serve.DirectoryIndexes}).
 *   <li>Damage: a file, or a part of it, that cannot be read is EIO and is told to the {@link
 *       ext2cat.mount.serve.ServiceLog}. A damaged directory shows all names that could be read,
 *       and where its list would end it fails; a name that is not among them may be where nothing
 *       could be read, so looking for it fails, too.
 *   <li>Time: what takes long asks whether somebody still waits ({@link
 *       ext2cat.mount.serve.Interrupts}).
 * </ul>
 */
package ext2cat.mount.serve;
