// SPDX-License-Identifier: Apache-2.0

/**
 * How a mount is made and ended, and how its messages come and go. A {@link
 * ext2cat.mount.kernel.MountPoint} is made by root or by fusermount3 ({@link
 * ext2cat.mount.kernel.Mounter}), a {@link ext2cat.mount.kernel.FuseChannel} is a thread's
 * connection to it, and a {@link ext2cat.mount.kernel.CrashWatch} unmounts if this program dies.
 * Knows nothing of images.
 */
package ext2cat.mount.kernel;
