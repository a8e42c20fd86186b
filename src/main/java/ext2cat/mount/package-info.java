// SPDX-License-Identifier: Apache-2.0

/**
 * Mounts a volume, read-only, with the help of FUSE: the kernel sends each question of a program to
 * this one, and nothing in the kernel ever looks at the image. A {@link ext2cat.mount.Mount} is all
 * that who mounts needs.
 *
 * <p>Three rooms below it: {@link ext2cat.mount.protocol messages}, {@link ext2cat.mount.serve
 * answers}, and {@link ext2cat.mount.kernel mounting}.
 */
package ext2cat.mount;
