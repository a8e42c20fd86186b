// SPDX-License-Identifier: Apache-2.0

/**
 * Extended attributes: {@link ext2cat.disk.xattr.XattrReader} finds them in an inode or in a block
 * of their own; {@link ext2cat.disk.xattr.PosixAcl} and {@link ext2cat.disk.xattr.Capabilities} are
 * what the values of two kinds of them say. Not exported: {@link ext2cat.disk.Xattr}, a name and
 * its bytes, is what a user of the library is given.
 */
@NullMarked
package ext2cat.disk.xattr;

import org.jspecify.annotations.NullMarked;
